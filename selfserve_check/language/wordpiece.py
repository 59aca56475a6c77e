"""WordPiece tokens as BERT's uncased models know them (Devlin et al. 2019; Wu et al. 2016).

Text is cleaned, lower-cased, stripped of accents and cut at blanks, punctuation and CJK characters; each
word is then cut into the longest pieces of the vocabulary, from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_WORD_MAX = 100
"""A longer word is unknown as a whole, as in the reference implementation."""

_CJK = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True, slots=True)
class WordPiece:
    """``vocabulary`` gives each piece its number; pieces inside a word start with ``##``."""

    vocabulary: Mapping[str, int]

    def ids(self, text: str, tokens_max: int) -> tuple[int, ...]:
        """The numbers of ``text``'s pieces between [CLS] and [SEP], at most ``tokens_max`` in all."""
        pieces: list[int] = [self.vocabulary["[CLS]"]]
        for word in _words(text):
            pieces += self._pieces(word)
            if len(pieces) >= tokens_max:
                break
        return (*pieces[: tokens_max - 1], self.vocabulary["[SEP]"])

    def _pieces(self, word: str) -> list[int]:
        unknown = [self.vocabulary["[UNK]"]]
        if len(word) > _WORD_MAX:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            end = next(
                (e for e in range(len(word), start, -1) if prefix + word[start:e] in self.vocabulary), None
            )
            if end is None:
                return unknown
            found.append(self.vocabulary[prefix + word[start:end]])
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    """The words of ``text``, each punctuation mark and each CJK character a word of its own."""
    word: list[str] = []
    for char in _folded(text):
        alone = _is_punctuation(char) or _is_cjk(char)
        if word and (alone or char.isspace()):
            yield "".join(word)
            word = []
        if alone:
            yield char
        elif not char.isspace():
            word.append(char)
    if word:
        yield "".join(word)


def _folded(text: str) -> str:
    """``text`` cleaned of control characters, in lower case, without accents."""
    if text.isascii():
        return "".join(char for char in text if char.isprintable() or char in "\t\n\r").lower()
    kept = (" " if char in "\t\n\r" else char for char in text if not _is_control(char))
    lower = unicodedata.normalize("NFD", "".join(kept)).lower()
    return "".join(char for char in lower if unicodedata.category(char) != "Mn")


def _is_control(char: str) -> bool:
    if char in "\t\n\r":
        return False
    return char in "\0\ufffd" or unicodedata.category(char).startswith("C")


def _is_punctuation(char: str) -> bool:
    """Every ASCII sign that is no letter, figure or blank counts, as ``$`` and ``^`` do."""
    if char.isascii():
        return char.isprintable() and not char.isalnum() and char != " "
    return unicodedata.category(char).startswith("P")


def _is_cjk(char: str) -> bool:
    return char > "\u33ff" and any(low <= ord(char) <= high for low, high in _CJK)
