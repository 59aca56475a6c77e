"""Lengths of time: 30 days, 30-day, thirty days, "within 30 calendar days", 3 to 5 working days.

A week is seven days and a year twelve months; hours, minutes and seconds convert into each other.
Months do not convert to days, days not to hours ("24 hours a day"), and working days never to days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from selfserve_check.language.kinds.figures import AMOUNT, START, worth
from selfserve_check.language.kinds.found import RANGE_WORD, Found

_WORKING_DAY = (
    r"(?:working|business|work|banking|trading)[ -]days?|weekdays?|werktage?n?|arbeitstage?n?"
    r"|jours? ouvr(?:é|e|able)s?|d[ií]as? (?:h[aá]bil(?:es)?|laborables?)|giorn[oi] lavorativ[oi]"
    r"|werkdag(?:en)?|dias? [uú]te?i[sl]"
)
_UNITS: tuple[tuple[str, str, int], ...] = (
    ("workday", _WORKING_DAY, 1),
    ("second", r"seconds?|secs?|sekunden?|secondes?|segundos?|second[oi]", 1),
    ("second", r"minutes?|mins?|minuten|minut[oi]s?|minuut", 60),
    ("second", r"hours?|hrs?|h|stunden?|std|heures?|horas?|or[ae]|uur|uren", 3600),
    ("night", r"nights?|nächten?|nuits?|noches?|nott[ei]|nachten|noites?", 1),
    ("day", r"days?|tage?n?|jours?|d[ií]as?|giorn[oi]|dag(?:en)?", 1),
    ("day", r"weeks?|wochen?|semain(?:e|es)|semanas?|settiman[ae]|weken", 7),
    ("day", r"fortnights?", 14),
    ("month", r"months?|monate?n?|mois|mes(?:es)?|mes[ei]|maand(?:en)?|m[eê]s", 1),
    ("month", r"years?|yrs?|jahre?n?|années?|ans|años?|ann[oi]|ja(?:ar|ren)|anos?", 12),
)
"""(family, how the unit is written, how many of the family's base unit); the first that matches counts."""

_UNIT = "|".join(f"(?P<u{number}>{pattern})" for number, (_, pattern, _) in enumerate(_UNITS))
_QUALITY = r"(?:(?:calendar|consecutive|full|clear|whole|complete|more|additional|further)[ -])?"
_DURATION = re.compile(
    rf"(?P<between>between |entre |zwischen )?{START}(?P<low>{AMOUNT})(?: ?\({AMOUNT}\))?"
    rf"(?:(?P<sep>{RANGE_WORD}| and | und | et | y )(?P<high>{AMOUNT}))?"
    rf"[ -]?{_QUALITY}(?:{_UNIT})(?:'?s?')?(?!\w)"
)
_SINGLE_ARTICLE = re.compile(
    r"(?<!\w)(?:within|in|for|after|takes|lasts|than|least)(?= (?:an?|half an?|a quarter of an) )"
    r" (?P<part>half |a quarter of )?an? (?P<unit>minute|hour|day|week|fortnight|month|year)(?!\w)"
)
_PARTS = {None: Decimal(1), "half ": Decimal("0.5"), "a quarter of ": Decimal("0.25")}
_ARTICLE_UNITS = {
    "minute": ("second", 60),
    "hour": ("second", 3600),
    "day": ("day", 1),
    "week": ("day", 7),
    "fortnight": ("day", 14),
    "month": ("month", 1),
    "year": ("month", 12),
}
_JOINED = re.compile(r",? (?:and )?|")
_RANGE_WITH_AND = (" and ", " und ", " et ", " y ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """``low`` to ``high`` (equal unless a range) in the base unit of ``family``.

    ``step`` is the size of the unit it was written in.
    """

    family: str
    low: Decimal
    high: Decimal
    step: int = 1

    @property
    def specificity(self) -> float:
        """A duration says little by itself; a range of two figures more."""
        return 0.3 if self.low == self.high else 0.45

    def shown_by(self, other: object) -> bool:
        """Equal length in the same family of units."""
        return (
            isinstance(other, Duration)
            and self.family == other.family
            and (self.low, self.high) == (other.low, other.high)
        )


def scan(text: str) -> tuple[Found, ...]:
    """Every duration in normalised ``text``; "1 hour 30 minutes" is one."""
    plain = [found for match in _DURATION.finditer(text) if (found := _read(match, text))]
    articles = [_read_article(match) for match in _SINGLE_ARTICLE.finditer(text)]
    return _joined(sorted((*plain, *articles), key=lambda found: found.start), text)


def _read(match: re.Match[str], text: str) -> Found | None:
    number = next(n for n in range(len(_UNITS)) if match[f"u{n}"])
    family, _, step = _UNITS[number]
    low, high = worth(match["low"]), worth(match["high"] or match["low"])
    start = match.start("low") if not match["high"] else match.start()
    if low is None or high is None or _cut_short(match, text):
        return None
    if match["high"] and match["sep"] in _RANGE_WITH_AND and not match["between"]:
        low, start = high, match.start("high")
    value = Duration(family=family, low=low * step, high=high * step, step=step)
    return Found(value=value, start=start, end=match.end())


def _cut_short(match: re.Match[str], text: str) -> bool:
    """Whether a sign before the figure makes it part of something else ("$30 day pass" is a price)."""
    return text[: match.start("low")].endswith(("$", "€", "£"))


def _read_article(match: re.Match[str]) -> Found:
    family, step = _ARTICLE_UNITS[match["unit"]]
    size = _PARTS[match["part"]] * step
    start = match.start() + match[0].index(" ") + 1
    return Found(value=Duration(family=family, low=size, high=size, step=step), start=start, end=match.end())


def _joined(founds: list[Found], text: str) -> tuple[Found, ...]:
    """Neighbours of one family and falling unit become one: "2 years and 6 months" is 30 months."""
    out: list[Found] = []
    for found in founds:
        merged = _sum(out[-1], found, text) if out else None
        if merged:
            out[-1] = merged
        elif not out or found.start >= out[-1].end:
            out.append(found)
    return tuple(out)


def _sum(first: Found, second: Found, text: str) -> Found | None:
    a, b = first.value, second.value
    if not (isinstance(a, Duration) and isinstance(b, Duration)) or a.family != b.family or a.step <= b.step:
        return None
    if second.start < first.end or not _JOINED.fullmatch(text[first.end : second.start]):
        return None
    value = Duration(family=a.family, low=a.low + b.low, high=a.high + b.high, step=b.step)
    return Found(value=value, start=first.start, end=second.end)
