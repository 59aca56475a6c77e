"""A question that was answered before is not lost because strangers follow something new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import RETURNS, WRONG_ANSWER, home
from running import AGREED, DISAGREED, Live, Replayed, kit, run, scenario
from worlds import Document, Down, Page, World, WorldSite, at, link

from selfserve_check.journey.last_path import LAST_PATH
from selfserve_check.model.action import View
from selfserve_check.model.past_path import PastPath, PastStep
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import PassWhen, Scenario
from selfserve_check.runner import Toolkit

WAY = PastPath(
    question="q",
    persona="menu",
    device="desktop",
    start=at("/"),
    steps=(PastStep(action="click", label="Sending back", url=at("/"), landed=at("/r")),),
)
TEASERS = tuple(
    link(f"How long you have to return something, part {number}", f"/t{number}") for number in range(4)
)
TEASED: dict[str, Document] = {
    "/": home(*TEASERS, link("Sending back", "/r")),
    "/r": RETURNS,
    **{f"/t{number}": Page(title="An offer") for number in range(4)},
}


def tools(documents: dict[str, Document], *, replayer: Replayed | None = None, **more: object) -> Toolkit:
    site = WorldSite(World(documents=documents))
    made = kit(site, live=Live(documents), replayer=replayer)
    return replace(made, last_paths={"q": WAY}, **more)  # type: ignore[arg-type]  # any field of a kit


async def result_of(asked: Scenario, made: Toolkit) -> QuestionResult:
    return (await run([asked], made))[0][0]


@pytest.mark.asyncio
async def test_a_teaser_that_draws_strangers_away_does_not_turn_the_night_red() -> None:
    """The answer is still found the way it was found before, and the mark says what changed."""
    without = await result_of(scenario(), replace(tools(TEASED), last_paths={}))
    assert without.outcome is Outcome.FAILED
    found = await result_of(scenario(), tools(TEASED))
    assert (found.outcome, found.harder) == (Outcome.PASSED, True)
    assert [finding.kind for finding in found.findings] == ["harder_to_find"]
    assert found.best is not None
    assert found.records[found.best].journey.persona == LAST_PATH


@pytest.mark.asyncio
async def test_where_strangers_find_it_nothing_is_added() -> None:
    """The run is the very same as without a history."""
    documents = TEASED | {"/": home(link("Return something", "/r"))}
    assert await result_of(scenario(), tools(documents)) == await result_of(
        scenario(), replace(tools(documents), last_paths={})
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("change", [{"/r": Page(title="Returns")}, {"/": home(*TEASERS)}])
async def test_where_the_way_no_longer_works_it_is_a_failure(change: dict[str, Document]) -> None:
    """As if nobody had known a way: no trace of it in the result."""
    documents = TEASED | change
    lost = await result_of(scenario(), tools(documents))
    assert lost.outcome is Outcome.FAILED
    assert lost == await result_of(scenario(), replace(tools(documents), last_paths={}))


@pytest.mark.asyncio
async def test_a_way_that_works_beats_a_way_that_could_not_be_asked() -> None:
    """The teaser answers with 503; that says nothing about the answer, and the known way does."""
    documents = TEASED | {f"/t{number}": Down() for number in range(4)}
    found = await result_of(scenario(), tools(documents))
    assert (found.outcome, found.error) == (Outcome.PASSED, None)


@pytest.mark.asyncio
async def test_who_was_told_something_wrong_is_not_overruled() -> None:
    """A page that says 14 days is the site's fault, whatever another page says."""
    documents = TEASED | {"/t0": Page(title="Return something", text=(WRONG_ANSWER,))}
    lost = await result_of(scenario(), tools(documents))
    assert (lost.outcome, lost.reason) == (Outcome.FAILED, Reason.WRONG)
    assert {record.journey.persona for record in lost.records} == {"menu"}


@pytest.mark.asyncio
async def test_an_author_who_asks_that_everybody_finds_it_is_taken_at_their_word() -> None:
    """One who knows the way is not everybody."""
    asked = replace(scenario(), pass_when=PassWhen.ALL)
    assert (await result_of(asked, tools(TEASED))).outcome is Outcome.FAILED


@pytest.mark.asyncio
async def test_a_way_of_another_device_is_not_walked() -> None:
    """What a phone shows is another page."""
    made = tools(TEASED, views=(View(device="phone"),))
    assert (await result_of(scenario(), made)).outcome is Outcome.FAILED


@pytest.mark.asyncio
async def test_the_known_way_is_confirmed_like_any_other() -> None:
    """It counts once it was clicked through for real; where that disagrees it is walked again, live."""
    replayer = Replayed([AGREED])
    assert (await result_of(scenario(), tools(TEASED, replayer=replayer))).outcome is Outcome.PASSED
    assert [journey.persona for journey, _ in replayer.seen] == [LAST_PATH]
    again = await result_of(scenario(), tools(TEASED, replayer=Replayed([DISAGREED, AGREED])))
    assert (again.outcome, again.flaky, again.harder) == (Outcome.PASSED, True, True)
    assert {record.journey.persona for record in again.records} == {"menu", LAST_PATH}


@pytest.mark.asyncio
async def test_a_pass_that_was_not_confirmed_leaves_the_known_way() -> None:
    """What visitors found in the graph is not there for real, and they find nothing else; the way of before
    is still walked, and confirmed."""
    found_in_graph = TEASED | {
        "/": home(link("Return something", "/r2"), link("Sending back", "/r")),
        "/r2": RETURNS,
    }
    made = tools(found_in_graph, replayer=Replayed([DISAGREED, AGREED, AGREED]))
    result = await result_of(scenario(), replace(made, live=Live(TEASED)))
    assert (result.outcome, result.harder) == (Outcome.PASSED, True)


@pytest.mark.asyncio
async def test_a_known_way_that_is_not_there_for_real_is_walked_no_third_time() -> None:
    """In the graph, in a replay, and once more live: then it is gone."""
    replayer = Replayed([DISAGREED])
    gone = TEASED | {"/r": Page(title="Returns")}
    result = await result_of(scenario(), replace(tools(TEASED, replayer=replayer), live=Live(gone)))
    assert (result.outcome, result.harder) == (Outcome.FAILED, False)
    assert len(replayer.seen) == 2
