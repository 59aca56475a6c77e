"""Why a page is not taken for the answer, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from selfserve_check.model.page_why import PageWhy
from selfserve_check.report.text import clean, one_line


def lines(question: str, found: PageWhy) -> list[str]:
    """Everything known of the page as an answer to ``question``, section by section."""
    return [
        one_line(question),
        f"  {one_line(found.url, chars_max=500)}",
        "",
        *_section("Was it seen?", found.seen),
        *_section("What leads there?", found.leads),
        *_section("What does it say?", found.says),
        *_section("What would have to change?", found.changes),
        "If the page is right and we are wrong, ask it like this:",
        *(f"  {line}" for line in clean("or\n".join(found.accepts)).rstrip("\n").split("\n")),
        "",
    ]


def _section(title: str, told: Sequence[str]) -> list[str]:
    return [title, *(f"  {one_line(line, chars_max=600)}" for line in told), ""]
