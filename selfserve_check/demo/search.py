"""The shop's own search: which pages hold the words of a query."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from bs4 import BeautifulSoup

_RESULTS_MAX = 10
_QUERY_MAX = 200
_TITLE_WEIGHT = 4.0
_DESCRIPTION_WEIGHT = 2.0
_BODY_WEIGHT = 1.0
_LITTLE_WORDS = frozenset(
    "a an and any are as at be by can could do does for from have how i if in is it me my of on or our"
    " should the there this to up us was we what when where which who why will with you your".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the result page."""

    path: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    hit: Hit
    title: frozenset[str]
    description: frozenset[str]
    body: Counter[str]


class SearchIndex:
    """Words of pages, looked up by stem. Immutable once made, so any thread may ask it."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        """``pages`` maps a path to the HTML found there; what stands outside <main> is left out."""
        self._entries = tuple(_entry(path, html) for path, html in pages.items())
        seen = Counter(stem for entry in self._entries for stem in entry.body)
        self._rarity = {stem: math.log(1 + len(self._entries) / count) for stem, count in seen.items()}

    def search(self, query: str) -> tuple[Hit, ...]:
        """The best pages for ``query``, best first; () when no page holds any of its words."""
        stems = dict.fromkeys(_stems(query[:_QUERY_MAX]))
        scored = [(self._score(entry, tuple(stems)), entry.hit) for entry in self._entries]
        found = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].path))
        return tuple(hit for _, hit in found[:_RESULTS_MAX])

    def _score(self, entry: _Entry, stems: tuple[str, ...]) -> float:
        return sum(self._rarity.get(stem, 0.0) * _weight(entry, stem) for stem in stems)


def _weight(entry: _Entry, stem: str) -> float:
    return (
        _TITLE_WEIGHT * (stem in entry.title)
        + _DESCRIPTION_WEIGHT * (stem in entry.description)
        + _BODY_WEIGHT * math.log1p(entry.body[stem])
    )


def _entry(path: str, html: bytes) -> _Entry:
    soup = BeautifulSoup(html, "lxml")
    title = (soup.title.get_text() if soup.title else path).partition(" | ")[0].strip()
    meta = soup.find("meta", attrs={"name": "description"})
    description = str(meta.get("content", "")) if meta else ""
    main = soup.find("main")
    text = main.get_text(" ") if main else ""
    return _Entry(
        hit=Hit(path=path, title=title, description=description),
        title=frozenset(_stems(title)),
        description=frozenset(_stems(description)),
        body=Counter(_stems(f"{title} {description} {text}")),
    )


def _stems(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return [_stem(word) for word in words if word not in _LITTLE_WORDS]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer for each call: the object keeps state while it works and is not thread-safe.
    return str(snowballstemmer.stemmer("english").stemWord(word))
