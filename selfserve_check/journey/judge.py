"""The judge: what one observation says about one question.

A page answers when a visible passage states the expected facts *and* is about the question. How much
aboutness is asked for falls with what a fact says by itself (``judge_facts.needed``): a bare number needs
a strong tie to the question, a whole sentence none. A wrong pass is worse than a miss.
"""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.journey.judge_address import same_page
from selfserve_check.journey.judge_facts import (
    RIVAL_MARGIN,
    Hit,
    Requirement,
    Wanted,
    hits,
    requirements_of,
    strongest_rival,
)
from selfserve_check.journey.judge_near import nearest
from selfserve_check.journey.judge_page import Page, evidence, read_page
from selfserve_check.language.facts import Fact, parse_fact
from selfserve_check.model.observation import Observation, PassageKind, Region
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, PageAnswer, Scenario
from selfserve_check.model.verdict import Absent, Answered, Evidence, Partial, Verdict, Wrong

_EVIDENCE_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A scenario made ready: its wordings, and what must and must not be shown, parsed once."""

    wordings: tuple[str, ...]
    answer: Answer
    site: str
    required: tuple[Requirement, ...] = ()
    forbidden: tuple[Fact, ...] = ()


def prepare(scenario: Scenario) -> Question:
    """The question of ``scenario``; raises ValueError for a fact or pattern that can never match."""
    answer = scenario.answer
    plain = Question(wordings=scenario.wordings, answer=answer, site=scenario.site)
    if not isinstance(answer, FactAnswer):
        return plain
    return Question(
        wordings=scenario.wordings,
        answer=answer,
        site=scenario.site,
        required=requirements_of(answer),
        forbidden=tuple(parse_fact(fact) for fact in answer.none_of),
    )


def judge(question: Question, observation: Observation, revealed: tuple[int, ...] | None) -> Verdict:
    """What ``observation`` says. With ``revealed``, only those passages can be evidence. Pure.

    Answered: every required fact is shown, about the question, within one section (or, for a page
    answer, the page is reached and has content). Wrong: a forbidden fact stands beside the answer, or is
    itself about the question. Partial: something near. Absent: nothing.
    """
    page = read_page(observation, revealed)
    if isinstance(question.answer, PageAnswer):
        return _judge_page(question, question.answer, page)
    return _judge_facts(question, page)


def _judge_facts(question: Question, page: Page) -> Verdict:
    against = tuple(hit for fact in question.forbidden for hit in hits(fact, question.wordings, page))
    shown = _shown(question, page)
    chosen = _in_one_section(shown, page)
    if chosen and len(chosen) == len(shown):
        beside = tuple(hit for hit in against if hit.enough or _beside(hit, chosen, page))
        return (
            _wrong((*beside, *chosen), beside, page) if beside else Answered(evidence=_evidence(chosen, page))
        )
    wrong = tuple(hit for hit in against if hit.enough and hit.index in page.candidates)
    if wrong:
        return _wrong(wrong, wrong, page)
    return _incomplete(question, shown, chosen, page)


def _shown(question: Question, page: Page) -> tuple[tuple[Hit, ...], ...]:
    """For each requirement the hits that can be evidence."""
    found = [
        [(wanted, hits(wanted, question.wordings, page)) for wanted in requirement.alternatives]
        for requirement in question.required
    ]
    shown_at = frozenset(hit.index for one in found for _, hits_ in one for hit in hits_)
    return tuple(
        tuple(hit for wanted, hits_ in one for hit in _believed(wanted, hits_, shown_at, question, page))
        for one in found
    )


def _believed(
    wanted: Wanted, found: tuple[Hit, ...], shown_at: frozenset[int], question: Question, page: Page
) -> tuple[Hit, ...]:
    """The hits about the question that no passage with another value of the kind clearly outdoes."""
    about = [hit for hit in found if hit.enough and hit.index in page.candidates]
    if not about:
        return ()
    rival = strongest_rival(wanted, shown_at, question.wordings, page)
    return tuple(hit for hit in about if hit.about > rival - RIVAL_MARGIN)


def _in_one_section(shown: tuple[tuple[Hit, ...], ...], page: Page) -> tuple[Hit, ...]:
    """The best hit of each requirement within the section that shows most of them; () when none shows any."""
    best: tuple[tuple[int, float, int], tuple[Hit, ...]] | None = None
    for number in sorted({page.section_of[hit.index] for found in shown for hit in found}):
        here = [[hit for hit in found if page.section_of[hit.index] == number] for found in shown]
        chosen = tuple(max(found, key=lambda hit: (hit.about, -hit.index)) for found in here if found)
        rank = (len(chosen), min(hit.about for hit in chosen), -number)
        if best is None or rank > best[0]:
            best = (rank, chosen)
    return best[1] if best else ()


def _beside(hit: Hit, chosen: tuple[Hit, ...], page: Page) -> bool:
    """Whether a forbidden fact stands in the answer's passage, or in its section under a heading."""
    section = page.section_of[hit.index]
    if page.sections[section].headings and section in {page.section_of[one.index] for one in chosen}:
        return True
    return hit.index in {one.index for one in chosen}


def _wrong(found: tuple[Hit, ...], against: tuple[Hit, ...], page: Page) -> Wrong:
    words = tuple(dict.fromkeys(span.text for hit in against for span in hit.spans))
    return Wrong(evidence=_evidence(found, page), against=words)


def _incomplete(
    question: Question, shown: tuple[tuple[Hit, ...], ...], chosen: tuple[Hit, ...], page: Page
) -> Partial | Absent:
    """Some of the facts, or a passage on the topic, or nothing."""
    if chosen:
        sections = {page.section_of[hit.index] for hit in chosen}
        missing = tuple(
            requirement.text
            for requirement, found in zip(question.required, shown, strict=True)
            if not any(page.section_of[hit.index] in sections for hit in found)
        )
        return Partial(evidence=_evidence(chosen, page), missing=missing)
    return _near(question, page, missing=tuple(requirement.text for requirement in question.required))


def _near(question: Question, page: Page, *, missing: tuple[str, ...]) -> Partial | Absent:
    pointers = not isinstance(question.answer, NoAnswerGiven)
    found = nearest(question.wordings, page, pointers=pointers)
    if not found:
        return Absent()
    return Partial(evidence=tuple(evidence(page, one.index, one.about) for one in found), missing=missing)


def _judge_page(question: Question, answer: PageAnswer, page: Page) -> Verdict:
    seen = page.observation
    if not same_page(answer.page, seen.url, question.site):
        return _near(question, page, missing=(answer.page,))
    first = _first_content(seen)
    if first is None or seen.signals.error_state or seen.signals.main_empty:
        return Partial(evidence=(), missing=(f"the content of {answer.page}",))
    return Answered(evidence=(evidence(page, first, 1.0),))


def _first_content(seen: Observation) -> int | None:
    """The first heading of the main part, else its first passage (of a page without landmarks likewise)."""
    for region in (Region.MAIN, Region.NONE):
        inside = [index for index, passage in enumerate(seen.passages) if passage.region is region]
        headings = [index for index in inside if seen.passages[index].kind is PassageKind.HEADING]
        texts = [index for index in inside if index not in headings]
        if texts:
            return (headings or texts)[0]
    return None


def _evidence(found: tuple[Hit, ...], page: Page) -> tuple[Evidence, ...]:
    """One piece of evidence a passage, in the order given."""
    by_index: dict[int, list[Hit]] = {}
    for hit in found:
        by_index.setdefault(hit.index, []).append(hit)
    return tuple(
        evidence(page, index, max(hit.about for hit in same), tuple(s for hit in same for s in hit.spans))
        for index, same in list(by_index.items())[:_EVIDENCE_MAX]
    )
