"""Words: folding of text, tokens, stems, and the words that carry a question's meaning.

Pure functions of their arguments. Results are remembered (bounded), because a site repeats itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol, cast
from urllib.parse import unquote, urlsplit

import snowballstemmer

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.stopwords import STOP_WORDS

_QUOTES = dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("“”„‟″«»", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_SPACES = dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u3000", " ")
_NOTHING = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff™®©", "")
_SIGNS = {"×": "x", "✕": "x", "½": ".5", "¼": ".25", "¾": ".75"}
_RAISED = {raised: f"^{digit}" for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
"""A raised digit is a footnote or a power; plain NFKC would glue it to the figure before it."""

_FOLDS = str.maketrans({**_QUOTES, **_DASHES, **_SPACES, **_NOTHING, **_SIGNS, **_RAISED})
_ONE_TO_ONE = str.maketrans({**_QUOTES, **_DASHES, **_SPACES})

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_URL_PART = re.compile(r"[^\W\d_]+")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
UNSPACED = rf"\u3040-\u30ff{_HAN}"
"""Characters of scripts that set no spaces between words, for a class in a regular expression."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(
    rf"(?P<han>[{_HAN}]+)|(?P<katakana>[\u30a0-\u30ff]+)|(?P<hiragana>[\u3040-\u309f]+)|[^{UNSPACED}]+"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_ALGORITHMS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str:  # noqa: N802 (the library's name)
        ...


def language_of(lang: str) -> str:
    """The two-letter language that ``lang`` ("de-AT", "EN", "") is treated as; English by default."""
    code = lang[:2].lower()
    return code if code in _ALGORITHMS else "en"


@for_a_run(16384)
def normalise(text: str) -> str:
    """``text`` in one form: NFKC, case folded, quotes, dashes and spaces plain, runs of space single.

    Soft hyphens, zero-width characters and trade-mark signs vanish; raised digits become ``^1``.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDS)).casefold()
    return " ".join(folded.translate(_FOLDS).split())


def plain_punctuation(text: str) -> str:
    """``text`` with curly quotes, dashes and odd spaces made plain, every offset unchanged."""
    return text if text.isascii() else text.translate(_ONE_TO_ONE)


@for_a_run(4096)
def offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """``normalise(text)`` with the index in ``text`` that each of its characters came from.

    The tuple has one entry more than the string: the end of ``text``.
    """
    out: list[str] = []
    origin: list[int] = []
    for start, cluster in _clusters(text):
        for char in unicodedata.normalize("NFKC", cluster.translate(_FOLDS)).casefold().translate(_FOLDS):
            if not char.isspace():
                out.append(char)
                origin.append(start)
            elif out and out[-1] != " ":
                out.append(" ")
                origin.append(start)
    if out and out[-1] == " ":
        out.pop()
        origin.pop()
    return "".join(out), (*origin, len(text))


def tokens(text: str) -> tuple[str, ...]:
    """The words and figures of ``text`` in order, normalised; an apostrophe stays inside its word."""
    return tuple(_TOKEN.findall(normalise(text)))


@for_a_run(65536)
def stem(word: str, lang: str = "en") -> str:
    """The Snowball stem of one normalised word."""
    bare = word.split("'", 1)[0] if word.endswith(("'s", "'")) else word.replace("'", "")
    return _stemmer(language_of(lang)).stemWord(bare)


def stems(text: str, lang: str = "en") -> tuple[str, ...]:
    """The stems of every token of ``text``, stop words included, in order."""
    return tuple(stem(token, lang) for token in tokens(text))


def is_stop_word(word: str, lang: str = "en") -> bool:
    """Whether a normalised word carries no topic in that language (question words included)."""
    return word in STOP_WORDS[language_of(lang)]


@for_a_run(16384)
def content_stems(text: str, lang: str = "en") -> tuple[str, ...]:
    """The stems that carry meaning: stop words left out, order kept, no duplicates.

    Where no spaces part the words (Chinese, Japanese), pairs of Han characters stand for them, and what is
    written in Hiragana, as endings and particles are, is left out.
    """
    stop = STOP_WORDS[language_of(lang)]
    words = (word for token in tokens(text) for word in parted(token))
    return tuple(dict.fromkeys(stem(word, lang) for word in words if word not in stop))


def parted(token: str) -> tuple[str, ...]:
    """What stands for the words of ``token`` where nothing parts them; else the token itself."""
    if token.isascii() or not _UNSPACED.search(token):
        return (token,)
    words: list[str] = []
    for run in _RUN.finditer(token):
        if run["han"] and len(run["han"]) > 2:
            words += [run["han"][at : at + 2] for at in range(len(run["han"]) - 1)]
        elif not run["hiragana"]:
            words.append(run[0])
    return tuple(words)


def url_words(url: str) -> tuple[str, ...]:
    """The words of a URL's path and fragment: split at separators and humps, digits and extension dropped."""
    parts = urlsplit(url)
    path = _EXTENSION.sub("", unquote(parts.path))
    spaced = _HUMP.sub(" ", f"{path} {unquote(parts.fragment)}")
    return tuple(word for word in _URL_PART.findall(normalise(spaced)) if len(word) > 1)


@lru_cache(maxsize=16)
def _stemmer(code: str) -> _Stemmer:
    return cast(_Stemmer, snowballstemmer.stemmer(_ALGORITHMS[code]))


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each character with the combining marks behind it, and where it starts."""
    found: list[tuple[int, str]] = []
    for index, char in enumerate(text):
        if found and unicodedata.combining(char):
            start, cluster = found[-1]
            found[-1] = (start, cluster + char)
        else:
            found.append((index, char))
    return found
