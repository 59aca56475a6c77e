"""Bare numbers: 12, 1,200, twelve, 2 million. Never inside a longer number, a version, a price or a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from selfserve_check.language.kinds import clock, date, money, percentage, phone
from selfserve_check.language.kinds.figures import FIGURE, START, WORDS, worth
from selfserve_check.language.kinds.found import Found, in_range

_NUMBER = re.compile(
    rf"{START}(?P<figure>{FIGURE})(?P<scale> (?:thousand|million|billion)(?!\w))?(?![\w^])(?![.,:/-]\d)"
    rf"|(?<![\w-])(?P<words>{WORDS})(?P<word_scale> (?:million|billion)(?!\w))?"
)
_LABELLED = re.compile(r"(?:version|ver\.?|release|model|ref\.?|nr\.?|no\.|code|sku|id|v\.?) $")
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_OTHERS = (money.scan, percentage.scan, clock.scan_times, clock.scan_hours, date.scan, phone.scan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure without a unit."""

    value: Decimal

    @property
    def specificity(self) -> float:
        """Nothing to speak of: any page is full of figures."""
        return 0.05 if self.value < 1000 else 0.2

    def shown_by(self, other: object) -> bool:
        """Equal."""
        return isinstance(other, Number) and self.value == other.value


def scan(text: str) -> tuple[Found, ...]:
    """Every bare number in normalised ``text``. "One" as a word is none ("one of our shops")."""
    found = [
        Found(value=Number(value=value), start=match.start(), end=match.end())
        for match in _NUMBER.finditer(text)
        if (value := _read(match)) is not None and not _is_label_or_range(text, match)
    ]
    if not found:
        return ()
    taken = [(other.start, other.end) for scan_other in _OTHERS for other in scan_other(text)]
    return tuple(one for one in found if not any(one.start < end and start < one.end for start, end in taken))


def _read(match: re.Match[str]) -> Decimal | None:
    value = worth(match["figure"] or match["words"])
    scale = match["scale"] or match["word_scale"]
    if value is None or (match["words"] == "one" and not scale):
        return None
    return value.scaleb(_SCALES[scale.strip()]) if scale else value


def _is_label_or_range(text: str, match: re.Match[str]) -> bool:
    head = text[max(0, match.start() - 16) : match.start()]
    return bool(_LABELLED.search(head)) or in_range(text, match.start(), match.end())
