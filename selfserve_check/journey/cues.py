"""What a visitor can go by when choosing where to click: named cues of every affordance in sight.

Each cue is a plain number that one can see on the page; ``bench/forager`` measures what they are worth, with
the cues that were tried and left out. A card is read as a whole and by its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.journey.echo import is_echo
from selfserve_check.journey.page_memory import once_a_page
from selfserve_check.journey.words_scent import as_in_sight, word_scents
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.forgetting import for_a_run
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
    words = word_scents(question, observation)
    readings = _readings(observation)
    close = _close(question, observation, readings, meaning)
    return tuple(
        Cues(
            affordance=one.affordance,
            meaning=near.whole,
            part=near.part,
            said=near.said,
            words=shared,
            readable=one.readable,
        )
        for one, near, shared in zip(readings.each, close, words, strict=True)
    )


def label_of(affordance: Affordance) -> str:
    """What is read of an affordance: its visible text, else its accessible name."""
    return (affordance.label or affordance.name).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What is read of one affordance, whatever the question: its label, and its parts."""

    affordance: Affordance
    label: str
    parts: tuple[str, ...]
    readable: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Readings:
    """What is read of a page. ``texts`` are all labels and parts, each once; ``empty`` those among them that
    say nothing: "More", "None" and "Here" are close to everything."""

    each: tuple[_Reading, ...]
    texts: tuple[str, ...]
    empty: frozenset[str]


@once_a_page
def _readings(observation: Observation) -> _Readings:
    each = tuple(_reading(one, observation.url) for one in observation.affordances)
    labels = [one.label for one in each]
    texts = tuple(dict.fromkeys([*labels, *(text for one in each for text in one.parts)]))
    empty = frozenset(text for text in texts if not content_stems(text, observation.lang))
    return _Readings(each=each, texts=texts, empty=empty)


def _reading(affordance: Affordance, url: str) -> _Reading:
    label = label_of(affordance)
    return _Reading(
        affordance=affordance,
        label=label,
        parts=parts_of(label, affordance.context),
        readable=bool(label) and not is_echo(label, url),
    )


@dataclass(frozen=True, slots=True)
class _Close:
    """Of one label: how close it is as a whole, how close its closest part, and which part that is."""

    whole: float
    part: float
    said: str


def _close(
    question: str, observation: Observation, readings: _Readings, meaning: Closeness | None
) -> tuple[_Close, ...]:
    if meaning is None or not meaning.knows(observation.lang):
        return (_Close(0.0, 0.0, ""),) * len(readings.each)
    # A sentence model makes little of a misspelt word.
    asked = as_in_sight(question, observation).text
    close = meaning.closeness(asked, readings.texts, observation.lang)
    figures = dict(zip(readings.texts, close, strict=True)) | dict.fromkeys(readings.empty, 0.0)
    found = []
    for one in readings.each:
        said = max(one.parts, key=figures.__getitem__) if one.parts else ""
        found.append(_Close(figures[one.label], figures[said] if said else 0.0, said))
    return tuple(found)


@for_a_run(16384)
def parts_of(label: str, context: str) -> tuple[str, ...]:
    """What a visitor's eye takes in one after the other: the label, its parts, those of the text beside."""
    found = [label]
    for text in (label, context):
        found += [part.strip() for part in _CUT.split(text)]
    return tuple(part for part in dict.fromkeys(found) if part)[:_PARTS_MAX]
