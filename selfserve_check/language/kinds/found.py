"""What the kinds of facts share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

RANGE_WORD = r"(?: ?- ?| to | until | till | or | bis | oder | à | ou | a | hasta | tot | au )"
"""Between the ends of a range: "3-5", "3 to 5", "3 bis 5"."""

_RANGE_BEFORE = re.compile(r"\d ?[%€£$]?(?: ?- ?| to | bis | or )$")
_RANGE_AFTER = re.compile(r"(?: ?- ?| to | bis | or )[€£$]? ?\d")


class Value(Protocol):
    """A normalised value of some kind."""

    @property
    def specificity(self) -> float:
        """How much the value says by itself: 0 (a bare number) to 1 (a whole sentence)."""
        ...

    def shown_by(self, other: object) -> bool:
        """Whether a page that says ``other`` says this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value and where it stands in the normalised text."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of fact: its name and how it is found in normalised text."""

    name: str
    scan: Callable[[str], tuple[Found, ...]]


def in_range(text: str, start: int, end: int) -> bool:
    """Whether the figure at ``start:end`` is one end of a range ("10-20 %"), which says another thing."""
    before = text[max(0, start - 16) : start]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(text, end))
