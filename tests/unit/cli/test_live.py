"""What a terminal says of each question as it is done: plain words, none of the field's."""

from __future__ import annotations

import re

import pytest

from selfserve_check.cli.live import result_line
from selfserve_check.model.action import View
from selfserve_check.model.journey import Cause, Ending, Journey
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.model.verdict import Absent

SCENARIO = Scenario(
    id="open",
    question="When are you open?",
    site="https://shop.example",
    start="https://shop.example",
    answer=FactAnswer(all_of=("9",)),
)
TERMS = re.compile(
    r"(?i)errored|needs.review|walled|deflected|misled|too.deep|search.only|flaky|\berror\b|missing|hidden"
)


def _line(outcome: Outcome, reason: Reason | None = None, *, flaky: bool = False) -> str:
    journey = Journey(
        persona="menu",
        view=View(),
        wording=SCENARIO.question,
        steps=(),
        ending=Ending.NOTHING_LEFT,
        verdict=Absent(),
    )
    result = QuestionResult(
        scenario=SCENARIO,
        outcome=outcome,
        reason=reason,
        flaky=flaky,
        best=0,
        records=(JourneyRecord(journey=journey, outcome=outcome),),
    )
    return result_line(result, 200).plain


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_is_told_in_plain_words(reason: Reason) -> None:
    """Those of the report."""
    assert TERMS.search(_line(Outcome.FAILED, reason)) is None


def test_what_came_of_it_is_told_in_plain_words() -> None:
    """Also where the site could not be asked, or the answer was found on a second try only."""
    assert _line(Outcome.FAILED, Reason.TOO_DEEP).startswith("FAIL  When are you open?  0 clicks, too many")
    assert "0 clicks, second try only" in _line(Outcome.PASSED, flaky=True)
    cause = Cause(kind="timeout", detail="the page did not load in time")
    unasked = QuestionResult(scenario=SCENARIO, outcome=Outcome.ERRORED, error=cause)
    assert (
        result_line(unasked, 200).plain == "COULD NOT ASK When are you open?  the page did not load in time"
    )
