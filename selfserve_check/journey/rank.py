"""Information scent: how strongly what is visible of an affordance promises the answer, from 0 to 1.

Closeness in meaning of the label and of its closest part (``language.minilm``), plus shared words and groups
of synonyms (``words_scent``). The shares were chosen by measurement: ``bench/forager`` holds what was tried,
the fitted weights that did worse on real questions included. Scent reads the observation, the question and
constants; never another page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.cues import Cues, cues_of
from selfserve_check.journey.hope import Hope, with_hope
from selfserve_check.journey.words_scent import WordScent
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Observation
from selfserve_check.model.said import say

__all__ = ["BlendedScent", "ScentModel", "WordScent", "best_first"]

_HOPE = Hope(unsure=0.4, nothing=0.2, hub=0.15, menu=0.15, search=0.15)


class ScentModel(Protocol):
    """Gives one scent for each affordance of an observation, in the observation's order, for a visitor with
    this attention."""

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BlendedScent:
    """``meaning`` compares sentences; on a page in a language it does not know, words alone are left."""

    meaning: Closeness

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]:
        if not self.meaning.knows(observation.lang):
            return WordScent().scents(question, observation)
        rows = cues_of(question, observation, self.meaning)
        return with_hope([_scent(row, attention) for row in rows], question, _HOPE)


def best_first(scents: Iterable[Scent]) -> tuple[Scent, ...]:
    """Most promising first; equals keep the order of the page. Values are rounded, so that the last bits
    of a float never decide."""
    return tuple(sorted(scents, key=lambda scent: -round(scent.value, 6)))


def _scent(row: Cues, attention: Attention) -> Scent:
    if not row.readable:
        return Scent(affordance=row.affordance, value=0.0)
    meant = max(0.0, (1.0 - attention.parts) * row.meaning + attention.parts * row.part)
    value = round(min(1.0, meant + attention.words * row.words.value), 6)
    told = (_meaning_cue(round(meant, 6), row.said[:80]),) if meant and row.said else ()
    return Scent(affordance=row.affordance, value=value, cues=(*told, *_word_cues(row.words, attention)))


# A menu stands on every page of a site.
@lru_cache(maxsize=16384)
def _meaning_cue(weight: float, said: str) -> Cue:
    return Cue(name="meaning", weight=weight, because=say("close in meaning to '{words}'", words=said))


def _word_cues(words: Scent, attention: Attention) -> tuple[Cue, ...]:
    if not words.cues:
        return ()
    shared = sum(cue.weight for cue in words.cues)
    share = attention.words * words.value / shared if shared else 0.0
    return tuple(
        Cue(name=cue.name, weight=round(share * cue.weight, 6), because=cue.because) for cue in words.cues
    )
