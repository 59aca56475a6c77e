"""``notify:`` of the configuration: who is told when something changed, and what is secret in addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal
from urllib.parse import unquote

from pydantic import AfterValidator, Field

from selfserve_check.settings_limits import Seconds
from selfserve_check.settings_staging import PIN_FROM_VARIABLE, VARIABLE
from selfserve_check.yaml_types import Section

IN_LINK = re.compile(rf"\$\{{({VARIABLE})\}}")
ADDRESSES_MAX = 20
"""Of all variables together."""
_PART_MIN = 12


def _one_variable(text: str) -> str:
    if not PIN_FROM_VARIABLE.match(text):
        raise ValueError(
            "the address of a service is a secret and stands in the environment; write ${NAME_OF_A_VARIABLE}"
        )
    return text


Address = Annotated[
    str, AfterValidator(_one_variable), Field(json_schema_extra={"pattern": PIN_FROM_VARIABLE.pattern})
]
Occasion = Literal["new_failure", "fixed", "incomplete"]


class NotifySection(Section):
    """Who is told of a change, through apprise: e-mail, Slack, Teams, webhooks and many more."""

    urls: tuple[Address, ...] = Field(
        default=(),
        max_length=ADDRESSES_MAX,
        description="${VARIABLES} that hold addresses as apprise writes them, several in one apart by spaces",
    )
    on: tuple[Occasion, ...] = Field(
        default=("new_failure", "fixed", "incomplete"),
        min_length=1,
        description="A question is newly not answered; is answered again; a run could not ask what it should",
    )
    link: str | None = Field(
        default=None,
        max_length=2_000,
        pattern=r"^https?://",
        description="Where the report can be opened, with ${VARIABLES}; empty: the CI job's page, if any",
    )
    timeout_s: Seconds = Field(default=30.0, description="How long telling may take")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyAddress:
    """One address, and the ``variable`` it came from, by which alone it is spoken of."""

    variable: str
    url: str = field(repr=False)


def notify_addresses(written: str, look_up: Callable[[str], str]) -> tuple[NotifyAddress, ...]:
    """The addresses in the variable that ``written`` names."""
    name = PIN_FROM_VARIABLE.match(written.strip())
    if name is None:
        return ()
    return tuple(NotifyAddress(variable=name[1], url=one) for one in look_up(name[1]).split())


def secrets_in(addresses: Iterable[NotifyAddress]) -> Iterator[str]:
    """What of ``addresses`` must be read nowhere: each as a whole, and its parts that look like keys."""
    for address in addresses:
        yield address.url
        rest = address.url.partition("://")[2]
        before, at, _ = rest.partition("@")
        if at:
            yield unquote(before.partition(":")[2] or before)
        yield from (unquote(part) for part in re.split(r"[/?&=:@]", rest) if _is_key(part))


def _is_key(part: str) -> bool:
    return len(part) >= _PART_MIN and bool(re.search(r"\d", part)) and "." not in part
