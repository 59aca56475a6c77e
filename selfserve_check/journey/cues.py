"""What a visitor can go by when choosing where to click: named cues of every affordance in sight.

Each cue is a plain number that one can see on the page; ``bench/forager`` measures what they are worth, with
the cues that were tried and left out. A card is read as a whole and by its parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from selfserve_check.journey.echo import is_echo
from selfserve_check.journey.words_scent import as_in_sight, word_scents
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.words import content_stems
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, Observation

# A card's text is read by its parts: "printers, displays, disks and more" names four things.
_PARTS_MAX = 10
_CUT = re.compile(r"[,;:/|·•—–()?!]|\.\s|\s-\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Of one affordance: how close in meaning its label comes to the question as a whole (``meaning``) and by
    its closest part (``part``, which is ``said``), and the scent of shared words with what it goes by.

    ``readable`` is False where there is nothing to choose by: no text at all, or the visitor's own words
    repeated.
    """

    affordance: Affordance
    meaning: float
    part: float
    said: str
    words: Scent
    readable: bool


def cues_of(question: str, observation: Observation, meaning: Closeness | None) -> tuple[Cues, ...]:
    """The cues of every affordance, in the order of the page.

    Without ``meaning``, or on a page in a language it does not know, the cues of meaning are 0 for all.
    """
    labels = tuple(label_of(affordance) for affordance in observation.affordances)
    words = word_scents(question, observation)
    close = _close(question, observation, labels, meaning)
    return tuple(
        Cues(
            affordance=affordance,
            meaning=near.whole,
            part=near.part,
            said=near.said,
            words=shared,
            readable=bool(label) and not is_echo(label, observation.url),
        )
        for affordance, label, near, shared in zip(observation.affordances, labels, close, words, strict=True)
    )


def label_of(affordance: Affordance) -> str:
    """What is read of an affordance: its visible text, else its accessible name."""
    return (affordance.label or affordance.name).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Close:
    """Of one label: how close it is as a whole, how close its closest part, and which part that is."""

    whole: float
    part: float
    said: str


def _close(
    question: str, observation: Observation, labels: Sequence[str], meaning: Closeness | None
) -> tuple[_Close, ...]:
    if meaning is None or not meaning.knows(observation.lang):
        return (_Close(whole=0.0, part=0.0, said=""),) * len(labels)
    parts = [parts_of(label, one.context) for label, one in zip(labels, observation.affordances, strict=True)]
    texts = tuple(dict.fromkeys([*labels, *(text for some in parts for text in some)]))
    # A sentence model makes little of a misspelt word.
    asked = as_in_sight(question, observation).text
    figures = dict(zip(texts, meaning.closeness(asked, texts, observation.lang), strict=True))
    # "More", "None" and "Here" are close to everything and say nothing.
    figures = {
        text: figure if content_stems(text, observation.lang) else 0.0 for text, figure in figures.items()
    }
    found = []
    for label, some in zip(labels, parts, strict=True):
        said = max(some, key=figures.__getitem__) if some else ""
        found.append(_Close(whole=figures[label], part=figures[said] if said else 0.0, said=said))
    return tuple(found)


@lru_cache(maxsize=16384)
def parts_of(label: str, context: str) -> tuple[str, ...]:
    """What a visitor's eye takes in one after the other: the label, its parts, those of the text beside."""
    found = [label]
    for text in (label, context):
        found += [part.strip() for part in _CUT.split(text)]
    return tuple(part for part in dict.fromkeys(found) if part)[:_PARTS_MAX]
