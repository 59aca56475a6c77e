"""What becomes of a question under each condition, beside what it gets on a normal day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from selfserve_check.journey.outcome import (
    best_record,
    evidence_of,
    journey_outcome,
    outcome_of,
    own_records,
    with_findings,
)
from selfserve_check.model.action import View
from selfserve_check.model.condition import condition_first, condition_remedy, is_normal
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.said import row, say, without_dot
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.model.words import device_words

Walk = Callable[[str, View, Sequence[Journey]], Awaitable[Journey]]
"""Sends a visitor with the question: (name of the persona, view, the journeys before) -> what they did."""

_GOOD = (Outcome.PASSED, Outcome.NEEDS_REVIEW)
_WORST_FIRST = (Outcome.FAILED, Outcome.ERRORED, Outcome.NEEDS_REVIEW, Outcome.PASSED)
_NOTES_MAX = 2


async def on_bad_days(
    result: QuestionResult, views: Sequence[View], personas: Sequence[str], walk: Walk, alone: Walk | None
) -> QuestionResult:
    """``result`` with the journeys in ``views``, one for each condition and device, and what they say.

    They decide nothing. Like a pass, a break is believed when a second visitor, sent by ``alone``, meets it.
    """
    scenario = result.scenario
    found: list[JourneyRecord] = []
    for view in views:
        journeys: list[Journey] = []
        for name in personas:
            journeys.append(await walk(name, view, journeys))
        records = [_record(scenario, one) for one in journeys]
        normal = _on_normal_days(result, view.device)
        if alone is not None and breaks(normal, outcome_of(scenario, records)):
            records[0] = _record(scenario, await alone(personas[0], view, ()))
        found += records
    result = replace(result, records=(*result.records, *found))
    return with_findings(result, condition_findings(result))


def _record(scenario: Scenario, journey: Journey) -> JourneyRecord:
    return JourneyRecord(journey=journey, outcome=journey_outcome(scenario, journey))


def by_condition(records: Sequence[JourneyRecord]) -> dict[tuple[str, str], tuple[JourneyRecord, ...]]:
    """The journeys of each condition but the normal one on each device, in the order they were made."""
    found: dict[tuple[str, str], list[JourneyRecord]] = {}
    for record in records:
        view = record.journey.view
        if not is_normal(view):
            found.setdefault((view.condition, view.device), []).append(record)
    return {place: tuple(members) for place, members in found.items()}


def condition_outcomes(result: QuestionResult) -> tuple[tuple[str, Outcome, bool], ...]:
    """Each condition with the worst that its journeys say on any device, and whether it takes an answer away
    that visitors with that device find on a normal day. A device on which nobody does so does not count, as
    long as there is another."""
    told: dict[str, list[tuple[Outcome, bool]]] = {}
    helped = any(_on_normal_days(result, device) in _GOOD for _, device in by_condition(result.records))
    for (condition, device), members in by_condition(result.records).items():
        normal = _on_normal_days(result, device)
        outcome = outcome_of(result.scenario, members)
        here = told.setdefault(condition, [])
        if normal in _GOOD or not helped:
            here.append((outcome, breaks(normal, outcome)))
    return tuple(
        (condition, *min(each, key=lambda one: _WORST_FIRST.index(one[0])))
        for condition, each in told.items()
        if each
    )


def _on_normal_days(result: QuestionResult, device: str) -> Outcome:
    """What visitors with ``device`` find on a normal day. Where nobody was sent with it, what all find; and
    what the question got, where it was settled otherwise than by its journeys."""
    own = own_records(result.scenario, result.records)
    here = [record for record in own if record.journey.view.device == device]
    if not here or len(here) == len(own):
        return result.outcome
    return outcome_of(result.scenario, here)


def breaks(normal: Outcome, outcome: Outcome) -> bool:
    """Whether a condition takes an answer away that visitors find on a normal day."""
    return normal in _GOOD and outcome is Outcome.FAILED


def condition_findings(result: QuestionResult) -> tuple[Finding, ...]:
    """One for each condition and device that breaks the question, or where it could not be asked."""
    findings, scenario = [], result.scenario
    places = by_condition(result.records)
    several = len({device for _, device in places}) > 1
    for (condition, device), members in places.items():
        normal, outcome = _on_normal_days(result, device), outcome_of(scenario, members)
        where = condition_first(condition)
        if several:
            where = say("{condition} ({device})", condition=where, device=device_words(device))
        if breaks(normal, outcome):
            deciding = [record for record in members if record.outcome is outcome]
            best = best_record(deciding, open_ended=isinstance(scenario.answer, NoAnswerGiven))
            findings.append(_broken(condition, where, best.journey))
        elif normal in _GOOD and outcome is Outcome.ERRORED:
            unasked = next(record for record in members if record.outcome is Outcome.ERRORED)
            findings.append(_unasked(where, unasked.journey))
    return tuple(findings)


def _broken(condition: str, where: str, journey: Journey) -> Finding:
    places = [step.landed.url if step.landed else step.url for step in journey.steps]
    url = places[-1] if places else ""
    if journey.ending is Ending.READ_WRONG and evidence_of(journey.verdict):
        shown = evidence_of(journey.verdict)[0]
        url = shown.url
        text = say(
            "{condition} the page {page} says something else: “{quote}”.",
            condition=where,
            page=shown.url,
            quote=shown.quote,
        )
    else:
        text = say(
            "{condition} nobody finds the answer. The visitor who came nearest ended on {page}.",
            condition=where,
            page=url,
        )
        why = row(dict.fromkeys(note.text for note in journey.notes[:_NOTES_MAX]), between="; ")
        text = row((text, say("Met on the way: {why}.", why=why))) if why else text
    return Finding(kind="condition", text=text, url=url, remedy=condition_remedy(condition))


def _unasked(where: str, journey: Journey) -> Finding:
    cause = journey.cause
    why = without_dot(cause.detail) if cause else say("no cause is known")
    return Finding(
        kind="condition_unasked",
        text=say("{condition} it could not be asked: {why}.", condition=where, why=why),
        url=cause.url if cause else "",
        remedy=cause.hint if cause else "",
    )
