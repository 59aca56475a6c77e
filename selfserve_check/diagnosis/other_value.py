"""Another value of the kind that is asked for: the page answers, and otherwise than was expected."""

from __future__ import annotations

from collections.abc import Iterator

from selfserve_check.diagnosis.case import Case, own_of
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.judge_facts import Hit, hits
from selfserve_check.journey.judge_page import Page, evidence, read_page
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.facts import Fact, Typed, parse_fact
from selfserve_check.language.stated import agree, differ, stated_in
from selfserve_check.model.action import StateId
from selfserve_check.model.observation import Region
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.model.verdict import Evidence

# How much a value must be about the question. More than the judge asks of a right answer, since nobody wrote
# down that this one must not be shown.
_SURELY = 0.9
# A date, an address, a telephone number is nearly always one of several of the kind.
_KINDS = frozenset(("money", "duration", "percentage", "hours", "time", "quantity"))
_ASIDE = frozenset((Region.NAVIGATION, Region.FOOTER))


def read_otherwise(case: Case) -> Evidence | None:
    """What a visitor read that would answer the question if another value were expected, the surest first;
    None where nothing does, or where the expected answer is not one value."""
    scenario = case.result.scenario
    found = [found for state in _read_by_visitors(case) for found in others_on(scenario, state, case.meaning)]
    if not found:
        return None
    page, hit = max(found, key=lambda one: round(one[1].about, 6))
    return evidence(page, hit.index, hit.about, hit.spans)


def others_on(
    scenario: Scenario, state: PageState, meaning: Closeness | None = None
) -> Iterator[tuple[Page, Hit]]:
    """Where a page states another value than the expected one, surely about the question."""
    wanted = _values_of(scenario)
    if not wanted:
        return
    seen = state.observation
    question = prepare(scenario, meaning)
    page = read_page(seen, state.revealed, question.similarity_on(seen.lang))
    texts: dict[str, None] = {}
    for index in sorted(page.candidates):
        if seen.passages[index].region not in _ASIDE:
            texts.update(dict.fromkeys(_others(wanted, seen.passages[index].text)))
    wordings = question.in_own_words(seen.lang).in_the_spelling_of(page).wordings if texts else ()
    for text in texts:
        for hit in hits(parse_fact(text), wordings, page):
            if hit.enough and hit.index in page.candidates and hit.about >= _SURELY:
                yield page, hit


def others_in(scenario: Scenario, text: str) -> tuple[str, ...]:
    """The values in ``text``, as written, of the kind that is asked for; () where an expected one is."""
    return _others(_values_of(scenario), text)


def _values_of(scenario: Scenario) -> tuple[Typed, ...]:
    """The values of which each is the whole answer; () where it is words, or several things."""
    answer = scenario.answer
    if not isinstance(answer, FactAnswer) or answer.matches:
        return ()
    if len(answer.all_of) + bool(answer.any_of) != 1:
        return ()
    values = [_only_value(parse_fact(text)) for text in (*answer.all_of, *answer.any_of)]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else ()


def _only_value(fact: Fact) -> Typed | None:
    only = fact.elements[0] if len(fact.elements) == 1 else None
    return only if isinstance(only, Typed) and only.kind in _KINDS else None


def _read_by_visitors(case: Case) -> Iterator[PageState]:
    """The pages that they stood on, each once, in the order of their visits."""
    landed: dict[StateId, None] = {}
    for record in own_of(case.result):
        landed.update((step.landed, None) for step in record.journey.steps if step.landed is not None)
    yield from (case.graph.states[state] for state in landed if state in case.graph.states)


def _others(wanted: tuple[Typed, ...], text: str) -> tuple[str, ...]:
    """The values in ``text``, as written, that each of ``wanted`` differs from; () where it states one of
    them: what stands beside that ("£6.95, free over £150") speaks of something else."""
    stated = stated_in(text) if wanted else ()
    if any(agree(one.value, other.value) for one in wanted for other in stated):
        return ()
    kinds = {one.kind for one in wanted}
    return tuple(
        other.span.text
        for other in stated
        if other.kind in kinds and all(differ(one.value, other.value) for one in wanted)
    )
