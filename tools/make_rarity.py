"""Makes ``selfserve_check/language/data/rarity_en.json`` from the package ``wordfreq``.

Not needed to build or run the product. In a virtual environment of its own:

    pip install wordfreq snowballstemmer
    python tools/make_rarity.py

The frequencies of all words with one English Snowball stem are added up; a stem is kept while its Zipf
value (log10 of occurrences per billion words) is at least 3.3. The table is grouped by value, in tenths.
Its data stands under CC BY-SA 4.0 (see NOTICE).
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from pathlib import Path

import snowballstemmer
import wordfreq

WORDS_READ = 60_000
STEMS_MAX = 10_000
ZIPF_MIN = 3.3
TARGET = Path(__file__).parent.parent / "selfserve_check" / "language" / "data" / "rarity_en.json"
PLAIN_WORD = re.compile(r"[a-z]{2,20}")


def main() -> None:
    """Write the table and say how large it became."""
    table = grouped(zipf_by_stem())
    TARGET.write_text(json.dumps(table, ensure_ascii=True, indent=0, sort_keys=True) + "\n", encoding="ascii")
    stems = sum(len(words.split()) for words in table["stems_by_zipf_tenths"].values())
    print(f"{stems} stems, {TARGET.stat().st_size} bytes in {TARGET}")


def zipf_by_stem() -> dict[str, float]:
    """The Zipf value of each English stem that is common enough, the commonest ``STEMS_MAX`` of them."""
    stemmer = snowballstemmer.stemmer("english")
    share: dict[str, float] = defaultdict(float)
    for word in wordfreq.top_n_list("en", WORDS_READ):
        if PLAIN_WORD.fullmatch(word):
            share[stemmer.stemWord(word)] += wordfreq.word_frequency(word, "en")
    zipf = {stem: math.log10(part) + 9 for stem, part in share.items()}
    ranked = sorted(zipf.items(), key=lambda entry: (-entry[1], entry[0]))
    return {stem: value for stem, value in ranked[:STEMS_MAX] if value >= ZIPF_MIN}


def grouped(zipf: dict[str, float]) -> dict[str, dict[str, str]]:
    """The table as the file holds it: stems by tenths of their Zipf value."""
    groups: dict[str, list[str]] = defaultdict(list)
    for stem, value in sorted(zipf.items()):
        groups[str(round(value * 10))].append(stem)
    return {"stems_by_zipf_tenths": {key: " ".join(stems) for key, stems in groups.items()}}


if __name__ == "__main__":
    main()
