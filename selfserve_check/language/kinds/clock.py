"""Times of day and opening hours: 5 pm, 17:00, 5.00pm, 17h, 17 Uhr, noon; 9 am to 5 pm, 09:00-17:00; Mon-Fri.

"5:00" without am or pm is five in the morning, as a 24-hour clock says: it never shows "5 pm".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from selfserve_check.language.kinds.found import Found

_LEFT = r"(?<![\w^£€$])(?<!\d[.,:])"
_HALF = r"(?:a\.?m\.?|p\.?m\.?)(?!\w)"
_TIME = re.compile(
    rf"{_LEFT}(?:(?P<h12>1[0-2]|0?[1-9])(?:[:.](?P<m12>[0-5]\d))? ?(?P<half>{_HALF})"
    r"|(?P<h24>[01]?\d|2[0-4]):(?P<m24>[0-5]\d)(?![:\d])(?: ?(?:uhr|hrs?|h)(?!\w))?"
    r"|(?P<h_uhr>[01]?\d|2[0-4])(?:[.](?P<m_uhr>[0-5]\d))? uhr(?!\w)"
    r"|(?P<h_h>[01]?\d|2[0-3])h(?P<m_h>[0-5]\d)?(?!\w)"
    r"|(?P<word>noon|midday|midnight)(?!\w))"
)
_TO = r"(?: ?- ?| to | until | till | til | bis | à | a | and | y )"
_BARE_START = re.compile(rf"{_LEFT}(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?{_TO}$")
_DOTTED = re.compile(
    rf"{_LEFT}(?P<h1>[01]?\d|2[0-4])\.(?P<m1>[0-5]\d)(?: ?- ?| to )"
    r"(?P<h2>[01]?\d|2[0-4])\.(?P<m2>[0-5]\d)(?![.\d])"
)
_GAP = re.compile(_TO)
_WORDS = {"noon": 720, "midday": 720, "midnight": 0}
_DAY = 24 * 60

_DAYS = (
    r"mon(?:day)?s?|montags?",
    r"tue(?:s|sday)?s?|dienstags?",
    r"wed(?:s|nesday)?s?|mittwochs?",
    r"thu(?:r|rs|rsday)?s?|donnerstags?",
    r"fri(?:day)?s?|freitags?",
    r"sat(?:urday)?s?|samstags?",
    r"sun(?:day)?s?|sonntags?",
)
_A_DAY = "|".join(_DAYS)
_WEEKDAYS = re.compile(
    rf"(?<!\w)(?P<first>{_A_DAY})\.?(?: ?- ?| ?/ ?| to | until | through | thru | bis )"
    rf"(?P<last>{_A_DAY})(?!\w)\.?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDay:
    """Minutes since midnight."""

    minutes: int

    @property
    def specificity(self) -> float:
        """Little: pages name many times."""
        return 0.3

    def shown_by(self, other: object) -> bool:
        """The same minute of the day."""
        return isinstance(other, TimeOfDay) and self.minutes == other.minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """From ``opens`` to ``closes``, minutes since midnight."""

    opens: int
    closes: int

    @property
    def specificity(self) -> float:
        """Two times together seldom stand by chance."""
        return 0.55

    def shown_by(self, other: object) -> bool:
        """Both ends agree."""
        return isinstance(other, Hours) and (self.opens, self.closes) == (other.opens, other.closes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays:
    """From day ``first`` to day ``last`` of the week, Monday being 0."""

    first: int
    last: int

    @property
    def specificity(self) -> float:
        """Most opening hours are Monday to Friday."""
        return 0.3

    def shown_by(self, other: object) -> bool:
        """The same days."""
        return isinstance(other, Weekdays) and (self.first, self.last) == (other.first, other.last)


def scan_times(text: str) -> tuple[Found, ...]:
    """Every time of day in normalised ``text``, those inside opening hours included."""
    return tuple(
        Found(value=TimeOfDay(minutes=minutes), start=match.start(), end=match.end())
        for match in _TIME.finditer(text)
        if (minutes := _minutes(match)) is not None
    )


def scan_hours(text: str) -> tuple[Found, ...]:
    """Every span of hours in normalised ``text``; "9-5pm" opens at nine in the morning."""
    times = scan_times(text)
    pairs = [_between(first, second, text) for first, second in pairwise(times)]
    halves = [_half_written(time, text) for time in times]
    dotted = [_dotted(match) for match in _DOTTED.finditer(text)]
    found = {(hours.start, hours.end): hours for hours in (*halves, *dotted, *pairs) if hours}
    return tuple(found[span] for span in sorted(found))


def scan_weekdays(text: str) -> tuple[Found, ...]:
    """Every "Monday to Friday" in normalised ``text``."""
    return tuple(
        Found(
            value=Weekdays(first=_day(match["first"]), last=_day(match["last"])),
            start=match.start(),
            end=match.end(),
        )
        for match in _WEEKDAYS.finditer(text)
    )


def _minutes(match: re.Match[str]) -> int | None:
    if match["word"]:
        return _WORDS[match["word"]]
    if match["h12"]:
        afternoon = match["half"].startswith("p")
        return (int(match["h12"]) % 12 + 12 * afternoon) * 60 + int(match["m12"] or 0)
    hour = int(match["h24"] or match["h_uhr"] or match["h_h"])
    minute = int(match["m24"] or match["m_uhr"] or match["m_h"] or 0)
    return (hour * 60 + minute) % _DAY if hour < 24 or minute == 0 else None


def _between(first: Found, second: Found, text: str) -> Found | None:
    if not _GAP.fullmatch(text[first.end : second.start]):
        return None
    return _hours(_of(first), _of(second), first.start, second.end)


def _half_written(closing: Found, text: str) -> Found | None:
    """ "9-5pm", "9 to 17:00", "9 bis 17 Uhr": an opening hour without its own am, pm or Uhr."""
    head_start = max(0, closing.start - 16)
    match = _BARE_START.search(text[head_start : closing.start])
    if not match:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    opens, closes = hour * 60 + minute, _of(closing)
    written = text[closing.start : closing.end]
    if hour <= 12 and re.search(r"p\.?m\.?$", written):
        in_the_afternoon = opens % 720 + 720
        opens = in_the_afternoon if in_the_afternoon < closes else opens % 720
    return _hours(opens, closes, head_start + match.start(), closing.end)


def _dotted(match: re.Match[str]) -> Found | None:
    opens, closes = (int(match[f"h{n}"]) * 60 + int(match[f"m{n}"]) for n in (1, 2))
    return _hours(opens, closes, match.start(), match.end()) if max(opens, closes) <= _DAY else None


def _hours(opens: int, closes: int, start: int, end: int) -> Found | None:
    if opens == closes:
        return None
    return Found(value=Hours(opens=opens % _DAY, closes=closes % _DAY), start=start, end=end)


def _of(found: Found) -> int:
    return found.value.minutes if isinstance(found.value, TimeOfDay) else 0


def _day(word: str) -> int:
    return next(day for day, pattern in enumerate(_DAYS) if re.fullmatch(pattern, word))
