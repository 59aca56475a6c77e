"""How rare an English word is in everyday text: a constant background, the same for every site.

Source: the word list of ``wordfreq`` (Robyn Speer, CC BY-SA 4.0), reduced by ``tools/make_rarity.py`` to
the Zipf value (log10 of occurrences per billion words) of the 10,000 commonest Snowball stems.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.words import normalise, stem

RAREST = 1.0
COMMONEST = 0.1
_ZIPF_RARE = 3.0
_ZIPF_COMMON = 7.0


@for_a_run(65536)
def rarity(word_or_stem: str) -> float:
    """How rare a word (or its English stem) is: 0.1 for the commonest, 1.0 for one not in the table.

    Linear in the Zipf value between 7.0 (0.1 and below) and 3.0 (1.0).
    """
    word = normalise(word_or_stem)
    zipf = _table().get(word, _table().get(stem(word)))
    if zipf is None:
        return RAREST
    share = (_ZIPF_COMMON - zipf) / (_ZIPF_COMMON - _ZIPF_RARE)
    return round(min(RAREST, max(COMMONEST, share)), 3)


def is_common(word_or_stem: str) -> bool:
    """Whether a word (or its English stem) is among the 10,000 commonest."""
    word = normalise(word_or_stem)
    return word in _table() or stem(word) in _table()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, float]:
    """Zipf value by stem, read once from the package."""
    path = files("selfserve_check.language").joinpath("data", "rarity_en.json")
    groups: dict[str, str] = json.loads(path.read_text(encoding="ascii"))["stems_by_zipf_tenths"]
    return {word: int(tenths) / 10 for tenths, words in groups.items() for word in words.split()}
