"""The scent of words alone: stemmed overlap between the question and what is visible of an affordance.

Each word is weighted by how rare it is in the language (a constant, never what other pages or journeys
showed) and by how few of the labels in sight carry it: on the page of a tile shop "tile" tells nothing
apart. A word of the same group of synonyms counts somewhat less, and so does a near spelling of a label's
word where no label in sight carries the word itself. Read over label, accessible name, nearest
heading, surrounding text and URL words. After the measure of word overlap in CoLiDeS and SNIF-ACT (Kitajima
et al. 2000; Fu and Pirolli 2007), with words in place of spreading activation.

It is one cue among others of the scent that visitors follow (``rank``), and the baseline of the benchmarks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.hope import Hope, with_hope
from selfserve_check.journey.page_memory import once_a_page
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.rarity import rarity
from selfserve_check.language.spelling import Near, Respelled, Vocabulary, respelled, vocabulary
from selfserve_check.language.synonyms import Concept, concepts, groups_of
from selfserve_check.language.words import content_stems, stem, tokens, url_words
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Affordance, Observation
from selfserve_check.model.said import Said, say

# How much of a word's weight counts, by where it is read. A label is what people click; the rest supports it.
_LABEL, _HEADING, _CONTEXT, _URL = 1.0, 0.45, 0.4, 0.4
# A label that says the same by another word is nearly as good as one that says it.
_SYNONYM = 0.7
# A near spelling is most likely the word (bench/labels/RESULTS.md: 0.4 to 1 tried, little between them).
_NEAR = 0.8
# The share of the label's own weight that the question must explain: a short label that is all about it wins.
_PRECISION_SHARE = 0.25
# Below this, nothing on the page smells, and the visitor turns to where such questions live.
NOTHING_SMELLS = 0.15
_HOPE = Hope(unsure=NOTHING_SMELLS, nothing=NOTHING_SMELLS, hub=0.25, menu=0.2, search=0.15)


@dataclass(frozen=True, slots=True)
class WordScent:
    """The scent of words alone: no model, no state; the same input gives the same scent."""

    def scents(
        self,
        question: str,
        observation: Observation,
        attention: Attention = AS_MOST,  # noqa: ARG002 -- words are read wherever they stand
    ) -> tuple[Scent, ...]:
        return with_hope(word_scents(question, observation), question, _HOPE)


def word_scents(question: str, observation: Observation) -> tuple[Scent, ...]:
    """For each affordance, in the order of the page, the share of the question's words that it carries."""
    asked = asked_in_sight(question, observation)
    return tuple(
        _word_scent(asked, read.unscented.affordance)
        if asked.may_meet(read.stems, read.groups)
        else read.unscented
        for read in _words_in_sight(observation)
    )


def asked_in_sight(question: str, observation: Observation) -> Asked:
    """``question`` in the spelling of the labels in sight, with what each of its words weighs among them."""
    seen = as_in_sight(question, observation)
    return _asked(seen, tuple(_wanted(seen.text, observation).items()), observation.lang)


def as_in_sight(question: str, observation: Observation) -> Respelled:
    """``question`` in the spelling of the labels in sight."""
    return respelled(question, _labels_in_sight(observation).vocabulary, observation.lang)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _LabelsInSight:
    """What the labels of a page are written with, and how many of them carry each stem."""

    vocabulary: Vocabulary
    carried: Mapping[str, int]


@once_a_page
def _labels_in_sight(observation: Observation) -> _LabelsInSight:
    lang = observation.lang
    labels = tuple(dict.fromkeys(one.label or one.name for one in observation.affordances))
    carried = Counter(stem for label in labels for stem in set(content_stems(label, lang)))
    return _LabelsInSight(vocabulary=vocabulary(labels, lang), carried=carried)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """The question on this page, in the spelling of its labels (``text``): its stems with their weights, the
    concepts it speaks of, how each stem is spelled in it, and which stems are only near what was written.

    Equal ones are the same object (``_asked``), by which scents of labels that stand on many pages are kept.
    """

    text: str
    wanted: dict[str, float]
    meant: tuple[Concept, ...]
    spelled: dict[str, str]
    near: Mapping[str, Near]
    lang: str

    def may_meet(self, stems: frozenset[str], groups: frozenset[int]) -> bool:
        """Whether question and affordance have any word or concept in common: most have none."""
        return not stems.isdisjoint(self.wanted) or any(one.group in groups for one in self.meant)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Words:
    """The stems of all that is read of an affordance, the groups of synonyms its label speaks of, and the
    scent it has for a question that has none of them."""

    stems: frozenset[str]
    groups: frozenset[int]
    unscented: Scent


@once_a_page
def _words_in_sight(observation: Observation) -> tuple[_Words, ...]:
    return tuple(_words(affordance, observation.lang) for affordance in observation.affordances)


def _words(affordance: Affordance, lang: str) -> _Words:
    text, heading = read_of(affordance)
    return _Words(
        stems=stems_read(text, heading, affordance.context, affordance.target, lang),
        groups=groups_of(text, lang),
        unscented=Scent(affordance=affordance, value=0.0),
    )


def stems_read(text: str, heading: str, context: str, target: str, lang: str) -> frozenset[str]:
    """The stems of all that is read of an affordance."""
    stems = (content_stems(part, lang) for part in (text, heading, context))
    return _address_stems(target, lang).union(*stems)


@for_a_run(4096)
def _asked(seen: Respelled, wanted: tuple[tuple[str, float], ...], lang: str) -> Asked:
    return Asked(
        text=seen.text,
        wanted=dict(wanted),
        meant=concepts(seen.text, lang),
        spelled=_spelled(seen.text, lang),
        near={one: near for near in seen.near for one in content_stems(near.read, lang)},
        lang=lang,
    )


def _wanted(question: str, observation: Observation) -> dict[str, float]:
    """The question's stems, each with its weight on this page."""
    carried = _labels_in_sight(observation).carried
    stems = content_stems(question, observation.lang)
    return {one: rarity(one) / (1.0 + log(max(1, carried.get(one, 0)))) for one in stems}


def _word_scent(asked: Asked, affordance: Affordance) -> Scent:
    text, heading = read_of(affordance)
    value, cues = weighed(asked, text, heading, affordance.context, affordance.target)
    return Scent(affordance=affordance, value=value, cues=cues)


def read_of(affordance: Affordance) -> tuple[str, str]:
    """What it is called, and the heading it stands under."""
    heading = affordance.headings[-1] if affordance.headings else ""
    return f"{affordance.label} {affordance.name}", heading


@for_a_run(65536)
def weighed(
    asked: Asked, text: str, heading: str, context: str, target: str
) -> tuple[float, tuple[Cue, ...]]:
    """The scent of what is read of an affordance, and its cues: a menu stands on every page of a site."""
    wanted = asked.wanted
    total = sum(wanted.values())
    if not total:
        return 0.0, ()
    label = frozenset(content_stems(text, asked.lang))
    places = (
        ("label", _LABEL, label),
        ("heading", _HEADING, frozenset(content_stems(heading, asked.lang))),
        ("context", _CONTEXT, frozenset(content_stems(context, asked.lang))),
        ("url", _URL, _address_stems(target, asked.lang)),
    )
    cues, explained = _shared_words(asked, total, places)
    cues += _shared_concepts(asked, total, explained, groups_of(text, asked.lang))
    recall = sum(cue.weight for cue in cues)
    label_weight = sum(rarity(stem) for stem in label)
    shared = sum(weight for stem, weight in wanted.items() if stem in label)
    precision = shared / label_weight if label_weight else 0.0
    value = recall * (1.0 - _PRECISION_SHARE + _PRECISION_SHARE * precision)
    return round(min(value, 1.0), 6), tuple(cues)


@for_a_run(16384)
def _address_stems(target: str, lang: str) -> frozenset[str]:
    return frozenset(content_stems(" ".join(url_words(target)), lang))


@for_a_run(16384)
def _because(place: str, word: str) -> Said:
    """Said of every link of every page: each kept once."""
    match place:
        case "label":
            return say("shares '{word}'", word=word)
        case "heading":
            return say("stands under a heading with '{word}'", word=word)
        case "context":
            return say("the text beside it says '{word}'", word=word)
        case "url":
            return say("its address says '{word}'", word=word)
        case _:
            return say("another word for '{words}'", words=word)


def _shared_words(
    asked: Asked, total: float, places: tuple[tuple[str, float, frozenset[str]], ...]
) -> tuple[list[Cue], frozenset[str]]:
    """A cue for each word of the question, from the strongest place it is read in; and those words."""
    cues: list[Cue] = []
    explained: set[str] = set()
    for word, weight in asked.wanted.items():
        for name, share, stems in places:
            if word in stems:
                near = asked.near.get(word)
                because = near.because if near else _because(name, asked.spelled.get(word, word))
                part = share * (_NEAR if near else 1.0)
                cues.append(Cue(name=name, weight=part * weight / total, because=because))
                explained.add(word)
                break
    return cues, frozenset(explained)


def _shared_concepts(
    asked: Asked, total: float, explained: frozenset[str], groups: frozenset[int]
) -> list[Cue]:
    """A cue for each thing that question and label call by different words of customer service."""
    cues: list[Cue] = []
    told = set(explained)
    for concept in asked.meant:
        if concept.group not in groups or not told.isdisjoint(concept.stems):
            continue
        told.update(concept.stems)
        known = sum(asked.wanted.get(stem, 0.0) for stem in concept.stems)
        weight = known or total / max(1, len(asked.wanted))
        words = " ".join(asked.spelled.get(stem, stem) for stem in concept.stems)
        cues.append(Cue(name="synonym", weight=_SYNONYM * weight / total, because=_because("synonym", words)))
    return cues


def _spelled(question: str, lang: str) -> dict[str, str]:
    """How each stem is first spelled in the question: readers know words, not stems."""
    spelled: dict[str, str] = {}
    for word in tokens(question):
        spelled.setdefault(stem(word, lang), word)
    return spelled
