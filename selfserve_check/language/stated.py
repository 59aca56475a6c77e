"""Every typed value that a text states, and whether two of them can both be true.

Facts (``facts.py``) start from what an author expects; this starts from the page. The comparison is for those
who look for contradictions, so it says "different" only of what cannot be the same whatever was meant: one
month and 30 days agree, 3 to 5 days and 4 days do, and working days are not held against days.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from selfserve_check.language.facts import KINDS, Span, spans_in
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.kinds.duration import Duration
from selfserve_check.language.kinds.found import Found, Value
from selfserve_check.language.kinds.money import Money
from selfserve_check.language.kinds.quantity import Quantity
from selfserve_check.language.words import normalise

_TEXT_MAX = 4_000
_DAY_S = Decimal(86_400)
_MONTH_DAYS = (Decimal(28), Decimal(31))
_YEAR_DAYS = (Decimal(365), Decimal(366))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value of a named kind at ``span`` of the text."""

    kind: str
    value: Value
    span: Span


@for_a_run(32768)
def stated_in(text: str) -> tuple[Stated, ...]:
    """Every typed value of the first 4,000 characters of ``text``, in order; where two kinds claim the same
    words, the earlier kind of ``KINDS`` has them. A yes or no is none."""
    text = text[:_TEXT_MAX]
    if not any(char.isdigit() or char == "@" for char in text) and not _may_be_written_out(text):
        return ()
    folded = normalise(text)
    taken: list[tuple[str, Found]] = []
    for kind in KINDS:
        if kind.name == "polarity":
            continue
        for found in kind.scan(folded):
            if all(found.end <= other.start or other.end <= found.start for _, other in taken):
                taken.append((kind.name, found))
    taken.sort(key=lambda entry: entry[1].start)
    spans = spans_in(text, tuple((found.start, found.end) for _, found in taken))
    if len(spans) != len(taken):  # marks that combine across characters: nothing can be told apart
        return ()
    return tuple(
        Stated(kind=name, value=found.value, span=span)
        for (name, found), span in zip(taken, spans, strict=True)
    )


def _may_be_written_out(text: str) -> bool:
    """Whether a figure may stand there as a word ("thirty days", "a month", "noon")."""
    low = f" {text.lower()} "
    return any(word in low for word in _FIGURE_WORDS)


_FIGURE_WORDS = (
    *(f" {word}" for word in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")),
    *(f" {word}" for word in ("eleven", "twelve", "fourteen", "fifteen", "twenty", "thirty", "forty")),
    *(f" {word}" for word in ("fifty", "sixty", "ninety", "hundred", "noon", "midnight", "midday")),
    *(f" {word}" for word in ("one day", "one week", "one month", "one year", "a day", "a week", "a month")),
    *(f" {word}" for word in ("a year", "a fortnight", "an hour")),
)


def differ(one: Value, other: Value) -> bool:
    """Whether both cannot be true of the same thing. False where they agree, where one lies within the
    other, and where they cannot be compared."""
    if one.shown_by(other) or other.shown_by(one):
        return False
    if isinstance(one, Duration) and isinstance(other, Duration):
        if one.family == other.family:
            return _apart((one.low, one.high), (other.low, other.high))
        return _apart(_in_days(one), _in_days(other))
    if isinstance(one, Money) and isinstance(other, Money):
        if not one.currencies & other.currencies:
            return False
        return _apart((one.low, one.high), (other.low, other.high))
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.family == other.family and len(one.sides) == len(other.sides)
    return type(one) is type(other)


_Range = tuple[Decimal, Decimal]


def _apart(one: _Range | None, other: _Range | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _in_days(length: Duration) -> _Range | None:
    """The fewest and the most days; None for working days and nights, which are no length of days."""
    if length.family == "day":
        return length.low, length.high
    if length.family == "second":
        return length.low / _DAY_S, length.high / _DAY_S
    if length.family == "month":
        return _month_days(length.low, 0), _month_days(length.high, 1)
    return None


def _month_days(months: Decimal, end: int) -> Decimal:
    years, rest = divmod(months, 12)
    return years * _YEAR_DAYS[end] + rest * _MONTH_DAYS[end]


def agree(one: Value, other: Value) -> bool:
    """Whether one says what the other says, units understood: 60 days and 2 months, 30 days and one month."""
    if one.shown_by(other) or other.shown_by(one):
        return True
    if isinstance(one, Duration) and isinstance(other, Duration):
        ours, theirs = _in_days(one), _in_days(other)
        return ours is not None and theirs is not None and not _apart(ours, theirs)
    return False
