"""What the pages state: one value in one sentence, and what it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selfserve_check.diagnosis.audits.ground import own_passages
from selfserve_check.journey.judge_page import split_title
from selfserve_check.journey.judge_sentence import sentences
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.kinds.found import Value
from selfserve_check.language.stated import Stated, stated_in
from selfserve_check.language.synonyms import concepts
from selfserve_check.language.words import content_stems, normalise, tokens
from selfserve_check.model.action import StateId
from selfserve_check.model.observation import Passage, PassageKind, Region

_SENTENCE_MAX = 300
# A date, an address, a telephone number is nearly always one of several of the kind.
KINDS = frozenset(("money", "duration", "percentage", "hours", "time", "quantity"))
_QUALIFIERS = frozenset(
    "from over under up more less least most before after not no except each extra per additional between "
    "another about around approximately nearly almost minimum maximum min max until till first second third "
    "only half double last next".split()
)
_PROSE = (PassageKind.TEXT, PassageKind.TABLE_ROW)
_CELL = re.compile(r"\s\|\s")
# What follows a value and is another statement: "… costs £9.95 and arrives the next day".
_AND_THEN = re.compile(r"(?:[,;]? (?:and|but) |; ).*$")
_LIMITING = re.compile(r"\b(?:if|unless|except|only|when|where|for|while|provided|not|from|on|in|per|to)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """``sentence`` (as the page has it) states one ``value`` of ``kind`` on ``url``.

    ``said`` are the concepts of the sentence beside the value, ``under`` those of the headings above it,
    ``right_under`` those of the innermost one;
    ``limits`` are small words that change what a value means ("from", "up to", "not").
    """

    state: StateId
    url: str
    sentence: str
    kind: str
    value: Value
    said: frozenset[str]
    under: frozenset[str]
    right_under: frozenset[str]
    limits: frozenset[str]
    lang: str


def statements_in(page: PageState) -> tuple[Statement, ...]:
    """Everything that ``page`` states in sentences, or in rows of two cells, with one value of a kind; menus
    and larger tables say too little of what their figures mean."""
    seen = page.observation
    lang = seen.lang or "en"
    brand, title = split_title(seen)
    own = frozenset(content_stems(brand, lang))
    found: list[Statement] = []
    for index in own_passages(page):
        passage = seen.passages[index]
        if not _is_prose(passage) or not stated_in(passage.text):
            continue
        trail = passage.headings or ((title,) if title else ())
        under = _concepts(" . ".join(trail), lang) - own
        right_under = _concepts(trail[-1] if trail else "", lang) - own
        for text in _sentences(passage):
            found.extend(
                Statement(
                    state=page.id,
                    url=seen.url,
                    sentence=text,
                    kind=stated.kind,
                    value=stated.value,
                    said=_concepts(_without(text, stated), lang) - own,
                    under=under,
                    right_under=right_under,
                    limits=frozenset(tokens(normalise(_without(text, stated)))) & _QUALIFIERS,
                    lang=lang,
                )
                for stated in _alone(stated_in(text))
            )
    return tuple(found)


def _is_prose(passage: Passage) -> bool:
    """A text outside menus, or a row of a table that only names a thing and its value."""
    if passage.region is Region.NAVIGATION:
        return False
    cells = len(_CELL.findall(passage.text)) + 1
    return cells == (2 if passage.kind is PassageKind.TABLE_ROW else 1) and passage.kind in _PROSE


def _sentences(passage: Passage) -> tuple[str, ...]:
    if passage.kind is PassageKind.TABLE_ROW:
        return (passage.text,)
    found = (passage.text[one.start : one.end] for one in sentences(passage.text) if not one.asks)
    return tuple(text for text in found if len(text) <= _SENTENCE_MAX)


def concepts_of(text: str, lang: str) -> frozenset[str]:
    """What ``text`` speaks of: stems, and in place of those that mean the same, the number of their group."""
    return _concepts(text, lang)


def _concepts(text: str, lang: str) -> frozenset[str]:
    met = concepts(text, lang)
    grouped = {stem for concept in met for stem in concept.stems}
    groups = {f"={concept.group}" for concept in met}
    return frozenset((*(stem for stem in content_stems(text, lang) if stem not in grouped), *groups))


def _alone(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """The values that are the only one of their kind in the sentence."""
    found = tuple(stated)
    kinds = [one.kind for one in found]
    return tuple(one for one in found if one.kind in KINDS and kinds.count(one.kind) == 1)


def _without(text: str, stated: Stated) -> str:
    """The sentence around the value, as far as it is about it: a second statement behind it that limits
    nothing is left out."""
    behind = text[stated.span.end :]
    more = _AND_THEN.search(behind)
    if more and not _LIMITING.search(more[0].lower()):
        behind = behind[: more.start()]
    return f"{text[: stated.span.start]} {behind}"
