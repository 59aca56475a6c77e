"""Many questions: their order, their limits, and what becomes of crashes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from asking import QUESTION, home
from running import DOCUMENTS, LONG_S, LOST, Watched, held, kit, run, scenario
from worlds import (
    DESKTOP,
    HOME,
    Down,
    Results,
    SearchBox,
    World,
    WorldSite,
    at,
    link,
    until,
)

from selfserve_check.hearing import Event, QuestionDone, QuestionStarted, SiteDown
from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import Severity
from selfserve_check.runner import ask_all, ask_one


@pytest.mark.asyncio
async def test_results_come_in_the_order_of_the_questions() -> None:
    """Whoever is done first; each is started and done once."""
    asked = [scenario(name, start) for name, start in (("a", "/d"), ("b", "/"), ("c", "/r"))]
    results, complete, events = await run(asked, kit(workers=3))
    assert [result.scenario.id for result in results] == ["a", "b", "c"]
    assert [result.outcome for result in results] == [Outcome.FAILED, Outcome.PASSED, Outcome.PASSED]
    assert complete
    assert sorted(e.scenario.id for e in events if isinstance(e, QuestionStarted)) == ["a", "b", "c"]
    assert [(e.done, e.total) for e in events if isinstance(e, QuestionDone)] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.asyncio
async def test_no_questions_are_a_complete_run() -> None:
    """Nothing asked, nothing said."""
    assert await run([], kit()) == ((), True, [])


@pytest.mark.asyncio
@pytest.mark.parametrize("workers", [1, 2, 4])
async def test_no_more_questions_are_asked_at_once_than_there_are_workers(workers: int) -> None:
    """And as many as there are."""
    site = Watched(WorldSite(World(documents=DOCUMENTS)))
    await run([scenario(str(n)) for n in range(8)], kit(site, workers=workers))
    assert site.most == workers


@pytest.mark.asyncio
async def test_a_question_that_is_off_is_skipped() -> None:
    """Not asked, not counted, and in its place among the results."""
    asked = [scenario("a"), scenario("b", severity=Severity.OFF), scenario("c")]
    results, complete, events = await run(asked, kit())
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.SKIPPED, Outcome.PASSED]
    assert complete
    assert {e.total for e in events if isinstance(e, QuestionDone)} == {2}


@pytest.mark.asyncio
async def test_a_site_that_is_down_says_so_once() -> None:
    """No question that starts there is asked; those that start elsewhere are."""
    asked = [scenario("a", "/down"), scenario("b", "/down"), scenario("c")]
    results, complete, events = await run(
        asked, kit(WorldSite(World(documents=DOCUMENTS | {"/down": Down()})))
    )
    assert [result.outcome for result in results] == [Outcome.ERRORED, Outcome.ERRORED, Outcome.PASSED]
    assert [event.url for event in events if isinstance(event, SiteDown)] == [at("/down")]
    assert isinstance(events[0], SiteDown)
    assert [e.scenario.id for e in events if isinstance(e, QuestionStarted)] == ["c"]
    assert results[0].error is not None
    assert results[0].error.kind == "network"
    assert complete


@pytest.mark.asyncio
async def test_a_start_page_that_is_gone_is_the_site_s_failure() -> None:
    """It answered, so it is not down."""
    results, _, events = await run([scenario("a", "/gone")], kit())
    assert results[0].outcome is Outcome.FAILED
    assert not [event for event in events if isinstance(event, SiteDown)]


@pytest.mark.asyncio
async def test_stopping_keeps_what_is_known() -> None:
    """What is decided stays; the rest could not be asked, because it was stopped."""
    site, explorer = held("/d", DOCUMENTS | {"/slow": home(link("Returned", "/d"))})
    stop = asyncio.Event()
    done: list[Event] = []
    running = asyncio.ensure_future(
        ask_all([scenario("a"), scenario("b", "/slow")], kit(site), done.append, stop, LONG_S)
    )
    await until(lambda: explorer.loads_of("/d") == 1 and any(isinstance(e, QuestionDone) for e in done))
    stop.set()
    results, complete = await running
    assert not complete
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.ERRORED]
    assert results[1].error is not None
    assert results[1].error.kind == "cancelled"
    await site.close()


@pytest.mark.asyncio
async def test_stopping_while_the_start_page_loads_ends_the_run_at_once() -> None:
    """Nobody waits for a page that nobody needs any more."""
    site, explorer = held("/")
    stop = asyncio.Event()
    running = asyncio.ensure_future(run([scenario()], kit(site), stop=stop))
    await until(lambda: bool(explorer.loads))
    stop.set()
    results, complete, _ = await running
    assert not complete
    assert results[0].error is not None
    assert results[0].error.kind == "cancelled"
    await site.close()


@pytest.mark.asyncio
async def test_a_run_ends_at_its_deadline() -> None:
    """What was not decided by then could not be asked, and the setting is named."""
    site, _ = held("/d", LOST)
    results, complete, _ = await run([scenario()], kit(site), run_s=0.05)
    assert not complete
    assert results[0].error is not None
    assert (results[0].outcome, results[0].error.kind) == (Outcome.ERRORED, "limit")
    assert "timeouts.run_s" in results[0].error.hint
    await site.close()


@pytest.mark.asyncio
async def test_a_journey_ends_at_its_deadline() -> None:
    """The question could not be asked; the run goes on."""
    site, _ = held("/r")
    results, complete, _ = await run([scenario("a"), scenario("b", "/d")], kit(site, journey_s=0.05))
    assert complete
    assert results[0].error is not None
    assert (results[0].outcome, results[0].error.kind) == (Outcome.ERRORED, "timeout")
    assert "timeouts.journey_s" in results[0].error.hint
    assert results[1].outcome is Outcome.FAILED
    await site.close()


@pytest.mark.asyncio
async def test_a_crash_takes_one_question_with_it() -> None:
    """Its traceback is kept; the others are answered."""
    site = Watched(
        WorldSite(World(documents=DOCUMENTS)), crashing={at("/r"): RuntimeError("the observer fell over")}
    )
    results, complete, _ = await run([scenario("a", "/r"), scenario("b")], kit(site))
    assert complete
    assert [result.outcome for result in results] == [Outcome.ERRORED, Outcome.PASSED]
    error = results[0].error
    assert error is not None
    assert (error.kind, error.detail) == ("internal", "RuntimeError: the observer fell over")
    assert "Traceback" in error.hint
    assert "running.py" in error.hint


@pytest.mark.asyncio
async def test_somebody_else_s_time_out_is_not_called_a_slow_journey() -> None:
    """A TimeoutError out of a library is a crash of ours with its traceback."""
    site = Watched(WorldSite(World(documents=DOCUMENTS)), crashing={HOME: TimeoutError("a socket")})
    results, _, _ = await run([scenario()], kit(site))
    assert results[0].error is not None
    assert results[0].error.kind == "internal"


@pytest.mark.asyncio
async def test_every_visitor_goes_in_every_view_and_wording() -> None:
    """In this order, whatever they find."""
    phone = replace(DESKTOP, device="phone")
    documents = DOCUMENTS | {"/": home(SearchBox(), link("Returns", "/r")), "/search": Results(entries=())}
    tools = kit(WorldSite(World(documents=documents)), personas=(MENU, SEARCH), views=(DESKTOP, phone))
    result = await ask_one(replace(scenario(), also_asked=("When must I return it?",)), tools)
    sent = [(r.journey.wording == QUESTION, r.journey.view.device, r.journey.persona) for r in result.records]
    assert sent == [
        (own, device, persona)
        for own in (True, False)
        for device in ("desktop", "phone")
        for persona in ("menu", "search")
    ]


@pytest.mark.asyncio
async def test_a_question_may_name_its_own_visitors() -> None:
    """Instead of the run's."""
    tools = kit(personas=(MENU, SEARCH))
    result = await ask_one(replace(scenario(), personas=("search",)), tools)
    assert [record.journey.persona for record in result.records] == ["search"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosing:
    """Says what ``say`` makes of the results."""

    say: Callable[[Sequence[QuestionResult]], tuple[QuestionResult, ...]]

    async def diagnose(self, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
        return self.say(results)


def with_reason(results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
    return tuple(replace(result, reason=Reason.MISSING) for result in results)


def crash(results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
    raise RuntimeError(f"{len(results)} were too many")


@pytest.mark.asyncio
async def test_a_complete_run_is_diagnosed() -> None:
    """All results at once."""
    results, _, _ = await run([scenario("a"), scenario("b")], kit(diagnose=Diagnosing(say=with_reason)))
    assert {result.reason for result in results} == {Reason.MISSING}


@pytest.mark.asyncio
async def test_a_run_that_was_cut_short_is_not_diagnosed() -> None:
    """Half of the site is no ground for saying why."""
    site, _ = held("/")
    stop = asyncio.Event()
    stop.set()
    results, complete, _ = await run([scenario()], kit(site, diagnose=Diagnosing(say=with_reason)), stop=stop)
    assert (results[0].reason, complete) == (None, False)
    await site.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedWhileDiagnosing:
    """Somebody stops the run in the middle of the look around, which then never ends."""

    stop: asyncio.Event

    async def diagnose(self, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
        self.stop.set()
        await asyncio.Event().wait()
        return tuple(results)


@pytest.mark.asyncio
async def test_a_look_around_that_was_cut_short_leaves_the_run_incomplete() -> None:
    """The results stay as they were found, unproven, and the run says that it is not whole."""
    stop = asyncio.Event()
    tools = kit(diagnose=StoppedWhileDiagnosing(stop=stop))
    results, complete, _ = await run([scenario("a"), scenario("b", "/d")], tools, stop=stop)
    assert not complete
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.FAILED]
    assert results[1].reason is None


@pytest.mark.asyncio
async def test_a_crash_of_the_diagnosis_keeps_the_results() -> None:
    """What failed says that its reason is unknown, with the traceback; what passed is as it was."""
    asked = [scenario("a"), scenario("b", "/d")]
    results, complete, _ = await run(asked, kit(diagnose=Diagnosing(say=crash)))
    assert complete
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.FAILED]
    assert results[0].findings == ()
    note: Finding = results[1].findings[0]
    assert note.kind == "undiagnosed"
    assert "RuntimeError: 2 were too many" in note.text
    assert "Traceback" in note.remedy
