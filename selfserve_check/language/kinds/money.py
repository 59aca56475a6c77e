"""Prices: 4.95 EUR, EUR 4,95, 4,95 €, €4.95, £1,299.00, 30p, five pounds. Amount and currency must agree.

Spans are found here; ``price-parser`` reads the amount in them. A range of prices is a value of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.kinds.currencies import CODES, LETTERED_SYMBOLS, MEANINGS, NAMES, SYMBOLS
from selfserve_check.language.kinds.figures import FIGURE, WORDS, worth
from selfserve_check.language.kinds.found import Found


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SIGN = f"[{''.join(SYMBOLS)}]"
_BEFORE = rf"(?P<before>(?<![^\W_])(?:{_any_of((*LETTERED_SYMBOLS, *CODES))})|{_SIGN})"
_AFTER = rf"(?P<after>(?:{_any_of((*LETTERED_SYMBOLS, *CODES, *NAMES))})(?!\w)|{_SIGN}(?! ?\d))"
_SCALE = r"(?:(?P<{}>k|m|bn| ?thousand| ?million| ?billion)(?![^\W_]))?"
_ROUND = r"(?:[.,]-+)?"
_FREE = r"(?<![\w.^#])(?<!\d[,:/'])"
_PRICE = re.compile(
    rf"{_BEFORE} ?(?P<a>{FIGURE}){_ROUND}{_SCALE.format('a_scale')}"
    rf"|{_FREE}(?P<b>{FIGURE}){_ROUND}{_SCALE.format('b_scale')}[ -]?{_AFTER}"
    rf"|\b(?P<words>{WORDS}) (?P<name>{_any_of(NAMES)})(?!\w)"
    rf"|{_FREE}(?P<pence>\d{{1,2}})p(?!\w)"
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_RANGE = re.compile(r" ?- ?| to | bis | à | a ")
_OPEN_RANGE_BEFORE = re.compile(rf"{_FREE}(?P<low>{FIGURE})(?: ?- ?| to | bis | à )$")
_BETWEEN = re.compile(r"(?:between|entre|zwischen) $")
_BETWEEN_BEFORE = re.compile(rf"(?:between|entre|zwischen) (?P<low>{FIGURE}) (?:and|et|y|und) $")
_OPEN_RANGE_AFTER = re.compile(rf"(?: ?- ?| to )(?P<high>{FIGURE})(?![%\w])")
_CHEAP_TEST = re.compile(rf"{_SIGN}|\d ?p(?!\w)|(?<![^\W\d_])(?:{_any_of(MEANINGS)})(?![^\W\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """``low`` to ``high`` (equal unless a range) in one of ``currencies`` (ISO 4217 codes)."""

    low: Decimal
    high: Decimal
    currencies: frozenset[str]

    @property
    def specificity(self) -> float:
        """A round price says less than one with pence; a range says more."""
        if self.low != self.high:
            return 0.55
        return 0.3 if self.low == self.low.to_integral_value() else 0.38

    def shown_by(self, other: object) -> bool:
        """Equal amounts in currencies that can be the same ("$" is any dollar, "US$" is one)."""
        return (
            isinstance(other, Money)
            and (self.low, self.high) == (other.low, other.high)
            and bool(self.currencies & other.currencies)
        )


def scan(text: str) -> tuple[Found, ...]:
    """Every price and range of prices in normalised ``text``."""
    if not _CHEAP_TEST.search(text):
        return ()
    out: list[Found] = []
    for found in (found for match in _PRICE.finditer(text) if (found := _read(match))):
        ranged = _range_with(out[-1], found, text) if out else None
        if ranged:
            out[-1] = ranged
        else:
            out.append(_opened(found, text))
    return tuple(out)


def _read(match: re.Match[str]) -> Found | None:
    amount = _amount(match)
    if amount is None:
        return None
    sign = match["before"] or match["after"] or match["name"] or "£"
    value = Money(low=amount, high=amount, currencies=MEANINGS[sign])
    return Found(value=value, start=match.start(), end=match.end())


def _amount(match: re.Match[str]) -> Decimal | None:
    if match["pence"]:
        return Decimal(match["pence"]) / 100
    if match["words"]:
        return worth(match["words"])
    amount = _figure(match["a"] or match["b"])
    scale = match["a_scale"] or match["b_scale"]
    return amount if amount is None or not scale else amount.scaleb(_SCALES[scale.strip()])


@for_a_run(4096)
def _figure(text: str) -> Decimal | None:
    from price_parser import Price  # slow to import, and only pages with prices need it

    return Price.fromstring(text.replace("'", "")).amount


def _range_with(first: Found, second: Found, text: str) -> Found | None:
    """ "£5 to £10" is one range."""
    a, b = first.value, second.value
    if not (isinstance(a, Money) and isinstance(b, Money)) or not a.currencies & b.currencies:
        return None
    gap = text[first.end : second.start]
    between = _BETWEEN.search(text, 0, first.start) if gap in (" and ", " und ", " et ", " y ") else None
    if not (between or _RANGE.fullmatch(gap)) or a.low != a.high or b.low != b.high:
        return None
    value = Money(low=a.low, high=b.high, currencies=a.currencies & b.currencies)
    return Found(value=value, start=between.start() if between else first.start, end=second.end)


def _opened(found: Found, text: str) -> Found:
    """A price with a bare figure at the other end of its range: "250-600 EUR", "£5-10"."""
    money = found.value
    if not isinstance(money, Money):
        return found
    head = text[max(0, found.start - 40) : found.start]
    before = _BETWEEN_BEFORE.search(head) or _OPEN_RANGE_BEFORE.search(head)
    if before and (low := _figure(before["low"])) is not None:
        value = Money(low=low, high=money.high, currencies=money.currencies)
        return Found(value=value, start=found.start - len(head) + before.start(), end=found.end)
    after = _OPEN_RANGE_AFTER.match(text, found.end)
    if after and (high := _figure(after["high"])) is not None and high > money.low:
        value = Money(low=money.low, high=high, currencies=money.currencies)
        return Found(value=value, start=found.start, end=after.end())
    return found
