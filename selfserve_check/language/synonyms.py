"""Concept groups of customer service: words and phrases that mean the same to customers and to sites.

The groups are data (``data/synonyms.txt``, English, a group on a line). A phrase is matched as consecutive
stems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.words import is_stop_word, stem, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A group met in a text. ``stems`` are the stems of the text that the phrase was made of."""

    group: int
    stems: tuple[str, ...]


@for_a_run(16384)
def concepts(text: str, lang: str = "en") -> tuple[Concept, ...]:
    """Every group that ``text`` speaks of, with the stems that say so, in order of appearance.

    Empty for languages other than English: the groups are English.
    """
    if lang[:2].lower() not in ("en", ""):
        return ()
    words = tokens(text)
    whole = tuple(stem(word) for word in words)
    bare = tuple(stem(word) for word in words if not is_stop_word(word))
    met = (*_met(bare, _phrases().bare), *_met(whole, _phrases().whole))
    return tuple(dict.fromkeys(met))


def groups_of(text: str, lang: str = "en") -> frozenset[int]:
    """The numbers of the groups that ``text`` speaks of."""
    return frozenset(concept.group for concept in concepts(text, lang))


def expand(stems: tuple[str, ...]) -> frozenset[str]:
    """All single stems that share a group with one of ``stems`` (these included)."""
    index = _phrases().bare
    groups = {group for one in stems for phrase, group in index.get(one, ()) if phrase == (one,)}
    singles = (
        phrase[0] for entries in index.values() for phrase, g in entries if len(phrase) == 1 and g in groups
    )
    return frozenset((*stems, *singles))


Index = Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
"""By first stem: (phrase, group)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrases:
    """``bare`` phrases are matched on content stems; ``whole`` ones ("where is") on all stems."""

    bare: Index
    whole: Index


def _met(stems: tuple[str, ...], index: Index) -> tuple[Concept, ...]:
    return tuple(
        Concept(group=group, stems=phrase)
        for start, first in enumerate(stems)
        for phrase, group in index.get(first, ())
        if stems[start : start + len(phrase)] == phrase
    )


def groups_as_written() -> tuple[tuple[str, ...], ...]:
    """The groups of the file. Plain lines: to read YAML takes as long as a hundred questions to a page."""
    path = files("selfserve_check.language").joinpath("data", "synonyms.txt")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    groups = (line for line in lines if line and not line.startswith("#"))
    return tuple(tuple(phrase.strip() for phrase in line.split(",")) for line in groups)


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    bare: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    whole: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, group in enumerate(groups_as_written()):
        for phrase in group:
            _file(phrase, number, bare, whole)
    return _Phrases(bare=_frozen(bare), whole=_frozen(whole))


def _file(
    phrase: str,
    number: int,
    bare: dict[str, list[tuple[tuple[str, ...], int]]],
    whole: dict[str, list[tuple[tuple[str, ...], int]]],
) -> None:
    """Put one phrase where it is matched; one that stop words shrink below two words stays whole."""
    everything = tuple(stem(word) for word in tokens(phrase))
    kept = tuple(stem(word) for word in tokens(phrase) if not is_stop_word(word))
    if len(kept) >= min(2, len(everything)) and kept:
        bare.setdefault(kept[0], []).append((kept, number))
    elif everything:
        whole.setdefault(everything[0], []).append((everything, number))


def _frozen(index: dict[str, list[tuple[tuple[str, ...], int]]]) -> Index:
    return {first: tuple(dict.fromkeys(entries)) for first, entries in index.items()}
