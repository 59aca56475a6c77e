"""What the configuration says of reports: whose they are, and in which language."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from selfserve_check.yaml_types import Section, UserPath

Language = Literal["en", "de", "fr", "es"]
_COLOUR = r"^(?:#[0-9a-fA-F]{6})?$"


def _colour(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(_COLOUR, value):
        raise ValueError('this is no colour; write # and six hexadecimal digits in quotes, such as "#0b57b0"')
    return value


class BrandSection(Section):
    """Whose report it is: an agency's client, a company's own."""

    client: str = Field(default="", max_length=100, description="Their name, as the cover shows it")
    logo: UserPath | None = Field(default=None, description="PNG, JPEG or SVG of at most 300 KB")
    colour: Annotated[str, BeforeValidator(_colour), Field(json_schema_extra={"pattern": _COLOUR})] = Field(
        default="",
        description='Of the cover, as "#0b57b0". Where it is too faint to be read as text, a darker or a '
        "lighter one of the same hue takes its place",
    )
    prepared_by: str = Field(default="", max_length=200, description="Who made the report, for the cover")


class ReportSection(Section):
    """How reports are written."""

    language: Language = Field(default="en", description="Of the HTML report: en, de, fr or es")
