"""Yes or no: whether a page affirms or denies what a question asks.

A sentence counts only when it is strongly about the question, and clearly takes a side: an exception, "some",
or a narrower thing than what is asked leaves it open. Open is shown, and never decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.journey.judge_about import (
    GENERIC_STEMS,
    Asked,
    aboutness_around,
    asked_of,
    sentence_aboutness,
    speaks_of,
)
from selfserve_check.journey.judge_facts import Hit
from selfserve_check.journey.judge_page import Page, quote, read
from selfserve_check.journey.judge_sentence import Sentence, sentences
from selfserve_check.journey.judge_stance import Axis, axis_of, axis_stems, says
from selfserve_check.language.facts import Span
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.stance import stance_words
from selfserve_check.language.words import content_stems, stem
from selfserve_check.model.observation import PassageKind, Region
from selfserve_check.model.said import say

STRONG = 0.7
"""Aboutness from which a sentence is about a yes-no question. High: a stance says nothing of its topic."""

_MARGIN = 0.15
_WEAK_REGIONS = frozenset((Region.NAVIGATION, Region.FOOTER))
_SILENT = (PassageKind.HEADING, PassageKind.FIELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What one sentence says: ``side`` True for yes, False for no, None for what is open; ``lead`` when the
    passage begins with it, as the answer to a question in its heading does."""

    index: int
    sentence: Sentence
    about: float
    side: bool | None
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Polar:
    """Passages that say what is expected, those that say the opposite, and those that leave it open."""

    shown: tuple[Hit, ...] = ()
    against: tuple[Hit, ...] = ()
    unclear: tuple[Hit, ...] = ()


def polar_hits(*, yes: bool, wordings: tuple[str, ...], page: Page) -> Polar:
    """Where ``page`` answers the question with ``yes`` (or no), and where with the opposite.

    When passages that are about as strongly on the question take both sides, all of them are unclear.
    """
    stances = _of_each_passage(_stances(wordings, page))
    pro = tuple(one for one in stances if one.side is yes)
    con = tuple(one for one in stances if one.side is (not yes))
    lead = _best(pro) - _best(con)
    if pro and (not con or lead >= _MARGIN):
        return Polar(shown=_hits(pro, page, enough=True))
    if con and (not pro or lead <= -_MARGIN):
        return Polar(against=_hits(con, page, enough=True))
    return Polar(unclear=_hits(stances, page, enough=False))


def _best(stances: tuple[Stance, ...]) -> float:
    return max((one.about for one in stances), default=0.0)


def _hits(stances: tuple[Stance, ...], page: Page, *, enough: bool) -> tuple[Hit, ...]:
    return tuple(
        Hit(
            index=one.index,
            spans=(_span(page.observation.passages[one.index].text, one.sentence),),
            about=one.about,
            enough=enough,
            because="" if enough else say("it says neither a clear yes nor a clear no"),
        )
        for one in stances
    )


def _span(text: str, sentence: Sentence) -> Span:
    return Span(start=sentence.start, end=sentence.end, text=quote(text[sentence.start : sentence.end]))


def _of_each_passage(stances: tuple[Stance, ...]) -> tuple[Stance, ...]:
    """One stance a passage: its first words when they answer outright; open when its sentences disagree."""
    by_index: dict[int, list[Stance]] = {}
    for one in stances:
        by_index.setdefault(one.index, []).append(one)
    return tuple(_together(same) for same in by_index.values())


def _together(same: list[Stance]) -> Stance:
    if same[0].lead:
        return same[0]
    sided = [one for one in same if one.side is not None]
    best = max(sided or same, key=lambda one: (one.about, -one.sentence.start))
    if len({one.side for one in sided}) < 2:
        return best
    rival = max(one.about for one in sided if one.side is not best.side)
    if best.about - rival >= _MARGIN:
        return best
    return Stance(index=best.index, sentence=best.sentence, about=best.about, side=None)


def _stances(wordings: tuple[str, ...], page: Page) -> tuple[Stance, ...]:
    axis = axis_of(wordings[0], page.lang)
    asked = asked_of(wordings, page, None, ignoring=axis_stems(axis, page.lang))
    out: list[Stance] = []
    answered: set[tuple[str, ...]] = set()
    for index in sorted(page.candidates):
        passage = page.observation.passages[index]
        if passage.region in _WEAK_REGIONS or passage.kind in _SILENT or passage.headings in answered:
            continue
        if not _is_near(asked, page, index):
            continue
        found = _in_passage(asked, axis, page, index)
        out += found
        if found and found[0].lead:
            answered.add(passage.headings)
    return tuple(out)


def _is_near(asked: Asked, page: Page, index: int) -> bool:
    passage = page.observation.passages[index]
    return speaks_of(asked, read(passage.text, page.lang)) or (
        aboutness_around(asked, page, passage.region, passage.headings) >= STRONG
    )


def _in_passage(asked: Asked, axis: Axis, page: Page, index: int) -> list[Stance]:
    text = page.observation.passages[index].text
    out: list[Stance] = []
    for number, sentence in enumerate(sentences(text)):
        if sentence.asks:
            continue
        lead = _lead(sentence, page.lang) if number == 0 else None
        side, taken = (lead, True) if lead is not None else _side(asked, axis, sentence, page)
        if not taken:
            continue
        about = sentence_aboutness(asked, page, index, sentence)
        if about >= STRONG and (lead is not None or _speaks(asked, sentence, page, index)):
            out.append(Stance(index=index, sentence=sentence, about=about, side=side, lead=lead is not None))
    return out


def _speaks(asked: Asked, sentence: Sentence, page: Page, index: int) -> bool:
    """Whether the sentence speaks of the question itself, or its heading asks it ("You can, with a tag")."""
    if speaks_of(asked, read(sentence.text, page.lang)):
        return True
    headings = page.observation.passages[index].headings
    return bool(headings) and headings[-1].rstrip().endswith("?") and sentence.start == 0


def _lead(sentence: Sentence, lang: str) -> bool | None:
    """Yes or no as the first words of an answer; None for a beginning that takes no side by itself."""
    words = stance_words(lang)
    if words is None:
        return None
    if words.no_lead.match(sentence.text):
        return False
    return True if words.yes_lead.match(sentence.text) else None


def _side(asked: Asked, axis: Axis, sentence: Sentence, page: Page) -> tuple[bool | None, bool]:
    """What the sentence says on the axis of the question, and whether it says anything at all."""
    said = says(sentence.text, axis, page.lang, asked.stems)
    if said is None:
        return None, False
    if said.open or not _fits(asked, said.subject, said.rest, page.lang, yes=said.yes):
        return None, True
    return said.yes, True


_NARROWING = frozenset(
    stem(word)
    for word in "faulty defective damaged broken incorrect wrong selected certain eligible qualifying".split()
)
"""Said of a subject, these mean that others of its kind are another matter."""

_ITEMS = re.compile(r", | and | or | nor |/| und | oder | et | ou | y | e | en | of ")


def _fits(asked: Asked, subject: str, rest: str, lang: str, *, yes: bool) -> bool:
    """Whether what is affirmed or denied is what was asked, and not a narrower or another thing.

    A subject with words of its own must share one with the question; a denial may have no further words at
    all, an affirmation none in its core ("faulty items can be returned" is no "items can be returned").
    """
    if not asked.stems.issuperset(_NARROWING.intersection(content_stems(subject, lang))):
        return False
    strange = _strange(asked, subject, lang)
    if strange and (not yes or not speaks_of(asked, read(subject, lang))):
        return False
    return not _strange(asked, rest, lang)


@for_a_run(8192)
def _strange(asked: Asked, part: str, lang: str) -> bool:
    """Whether every item of an enumeration that speaks of the question has words which that does not have."""
    items = [item for item in _ITEMS.split(part) if content_stems(item, lang)]
    own = [item for item in items if speaks_of(asked, read(item, lang))]
    return bool(items) and not any(_is_told(asked, item, lang) for item in own or items)


def _is_told(asked: Asked, item: str, lang: str) -> bool:
    return all(
        one in asked.stems
        or one in GENERIC_STEMS
        or one in axis_stems(Axis.GENERAL, lang)
        or not asked.groups.isdisjoint(read(one, lang).groups)
        for one in content_stems(item, lang)
    )
