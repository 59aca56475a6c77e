"""Telephone numbers with any spacing: +44 20 7946 0000, 0044 (0)20 79460000, 020 7946 0000.

Spans are found here; ``phonenumbers`` reads international ones. A national form agrees with an
international one when their digits end alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.kinds.found import Found

_BETWEEN = r"(?:\) ?-?|[ ./-]| \(| ?- ?)?"
_CANDIDATE = re.compile(
    rf"(?<![\w.,/-])(?:\+ ?|00 ?)?\(?\d(?:{_BETWEEN}(?:\(0\) ?)?\d){{6,16}}(?![\w%€£$])(?!\.\d)"
)
_IP_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_DIGITS_MIN, _DIGITS_MAX = 7, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """``national`` digits without trunk zero; ``country`` code digits, "" where the number is national."""

    country: str
    national: str

    @property
    def specificity(self) -> float:
        """A whole number is nearly never another's."""
        return 0.9

    def shown_by(self, other: object) -> bool:
        """The same number; one side may lack its country code."""
        if not isinstance(other, Phone):
            return False
        if self.country and other.country:
            return (self.country, self.national) == (other.country, other.national)
        return self.national == other.national or self._whole() == other._whole()

    def _whole(self) -> str:
        return self.country + self.national


def scan(text: str) -> tuple[Found, ...]:
    """Every telephone number in normalised ``text``."""
    return tuple(
        Found(value=phone, start=match.start(), end=match.end())
        for match in _CANDIDATE.finditer(text)
        if (phone := _read(match[0]))
    )


@for_a_run(4096)
def _read(written: str) -> Phone | None:
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if _IP_ADDRESS.fullmatch(written):
        return None
    if not _DIGITS_MIN <= len(digits) <= _DIGITS_MAX or not _looks_dialled(written, digits):
        return None
    if written.startswith(("+", "00")):
        return _international(digits.removeprefix("00"))
    return Phone(country="", national=digits.lstrip("0"))


def _looks_dialled(written: str, digits: str) -> bool:
    """Figures without a plus, a leading zero, brackets or groups are amounts, not telephone numbers."""
    return written.startswith(("+", "0", "(")) or len(re.findall(r"\d+", written)) >= 3 or len(digits) >= 10


def _international(digits: str) -> Phone | None:
    import phonenumbers  # large, and only pages with telephone numbers need it

    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return None
    national = phonenumbers.national_significant_number(number)
    return Phone(country=str(number.country_code), national=national.lstrip("0"))
