"""How what a journey found is confirmed, and what becomes of a disagreement."""

from __future__ import annotations

import pytest
from asking import ANSWER, RETURNS, WRONG_ANSWER, home
from running import AGREED, DISAGREED, DOCUMENTS, LOST, Live, Replayed, kit, scenario
from worlds import (
    DESKTOP,
    HOME,
    Down,
    Page,
    World,
    WorldSite,
    at,
    link,
)

from selfserve_check.journey.judge import prepare
from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.journey.recheck import evidence_check
from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Cause, Ending
from selfserve_check.model.result import Outcome, Replay
from selfserve_check.model.verdict import Evidence
from selfserve_check.runner import (
    ask_one,
)


@pytest.mark.asyncio
async def test_a_pass_that_its_replay_confirms_shows_the_replay_s_evidence() -> None:
    """What stood there at the end of the path that was clicked through."""
    evidence = (Evidence(url=at("/r"), quote="seen again"),)
    replayer, live = Replayed([Replay(agreed=True, evidence=evidence)]), Live(DOCUMENTS)
    result = await ask_one(scenario(), kit(replayer=replayer, live=live))
    assert (result.outcome, result.flaky, result.evidence) == (Outcome.PASSED, False, evidence)
    assert result.best is not None
    assert result.records[result.best].replay == Replay(agreed=True, evidence=evidence)
    assert live.opened == 0


@pytest.mark.asyncio
async def test_only_the_journey_that_decided_is_replayed() -> None:
    """Of a pass the shortest, of a failure the nearest."""
    replayer = Replayed([AGREED])
    result = await ask_one(scenario(), kit(replayer=replayer, personas=(MENU, SEARCH)))
    assert [journey for journey, _ in replayer.seen] == [result.records[0].journey]
    assert result.records[1].replay is None


@pytest.mark.asyncio
async def test_a_failure_is_replayed_for_its_pictures() -> None:
    """And stays a failure when the replay agrees."""
    replayer = Replayed([AGREED])
    result = await ask_one(scenario(), kit(WorldSite(World(documents=LOST)), replayer=replayer))
    assert (result.outcome, len(replayer.seen), result.findings) == (Outcome.FAILED, 1, ())


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "first", [DISAGREED, Replay(agreed=None, cause=Cause(kind="timeout", detail="too slow"))]
)
async def test_a_pass_that_needed_a_second_look_is_flaky(first: Replay) -> None:
    """The replay disagreed or could not be made: walked once more, live, and said so."""
    replayer, live = Replayed([first, AGREED]), Live(DOCUMENTS)
    result = await ask_one(scenario(), kit(replayer=replayer, live=live))
    assert (result.outcome, result.flaky, live.opened) == (Outcome.PASSED, True, 1)
    (finding,) = result.findings
    assert finding.kind == "unsteady"
    assert (first.cause.detail if first.cause else first.detail) in finding.text


@pytest.mark.asyncio
async def test_the_second_look_decides() -> None:
    """What the graph said is gone, and the live walk found nothing: failed, and not flaky."""
    replayer, live = Replayed([DISAGREED, AGREED]), Live(LOST)
    result = await ask_one(scenario(), kit(replayer=replayer, live=live))
    assert (result.outcome, result.flaky) == (Outcome.FAILED, False)
    assert result.records[0].journey.ending is Ending.NOTHING_LEFT
    assert [finding.kind for finding in result.findings] == ["unsteady"]


@pytest.mark.asyncio
async def test_a_failure_that_a_second_look_heals_is_a_flaky_pass() -> None:
    """The site showed it the second time."""
    replayer, live = Replayed([DISAGREED, AGREED]), Live(DOCUMENTS)
    result = await ask_one(scenario(), kit(WorldSite(World(documents=LOST)), replayer=replayer, live=live))
    assert (result.outcome, result.flaky) == (Outcome.PASSED, True)


@pytest.mark.asyncio
async def test_a_second_look_that_could_not_be_had_leaves_the_question_unasked() -> None:
    """Neither the graph nor the replay is to be believed."""
    replayer, live = Replayed([DISAGREED]), Live({"/": Down(kind="server_error")})
    result = await ask_one(scenario(), kit(replayer=replayer, live=live))
    assert (result.outcome, result.evidence, result.flaky) == (Outcome.ERRORED, (), False)
    assert result.error is not None
    assert result.error.kind == "server_error"


@pytest.mark.asyncio
async def test_what_could_not_be_asked_is_not_replayed() -> None:
    """There is nothing to confirm."""
    replayer = Replayed([AGREED])
    site = WorldSite(World(documents={"/": home(link("Returns", "/x")), "/x": Down()}))
    result = await ask_one(scenario(), kit(site, replayer=replayer))
    assert (result.outcome, replayer.seen) == (Outcome.ERRORED, [])


@pytest.mark.asyncio
async def test_the_check_of_a_replay_wants_the_same_said_again() -> None:
    """Evidence where the page at the end answers, nothing where it does not or says another thing."""
    result = await ask_one(scenario(), kit())
    check = evidence_check(prepare(scenario()), result.records[0])
    quotes = [
        [evidence.quote for evidence in check(shown(page))]
        for page in (RETURNS, Page(title="Returns", text=(WRONG_ANSWER,)), Page(title="Tiles"))
    ]
    assert quotes == [[ANSWER], [], []]


def shown(page: Page) -> PageState:
    reply = World(documents={"/": page}).load(StateId(view=DESKTOP, url=HOME))
    assert isinstance(reply, Arrived)
    return reply.page
