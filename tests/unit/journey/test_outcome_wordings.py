"""What each wording of a question found."""

from __future__ import annotations

import pytest
from worlds import DESKTOP, HOME

from selfserve_check.journey.outcome import wording_outcomes
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.result import JourneyRecord, Outcome
from selfserve_check.model.scenario import FactAnswer, PassWhen, Scenario
from selfserve_check.model.verdict import Absent

OWN, OTHER = "How long may I return it?", "What is your return period?"
PASSED, FAILED, ERRORED = Outcome.PASSED, Outcome.FAILED, Outcome.ERRORED


def record(wording: str, outcome: Outcome, ending: Ending = Ending.NOTHING_LEFT) -> JourneyRecord:
    journey = Journey(
        persona="menu", view=DESKTOP, wording=wording, steps=(), ending=ending, verdict=Absent()
    )
    return JourneyRecord(journey=journey, outcome=outcome)


def found(*records: JourneyRecord, pass_when: PassWhen = PassWhen.ANY) -> tuple[tuple[str, Outcome], ...]:
    answer = FactAnswer(all_of=("30 days",))
    scenario = Scenario(
        id="q",
        question=OWN,
        also_asked=(OTHER,),
        site=HOME,
        start=HOME,
        answer=answer,
        pass_when=pass_when,
    )
    return wording_outcomes(scenario, records)


def test_the_question_s_own_wording_comes_first() -> None:
    """Whatever order the journeys were made in."""
    assert found(record(OTHER, PASSED), record(OWN, FAILED)) == ((OWN, FAILED), (OTHER, PASSED))


@pytest.mark.parametrize(("pass_when", "outcome"), [(PassWhen.ANY, PASSED), (PassWhen.ALL, FAILED)])
def test_the_visitors_of_one_wording_decide_together(pass_when: PassWhen, outcome: Outcome) -> None:
    """As those of the question itself do: one who finds it, or all."""
    assert found(record(OWN, PASSED), record(OWN, FAILED), pass_when=pass_when) == ((OWN, outcome),)


def test_a_visitor_who_was_told_something_wrong_outweighs_the_others() -> None:
    """In every wording."""
    told = record(OTHER, FAILED, Ending.READ_WRONG)
    assert found(record(OTHER, PASSED), told) == ((OTHER, FAILED),)


def test_a_wording_that_nobody_asked_is_left_out() -> None:
    """As after a run that was stopped; a journey in other words altogether is nobody's."""
    assert found(record("something else", PASSED)) == ()
