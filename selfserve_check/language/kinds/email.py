"""E-mail addresses, without regard to case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.language.kinds.found import Found

_EMAIL = re.compile(r"(?<![\w.+-])[\w][\w.+-]{0,63}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """A normalised address."""

    address: str

    @property
    def specificity(self) -> float:
        """An address is nobody else's."""
        return 0.9

    def shown_by(self, other: object) -> bool:
        """The same address."""
        return isinstance(other, Email) and self.address == other.address


def scan(text: str) -> tuple[Found, ...]:
    """Every address in normalised ``text``."""
    if "@" not in text:
        return ()
    return tuple(
        Found(value=Email(address=match[0]), start=match.start(), end=match.end())
        for match in _EMAIL.finditer(text)
    )
