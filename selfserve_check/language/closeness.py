"""The port by which scent and judge compare texts; ``language.meaning`` implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Closeness(Protocol):
    """Says how close in meaning texts are, and for which languages it can say so."""

    def closeness(self, question: str, texts: Sequence[str], lang: str = "") -> tuple[float, ...]:
        """How close each of ``texts``, from a page in ``lang``, is to ``question``, -1 to 1; the same pair
        gives the same figure. Ask only for a language that it ``knows``."""
        ...

    def knows(self, lang: str) -> bool:
        """Whether texts of a page in ``lang`` (its attribute, "" when it has none) can be compared."""
        ...
