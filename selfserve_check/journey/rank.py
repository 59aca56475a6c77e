"""Information scent: how strongly what is visible of an affordance promises the answer, from 0 to 1.

Closeness in meaning of the label and of its closest part (``language.minilm``), plus shared words and groups
of synonyms (``words_scent``). The shares were chosen by measurement: ``bench/forager`` holds what was tried,
the fitted weights that did worse on real questions included. Scent reads the observation, the question and
constants; never another page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Protocol, TypeGuard, runtime_checkable

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.hope import Hope, hoped_values, with_hope
from selfserve_check.journey.lines import Reader
from selfserve_check.journey.words_scent import WordScent
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Observation

__all__ = [
    "BlendedScent",
    "ScentModel",
    "ScentValues",
    "WordScent",
    "best_first",
    "gives_values",
    "values_by",
]

_HOPE = Hope(unsure=0.4, nothing=0.2, hub=0.15, menu=0.15, search=0.15)


class ScentModel(Protocol):
    """Gives one scent for each affordance of an observation, in the observation's order, for a visitor with
    this attention."""

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]: ...


@runtime_checkable
class ScentValues(Protocol):
    """A scent model that can leave out what a scent goes by: whoever counts visitors needs no reasons."""

    def values(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BlendedScent:
    """``meaning`` compares sentences; on a page in a language it does not know, words alone are left."""

    meaning: Closeness
    reader: Reader = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reader", Reader(meaning=self.meaning))

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]:
        if not self.meaning.knows(observation.lang):
            return WordScent().scents(question, observation)
        weights = self.reader.weights(question, observation, attention)
        return with_hope(
            [
                Scent(affordance=one, value=value, cues=cues)
                for one, (value, cues) in zip(observation.affordances, weights, strict=True)
            ],
            question,
            _HOPE,
        )

    def values(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> Sequence[float]:
        """The values of :meth:`scents`."""
        if not self.meaning.knows(observation.lang):
            return [scent.value for scent in WordScent().scents(question, observation)]
        values = self.reader.values(question, observation, attention)
        return hoped_values(values, observation.affordances, question, _HOPE)


def gives_values(model: ScentModel) -> TypeGuard[ScentValues]:
    """Whether ``model`` can leave the reasons out."""
    return _has_values(type(model))


@lru_cache(maxsize=64)
def _has_values(kind: type) -> bool:
    return issubclass(kind, ScentValues)


def values_by(model: ScentModel, question: str) -> Callable[[Observation], Sequence[float]]:
    """How strong each scent of a page is for ``question`` and most visitors."""
    if gives_values(model):
        return partial(model.values, question)
    return lambda observation: [scent.value for scent in model.scents(question, observation)]


def best_first(scents: Iterable[Scent]) -> tuple[Scent, ...]:
    """Most promising first; equals keep the order of the page. Values are rounded, so that the last bits
    of a float never decide."""
    return tuple(sorted(scents, key=lambda scent: -round(scent.value, 6)))
