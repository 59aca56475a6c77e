"""Where a page shows the expected facts, and how much each place is about the question."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.journey.judge_about import Asked, aboutness, asked_of
from selfserve_check.journey.judge_negation import denies
from selfserve_check.journey.judge_page import Page, quote
from selfserve_check.journey.judge_pattern import (
    PatternFact,
    Place,
    find_pattern_facts,
    is_asked,
    pattern_fact,
)
from selfserve_check.journey.judge_scope import excluded_by
from selfserve_check.journey.judge_sentence import sentences_at
from selfserve_check.journey.page_index import index_of
from selfserve_check.language.facts import (
    Fact,
    Span,
    find_facts,
    other_values,
    parse_fact,
)
from selfserve_check.language.words import content_stems
from selfserve_check.model.observation import PassageKind, Region
from selfserve_check.model.said import say
from selfserve_check.model.scenario import FactAnswer

_WEAK_REGIONS = frozenset((Region.NAVIGATION, Region.FOOTER))
_WEAK = 0.2
RIVAL_MARGIN = 0.1
"""How much more about the question a passage with another value must be to outdo the expected one."""
_FIELD = 0.15
_MERE_WORDS_MAX = 2


Wanted = Fact | PatternFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that must be shown: any of ``alternatives``. ``text`` names it to a reader."""

    text: str
    alternatives: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A wanted fact in passage ``index``. ``enough`` is whether it counts: it is about the question, and
    nothing beside it takes it back. ``because`` says what does. ``beside`` are the other passages that the
    same match lies on.
    """

    index: int
    spans: tuple[Span, ...]
    about: float
    enough: bool
    because: str = ""
    beside: tuple[Place, ...] = ()


def requirements_of(answer: FactAnswer) -> tuple[Requirement, ...]:
    """What must be shown; raises ValueError for a fact or pattern that can never match."""
    facts = [Requirement(text=fact, alternatives=(parse_fact(fact),)) for fact in answer.all_of]
    any_of = tuple(parse_fact(fact) for fact in answer.any_of)
    matches = tuple(pattern_fact(pattern) for pattern in answer.matches)
    chosen = [Requirement(text=" or ".join(answer.any_of), alternatives=any_of)] if any_of else []
    matched = " or ".join(f"/{pattern}/" for pattern in answer.matches)
    return (*facts, *chosen, *([Requirement(text=matched, alternatives=matches)] if matches else []))


def needed(specificity: float) -> float:
    """How much aboutness a fact of this specificity needs: a bare number 0.75, a whole sentence none.

    Calibrated on three sets, none of which lexical matching can solve in full (a customer's words are
    often not the site's): 611 pairs of a question and a figure on eight policy pages (25 of 76 right ones
    accepted, 9 of 535 wrong ones), 31 questions with sentences on two real help sites of 413 pages (26
    accepted on the right page, none on another), and the traps of the tests (all refused).
    """
    return max(0.0, round(0.8 - 0.95 * specificity, 3))


def hits(wanted: Wanted, wordings: tuple[str, ...], page: Page) -> tuple[Hit, ...]:
    """Every passage that shows ``wanted`` outside a question, whether it is about the topic or not."""
    if not isinstance(wanted, Fact):
        return _pattern_hits(wanted, wordings, page)
    found = _find_fact(wanted, page)
    asked = asked_of(wordings, page, wanted) if found else None
    return tuple(_hit(wanted, asked, wordings, page, index, spans) for index, spans in found if asked)


def _pattern_hits(wanted: PatternFact, wordings: tuple[str, ...], page: Page) -> tuple[Hit, ...]:
    """One hit a match, at the passage of it that is most about the question."""
    out = []
    for places in find_pattern_facts(wanted, page):
        said = " ".join(span.text for _, spans in places for span in spans)
        asked = asked_of(wordings, page, None, ignoring=_merely_asked(said, wordings, page.lang))
        abouts = [aboutness(asked, page, index, spans) for index, spans in places]
        first = max(range(len(places)), key=lambda number: (abouts[number], -number))
        index, spans = places[first]
        enough = abouts[first] >= needed(wanted.specificity) + _extra(page, index)
        beside = (*places[:first], *places[first + 1 :])
        out.append(Hit(index=index, spans=spans, about=abouts[first], enough=enough, beside=beside))
    return tuple(out)


def _merely_asked(said: str, wordings: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The stems of a match of one or two words that are all the question's own: it cannot speak for itself.
    More of them together state something ("we ship to Norway"), and so does a figure ("Tripod £14.98")."""
    stems = content_stems(said, lang)
    known = {stem for wording in wordings for stem in content_stems(wording, lang)}
    mere = len(said.split()) <= _MERE_WORDS_MAX and not any(one.isdigit() for one in said)
    return stems if mere and known.issuperset(stems) else ()


def _hit(
    wanted: Fact,
    asked: Asked,
    wordings: tuple[str, ...],
    page: Page,
    index: int,
    spans: tuple[Span, ...],
) -> Hit:
    about = aboutness(asked, page, index, spans)
    if about < needed(wanted.specificity) + _extra(page, index):
        return Hit(index=index, spans=spans, about=about, enough=False)
    spans, because = _not_denied(wanted, page.observation.passages[index].text, spans)
    if not because and (limit := excluded_by(asked, wordings, page, index, spans)):
        because = say("it does not hold for what is asked: “{quote}”", quote=limit)
    return Hit(index=index, spans=spans, about=about, enough=not because, because=because)


def _not_denied(wanted: Fact, text: str, spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], str]:
    """The spans that their own sentence does not deny; all of them, with the reason, where it denies each."""
    denying = {
        span: sentence
        for span in spans
        for sentence in sentences_at(text, span.start, span.end)
        if denies(sentence, span.start, span.end, wanted.kinds)
    }
    kept = tuple(span for span in spans if span not in denying)
    if kept:
        return kept, ""
    first = next(iter(denying.values()))
    return spans, say("the sentence denies it: “{quote}”", quote=quote(text[first.start : first.end]))


def strongest_rival(wanted: Wanted, shown_at: frozenset[int], wordings: tuple[str, ...], page: Page) -> float:
    """How much the page's best passage with *another* value of the same kind is about the question.

    Passages in ``shown_at`` (those that show a wanted fact), menus and footers are no rivals. 0.0 where
    there is none: the refund takes 14 days, but goods may come back for 30.
    """
    if not isinstance(wanted, Fact):
        return 0.0
    asked = asked_of(wordings, page, wanted)
    abouts = [
        aboutness(asked, page, index, spans)
        for index, passage in enumerate(page.observation.passages)
        if index not in shown_at and passage.region not in _WEAK_REGIONS
        for spans in (_stated(passage.text, other_values(wanted, passage.text)),)
        if spans
    ]
    return max(abouts, default=0.0)


def _extra(page: Page, index: int) -> float:
    """Teasers in menus and footers, and what stands in a form, must be more about the question."""
    passage = page.observation.passages[index]
    return (_WEAK if passage.region in _WEAK_REGIONS else 0.0) + (
        _FIELD if passage.kind is PassageKind.FIELD else 0.0
    )


def _find_fact(fact: Fact, page: Page) -> list[tuple[int, tuple[Span, ...]]]:
    passages = page.observation.passages
    places = [
        (index, find_facts(fact, passages[index].text))
        for index in index_of(page.observation).may_state(fact)
        if index not in page.echoes
    ]
    stated = [(index, _stated(passages[index].text, spans)) for index, spans in places if spans]
    return [(index, spans) for index, spans in stated if spans]


def _stated(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in spans if not is_asked(text, span))
