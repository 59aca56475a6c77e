"""How close in meaning two texts are, by the angle between their sentence vectors.

The vectors come from an encoder that is handed in (``language.minilm`` in the product, beside it
``language.multilingual`` where its package is installed). A text's vector is computed once and kept; between
runs a store keeps it, where one is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Array]

TEXT_MAX = 400
"""Characters of a text that are read: more than the encoder's tokens hold of any label or sentence."""

_VECTORS_MAX = 60_000
_FIGURES_MAX = 1_000_000
"""About 100 bytes each."""
_DIGITS = 4
"""Closeness is rounded, so that the last bits of a float never decide."""


class VectorStore(Protocol):
    """Keeps vectors between runs. Losing what is put there costs time and nothing else."""

    def get(self, texts: Sequence[str]) -> dict[str, Array]: ...

    def put(self, vectors: dict[str, Array]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Puts the cosines of one encoder on the scale of another: ``slope`` x cosine + ``offset``."""

    slope: float = 1.0
    offset: float = 0.0


@dataclass(slots=True, kw_only=True)
class Meaning:
    """``languages`` are the two-letter codes that the encoder was trained for; ``scale`` makes its cosines
    comparable with those that thresholds were chosen on."""

    encoder: Encoder
    scale: Scale = Scale()
    languages: frozenset[str] = frozenset({"en"})
    store: VectorStore | None = None
    _vectors: dict[str, Array] = field(default_factory=dict)
    _close: dict[str, dict[str, float]] = field(default_factory=dict)
    _figures: int = 0

    def knows(self, lang: str) -> bool:
        """Whether texts of a page in ``lang`` can be compared; a page that names no language is tried."""
        code = lang[:2].lower()
        return not code or code in self.languages

    def closeness(
        self,
        question: str,
        texts: Sequence[str],
        lang: str = "",  # noqa: ARG002 -- one encoder, whatever the language
    ) -> tuple[float, ...]:
        """The cosine between ``question`` and each of ``texts``, scaled, from -1 to 1, to four digits.

        The same pair gives the same figure whatever else is asked for with it. A text without a letter or
        figure is close to nothing: 0.
        """
        known = self._close.setdefault(question, {})
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            self._load([question, *missing])
            asked = self._vectors[_cut(question)]
            for text in missing:
                near = _cosine(asked, self._vectors[_cut(text)], self.scale)
                known[text] = near if _says_something(text) else 0.0
            self._figures += len(missing)
        found = tuple(known[text] for text in texts)
        self._forget()
        return found

    def _load(self, texts: Sequence[str]) -> None:
        """Have the vectors of all ``texts``: from the store what it has, from the encoder the rest."""
        wanted = [text for text in dict.fromkeys(map(_cut, texts)) if text not in self._vectors]
        if wanted and self.store is not None:
            self._vectors.update(self.store.get(wanted))
            wanted = [text for text in wanted if text not in self._vectors]
        if wanted:
            fresh = dict(zip(wanted, self.encoder(wanted), strict=True))
            self._vectors.update(fresh)
            if self.store is not None:
                self.store.put(fresh)

    def _forget(self) -> None:
        """Bounded memory: what is thrown away is computed again to the same figure."""
        if len(self._vectors) > _VECTORS_MAX:
            self._vectors.clear()
        if self._figures > _FIGURES_MAX:
            self._close.clear()
            self._figures = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """Several encoders, each for its languages; the first that knows a page's language compares its texts."""

    each: tuple[Meaning, ...]

    def knows(self, lang: str) -> bool:
        """Whether any of them knows the language of a page in ``lang``."""
        return any(one.knows(lang) for one in self.each)

    def closeness(self, question: str, texts: Sequence[str], lang: str = "") -> tuple[float, ...]:
        """What the first that knows ``lang`` says; ValueError where none does."""
        chosen = next((one for one in self.each if one.knows(lang)), None)
        if chosen is None:
            raise ValueError(f"nobody here compares texts in {lang!r}")
        return chosen.closeness(question, texts, lang)


def _cosine(one: Array, other: Array, scale: Scale) -> float:
    # One pair at a time: a product of whole matrices adds in an order that hangs on their size.
    scaled = scale.slope * float(np.dot(one, other)) + scale.offset
    return round(min(1.0, max(-1.0, scaled)), _DIGITS)


def _cut(text: str) -> str:
    return text[:TEXT_MAX]


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)
