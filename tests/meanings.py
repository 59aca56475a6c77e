"""Closeness in meaning as a test says it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCloseness:
    """``close`` says how close a question and a text are; only ``languages`` are known."""

    close: Callable[[str, str], float]
    languages: frozenset[str] = frozenset({"", "en"})

    def closeness(
        self,
        question: str,
        texts: Sequence[str],
        lang: str = "",  # noqa: ARG002 -- the same in every language it knows
    ) -> tuple[float, ...]:
        return tuple(self.close(question, text) for text in texts)

    def knows(self, lang: str) -> bool:
        return lang[:2] in self.languages
