"""From journeys and replays to the outcome of a question. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selfserve_check.model.condition import is_normal
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause, Ending, Journey
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Reason
from selfserve_check.model.said import say
from selfserve_check.model.scenario import NoAnswerGiven, PassWhen, Scenario
from selfserve_check.model.verdict import Absent, Evidence, Verdict

_OUTCOMES = {
    Ending.FOUND: Outcome.PASSED,
    Ending.READ_WRONG: Outcome.FAILED,
    Ending.PROPOSED: Outcome.NEEDS_REVIEW,
    Ending.COULD_NOT_ASK: Outcome.ERRORED,
    Ending.STEP_LIMIT: Outcome.ERRORED,
}
# What decides when visitors differ: one who was told something wrong outweighs one who found the answer,
# and one who found it outweighs one whom we could not send.
_FOUND_FIRST = (Outcome.PASSED, Outcome.ERRORED, Outcome.NEEDS_REVIEW, Outcome.FAILED)
_FAILED_FIRST = (Outcome.ERRORED, Outcome.FAILED, Outcome.NEEDS_REVIEW, Outcome.PASSED)


def journey_outcome(scenario: Scenario, journey: Journey) -> Outcome:
    """What one journey says. A walk that ended without an answer fails, unless nobody said what the answer
    is and a passage came near: that is for a person to review."""
    known = _OUTCOMES.get(journey.ending)
    if known is not None:
        return known
    open_ended = isinstance(scenario.answer, NoAnswerGiven)
    if open_ended and not isinstance(journey.verdict, Absent):
        return Outcome.NEEDS_REVIEW
    return Outcome.FAILED


def decide_outcome(scenario: Scenario, records: Sequence[JourneyRecord]) -> QuestionResult:
    """The question's result from its journeys in the question's own wording.

    Journeys in other wordings are shown beside it and become findings; they do not decide, so that adding
    a wording never turns a run red.
    """
    own = own_records(scenario, records)
    wrong = [record for record in own if record.journey.ending is Ending.READ_WRONG]
    outcome = outcome_of(scenario, own)
    deciding = wrong or [record for record in own if record.outcome is outcome]
    best = best_record(deciding, open_ended=isinstance(scenario.answer, NoAnswerGiven))
    return QuestionResult(
        scenario=scenario,
        outcome=outcome,
        records=tuple(records),
        best=next(place for place, record in enumerate(records) if record is best),
        reason=Reason.WRONG if wrong else None,
        evidence=evidence_of(best.journey.verdict),
        findings=_wording_findings(scenario, records, outcome),
        error=best.journey.cause if outcome is Outcome.ERRORED else None,
    )


def own_records(scenario: Scenario, records: Sequence[JourneyRecord]) -> list[JourneyRecord]:
    """The journeys that decide: those in the question's own wording, on a normal day."""
    return [
        record
        for record in records
        if record.journey.wording == scenario.question and is_normal(record.journey.view)
    ]


def outcome_of(scenario: Scenario, records: Sequence[JourneyRecord]) -> Outcome:
    """What the journeys of one wording (or under one condition) say together; ``records`` are not empty."""
    if any(record.journey.ending is Ending.READ_WRONG for record in records):
        return Outcome.FAILED
    order = _FAILED_FIRST if scenario.pass_when is PassWhen.ALL else _FOUND_FIRST
    return min((record.outcome for record in records), key=order.index)


def wording_outcomes(scenario: Scenario, records: Sequence[JourneyRecord]) -> tuple[tuple[str, Outcome], ...]:
    """Each wording that was asked with what its own journeys say, the question's own first."""
    by_wording: dict[str, list[JourneyRecord]] = {}
    for record in records:
        if not is_normal(record.journey.view):
            continue
        by_wording.setdefault(record.journey.wording, []).append(record)
    return tuple(
        (wording, outcome_of(scenario, by_wording[wording]))
        for wording in scenario.wordings
        if wording in by_wording
    )


def best_record(records: Sequence[JourneyRecord], *, open_ended: bool = False) -> JourneyRecord:
    """The journey that speaks for the others: fewest clicks among those that found something, nearest to
    the answer among those that did not; ties go to the first."""
    if records[0].outcome is Outcome.PASSED:
        return min(records, key=lambda record: record.journey.clicks)

    def rank(record: JourneyRecord) -> tuple[float, int]:
        return nearness(record.journey.verdict, open_ended=open_ended), -record.journey.clicks

    return max(records, key=rank)


def nearness(verdict: Verdict, *, open_ended: bool = False) -> float:
    """How near the best evidence of a verdict comes, 0 to 1: by how much it is about the question or, where
    nobody said what the answer is, by how sure it is the one."""
    figures = (one.certainty if open_ended else one.aboutness for one in evidence_of(verdict))
    return max(figures, default=0.0)


def evidence_of(verdict: Verdict) -> tuple[Evidence, ...]:
    """The passages that a verdict rests on."""
    return () if isinstance(verdict, Absent) else verdict.evidence


def errored(scenario: Scenario, cause: Cause) -> QuestionResult:
    """A question that could not be asked at all."""
    return QuestionResult(scenario=scenario, outcome=Outcome.ERRORED, error=cause)


def with_findings(result: QuestionResult, findings: Sequence[Finding]) -> QuestionResult:
    """``result`` with ``findings`` added, each once."""
    new = [finding for finding in findings if finding not in result.findings]
    return replace(result, findings=(*result.findings, *new))


def _wording_findings(
    scenario: Scenario, records: Sequence[JourneyRecord], outcome: Outcome
) -> tuple[Finding, ...]:
    if outcome is not Outcome.PASSED:
        return ()
    failing = []
    for wording in scenario.also_asked:
        asked = [record for record in records if record.journey.wording == wording]
        if asked and all(record.outcome is Outcome.FAILED for record in asked):
            failing.append(wording)
    return tuple(
        Finding(
            kind="wording",
            text=say('Customers who put it as "{wording}" do not find the answer.', wording=wording),
            remedy=say("Use these words in a heading or in the link that leads to the answer."),
        )
        for wording in failing
    )
