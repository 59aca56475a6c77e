"""Figures and number words: how they are written, and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal

from selfserve_check.language.forgetting import for_a_run

FIGURE = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,5}(?:,\d+)?|\d{1,3}(?:\.\d{3}){1,5},\d+"
    r"|\d{1,3}(?:[ ']\d{3}){1,5}(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\.\d+)(?!\d)"
)
"""A figure with or without grouping, in English or continental style (normalised text)."""

START = r"(?<![\w.^#])(?<!\d[,:/'-])(?<![£€$¥₹])"
"""Where a figure may begin: not inside a word, a longer figure, a version, a code or a price."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_WORTH = {word: worth for worth, word in enumerate((_UNITS + " seventeen eighteen nineteen").split())}
_WORTH |= {
    word: 10 * (tens + 2)
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_SCALES = {"hundred": 100, "thousand": 1000}
_ANY = "|".join(sorted((*_WORTH, *_SCALES), key=len, reverse=True))
WORDS = rf"(?:(?:{_ANY})(?:(?:[ -]and[ -]|[ -])(?:{_ANY})){{0,6}})\b"
"""A number in English words."""

AMOUNT = rf"(?:{FIGURE}|\b{WORDS})"
"""A figure or number words."""

_COUPLED = re.compile(r"[ -](?:and[ -])?")
_WORD = re.compile(WORDS)


@for_a_run(4096)
def worth(text: str, *, dot_groups: bool = False) -> Decimal | None:
    """What an amount is worth; None when it is no number ("five six").

    One comma before exactly three digits groups ("1,200"), else it is a decimal comma ("4,95"). One dot
    before exactly three digits is a decimal point, unless ``dot_groups`` (prices: "1.299 €").
    """
    if _WORD.fullmatch(text):
        return _worth_of_words(tuple(_COUPLED.split(text)))
    return _worth_of_figure(text.replace(" ", "").replace("'", ""), dot_groups=dot_groups)


def _worth_of_figure(text: str, *, dot_groups: bool) -> Decimal | None:
    if "," in text and "." in text:
        group = "," if text.rindex(".") > text.rindex(",") else "."
        return _decimal(text.replace(group, "").replace(",", "."))
    for mark, groups in ((",", True), (".", dot_groups)):
        if text.count(mark) > 1 or (groups and re.fullmatch(rf"[1-9]\d{{0,2}}\{mark}\d{{3}}", text)):
            return _decimal(text.replace(mark, ""))
    return _decimal(text.replace(",", "."))


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d*\.?\d+", text, re.ASCII) else None


def _worth_of_words(words: tuple[str, ...]) -> Decimal | None:
    """ "one hundred and twenty-five" is 125; a sequence that no one would say is None."""
    total, group, last = 0, 0, 1000
    for word in words:
        if word in _SCALES:
            if word == "hundred":
                if group > 9:
                    return None
                group, last = (group or 1) * 100, 100
            else:
                total, group, last = (total + (group or 1) * 1000), 0, 1000
            continue
        value = _WORTH[word]
        if (last < 20) or (last < 100 and value >= 10):
            return None
        group, last = group + value, value
    return Decimal(total + group)
