"""Near-spellings: a word of a question that is written a little differently where it is read.

"recieve" is near "receive", "e-mail" is "email", "setup" is "set up". A rule, no dictionary of mistakes:

- one edit (a letter more, less or other, or two neighbours changed places: Damerau 1964) in words of five
  letters or more, two in words of nine or more, in the word as written or in its stem, never in the first
  letter;
- only for a word that is not among the commonest English ones: "change" is no mistake for "charge"; and never
  for a name (a capital inside the sentence) or anything with a figure in it;
- in English alone, where it is known which words are common; compounds written apart count in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.rarity import is_common
from selfserve_check.language.words import is_stop_word, normalise, offsets, stem, tokens
from selfserve_check.model.said import Said, say

_ONE_EDIT_FROM, _TWO_EDITS_FROM = 5, 9
_COMPOUND_FROM = 5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """``written`` in the question stands for ``read`` in sight."""

    written: str
    read: str

    @property
    def because(self) -> Said:
        return say("'{written}' is near '{read}'", written=self.written, read=self.read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelled:
    """A question in the spelling of what is in sight; ``near`` says what was changed, from left to right."""

    text: str
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The words of some texts: each word, its stems, and neighbouring words by what they give together. Kept
    and compared as the one object it is, because it is large."""

    words: frozenset[str]
    stems: frozenset[str]
    joined: Mapping[str, str]


# More than the pages of most runs: each is compared with every question.
@for_a_run(512)
def vocabulary(texts: tuple[str, ...], lang: str) -> Vocabulary:
    """What ``texts`` are written with; of the same words the same vocabulary, whatever their order."""
    words: set[str] = set()
    stems: set[str] = set()
    joined: dict[str, str] = {}
    for text in sorted(set(texts)):
        said = _said(text, lang)
        words.update(said.words)
        stems.update(said.stems)
        for both, apart in said.joined:
            joined.setdefault(both, apart)
    return Vocabulary(words=frozenset(words), stems=frozenset(stems), joined=joined)


class _Said(NamedTuple):
    """What one text is written with."""

    words: frozenset[str]
    stems: frozenset[str]
    joined: tuple[tuple[str, str], ...]


# A menu stands on every page of a site.
@for_a_run(16384)
def _said(text: str, lang: str) -> _Said:
    found = tokens(text)
    return _Said(
        words=frozenset(found),
        stems=frozenset(stem(word, lang) for word in found),
        joined=tuple((one + other, f"{one} {other}") for one, other in pairwise(found)),
    )


@for_a_run(8192)
def respelled(question: str, seen: Vocabulary, lang: str = "en") -> Respelled:
    """``question`` with each word or compound that ``seen`` does not have replaced by a near spelling of it
    there, the nearest first, then by the alphabet."""
    text, near = question, []
    for start, end, read in reversed(list(_replaced(question, seen, lang))):
        near.append(Near(written=question[start:end], read=read))
        text = f"{text[:start]}{read}{text[end:]}"
    return Respelled(text=text, near=tuple(reversed(near)))


@for_a_run(4096)
def may_be_misspelt(question: str) -> bool:
    """Whether a word of ``question`` is uncommon or joined by a hyphen; if not, nothing need be compared."""
    words = tokens(question)
    return "-" in normalise(question) or not all(is_common(word) or is_stop_word(word) for word in words)


def distance(one: str, other: str, most: int) -> int:
    """The edits between two words, two neighbours that changed places counting one; ``most`` + 1 where there
    are more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def _replaced(question: str, seen: Vocabulary, lang: str) -> Iterator[tuple[int, int, str]]:
    """From where to where ``question`` is written otherwise than in sight, and how it is written there."""
    spans = _written(question, lang)
    taken = -1
    for place, one in enumerate(spans):
        if one.start < taken:
            continue
        following = spans[place + 1] if place + 1 < len(spans) else None
        compound = _compound(one.word, following.word, seen) if following else ""
        if following and compound:
            taken = following.end
            yield one.start, taken, compound
        elif one.certain or one.stem in seen.stems:
            continue
        elif one.word in seen.joined and len(one.word) >= _COMPOUND_FROM:
            yield one.start, one.end, seen.joined[one.word]
        elif lang[:2].lower() in ("", "en") and not (place and question[one.start].isupper()):
            read = _nearest(one.word, seen)
            if read:
                yield one.start, one.end, read


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A word of a question: where it stands, its stem, and whether no other word is meant by it."""

    start: int
    end: int
    word: str
    stem: str
    certain: bool


@for_a_run(4096)
def _written(question: str, lang: str) -> tuple[_Written, ...]:
    folded, origin = offsets(question)
    return tuple(
        _Written(
            start=origin[found.start()],
            end=origin[found.end() - 1] + 1,
            word=found[0],
            stem=stem(found[0], lang),
            certain=is_stop_word(found[0], lang) or any(map(str.isdigit, found[0])),
        )
        for found in _WORD.finditer(folded)
    )


def _compound(word: str, following: str, seen: Vocabulary) -> str:
    """``word`` and ``following`` as one word, where that is how it is written in sight."""
    both = word + following
    if both not in seen.words:
        return ""
    together = len(both) >= _COMPOUND_FROM and both.isalpha()
    return both if following and together and not {word, following} <= seen.words else ""


def _nearest(word: str, seen: Vocabulary) -> str:
    """The word in sight that ``word`` was most likely meant to be; "" where none is near enough."""
    if is_common(word):
        return ""
    found = [(_edits(word, one), one) for one in sorted(seen.words) if one[:1] == word[:1]]
    near = [(edits, distance(word, one, _TWO_EDITS_FROM), one) for edits, one in found if edits]
    return min(near)[2] if near else ""


def _edits(word: str, other: str) -> int:
    """How many edits lie between them as written, or between their stems; 0 where that is too many."""
    if not other.isalpha():
        return 0
    best = 0
    for one, two in ((word, other), (stem(word), stem(other))):
        shorter = min(len(one), len(two))
        most = 2 if shorter >= _TWO_EDITS_FROM else 1 if shorter >= _ONE_EDIT_FROM else 0
        edits = distance(one, two, most) if most else 0
        if 0 < edits <= most:
            best = min(best or edits, edits)
    return best
