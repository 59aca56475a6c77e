"""Figures with a unit, and dimensions: 5 m, 600 x 600 mm, 12 kg, 5GB, one litre, -18 °C.

Metric lengths, masses and volumes convert by powers of ten; other units only agree with themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from selfserve_check.language.kinds.figures import AMOUNT, worth
from selfserve_check.language.kinds.found import Found, in_range

_UNITS: tuple[tuple[str, str, str], ...] = (
    ("area", r"m\^2|sqm|sq\.? ?m|square met(?:re|er)s?|m2|qm", "1"),
    ("volume", r"m\^3|m3|cubic met(?:re|er)s?", "1000"),
    ("length", r"mm|millimet(?:re|er)s?", "0.001"),
    ("length", r"cm|centimet(?:re|er)s?", "0.01"),
    ("length", r"km|kilomet(?:re|er)s?", "1000"),
    ("length", r"m|met(?:re|er)s?|mtr", "1"),
    ("imperial length", r"inch(?:es)?|\"", "1"),
    ("imperial length", r"ft|foot|feet", "12"),
    ("miles", r"miles?", "1"),
    ("mass", r"mg", "0.001"),
    ("mass", r"kg|kgs|kilos?|kilogram(?:me)?s?", "1000"),
    ("mass", r"g|gr|gram(?:me)?s?", "1"),
    ("mass", r"tonnes?", "1000000"),
    ("imperial mass", r"oz|ounces?", "1"),
    ("imperial mass", r"lbs?", "16"),
    ("volume", r"ml|millilit(?:re|er)s?", "0.001"),
    ("volume", r"cl", "0.01"),
    ("volume", r"l|lit(?:re|er)s?|ltr", "1"),
    ("gallons", r"gallons?", "1"),
    ("kilobytes", r"kb|kilobytes?", "1"),
    ("megabytes", r"mb|megabytes?", "1"),
    ("gigabytes", r"gb|gigabytes?|gigs?", "1"),
    ("terabytes", r"tb|terabytes?", "1"),
    ("bit rate", r"mbit/s|mbps|mb/s|megabits? per second", "1"),
    ("bit rate", r"gbit/s|gbps|gb/s|gigabits? per second", "1000"),
    ("power", r"w|watts?", "1"),
    ("power", r"kw|kilowatts?", "1000"),
    ("energy", r"kwh|kilowatt[ -]hours?", "1"),
    ("charge", r"mah", "1"),
    ("tension", r"v|volts?", "1"),
    ("frequency", r"hz|hertz", "1"),
    ("frequency", r"khz", "1000"),
    ("frequency", r"mhz", "1000000"),
    ("frequency", r"ghz", "1000000000"),
    ("sound", r"db|decibels?", "1"),
    ("celsius", r"° ?c|degrees? celsius|degrees? c", "1"),
    ("fahrenheit", r"° ?f|degrees? fahrenheit", "1"),
    ("light", r"lm|lumens?", "1"),
    ("pixels", r"px|pixels?", "1"),
    ("megapixels", r"mp|megapixels?", "1"),
)
_PER_UNIT = tuple((family, re.compile(pattern), Decimal(factor)) for family, pattern, factor in _UNITS)
_UNIT = "(?:" + "|".join(sorted((pattern for _, pattern, _ in _UNITS), key=len, reverse=True)) + ")"
_FREE = r"(?<![\w.^#£€$¥])(?<!\d[,:/'])"
_SIDE = rf"(?:{AMOUNT})(?:[ -]?{_UNIT}(?![\w^]))?"
_QUANTITY = re.compile(
    rf"{_FREE}(?P<sides>(?:(?<![\d ]) ?-)?{_SIDE}(?:(?: ?x ?| by ){_SIDE}){{0,3}})"
    r"(?:(?<=[a-z\"])(?!\w)|(?=\W|$))"
)
_ONE_SIDE = re.compile(rf"(?P<sign>-)?(?P<amount>{AMOUNT})(?:[ -]?(?P<unit>{_UNIT})(?![\w^]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """``sides`` (one figure, or the dimensions in order) in the base unit of ``family``.

    ``family`` is "" for dimensions written without a unit ("600 x 600").
    """

    family: str
    sides: tuple[Decimal, ...]

    @property
    def specificity(self) -> float:
        """One figure says little, dimensions say much."""
        return 0.3 if len(self.sides) == 1 else 0.6

    def shown_by(self, other: object) -> bool:
        """Equal sides; dimensions without a unit are shown by the same figures in any."""
        if not isinstance(other, Quantity):
            return False
        if self.family:
            return (self.family, self.sides) == (other.family, other.sides)
        return self.sides == other.sides or self._ratio() == other._ratio()

    def _ratio(self) -> tuple[str, ...]:
        """The figures without their scale: 600 x 600 and 0.6 x 0.6 are alike."""
        return tuple(str(side.normalize().as_tuple().digits) for side in self.sides)


def scan(text: str) -> tuple[Found, ...]:
    """Every quantity in normalised ``text``; ends of a range are none."""
    return tuple(
        Found(value=value, start=match.start("sides"), end=match.end())
        for match in _QUANTITY.finditer(text)
        if (value := _read(match["sides"])) and not in_range(text, match.start("sides"), match.end())
    )


def _read(written: str) -> Quantity | None:
    parts = [(match, worth(match["amount"])) for match in _ONE_SIDE.finditer(written)]
    units = [match["unit"] for match, _ in parts]
    if any(amount is None for _, amount in parts) or (len(parts) == 1 and not units[0]):
        return None
    if not units[-1]:
        return None if any(units) else Quantity(family="", sides=tuple(a for _, a in parts if a is not None))
    sized = [_sized(unit or units[-1]) for unit in units]
    if len({family for family, _ in sized}) != 1:
        return None
    signed = [-amount if match["sign"] else amount for match, amount in parts if amount is not None]
    return Quantity(family=sized[0][0], sides=tuple(a * f for a, (_, f) in zip(signed, sized, strict=True)))


def _sized(unit: str) -> tuple[str, Decimal]:
    return next((family, factor) for family, pattern, factor in _PER_UNIT if pattern.fullmatch(unit))
