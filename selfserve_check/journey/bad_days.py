"""What becomes of a question under each condition, beside what it gets on a normal day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from selfserve_check.journey.outcome import (
    best_record,
    evidence_of,
    journey_outcome,
    outcome_of,
    with_findings,
)
from selfserve_check.model.action import View
from selfserve_check.model.condition import condition_remedy, condition_words, is_normal
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven, Scenario

Walk = Callable[[str, View], Awaitable[Journey]]
"""Sends a visitor with the question: (name of the persona, view) -> what they did."""

_GOOD = (Outcome.PASSED, Outcome.NEEDS_REVIEW)
_NOTES_MAX = 2


async def on_bad_days(
    result: QuestionResult, views: Sequence[View], personas: Sequence[str], walk: Walk, alone: Walk | None
) -> QuestionResult:
    """``result`` with the journeys in ``views``, one for each condition, and what they say: they decide
    nothing. Like a pass, a break is believed when a second visitor, sent by ``alone``, meets it too."""
    scenario = result.scenario
    found: list[JourneyRecord] = []
    for view in views:
        records = [_record(scenario, await walk(name, view)) for name in personas]
        if alone is not None and breaks(result.outcome, outcome_of(scenario, records)):
            records[0] = _record(scenario, await alone(personas[0], view))
        found += records
    findings = condition_findings(scenario, found, result.outcome)
    return with_findings(replace(result, records=(*result.records, *found)), findings)


def _record(scenario: Scenario, journey: Journey) -> JourneyRecord:
    return JourneyRecord(journey=journey, outcome=journey_outcome(scenario, journey))


def by_condition(records: Sequence[JourneyRecord]) -> dict[str, tuple[JourneyRecord, ...]]:
    """The journeys of each condition but the normal one, in the order they were made."""
    found: dict[str, list[JourneyRecord]] = {}
    for record in records:
        if not is_normal(record.journey.view):
            found.setdefault(record.journey.view.condition, []).append(record)
    return {condition: tuple(members) for condition, members in found.items()}


def condition_outcomes(
    scenario: Scenario, records: Sequence[JourneyRecord]
) -> tuple[tuple[str, Outcome], ...]:
    """Each condition with what its journeys say together."""
    return tuple(
        (condition, outcome_of(scenario, members)) for condition, members in by_condition(records).items()
    )


def breaks(normal: Outcome, outcome: Outcome) -> bool:
    """Whether a condition takes an answer away that visitors find on a normal day."""
    return normal in _GOOD and outcome is Outcome.FAILED


def condition_findings(
    scenario: Scenario, records: Sequence[JourneyRecord], normal: Outcome
) -> tuple[Finding, ...]:
    """One for each condition that breaks the question, or under which it could not be asked."""
    findings = []
    for condition, members in by_condition(records).items():
        outcome = outcome_of(scenario, members)
        if breaks(normal, outcome):
            deciding = [record for record in members if record.outcome is outcome]
            best = best_record(deciding, open_ended=isinstance(scenario.answer, NoAnswerGiven))
            findings.append(_broken(condition, best.journey))
        elif normal in _GOOD and outcome is Outcome.ERRORED:
            unasked = next(record for record in members if record.outcome is Outcome.ERRORED)
            findings.append(_unasked(condition, unasked.journey))
    return tuple(findings)


def _broken(condition: str, journey: Journey) -> Finding:
    words = condition_words(condition)
    start = words[:1].upper() + words[1:]
    places = [step.landed.url if step.landed else step.url for step in journey.steps]
    url = places[-1] if places else ""
    if journey.ending is Ending.READ_WRONG and evidence_of(journey.verdict):
        shown = evidence_of(journey.verdict)[0]
        text, url = f"{start} the page {shown.url} says something else: “{shown.quote}”.", shown.url
    else:
        why = "; ".join(dict.fromkeys(note.text for note in journey.notes[:_NOTES_MAX]))
        text = f"{start} nobody finds the answer. The visitor who came nearest ended on {url}."
        text = f"{text} Met on the way: {why}." if why else text
    return Finding(kind="condition", text=text, url=url, remedy=condition_remedy(condition))


def _unasked(condition: str, journey: Journey) -> Finding:
    cause = journey.cause
    why = cause.detail.rstrip(".") if cause else "no cause is known"
    words = condition_words(condition)
    return Finding(
        kind="condition_unasked",
        text=f"{words[:1].upper()}{words[1:]} it could not be asked: {why}.",
        url=cause.url if cause else "",
        remedy=cause.hint if cause else "",
    )
