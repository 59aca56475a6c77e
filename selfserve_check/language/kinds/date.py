"""Calendar dates: 12 March 2026, March 12th, 2026-03-12, 12.03.2026; 12/03/2026 only where one reading fits.

Spans are found here; ``dateparser`` reads the month names in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from selfserve_check.language.kinds.found import Found

_MONTH = (
    r"(?:jan|feb|fév|fev|mar|mär|mrz|maa|mrt|apr|avr|abr|may|mai|mei|mag|jun|jui|giu|jul|lug|aug|aoû|aou|ago|sep"
    r"|set|okt|oct|out|ott|nov|dec|dez|déc|dic|ene|gen)[^\W\d_]{0,8}\.?"
)
_YEAR = r"(?:,? (?:de |del )?(?P<{}>(?:19|20)\d\d)(?![\d-]))?"
_NAMED = re.compile(
    rf"(?<![\w.:/])(?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)? ?-?(?:of |de )?(?P<m1>{_MONTH})(?!\w)"
    rf"{_YEAR.format('y1')}"
    rf"|(?<!\w)(?P<m2>{_MONTH}) (?:the )?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\w:])(?!\.\d)"
    rf"{_YEAR.format('y2')}"
)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>(?:19|20)\d\d)-(?P<m>[01]?\d)-(?P<d>[0-3]?\d)"
    r"|(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d))(?![\w/-])"
)
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """A day; ``year`` is None where none was written."""

    year: int | None
    month: int
    day: int

    @property
    def specificity(self) -> float:
        """A day with its year is seldom there by chance."""
        return 0.5 if self.year else 0.4

    def shown_by(self, other: object) -> bool:
        """The same day; a fact without a year is shown by that day in any year."""
        return (
            isinstance(other, CalendarDate)
            and (self.month, self.day) == (other.month, other.day)
            and self.year in (None, other.year)
        )


def scan(text: str) -> tuple[Found, ...]:
    """Every date in normalised ``text`` that has only one reading."""
    named = [(_named(match), match) for match in _NAMED.finditer(text)]
    numeric = [(_numeric(match), match) for match in _NUMERIC.finditer(text)]
    found = [
        Found(value=value, start=match.start(), end=match.end())
        for value, match in (*named, *numeric)
        if value
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _named(match: re.Match[str]) -> CalendarDate | None:
    day, month = match["d1"] or match["d2"], match["m1"] or match["m2"]
    year = match["y1"] or match["y2"]
    month_number = _month(month.rstrip("."))
    return _valid(int(year) if year else None, month_number, int(day)) if month_number else None


@lru_cache(maxsize=512)
def _month(name: str) -> int | None:
    """The number of a month named in one of the seven languages; None when the word is no month."""
    import dateparser  # slow to import, and only pages with dates need it

    parsed = dateparser.parse(
        f"1 {name} {_LEAP_YEAR}",
        languages=["en", "de", "fr", "es", "it", "nl", "pt"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
        },
    )
    return parsed.month if parsed and (parsed.year, parsed.day) == (_LEAP_YEAR, 1) else None


def _numeric(match: re.Match[str]) -> CalendarDate | None:
    if match["y"]:
        return _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sep"] == "." or first == second or first > 12:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 else None


def _valid(year: int | None, month: int, day: int) -> CalendarDate | None:
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return CalendarDate(year=year, month=month, day=day)
