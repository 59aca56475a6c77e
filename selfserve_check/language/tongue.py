"""In which language a text is written, by its little words: "how", "wie", "comment".

Counting stop words is the oldest method there is, and names a language of more than a few words well (Dunning
1994 compares it with letter n-grams). It knows the languages of ``stopwords``; any other is "", not known.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from selfserve_check.language.stopwords import STOP_WORDS
from selfserve_check.language.words import normalise
from selfserve_check.model.said import say

NAMES = {
    "da": say("Danish"),
    "de": say("German"),
    "en": say("English"),
    "es": say("Spanish"),
    "fr": say("French"),
    "it": say("Italian"),
    "nl": say("Dutch"),
    "no": say("Norwegian"),
    "pl": say("Polish"),
    "pt": say("Portuguese"),
    "sv": say("Swedish"),
}
OWN_NAMES = {
    "de": "deutsch",
    "en": "english",
    "es": "español",
    "fr": "français",
    "it": "italiano",
    "nl": "nederlands",
    "pt": "português",
}
"""What a link to the pages in a language is called in that language."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_PRIMARY = re.compile(r"[a-z]{2,3}(?![a-z])")
_WORDS_MAX = 600
_HITS_MIN = 2
# Running text has one little word in three or more; a language that is not known here meets some by chance
# (Polish has "do", "i" and "to"), but seldom as many.
_SHARE_MIN = 0.34
_LEAD = 1.5
# Letters of other languages in Latin script: more than a name or two, and it is one of those.
_OTHERS = re.compile(r"[łąęźżśćńøåæőűčřšžěůğışțăđā]")
_OTHERS_SHARE_MAX = 0.05
_TEXT_MAX = 6_000
# Characters from which on a text outweighs what its page declares.
_BELIEVED_MIN = 200


def tongue_of(text: str) -> str:
    """The two-letter language of ``text``, "" where its words do not tell."""
    words = [found[0] for found in islice(_WORD.finditer(normalise(text[:_TEXT_MAX])), _WORDS_MAX)]
    if sum(bool(_OTHERS.search(word)) for word in words) > _OTHERS_SHARE_MAX * len(words):
        return ""
    hits = Counter({code: sum(word in known for word in words) for code, known in STOP_WORDS.items()})
    (best, most), (_, next_most) = hits.most_common(2)
    clear = most >= _HITS_MIN and most >= _SHARE_MIN * len(words) and most >= _LEAD * next_most
    return best if clear else ""


def page_tongue(declared: str, text: str) -> str:
    """The language of a page that names ``declared`` ("de-AT", "") and says ``text``; "" where neither tells.

    Where the two disagree, a text of some length is believed: templates carry the language of whoever wrote
    them from site to site.
    """
    found = _PRIMARY.match(declared.strip().lower())
    named = found[0] if found else ""
    said = tongue_of(text)
    if not said or named == said:
        return named
    return said if not named or len(text) >= _BELIEVED_MIN else ""


def tongue_name(code: str) -> str:
    """The English name of a language; its code where none is known."""
    return NAMES.get(code, code)
