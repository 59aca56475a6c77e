"""A site's own words: what ``synonyms:`` in a scenario file says means the same on this site.

A visitor who asks about a "box" where the site says "carton" asks twice over: in their own words, and with
the site's word in its place. Scent takes the better of the two; to the judge both are the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, islice, product

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.rank import ScentModel
from selfserve_check.language.words import offsets, stem, stems
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import AffordanceKind, Observation
from selfserve_check.model.said import row, say

VARIANTS_MAX = 6
"""For each variant every label in sight is weighed anew."""

WORDINGS_MAX = 24
"""The judge's share of it is cheap: enough for every word of two large groups."""

Groups = tuple[tuple[str, ...], ...]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The question with words of the site in it; ``because`` says which stand for which."""

    text: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWordsScent:
    """``inner`` asked with the question and with its variants: the best that any of them gives."""

    inner: ScentModel
    groups: Groups

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]:
        best = self.inner.scents(question, observation, attention)
        for variant in variants(question, self.groups, observation.lang):
            other = self.inner.scents(variant.text, observation, attention)
            best = tuple(_better(one, two, variant) for one, two in zip(best, other, strict=True))
        return best


def in_own_words(model: ScentModel, groups: Groups) -> ScentModel:
    """``model`` with these ``groups`` of words; itself where there are none."""
    return OwnWordsScent(inner=model, groups=groups) if groups else model


def widened(wordings: Sequence[str], groups: Groups, lang: str) -> tuple[str, ...]:
    """``wordings`` as they are, then their variants, each once."""
    others = (one.text for wording in wordings for one in variants(wording, groups, lang, WORDINGS_MAX))
    return tuple(dict.fromkeys((*wordings, *others)))


@lru_cache(maxsize=1024)
def variants(
    question: str, groups: Groups, lang: str, variants_max: int = VARIANTS_MAX
) -> tuple[Variant, ...]:
    """``question`` with words of a group replaced by others of it; the same variants every time.

    A phrase is met as whole words by their stems, a longer one before a shorter one within it. One word is
    replaced before two at once, and each word once before any of them a second time.
    """
    places = _places(question, groups, lang) if groups else ()
    return tuple(islice((_filled(question, way) for way in _ways(places)), variants_max))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A word of the question and where it stands there."""

    start: int
    end: int
    stem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The characters ``start`` to ``end`` of the question, for which ``others`` may stand."""

    start: int
    end: int
    others: tuple[str, ...]


_Way = tuple[tuple[_Place, str], ...]


def _better(one: Scent, other: Scent, variant: Variant) -> Scent:
    # What is typed into a search box stays the visitor's own, so another word promises nothing there.
    if one.affordance.kind is AffordanceKind.SEARCH or round(other.value, 6) <= round(one.value, 6):
        return one
    told = Cue(name="own_words", weight=round(other.value - one.value, 6), because=variant.because)
    return replace(other, cues=(told, *other.cues))


def _ways(places: Sequence[_Place]) -> Iterator[_Way]:
    """What to replace by what, in the order it is tried."""
    for rank in range(max((len(place.others) for place in places), default=0)):
        for place in places:
            if rank < len(place.others):
                yield ((place, place.others[rank]),)
    for count in range(2, len(places) + 1):
        for chosen in combinations(places, count):
            for words in product(*(place.others for place in chosen)):
                yield tuple(zip(chosen, words, strict=True))


def _filled(question: str, way: _Way) -> Variant:
    text = question
    for place, word in sorted(way, key=lambda pair: -pair[0].start):
        text = f"{text[: place.start]}{word}{text[place.end :]}"
    pairs = row(
        (
            say("'{word}' means '{other}'", word=word, other=question[place.start : place.end])
            for place, word in way
        ),
        between=", ",
    )
    return Variant(text=text, because=say("on this site {pairs}", pairs=pairs))


def _places(question: str, groups: Groups, lang: str) -> tuple[_Place, ...]:
    """Where words of ``groups`` stand in the question, from left to right."""
    words = _tokens(question, lang)
    met: dict[tuple[int, int], list[str]] = {}
    for group in groups:
        phrases = {word: stems(word, lang) for word in group}
        for phrase in dict.fromkeys(found for found in phrases.values() if found):
            for first in range(len(words) - len(phrase) + 1):
                span = (first, first + len(phrase))
                if tuple(word.stem for word in words[slice(*span)]) == phrase:
                    met.setdefault(span, []).extend(one for one in group if phrases[one] not in ((), phrase))
    kept: list[tuple[int, int]] = []
    for span in sorted(met, key=lambda span: (span[0] - span[1], span[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return tuple(
        _Place(
            start=words[first].start, end=words[last - 1].end, others=tuple(dict.fromkeys(met[first, last]))
        )
        for first, last in sorted(kept)
    )


def _tokens(question: str, lang: str) -> list[_Token]:
    folded, origin = offsets(question)
    return [
        _Token(start=origin[found.start()], end=origin[found.end() - 1] + 1, stem=stem(found[0], lang))
        for found in _WORD.finditer(folded)
    ]
