"""Many questions, bounded concurrency, events out. Here, and only here, the unexpected becomes ERRORED."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from selfserve_check.hearing import (
    Listener,
    LookingAround,
    Patient,
    QuestionDone,
    QuestionStarted,
    SiteDown,
    told,
)
from selfserve_check.in_time import ended_in_time, side_by_side
from selfserve_check.journey.again import Again, as_it_is, cause_of_journey, cause_of_replay
from selfserve_check.journey.bad_days import on_bad_days
from selfserve_check.journey.in_vain import elsewhere, sent_before
from selfserve_check.journey.judge import Question, prepare
from selfserve_check.journey.languages import LanguagesMet, words_only
from selfserve_check.journey.last_path import (
    LAST_PATH,
    follow,
    marked,
    view_for,
    wants_last_path,
    with_last_path,
)
from selfserve_check.journey.other_language import wording_in
from selfserve_check.journey.outcome import (
    decide_outcome,
    errored,
    journey_outcome,
    with_findings,
)
from selfserve_check.journey.own_words import in_own_words
from selfserve_check.journey.persona import MENU, Persona, persona_named
from selfserve_check.journey.rank import ScentModel
from selfserve_check.journey.recheck import EvidenceCheck, evidence_check, why_unsteady
from selfserve_check.journey.site_port import CouldNotAsk, Site
from selfserve_check.journey.walk import Asked, unwalked, walk
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.condition import under
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause, Journey
from selfserve_check.model.past_path import PastPath
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Replay
from selfserve_check.model.said import say
from selfserve_check.model.scenario import NoAnswerGiven, Scenario, Severity


class Replayer(Protocol):
    """Clicks a journey through for real, in a fresh context, with pictures."""

    async def replay(self, journey: Journey, check: EvidenceCheck) -> Replay: ...


class Diagnose(Protocol):
    """Says of questions that did not pass why, over everything that was seen."""

    async def diagnose(self, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolkit:
    """All that a run works with. ``live`` opens a site for one journey alone; ``replayer`` is None where
    there is no browser. ``meaning`` ties answers to questions beyond shared words. ``conditions`` are the
    bad days of questions that name none themselves, lived through in every view. ``last_paths`` are the
    ways, by question, that led to the answer the last time. ``again`` tries what a passing fault kept away;
    ``retries`` are the looks at a failure besides the first. ``workers`` bounds the questions asked at once,
    ``walkers`` the visitors of one question that are under way at once; ``journey_s`` each journey."""

    site: Site
    live: Callable[[], AbstractAsyncContextManager[Site]]
    scent_model: ScentModel
    personas: tuple[Persona, ...]
    views: tuple[View, ...]
    meaning: Closeness | None = None
    replayer: Replayer | None = None
    diagnose: Diagnose | None = None
    conditions: tuple[str, ...] = ()
    last_paths: Mapping[str, PastPath] = field(default_factory=dict)
    again: Again = as_it_is
    retries: int = 1
    workers: int = 2
    walkers: int = 1
    journey_s: float = 300.0
    steps_max: int = 60


async def ask_all(
    scenarios: Sequence[Scenario], kit: Toolkit, listener: Listener, stop: asyncio.Event, run_s: float
) -> tuple[tuple[QuestionResult, ...], bool]:
    """Ask every scenario; returns the results in the order given, and whether the run is complete.

    Ends early when ``stop`` is set or after ``run_s`` seconds: what is not decided by then is ERRORED.
    A ``listener`` that raises is not called again and costs the run nothing; what it raised is logged.
    """
    listener = Patient(listener=listener).hear
    asked = [scenario for scenario in scenarios if scenario.severity is not Severity.OFF]
    down = await _starts_down(asked, kit, listener, stop, run_s)
    # Of a few questions the visitors go side by side, so that no place stays empty.
    kit = replace(kit, walkers=max(kit.walkers, kit.workers // max(1, len(asked))))
    crew = _Crew(kit=kit, listener=listener, total=len(asked), down=down)
    tasks = {scenario.id: asyncio.ensure_future(crew.ask(scenario)) for scenario in asked}
    complete = await ended_in_time(tuple(tasks.values()), stop, run_s)
    results = tuple(
        _outcome_of(scenario, tasks.get(scenario.id), stop.is_set(), run_s) for scenario in scenarios
    )
    if kit.diagnose is not None and complete:
        failed = sum(result.outcome is Outcome.FAILED for result in results)
        if failed:
            listener(LookingAround(questions=failed))
        results = await diagnosed(results, kit.diagnose, stop, run_s)
        # A look around that was cut short leaves failures unproven: the run is not whole.
        complete = not stop.is_set()
    return results, complete


async def diagnosed(
    results: tuple[QuestionResult, ...], diagnose: Diagnose, stop: asyncio.Event, run_s: float
) -> tuple[QuestionResult, ...]:
    """``results`` with their reasons. Where that is cut short or crashes they stay as they were found."""
    diagnosis = asyncio.ensure_future(diagnose.diagnose(results))
    if not await ended_in_time((diagnosis,), stop, run_s):
        return results
    error = diagnosis.exception()
    if error is None:
        return diagnosis.result()
    detail, trace = told(error)
    note = Finding(
        kind="undiagnosed",
        text=say("Why it failed could not be worked out: {why}", why=detail),
        remedy=say("Please report this:\n{trace}", trace=trace),
    )
    return tuple(
        with_findings(result, (note,)) if result.outcome is Outcome.FAILED else result for result in results
    )


def _outcome_of(
    scenario: Scenario, task: asyncio.Task[QuestionResult] | None, stopped: bool, run_s: float
) -> QuestionResult:
    if task is None:
        return QuestionResult(scenario=scenario, outcome=Outcome.SKIPPED)
    if task.cancelled():
        if stopped:
            cause = Cause(
                kind="cancelled", detail=say("the run was stopped before this question was answered")
            )
        else:
            hint = say("raise timeouts.run_s, or ask fewer questions in one run")
            detail = say("the run's {seconds} s were over (timeouts.run_s)", seconds=f"{run_s:g}")
            cause = Cause(kind="limit", detail=detail, hint=hint)
        return errored(scenario, cause)
    return task.result()


async def _starts_down(
    scenarios: Sequence[Scenario], kit: Toolkit, listener: Listener, stop: asyncio.Event, run_s: float
) -> dict[str, Cause]:
    """Start pages that cannot be opened, each asked for and said once. A crash is left to the questions,
    each of which meets it and tells it."""
    down: dict[str, Cause] = {}
    for start in dict.fromkeys(scenario.start for scenario in scenarios):
        opening = asyncio.ensure_future(kit.site.open(kit.views[0], start))
        if not await ended_in_time((opening,), stop, run_s):
            break
        reply = None if opening.cancelled() or opening.exception() else opening.result()
        if isinstance(reply, CouldNotAsk):
            down[start] = reply.cause
            listener(SiteDown(url=start, cause=reply.cause))
    return down


@dataclass(slots=True)
class _Crew:
    """Asks questions one after the other in each of ``kit.workers`` places."""

    kit: Toolkit
    listener: Listener
    total: int
    down: dict[str, Cause]
    done: int = 0
    places: asyncio.Semaphore | None = None

    def __post_init__(self) -> None:
        self.places = asyncio.Semaphore(self.kit.workers)

    async def ask(self, scenario: Scenario) -> QuestionResult:
        assert self.places is not None  # noqa: S101 -- set in __post_init__, for the type checker
        async with self.places:
            cause = self.down.get(scenario.start)
            if cause is not None:
                result = errored(scenario, cause)
            else:
                self.listener(QuestionStarted(scenario=scenario))
                result = await _ask_guarded(scenario, self.kit)
            self.done += 1
            self.listener(QuestionDone(result=result, done=self.done, total=self.total))
            return result


async def _ask_guarded(scenario: Scenario, kit: Toolkit) -> QuestionResult:
    try:
        return await ask_one(scenario, kit)
    except Exception as error:  # noqa: BLE001 -- one question's crash must not take the others with it
        detail, trace = told(error)
        hint = say("please report this:\n{trace}", trace=trace)
        return errored(scenario, Cause(kind="internal", detail=detail, hint=hint))


async def ask_one(scenario: Scenario, kit: Toolkit) -> QuestionResult:
    """Every visitor in every view and wording, the outcome, and its confirmation."""
    question = prepare(scenario, kit.meaning)
    names = scenario.personas or tuple(persona.name for persona in kit.personas)
    site = LanguagesMet(site=kit.site)

    async def walked(wording: str, view: View) -> list[JourneyRecord]:
        journeys: list[Journey] = []
        for name in names:
            asked = _asked(scenario, question, wording, persona_named(name), view, kit)
            journeys.append(await _walked(site, asked, journeys, kit))
        return [JourneyRecord(journey=one, outcome=journey_outcome(scenario, one)) for one in journeys]

    groups = [partial(walked, wording, view) for wording in scenario.wordings for view in kit.views]
    records = [one for group in await side_by_side(groups, kit.walkers) for one in group]
    result = await _by_the_last_path(decide_outcome(scenario, records), question, site, kit)
    if kit.replayer is not None:
        result = await _confirmed(result, question, kit, kit.replayer)
        known = await _by_the_last_path(result, question, site, kit)  # a pass may not have been confirmed
        if known is not result:
            result = await _confirmed(known, question, kit, kit.replayer)
    result = marked(await _on_bad_days(result, question, site, kit))
    if kit.meaning is None:
        return result
    return replace(result, words_only=words_only(site.langs, kit.meaning.knows))


async def _by_the_last_path(
    result: QuestionResult, question: Question, site: Site, kit: Toolkit
) -> QuestionResult:
    """``result``, or a pass where the way that led to the answer the last time still does."""
    if result.scenario.id not in kit.last_paths or not wants_last_path(result):
        return result
    journey = await _followed(result.scenario, question, site, kit)
    return result if journey is None else with_last_path(result, journey)


async def _followed(scenario: Scenario, question: Question, site: Site, kit: Toolkit) -> Journey | None:
    path = kit.last_paths[scenario.id]
    view = view_for(path, kit.views)
    if view is None:
        return None
    asked = _asked(scenario, question, scenario.question, MENU, view, kit)
    return await _in_time(follow(site, asked, path), asked, kit.journey_s)


async def _on_bad_days(
    result: QuestionResult, question: Question, site: Site, kit: Toolkit
) -> QuestionResult:
    """``result`` with what became of it under its conditions, unless it could not even be asked."""
    scenario = result.scenario
    conditions = kit.conditions if scenario.conditions is None else scenario.conditions
    if result.outcome is Outcome.ERRORED or not conditions:
        return result

    async def walk_in(where: Site, name: str, view: View, before: Sequence[Journey]) -> Journey:
        wording = wording_in(scenario.wordings, view)
        asked = _asked(scenario, question, wording, persona_named(name), view, kit)
        return await _walked(where, asked, before, kit)

    async def walk_alone(name: str, view: View, before: Sequence[Journey]) -> Journey:
        async with kit.live() as alone:
            return await walk_in(alone, name, view, before)

    views = tuple(under(view, condition) for condition in conditions for view in kit.views)
    names = scenario.personas or tuple(persona.name for persona in kit.personas)
    again = walk_alone if kit.replayer is not None else None
    return await on_bad_days(result, views, names, partial(walk_in, site), again)


def _asked(
    scenario: Scenario, question: Question, wording: str, persona: Persona, view: View, kit: Toolkit
) -> Asked:
    return Asked(
        question=question,
        wording=wording,
        start=scenario.start,
        budget=scenario.budget,
        persona=persona,
        view=view,
        scent_model=in_own_words(kit.scent_model, scenario.synonyms),
        open_ended=isinstance(scenario.answer, NoAnswerGiven),
        steps_max=kit.steps_max,
    )


async def _walked(site: Site, asked: Asked, before: Sequence[Journey], kit: Toolkit) -> Journey:
    """Where a visitor goes who comes after ``before``."""
    asked = replace(asked, scent_model=elsewhere(asked.scent_model, before))
    return await _in_time(walk(site, asked), asked, kit.journey_s)


async def _in_time(walking: Awaitable[Journey], asked: Asked, journey_s: float) -> Journey:
    try:
        async with asyncio.timeout(journey_s) as limit:
            return await walking
    except TimeoutError:
        if not limit.expired():
            raise  # somebody else's, and no sign of a slow journey
        hint = say("raise timeouts.journey_s, or find out why the site is slow")
        detail = say("the journey took over {seconds} s", seconds=f"{journey_s:g}")
        cause = Cause(kind="timeout", detail=detail, hint=hint)
        return unwalked(asked, cause)


async def _confirmed(
    result: QuestionResult, question: Question, kit: Toolkit, replayer: Replayer
) -> QuestionResult:
    """Click the journey that decided through for real. Where that disagrees, walk once more, live."""
    if result.best is None or result.outcome is Outcome.ERRORED:
        return result
    record = result.records[result.best]
    check = evidence_check(question, record)
    replayed = await _replayed(record.journey, check, kit, replayer)
    result = _with_record(result, replace(record, replay=replayed))
    if not replayed.agreed:
        return await _walked_again(result, question, kit, replayer)
    result = replace(result, evidence=replayed.evidence or result.evidence)
    for _ in range(kit.retries - 1):
        if result.outcome is not Outcome.FAILED:
            break
        again = await _walked_again(result, question, kit, replayer)
        result = again if _is_proven(again) else result
    return result


def _is_proven(result: QuestionResult) -> bool:
    """A pass that was clicked through."""
    replay = result.records[result.best].replay if result.best is not None else None
    return result.outcome is Outcome.PASSED and replay is not None and bool(replay.agreed)


async def _replayed(journey: Journey, check: EvidenceCheck, kit: Toolkit, replayer: Replayer) -> Replay:
    replay = partial(replayer.replay, journey, check)
    return await kit.again(await replay(), replay, cause_of_replay)


async def _walked_again(
    result: QuestionResult, question: Question, kit: Toolkit, replayer: Replayer
) -> QuestionResult:
    scenario, best = result.scenario, result.best
    assert best is not None  # noqa: S101 -- _confirmed returns before this without a best journey
    first = result.records[best]
    journey = first.journey

    async def walk_alone() -> Journey:
        async with kit.live() as site:
            return await _again(result, question, journey, site, kit)

    again = await kit.again(await walk_alone(), walk_alone, cause_of_journey)
    record = JourneyRecord(journey=again, outcome=journey_outcome(scenario, again))
    if record.outcome is Outcome.ERRORED:
        return replace(result, outcome=Outcome.ERRORED, reason=None, evidence=(), error=again.cause)
    seen = await _replayed(again, evidence_check(question, record), kit, replayer)
    record = replace(record, replay=seen)
    decided = decide_outcome(scenario, _with_record(result, record).records)
    note = Finding(kind="unsteady", text=_unsteady(first.replay))
    return with_findings(replace(decided, flaky=decided.outcome is Outcome.PASSED), (note,))


def _unsteady(replay: Replay | None) -> str:
    if replay is not None and replay.agreed:
        return say("A further look at the failure found the answer (run.retries).")
    return say(
        "A second look disagreed with the first ({why}), so it was walked once more.",
        why=why_unsteady(replay),
    )


async def _again(
    result: QuestionResult, question: Question, journey: Journey, site: Site, kit: Toolkit
) -> Journey:
    scenario = result.scenario
    followed = await _followed(scenario, question, site, kit) if journey.persona == LAST_PATH else None
    if followed is not None:
        return followed
    asked = _asked(scenario, question, journey.wording, persona_named(journey.persona), journey.view, kit)
    earlier = (record.journey for record in result.records[: result.best])
    return await _walked(site, asked, sent_before(earlier, journey), kit)


def _with_record(result: QuestionResult, record: JourneyRecord) -> QuestionResult:
    records = tuple(record if place == result.best else other for place, other in enumerate(result.records))
    return replace(result, records=records)
