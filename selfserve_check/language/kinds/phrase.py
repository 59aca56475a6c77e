"""Plain phrases: words in order, without regard to case, spacing, quotes and hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.rarity import rarity
from selfserve_check.language.words import UNSPACED, is_stop_word, parted

LOOSE = r"[\s'\"-]*"
"""What may stand between two words, or be missing there."""

_WORD = re.compile(r"[^\W_]+")
_UNPARTED = re.compile(f"[{UNSPACED}]")
_SPACED = rf"[^\W_{UNSPACED}]"
_PUNCTUATED = r"[\s'\"\-.,:;/()&!?…|*_+]*"
_PER_WORD = 0.22
_PER_MINOR_WORD = 0.08
_PER_PAIR = 0.11
_MINOR_MAX = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A run of words of an expected answer, normalised, as its author wrote it."""

    text: str

    @property
    def specificity(self) -> float:
        """At most 0.22 a rare word, less for common ones, a little for grammar and codes ("A2-s1").

        About five words that mean something make a whole sentence (1.0); so do nine pairs of characters where
        no spaces part the words.
        """
        found = _WORD.findall(self.text)
        words = dict.fromkeys(part for word in found for part in parted(word))
        pairs = [word for word in words if _UNPARTED.match(word)]
        words = dict.fromkeys(word for word in words if word not in pairs)
        minor = min(_MINOR_MAX, _PER_MINOR_WORD * sum(1 for word in words if _is_minor(word)))
        major = sum(min(1.0, 0.35 + rarity(word)) for word in words if not _is_minor(word))
        return min(1.0, minor + _PER_WORD * major + _PER_PAIR * len(pairs))

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where normalised ``text`` has these words, not inside longer ones."""
        return tuple(match.span() for match in _pattern(self.text).finditer(text))


def _is_minor(word: str) -> bool:
    return is_stop_word(word) or len(word) < 3 or any(char.isdigit() for char in word)


def has_words(text: str) -> bool:
    """Whether anything in normalised ``text`` can be matched at all."""
    return bool(_WORD.search(text))


def words_in(text: str) -> list[str]:
    """The words of normalised ``text``, each of which a text must have that has these words."""
    return _WORD.findall(text)


@for_a_run(4096)
def _pattern(written: str) -> re.Pattern[str]:
    """The words with what may stand between them; punctuation only where the author put some."""
    words = list(_WORD.finditer(written))
    parts = [re.escape(words[0][0])] if words else [r"(?!)"]
    for before, after in pairwise(words):
        gap = written[before.end() : after.start()]
        parts.append(_gap(gap, before[0], after[0]) + re.escape(after[0]))
    tail = re.escape(written[words[-1].end() :].strip()) if words else ""
    # Where no spaces part the words, a phrase may stand anywhere; a figure beside it is still whole.
    first = "" if words and _UNPARTED.match(words[0][0]) else rf"(?<!{_SPACED})"
    last = "" if words and _UNPARTED.match(words[-1][0][-1]) else rf"(?!{_SPACED})"
    return re.compile(first + "".join(parts) + rf"{last}(?:{tail})?")


def _gap(written: str, before: str, after: str) -> str:
    """Two figures never run together; elsewhere the gap may be missing ("e-mail", "email")."""
    loose = LOOSE if not written.strip(" '\"-") else _PUNCTUATED
    if before[-1].isdigit() and after[0].isdigit():
        return re.escape(written.strip()) if written.strip() else r"\s+"
    return loose
