"""What the configuration says of staging servers and of variants: hosts that stand for others, and pins."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from selfserve_check.scenario_url import check_host
from selfserve_check.yaml_types import Section

VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*"
PIN_FROM_VARIABLE = re.compile(rf"^\$\{{({VARIABLE})\}}$")
_COOKIE_NAME = re.compile(r"^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$")
_COOKIE_VALUE = re.compile(r"^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$")
_PARAMETER = re.compile(r"^[^\s&=#?]{1,200}$")


def _one_host(text: str) -> str:
    if "*" in text:
        raise ValueError("one host stands for one other; write each without '*'")
    return check_host(text)


def _aliases(pairs: dict[str, str]) -> dict[str, str]:
    for production, staging in pairs.items():
        if staging in pairs:
            raise ValueError(
                f"'{staging}' stands for '{production}' and has an alias itself; name the host that is asked"
            )
    return pairs


def _text_of(value: Any) -> Any:
    # "variant: 2" is what one writes, and means the text.
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _cookie_name(name: str) -> str:
    if not _COOKIE_NAME.match(name):
        raise ValueError("this is no name of a cookie")
    return name


def _cookie_value(value: str) -> str:
    if not PIN_FROM_VARIABLE.match(value) and not _COOKIE_VALUE.match(value):
        raise ValueError(
            "a cookie's value has no spaces, quotes, commas, semicolons or backslashes; write it encoded"
        )
    return value


def _parameter(name: str) -> str:
    if not _PARAMETER.match(name):
        raise ValueError("this is no name of a query parameter; write it without '?', '&' and '='")
    return name


OneHost = Annotated[str, AfterValidator(_one_host)]
Aliases = Annotated[dict[OneHost, OneHost], Field(max_length=200), AfterValidator(_aliases)]
PinText = Annotated[str, BeforeValidator(_text_of, json_schema_input_type=str | int | float)]
CookieName = Annotated[str, AfterValidator(_cookie_name)]
CookieValue = Annotated[PinText, Field(max_length=4_000), AfterValidator(_cookie_value)]
ParameterName = Annotated[str, AfterValidator(_parameter)]
ParameterValue = Annotated[PinText, Field(max_length=1_000)]


class PinSection(Section):
    """What fixes a variant on one host. A value may be ${NAME_OF_A_VARIABLE}."""

    cookies: dict[CookieName, CookieValue] = Field(
        default={}, max_length=50, description="Set before the first load of every clean session"
    )
    query: dict[ParameterName, ParameterValue] = Field(
        default={}, max_length=20, description="Added to the address of every document of this host"
    )

    @model_validator(mode="after")
    def _pins_something(self) -> PinSection:
        if not self.cookies and not self.query:
            raise ValueError("nothing is pinned here; write cookies: {name: value} or query: {name: value}")
        return self
