"""The judge: what one observation says about one question.

A page answers when a visible passage states the expected facts *and* is about the question. How much
aboutness is asked for falls with what a fact says by itself (``judge_facts.needed``): a bare number needs
a strong tie to the question, a whole sentence none. A wrong pass is worse than a miss.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

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
from selfserve_check.journey.judge_page import Page, Similarity, evidence, read_page
from selfserve_check.journey.judge_polar import Polar, polar_hits
from selfserve_check.journey.judge_scope import conditions_of
from selfserve_check.journey.own_words import widened
from selfserve_check.journey.page_index import words_of
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.facts import Fact, Span, parse_fact, polarity_of
from selfserve_check.language.spelling import may_be_misspelt, respelled
from selfserve_check.model.observation import Observation, PassageKind, Region
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, PageAnswer, Scenario
from selfserve_check.model.verdict import Absent, Answered, Evidence, Partial, Verdict, Wrong

_EVIDENCE_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A scenario made ready: its wordings, and what must and must not be shown, parsed once.

    ``polar`` says for each requirement whether it is a yes (True), a no (False), or a fact (None).
    ``meaning`` compares sentences, on pages in a language it knows; None: words alone are compared.
    ``synonyms`` are the site's own groups of words.
    """

    wordings: tuple[str, ...]
    answer: Answer
    site: str
    required: tuple[Requirement, ...] = ()
    polar: tuple[bool | None, ...] = ()
    forbidden: tuple[Fact, ...] = ()
    meaning: Closeness | None = None
    synonyms: tuple[tuple[str, ...], ...] = ()

    def in_own_words(self, lang: str) -> Question:
        """The question put in the site's own words as well, for a page in ``lang``."""
        if not self.synonyms:
            return self
        return replace(self, wordings=widened(self.wordings, self.synonyms, lang))

    def in_the_spelling_of(self, page: Page) -> Question:
        """The question as it is, and with its misspelt words as ``page`` spells them. The facts stay as they
        are: of those every letter counts."""
        if not any(may_be_misspelt(wording) for wording in self.wordings):
            return self
        words = words_of(page)
        others = (respelled(wording, words, page.lang).text for wording in self.wordings)
        return replace(self, wordings=tuple(dict.fromkeys((*self.wordings, *others))))

    def similarity_on(self, lang: str) -> Similarity | None:
        """How close in meaning two texts of a page in ``lang`` are, where that can be said."""
        meaning = self.meaning
        if meaning is None or not meaning.knows(lang):
            return None
        return lambda asked, text: meaning.closeness(asked, (text,), lang)[0]


def prepare(scenario: Scenario, meaning: Closeness | None = None) -> Question:
    """The question of ``scenario``; raises ValueError for a fact or pattern that can never match."""
    answer = scenario.answer
    plain = Question(
        wordings=scenario.wordings,
        answer=answer,
        site=scenario.site,
        meaning=meaning,
        synonyms=scenario.synonyms,
    )
    if not isinstance(answer, FactAnswer):
        return plain
    required = requirements_of(answer)
    return replace(
        plain,
        required=required,
        polar=tuple(_yes_or_no(requirement) for requirement in required),
        forbidden=tuple(parse_fact(fact) for fact in answer.none_of),
    )


def _yes_or_no(requirement: Requirement) -> bool | None:
    only = requirement.alternatives[0] if len(requirement.alternatives) == 1 else None
    return polarity_of(only) if isinstance(only, Fact) else None


def judge(question: Question, observation: Observation, revealed: tuple[int, ...] | None) -> Verdict:
    """What ``observation`` says. With ``revealed``, only those passages can be evidence. Pure.

    Answered: every required fact is shown, about the question, within one section (or, for a page
    answer, the page is reached and has content). Wrong: a forbidden fact stands beside the answer, or is
    itself about the question, or a passage plainly says no where yes is expected (or the reverse). Partial:
    something near. Absent: nothing. Closeness in meaning ties a fact to the question as shared words do, and
    so does a word of the question that the page spells otherwise.
    """
    return judge_read(question, read_page(observation, revealed))


def judge_read(question: Question, page: Page, *, near: bool = True) -> Verdict:
    """What :func:`judge` says of a page that ``read_page`` has read, for whatever question.

    Without ``near``, a page that only comes near is not told from one that says nothing: to find the nearest
    passage takes most of the time, and whoever only looks for the answer has no use for it.
    """
    lang = page.observation.lang
    page = replace(page, similarity=question.similarity_on(lang))
    question = question.in_own_words(lang).in_the_spelling_of(page)
    if isinstance(question.answer, PageAnswer):
        return _judge_page(question, question.answer, page, near=near)
    return _judge_facts(question, page, near=near)


Read = Callable[[Question, Observation, "tuple[int, ...] | None"], Verdict]
"""Whoever says what ``judge`` says."""


def _judge_facts(question: Question, page: Page, *, near: bool) -> Verdict:
    forbidden = tuple(hit for fact in question.forbidden for hit in hits(fact, question.wordings, page))
    sides = tuple(
        None if yes is None else polar_hits(yes=yes, wordings=question.wordings, page=page)
        for yes in question.polar
    )
    against = (*(hit for side in sides if side for hit in side.against), *forbidden)
    against = tuple(hit for hit in against if not hit.because)
    shown, doubted = _shown(question, sides, page)
    chosen = _in_one_section(shown, page)
    if chosen and len(chosen) == len(shown):
        beside = tuple(hit for hit in against if hit.enough or _beside(hit, chosen, page))
        return (
            _wrong((*beside, *chosen), beside, page) if beside else Answered(evidence=_evidence(chosen, page))
        )
    wrong = tuple(hit for hit in against if hit.enough and hit.index in page.candidates)
    if wrong:
        return _wrong(wrong, wrong, page)
    if chosen or not doubted:
        return _incomplete(question, shown, chosen, page, near=near)
    return _doubtful(question, doubted, page)


def _shown(
    question: Question, sides: tuple[Polar | None, ...], page: Page
) -> tuple[tuple[tuple[Hit, ...], ...], tuple[Hit, ...]]:
    """For each requirement the hits that can be evidence; and all that something beside them takes back."""
    found = [
        []
        if side
        else [(wanted, hits(wanted, question.wordings, page)) for wanted in requirement.alternatives]
        for requirement, side in zip(question.required, sides, strict=True)
    ]
    plain = [hit for one in found for _, hits_ in one for hit in hits_]
    shown_at = frozenset(hit.index for hit in plain)
    shown = tuple(
        side.shown
        if side
        else tuple(hit for wanted, hits_ in one for hit in _believed(wanted, hits_, shown_at, question, page))
        for one, side in zip(found, sides, strict=True)
    )
    unclear = [hit for side in sides if side for hit in side.unclear]
    doubted = tuple(hit for hit in (*unclear, *plain) if hit.because and hit.index in page.candidates)
    return shown, doubted


def _doubtful(question: Question, doubted: tuple[Hit, ...], page: Page) -> Partial:
    """The facts stand there, and what stands beside them takes them back."""
    best = sorted(doubted, key=lambda hit: (-hit.about, hit.index))[:_EVIDENCE_MAX]
    return Partial(
        evidence=_evidence(tuple(best), page),
        missing=tuple(requirement.text for requirement in question.required),
        because=tuple(dict.fromkeys(hit.because for hit in best)),
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
    question: Question,
    shown: tuple[tuple[Hit, ...], ...],
    chosen: tuple[Hit, ...],
    page: Page,
    *,
    near: bool,
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
    missing = tuple(requirement.text for requirement in question.required)
    return _near(question, page, missing=missing) if near else Absent()


def _near(question: Question, page: Page, *, missing: tuple[str, ...]) -> Partial | Absent:
    open_ended = isinstance(question.answer, NoAnswerGiven)
    # Comparing every passage of every page takes time; where a fact decides, words are near enough.
    page = page if open_ended else replace(page, similarity=None)
    found = nearest(question.wordings, page, pointers=not open_ended)
    if not found:
        return Absent()
    proposed = tuple(evidence(page, one.index, one.about, certainty=one.certainty) for one in found)
    return Partial(evidence=proposed, missing=missing)


def _judge_page(question: Question, answer: PageAnswer, page: Page, *, near: bool) -> Verdict:
    seen = page.observation
    if not same_page(answer.page, seen.url, question.site):
        return _near(question, page, missing=(answer.page,)) if near else Absent()
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
    """One piece of evidence a passage, in the order given; those that one match spans as on the page."""
    by_index: dict[int, list[tuple[float, tuple[Span, ...]]]] = {}
    for hit in found:
        for index, spans in sorted(((hit.index, hit.spans), *hit.beside), key=lambda place: place[0]):
            by_index.setdefault(index, []).append((hit.about, spans))
    return tuple(_piece(page, index, same) for index, same in list(by_index.items())[:_EVIDENCE_MAX])


def _piece(page: Page, index: int, same: list[tuple[float, tuple[Span, ...]]]) -> Evidence:
    spans = tuple(span for _, spans in same for span in spans)
    conditions = conditions_of(page, index, spans)
    return evidence(page, index, max(about for about, _ in same), spans, conditions=conditions)
