"""Yes and no as an author's whole answer, in seven languages. Where a page says so is for the judge to read:
a bare "yes" in a text answers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.language.kinds.found import Found

_YES = frozenset("yes true ja oui sí si sì sim".split())
_NO = frozenset("no false nein non nee não nao".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """``yes`` or no."""

    yes: bool

    @property
    def specificity(self) -> float:
        """Nothing: the question says it all."""
        return 0.0

    def shown_by(self, other: object) -> bool:
        """The same of the two."""
        return isinstance(other, Polarity) and self.yes == other.yes


def scan(text: str) -> tuple[Found, ...]:
    """Normalised ``text`` as a whole, when it is yes or no."""
    word = text.strip(" .!,;'\"")
    if word not in _YES and word not in _NO:
        return ()
    return (Found(value=Polarity(yes=word in _YES), start=0, end=len(text)),)
