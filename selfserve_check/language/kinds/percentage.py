"""Shares: 25 %, 25 per cent, ten percent. The sign of a reduction ("-20 %") is not part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from selfserve_check.language.kinds.figures import AMOUNT, START, worth
from selfserve_check.language.kinds.found import Found, in_range

_PERCENTAGE = re.compile(
    rf"{START}(?P<amount>{AMOUNT})[ -]?"
    r"(?:%|(?:percent|per cent|pct|prozent|pour cent|por ciento|per cento|por cento|procent)(?!\w))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """``amount`` in percent."""

    amount: Decimal

    @property
    def specificity(self) -> float:
        """Little: sites are full of discounts."""
        return 0.3

    def shown_by(self, other: object) -> bool:
        """Equal figures."""
        return isinstance(other, Percentage) and self.amount == other.amount


def scan(text: str) -> tuple[Found, ...]:
    """Every single percentage in normalised ``text``; ends of a range are none."""
    return tuple(
        Found(value=Percentage(amount=amount), start=match.start(), end=match.end())
        for match in _PERCENTAGE.finditer(text)
        if (amount := worth(match["amount"])) is not None and not in_range(text, match.start(), match.end())
    )
