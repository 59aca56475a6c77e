"""Where on a page a word, a concept or a kind of value stands, so that no question reads all of it again.

Every question of a run is held against every page, and most passages have nothing to do with it. The index
says which have; what it leaves out would have been found to say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selfserve_check.journey.judge_page import Page, read
from selfserve_check.journey.page_memory import Memory, once_a_page
from selfserve_check.language.facts import Fact, longest_word, states_kind
from selfserve_check.language.spelling import Vocabulary, vocabulary
from selfserve_check.language.words import normalise
from selfserve_check.model.observation import Observation, Region

Indexes = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """The passages of one region under one trail of headings."""

    region: Region
    headings: tuple[str, ...]
    indexes: Indexes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageIndex:
    """Of one page: the passages that have a stem or speak of a group, and those that stand together."""

    texts: tuple[str, ...]
    stems: Mapping[str, Indexes]
    groups: Mapping[int, Indexes]
    places: tuple[Under, ...]
    _kinds: dict[str, frozenset[int]] = field(default_factory=dict)

    def speaking_of(self, stems: Iterable[str], groups: Iterable[int]) -> set[int]:
        """The passages that have any of ``stems`` or speak of any of ``groups``."""
        found: set[int] = set()
        for stem in stems:
            found.update(self.stems.get(stem, ()))
        for group in groups:
            found.update(self.groups.get(group, ()))
        return found

    def may_state(self, fact: Fact) -> Sequence[int]:
        """The passages that may state ``fact``, in the order of the page: those that state a value of every
        kind in it, or, where there is none, have its longest word."""
        if not fact.kinds:
            word = longest_word(fact)
            return [index for index, text in enumerate(self.texts) if word in text]
        return sorted(frozenset.intersection(*map(self._stating, fact.kinds)))

    def _stating(self, kind: str) -> frozenset[int]:
        known = self._kinds.get(kind)
        if known is None:
            stating = (index for index, text in enumerate(self.texts) if states_kind(kind, text))
            known = self._kinds[kind] = frozenset(stating)
        return known


@once_a_page
def index_of(observation: Observation) -> PageIndex:
    lang = observation.lang or "en"
    stems: defaultdict[str, list[int]] = defaultdict(list)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    places: defaultdict[tuple[Region, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, passage in enumerate(observation.passages):
        reading = read(passage.text, lang)
        for stem in reading.stems:
            stems[stem].append(index)
        for group in reading.groups:
            groups[group].append(index)
        places[passage.region, passage.headings].append(index)
    return PageIndex(
        texts=tuple(normalise(passage.text) for passage in observation.passages),
        stems={stem: tuple(found) for stem, found in stems.items()},
        groups={group: tuple(found) for group, found in groups.items()},
        places=tuple(
            Under(region=region, headings=headings, indexes=tuple(found))
            for (region, headings), found in places.items()
        ),
    )


_words: Memory[Vocabulary] = Memory[Vocabulary]().for_a_run()


def words_of(page: Page) -> Vocabulary:
    """What everything that is read on ``page`` is written with."""
    seen = page.observation
    known = _words.get(None, seen)
    if known is None:
        trails = dict.fromkeys(passage.headings for passage in seen.passages)
        said = (page.title, *(heading for trail in trails for heading in trail))
        known = vocabulary((*said, *(passage.text for passage in seen.passages)), page.lang)
        _words.put(None, seen, known)
    return known
