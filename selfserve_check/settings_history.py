"""``history:`` of the configuration: where earlier runs are kept, and the secret in its address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, unquote

from pydantic import AfterValidator, Field

from selfserve_check.settings_staging import VARIABLE
from selfserve_check.yaml_types import Section, UserPath

_VARIABLE = re.compile(rf"\$\{{({VARIABLE})\}}")
_URL = re.compile(rf"(?:sqlite|postgres(?:ql)?)(?:\+\w+)?://.*|{_VARIABLE.pattern}", re.DOTALL)
_PASSWORD = re.compile(r"password=(?!\$\{)", re.IGNORECASE)


def _history_url(url: str) -> str:
    if not _URL.fullmatch(url):
        raise ValueError(
            "write sqlite:///FILE, postgresql://user:${NAME_OF_A_VARIABLE}@host/name or ${NAME_OF_A_VARIABLE}"
        )
    password = _password(url)
    if (password and not _VARIABLE.fullmatch(password)) or _PASSWORD.search(url):
        raise ValueError(
            "a password comes from an environment variable, so that no secret stands in a file: "
            "postgresql://user:${NAME_OF_A_VARIABLE}@host/name"
        )
    return url


class HistorySection(Section):
    """Where earlier runs are kept, so that a run can say what is new."""

    enabled: bool = Field(default=True, description="false: nothing is kept, and nothing compared")
    url: Annotated[str, AfterValidator(_history_url), Field(min_length=1, max_length=2_000)] | None = Field(
        default=None,
        description="sqlite:///FILE or postgresql://user:${PASSWORD}@host/name; empty: a file in the folder",
    )
    folder: UserPath = Field(
        default=Path(".selfserve-check"),
        description="Holds that file, and the queue of runs that the store could not take",
    )
    keep_days: int = Field(default=400, ge=1, le=36_500, description="Older runs are forgotten")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAddress:
    """``url`` with its variables filled in, and what of it is ``secret``. Its text shows none of it."""

    url: str = field(default="", repr=False)
    secret: tuple[str, ...] = field(default=(), repr=False)


def history_address(url: str, look_up: Callable[[str], str]) -> HistoryAddress:
    """``url`` as it is connected to; ``look_up`` gives the value of a variable, which may hold any character
    where it is a part of the address."""
    hidden: list[str] = []

    def filled(found: re.Match[str]) -> str:
        value = look_up(found[1])
        hidden.append(value)
        return value if found[0] == url else quote(value, safe="")

    whole = _VARIABLE.sub(filled, url)
    secret = (*hidden, unquote(_password(whole)), *(whole for _ in hidden))
    return HistoryAddress(url=whole, secret=tuple(dict.fromkeys(one for one in secret if one)))


def _password(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].rpartition("@")[0].partition(":")[2]
