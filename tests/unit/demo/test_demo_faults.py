"""The list of planted faults agrees with the questions."""

from __future__ import annotations

from selfserve_check.demo import (
    answer_pages,
    expected,
    faults,
    look_alikes,
    planted_findings,
    scenario_folder,
)
from selfserve_check.demo.site import Document, render_site
from selfserve_check.model.result import Outcome, Reason
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, PageAnswer, Severity
from selfserve_check.scenario_file import load_scenarios

_SCENARIOS = {scenario.id: scenario for scenario in load_scenarios([scenario_folder() / "demo.yaml"])}


def test_every_question_has_an_expected_outcome_and_no_other_has() -> None:
    """The two files name the same questions."""
    assert set(expected()) == set(_SCENARIOS)


def test_every_fault_is_met_by_a_question_that_gets_the_listed_outcome() -> None:
    """A fault and the list of outcomes never say two things."""
    assert {fault.id: fault.outcome for fault in faults()}.items() <= expected().items()


def test_outcomes_and_reasons_are_words_of_the_model() -> None:
    """A misspelt word would never be met."""
    assert set(expected().values()) <= {outcome.value for outcome in Outcome}
    assert {fault.reason for fault in faults()} - {None} <= {reason.value for reason in Reason}


def test_a_fault_that_fails_says_why() -> None:
    """Only a pass has no reason."""
    assert [fault.id for fault in faults() if (fault.reason is None) != (fault.outcome == "passed")] == []


def test_every_planted_finding_is_known_by_words_and_belongs_to_a_question_that_is_asked() -> None:
    """Each look-alike, too."""
    assert all(planted.says for planted in (*planted_findings(), *look_alikes()))
    assert {planted.question for planted in planted_findings()} - {""} <= set(_SCENARIOS)


def test_the_promises_of_the_sale_are_made_by_its_page_but_for_two() -> None:
    """And a scenario names each."""
    promises = [one.promise for one in _SCENARIOS.values() if one.promise is not None]
    assert {promise.page for promise in promises} == {"http://127.0.0.1:8000/spring-sale"}
    said = {"60 days", "2 working days", "free over £150", "15 years", "Apple Pay", "text message"}
    not_said = {"free returns", "free sample box"}
    assert {promise.says for promise in promises} == said | not_said
    page = render_site("http://shop.test")["/spring-sale"]
    assert isinstance(page, Document)
    assert {words for words in said | not_said if words in page.body.decode()} == said


def test_every_pass_lists_where_its_answer_stands() -> None:
    """So that a pass on another page is seen for what it is."""
    assert set(answer_pages()) == {
        question for question, outcome in expected().items() if outcome == "passed"
    }


def test_every_form_of_answer_is_used() -> None:
    """The demo's file is also the example people copy from."""
    answers = [scenario.answer for scenario in _SCENARIOS.values()]
    facts = [answer for answer in answers if isinstance(answer, FactAnswer)]
    assert any(isinstance(answer, NoAnswerGiven) for answer in answers)
    assert any(isinstance(answer, PageAnswer) for answer in answers)
    assert any(len(fact.all_of) > 1 for fact in facts)
    assert any(fact.any_of for fact in facts)
    assert any(fact.none_of for fact in facts)
    assert any(fact.matches for fact in facts)


def test_the_other_keys_are_used_too() -> None:
    """Severity, start, tags, frequency and other wordings."""
    scenarios = _SCENARIOS.values()
    assert {Severity.BLOCKER, Severity.ERROR, Severity.WARN, Severity.OFF} == {s.severity for s in scenarios}
    assert any(scenario.start != f"{scenario.site}/" and "spring" in scenario.start for scenario in scenarios)
    assert any(scenario.also_asked for scenario in scenarios)
    assert any(scenario.tags for scenario in scenarios)
    assert any(scenario.asked_per_month for scenario in scenarios)
