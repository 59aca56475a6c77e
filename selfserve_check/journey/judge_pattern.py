"""Patterns that an author wrote: in single passages, and in the joined text of what is under one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selfserve_check.journey.judge_page import SECTION_TEXT_MAX, Page, Section
from selfserve_check.language.facts import Span, pattern_specificity
from selfserve_check.language.patterns import Pattern, compile_pattern, find_pattern

MATCH_MAX = 800
"""Characters that a match over several passages may span: about a paragraph and a heading."""

_TRIES_MAX = 20
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")

_OF_LINES = re.compile(r"\n|\\n|\\[rR]|\(\?[a-z]*[ms]")

Place = tuple[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFact:
    """An RE2 pattern that a right page matches, and how much it says by itself."""

    text: str
    pattern: Pattern
    specificity: float


def pattern_fact(pattern: str) -> PatternFact:
    """``pattern`` made ready; raises ValueError when RE2 refuses it."""
    return PatternFact(
        text=pattern, pattern=compile_pattern(pattern), specificity=pattern_specificity(pattern)
    )


def find_pattern_facts(wanted: PatternFact, page: Page) -> list[tuple[Place, ...]]:
    """Each match with the passages it lies on: in single passages first; in the joined text of a heading's
    passages where none of them matches alone.

    Texts are joined with blanks; for a pattern that speaks of lines, with line ends first.
    """
    found: list[tuple[Place, ...]] = []
    for indexes in _joined(page):
        alone = [(i, span) for i in indexes if (span := _search(wanted, page, i))]
        found += [((index, (span,)),) for index, span in alone] or _search_section(wanted, page, indexes)
    return found


def is_asked(text: str, span: Span) -> bool:
    """Whether the fact stands in a question ("Can I return it after 30 days?"), which states nothing."""
    end = _SENTENCE_END.search(text, max(span.start, span.end - 1))
    return end is not None and end[0] == "?"


def _joined(page: Page) -> Iterator[tuple[int, ...]]:
    """The passages under each trail of headings, wherever they stand; runs where there is none."""
    frames = [page.observation.passages[section.indexes[0]].frame for section in page.sections]
    together: dict[object, list[int]] = {}
    for number, section in enumerate(page.sections):
        key = (section.headings, section.region, frames[number]) if section.headings else number
        together.setdefault(key, []).extend(_said(section, page))
    yield from (tuple(indexes) for indexes in together.values())


def _said(section: Section, page: Page) -> tuple[int, ...]:
    return tuple(index for index in section.indexes if index not in page.echoes)


def _search(wanted: PatternFact, page: Page, index: int) -> Span | None:
    text = page.observation.passages[index].text
    place = find_pattern(wanted.pattern, text)
    if place is None:
        return None
    span = Span(start=place[0], end=place[1], text=text[slice(*place)])
    return None if is_asked(text, span) else span


def _search_section(wanted: PatternFact, page: Page, indexes: tuple[int, ...]) -> list[tuple[Place, ...]]:
    """The passages that a match over several lies on, each with its part of the match."""
    if len(indexes) < 2:
        return []
    texts = [page.observation.passages[index].text for index in indexes]
    place = None
    if _OF_LINES.search(wanted.text):
        place = find_near(wanted.pattern, "\n".join(texts)[:SECTION_TEXT_MAX])
    place = place or find_near(wanted.pattern, " ".join(texts)[:SECTION_TEXT_MAX])
    if place is None or _in_question(texts, place):
        return []
    out: list[Place] = []
    start = 0
    for index, text in zip(indexes, texts, strict=True):
        low, high = max(0, place[0] - start), min(len(text), place[1] - start)
        if low < high:
            out.append((index, (Span(start=low, end=high, text=text[low:high]),)))
        start += len(text) + 1
    return [tuple(out)] if out else []


def _in_question(texts: list[str], place: tuple[int, int]) -> bool:
    """Whether the match ends in a question, in the text of its last passage."""
    start = 0
    for text in texts:
        if place[1] <= start + len(text):
            low, high = max(0, place[0] - start), place[1] - start
            return is_asked(text, Span(start=low, end=high, text=text[low:high]))
        start += len(text) + 1
    return False


def find_near(pattern: Pattern, text: str) -> tuple[int, int] | None:
    """The first match of at most ``MATCH_MAX`` characters: ``.*`` ties nothing to what is far away."""
    position = 0
    for _ in range(_TRIES_MAX):
        place = find_pattern(pattern, text[position:])
        if place is None:
            return None
        start, end = position + place[0], position + place[1]
        if end - start <= MATCH_MAX:
            return start, end
        shorter = find_pattern(pattern, text[start : start + MATCH_MAX])
        if shorter is not None:
            return start + shorter[0], start + shorter[1]
        position = start + 1
    return None
