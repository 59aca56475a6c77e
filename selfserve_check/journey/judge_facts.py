"""Where a page shows the expected facts, and how much each place is about the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.journey.judge_about import aboutness, asked_of
from selfserve_check.journey.judge_page import SECTION_TEXT_MAX, Page, Section
from selfserve_check.language.facts import (
    Fact,
    Span,
    find_facts,
    other_values,
    parse_fact,
    pattern_specificity,
)
from selfserve_check.language.patterns import Pattern, compile_pattern, find_pattern
from selfserve_check.model.observation import PassageKind, Region
from selfserve_check.model.scenario import FactAnswer

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_WEAK_REGIONS = frozenset((Region.NAVIGATION, Region.FOOTER))
_WEAK = 0.2
RIVAL_MARGIN = 0.1
"""How much more about the question a passage with another value must be to outdo the expected one."""
_FIELD = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFact:
    """An RE2 pattern that a right page matches, and how much it says by itself."""

    text: str
    pattern: Pattern
    specificity: float


Wanted = Fact | PatternFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that must be shown: any of ``alternatives``. ``text`` names it to a reader."""

    text: str
    alternatives: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A wanted fact in passage ``index``. ``enough`` is whether it is about the question."""

    index: int
    spans: tuple[Span, ...]
    about: float
    enough: bool


def requirements_of(answer: FactAnswer) -> tuple[Requirement, ...]:
    """What must be shown; raises ValueError for a fact or pattern that can never match."""
    facts = [Requirement(text=fact, alternatives=(parse_fact(fact),)) for fact in answer.all_of]
    any_of = tuple(parse_fact(fact) for fact in answer.any_of)
    matches = tuple(_pattern_fact(pattern) for pattern in answer.matches)
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
    found = _find_fact(wanted, page) if isinstance(wanted, Fact) else _find_pattern(wanted, page)
    if not found:
        return ()
    asked = asked_of(wordings, page, wanted if isinstance(wanted, Fact) else None)
    return tuple(
        Hit(
            index=index,
            spans=spans,
            about=about,
            enough=about >= needed(wanted.specificity) + _extra(page, index),
        )
        for index, spans in found
        for about in (aboutness(asked, page, index, spans),)
    )


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


def _pattern_fact(pattern: str) -> PatternFact:
    return PatternFact(
        text=pattern, pattern=compile_pattern(pattern), specificity=pattern_specificity(pattern)
    )


def _extra(page: Page, index: int) -> float:
    """Teasers in menus and footers, and what stands in a form, must be more about the question."""
    passage = page.observation.passages[index]
    return (_WEAK if passage.region in _WEAK_REGIONS else 0.0) + (
        _FIELD if passage.kind is PassageKind.FIELD else 0.0
    )


def _find_fact(fact: Fact, page: Page) -> list[tuple[int, tuple[Span, ...]]]:
    passages = page.observation.passages
    places = [(index, find_facts(fact, passage.text)) for index, passage in enumerate(passages)]
    stated = [(index, _stated(passages[index].text, spans)) for index, spans in places if spans]
    return [(index, spans) for index, spans in stated if spans]


def _stated(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in spans if not _asked(text, span))


def _find_pattern(wanted: PatternFact, page: Page) -> list[tuple[int, tuple[Span, ...]]]:
    """In single passages first; in the joined text of a section where no passage of it matches alone."""
    found: list[tuple[int, tuple[Span, ...]]] = []
    for section in page.sections:
        alone = [(i, span) for i in section.indexes if (span := _search(wanted, page, i))]
        found += [(index, (span,)) for index, span in alone] or _search_section(wanted, page, section)
    return found


def _search(wanted: PatternFact, page: Page, index: int) -> Span | None:
    text = page.observation.passages[index].text
    place = find_pattern(wanted.pattern, text)
    if place is None:
        return None
    span = Span(start=place[0], end=place[1], text=text[slice(*place)])
    return None if _asked(text, span) else span


def _search_section(wanted: PatternFact, page: Page, section: Section) -> list[tuple[int, tuple[Span, ...]]]:
    """The passages that a match over the section's lines lies on, each with its part of the match."""
    if len(section.indexes) < 2:
        return []
    texts = [page.observation.passages[index].text for index in section.indexes]
    place = find_pattern(wanted.pattern, "\n".join(texts)[:SECTION_TEXT_MAX])
    if place is None:
        return []
    out: list[tuple[int, tuple[Span, ...]]] = []
    start = 0
    for index, text in zip(section.indexes, texts, strict=True):
        low, high = max(0, place[0] - start), min(len(text), place[1] - start)
        if low < high:
            out.append((index, (Span(start=low, end=high, text=text[low:high]),)))
        start += len(text) + 1
    return out


def _asked(text: str, span: Span) -> bool:
    """Whether the fact stands in a question ("Can I return it after 30 days?"), which states nothing."""
    end = _SENTENCE_END.search(text, max(span.start, span.end - 1))
    return end is not None and end[0] == "?"
