"""From journeys to the outcome of a question."""

from __future__ import annotations

import pytest
from worlds import DESKTOP, HOME, at

from selfserve_check.journey.outcome import (
    best_record,
    decide_outcome,
    errored,
    evidence_of,
    journey_outcome,
    nearness,
    with_findings,
)
from selfserve_check.model.action import StateId
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause, Ending, Journey, Move, Step
from selfserve_check.model.result import JourneyRecord, Outcome, Reason
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, PassWhen, Scenario
from selfserve_check.model.verdict import Absent, Answered, Evidence, Partial, Verdict, Wrong

PASSED, FAILED, REVIEW, ERRORED = Outcome.PASSED, Outcome.FAILED, Outcome.NEEDS_REVIEW, Outcome.ERRORED
QUESTION = "How long may I return it?"
OTHER = "What is your return period?"
TIMEOUT = Cause(kind="timeout", detail="the page took over 30 s")
FACT = FactAnswer(all_of=("30 days",))


def scenario(
    answer: Answer = FACT, pass_when: PassWhen = PassWhen.ANY, also_asked: tuple[str, ...] = ()
) -> Scenario:
    return Scenario(
        id="return-window",
        question=QUESTION,
        site=HOME,
        start=HOME,
        answer=answer,
        pass_when=pass_when,
        also_asked=also_asked,
    )


def evidence(about: float) -> tuple[Evidence, ...]:
    return (Evidence(url=at("/returns"), quote="within 30 days", aboutness=about),)


def partial(about: float) -> Partial:
    return Partial(evidence=evidence(about), missing=("30 days",))


_VERDICTS: dict[Ending, Verdict] = {
    Ending.FOUND: Answered(evidence=evidence(0.9)),
    Ending.READ_WRONG: Wrong(evidence=evidence(0.9), against=("14 days",)),
    Ending.PROPOSED: partial(0.8),
}


def journey(
    ending: Ending, clicks: int = 1, verdict: Verdict | None = None, wording: str = QUESTION
) -> Journey:
    step = Step(move=Move.CLICK, state=StateId(view=DESKTOP, url=HOME), url=HOME, title="", clicks=clicks)
    return Journey(
        persona="menu",
        view=DESKTOP,
        wording=wording,
        steps=(step,),
        ending=ending,
        verdict=verdict or _VERDICTS.get(ending, Absent()),
        cause=TIMEOUT if ending is Ending.COULD_NOT_ASK else None,
    )


def record(
    ending: Ending, clicks: int = 1, verdict: Verdict | None = None, wording: str = QUESTION
) -> JourneyRecord:
    made = journey(ending, clicks, verdict, wording)
    return JourneyRecord(journey=made, outcome=journey_outcome(scenario(), made))


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        (Ending.FOUND, PASSED),
        (Ending.READ_WRONG, FAILED),
        (Ending.PROPOSED, REVIEW),
        (Ending.COULD_NOT_ASK, ERRORED),
        (Ending.BUDGET_SPENT, FAILED),
        (Ending.NOTHING_LEFT, FAILED),
        (Ending.STEP_LIMIT, ERRORED),
    ],
)
def test_each_ending_has_its_outcome(ending: Ending, outcome: Outcome) -> None:
    """Only what we could not ask is ours; only what was found is a pass."""
    assert journey_outcome(scenario(), journey(ending)) is outcome


def test_without_a_given_answer_a_passage_that_came_near_is_for_review() -> None:
    """And where nothing came near, the question failed."""
    open_ended = scenario(answer=NoAnswerGiven())
    assert journey_outcome(open_ended, journey(Ending.BUDGET_SPENT, verdict=partial(0.6))) is REVIEW
    assert journey_outcome(open_ended, journey(Ending.BUDGET_SPENT)) is FAILED


def test_with_a_given_answer_a_passage_that_came_near_fails() -> None:
    """The fact was not shown."""
    assert journey_outcome(scenario(), journey(Ending.BUDGET_SPENT, verdict=partial(0.9))) is FAILED


FOUND, LOST, UNASKED, WRONG, PROPOSED = (
    Ending.FOUND,
    Ending.NOTHING_LEFT,
    Ending.COULD_NOT_ASK,
    Ending.READ_WRONG,
    Ending.PROPOSED,
)


@pytest.mark.parametrize(
    ("endings", "when_any", "when_all"),
    [
        ((FOUND, FOUND), PASSED, PASSED),
        ((LOST, LOST), FAILED, FAILED),
        ((FOUND, LOST), PASSED, FAILED),
        ((LOST, FOUND), PASSED, FAILED),
        ((FOUND, UNASKED), PASSED, ERRORED),
        ((LOST, UNASKED), ERRORED, ERRORED),
        ((PROPOSED, LOST), REVIEW, FAILED),
        ((PROPOSED, UNASKED), ERRORED, ERRORED),
        ((FOUND, PROPOSED), PASSED, REVIEW),
        ((FOUND, WRONG), FAILED, FAILED),
        ((UNASKED, WRONG), FAILED, FAILED),
        ((UNASKED, UNASKED), ERRORED, ERRORED),
    ],
)
def test_what_several_visitors_say_together(
    endings: tuple[Ending, ...], when_any: Outcome, when_all: Outcome
) -> None:
    """The decision table: one who found it is enough, unless all must; who was told wrong outweighs all."""
    records = tuple(record(ending) for ending in endings)
    assert decide_outcome(scenario(), records).outcome is when_any
    assert decide_outcome(scenario(pass_when=PassWhen.ALL), records).outcome is when_all


def test_a_wrong_answer_is_the_reason_and_the_evidence() -> None:
    """The journey that read it speaks for the question."""
    result = decide_outcome(scenario(), (record(FOUND), record(WRONG)))
    assert (result.reason, result.best) == (Reason.WRONG, 1)
    assert result.evidence == evidence(0.9)


def test_the_shortest_of_the_finders_is_the_best() -> None:
    """A reader is shown the quickest way."""
    result = decide_outcome(scenario(), (record(LOST, 1), record(FOUND, 3), record(FOUND, 2)))
    assert result.best == 2


def test_of_those_who_failed_the_one_nearest_to_the_answer_is_the_best() -> None:
    """And of equals, the one who spent less; then the first."""
    records = (
        record(LOST, 1),
        record(LOST, 5, partial(0.6)),
        record(LOST, 2, partial(0.6)),
        record(LOST, 2, partial(0.6)),
    )
    assert best_record(records) is records[2]


def test_of_equal_finders_the_first_is_the_best() -> None:
    """The same records give the same best."""
    assert decide_outcome(scenario(), (record(FOUND, 2), record(FOUND, 2))).best == 0


def test_a_question_that_could_not_be_asked_carries_its_cause() -> None:
    """The cause of the journey that decided, and no evidence."""
    result = decide_outcome(scenario(), (record(LOST), record(UNASKED)))
    assert (result.error, result.best, result.evidence) == (TIMEOUT, 1, ())


def test_a_pass_carries_no_cause() -> None:
    """Though another visitor could not be sent."""
    assert decide_outcome(scenario(), (record(FOUND), record(UNASKED))).error is None


def test_other_wordings_never_decide() -> None:
    """Adding a wording turns no run red, nor green."""
    asked = scenario(also_asked=(OTHER,))
    red = decide_outcome(asked, (record(FOUND), record(LOST, wording=OTHER)))
    green = decide_outcome(asked, (record(LOST), record(FOUND, wording=OTHER)))
    wrong = decide_outcome(asked, (record(FOUND), record(WRONG, wording=OTHER)))
    assert (red.outcome, green.outcome, wrong.outcome) == (PASSED, FAILED, PASSED)
    assert green.best == 0


def test_a_wording_that_leads_nobody_to_the_answer_is_a_finding() -> None:
    """Said of a question that passed, with what to change."""
    asked = scenario(also_asked=(OTHER,))
    (finding,) = decide_outcome(asked, (record(FOUND), record(LOST, wording=OTHER))).findings
    assert finding.kind == "wording"
    assert OTHER in finding.text
    assert finding.remedy


def test_a_wording_is_no_finding_when_one_visitor_found_the_answer_or_none_was_sent() -> None:
    """A failure of every visitor is needed, and our own trouble is none."""
    asked = scenario(also_asked=(OTHER,))
    one_found = (record(FOUND), record(LOST, wording=OTHER), record(FOUND, wording=OTHER))
    unasked = (record(FOUND), record(UNASKED, wording=OTHER))
    assert decide_outcome(asked, one_found).findings == ()
    assert decide_outcome(asked, unasked).findings == ()


def test_the_best_is_an_index_into_all_records() -> None:
    """Records of other wordings stand between and are kept."""
    asked = scenario(also_asked=(OTHER,))
    records = (record(FOUND, wording=OTHER), record(LOST), record(FOUND))
    result = decide_outcome(asked, records)
    assert (result.best, result.records) == (2, records)


def test_errored_is_a_question_with_a_cause_alone() -> None:
    """No journeys, no evidence."""
    result = errored(scenario(), TIMEOUT)
    assert (result.outcome, result.error, result.records, result.best) == (ERRORED, TIMEOUT, (), None)


def test_a_finding_is_added_once() -> None:
    """Adding what is there changes nothing."""
    one, two = Finding(kind="a", text="a"), Finding(kind="b", text="b")
    result = with_findings(errored(scenario(), TIMEOUT), (one,))
    assert with_findings(result, (one, two)).findings == (one, two)


def test_nearness_is_that_of_the_best_evidence() -> None:
    """Nothing near is 0."""
    both = Partial(evidence=(*evidence(0.3), *evidence(0.7)))
    assert (nearness(both), nearness(Absent()), nearness(Partial(evidence=()))) == (0.7, 0.0, 0.0)
    assert evidence_of(Absent()) == ()
