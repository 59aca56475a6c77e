"""From ``run.json`` back to what was asked and who asked it, to be asked again of a recording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selfserve_check.model.action import StateId, View
from selfserve_check.model.journey import Ending, Journey, Move, Step
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import (
    Answer,
    FactAnswer,
    NoAnswerGiven,
    PageAnswer,
    PassWhen,
    Scenario,
    Severity,
)
from selfserve_check.model.verdict import Absent
from selfserve_check.report.run_file import ExpectedPart, JourneyPart, ResultPart, RunFile


def results_of(run: RunFile, views: Iterable[View]) -> tuple[QuestionResult, ...]:
    """The questions of ``run`` with their journeys, as far as the file tells: of each step what was done and
    what came of it, but not the verdicts. ``views`` are those of the recording."""
    known = tuple(views)
    return tuple(_result(run, part, known) for part in run.results)


def scenario_of(run: RunFile, part: ResultPart) -> Scenario:
    """The question as it was asked."""
    return Scenario(
        id=part.id,
        question=part.question,
        site=run.site,
        start=part.start,
        answer=_answer(part.expected),
        also_asked=tuple(part.also_asked),
        budget=part.budget,
        asked_per_month=part.asked_per_month,
        severity=Severity(part.severity),
        tags=tuple(part.tags),
        pass_when=PassWhen(part.pass_when),
        personas=tuple(dict.fromkeys(journey.persona for journey in part.journeys)),
        source=part.source,
        synonyms=tuple(tuple(group) for group in part.synonyms),
    )


def _result(run: RunFile, part: ResultPart, views: Sequence[View]) -> QuestionResult:
    return QuestionResult(
        scenario=scenario_of(run, part),
        outcome=Outcome(part.outcome),
        records=tuple(
            JourneyRecord(journey=_journey(journey, views), outcome=Outcome(journey.outcome))
            for journey in part.journeys
        ),
        best=part.best_journey,
        reason=Reason(part.reason) if part.reason else None,
        clicks_min=part.clicks_min,
    )


def _journey(part: JourneyPart, views: Sequence[View]) -> Journey:
    view = _view(part, views)
    return Journey(
        persona=part.persona,
        view=view,
        wording=part.wording,
        steps=tuple(
            Step(
                move=Move(step.action),
                state=StateId(view=view, url=step.url),
                url=step.url,
                title=step.title,
                label=step.label,
                clicks=step.clicks,
                result=step.result,
            )
            for step in part.steps
        ),
        ending=Ending(part.ending),
        verdict=Absent(),
    )


def _view(part: JourneyPart, views: Sequence[View]) -> View:
    """The view of the recording that the journey was made in; the file does not say who was signed in."""
    plain = View(device=part.device, locale=part.locale or View().locale, condition=part.condition)
    told = (plain.device, plain.locale, plain.condition)
    return next((view for view in views if (view.device, view.locale, view.condition) == told), plain)


def _answer(part: ExpectedPart) -> Answer:
    match part.kind:
        case "fact":
            return FactAnswer(
                all_of=tuple(part.all_of),
                any_of=tuple(part.any_of),
                none_of=tuple(part.none_of),
                matches=tuple(part.matches),
            )
        case "page":
            return PageAnswer(page=part.page)
        case "none":
            return NoAnswerGiven()
