"""What the configuration says of reports: whose they are, and in which language."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from selfserve_check.yaml_types import Section, UserPath

Language = Literal["en", "de", "fr", "es"]


class BrandSection(Section):
    """Whose report it is: an agency's client, a company's own."""

    client: str = Field(default="", max_length=100, description="Their name, as the cover shows it")
    logo: UserPath | None = Field(default=None, description="PNG, JPEG or SVG of at most 300 KB")
    colour: str = Field(
        default="",
        pattern=r"^(?:#[0-9a-fA-F]{6})?$",
        description='Of the cover, as "#0b57b0". Where it is too faint to be read as text, a darker or a '
        "lighter one of the same hue takes its place",
    )
    prepared_by: str = Field(default="", max_length=200, description="Who made the report, for the cover")


class ReportSection(Section):
    """How reports are written."""

    language: Language = Field(default="en", description="Of the HTML report: en, de, fr or es")
