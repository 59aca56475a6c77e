"""Passing faults and further looks: what is tried again, what is flaky, and what stays a failure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from running import AGREED, DISAGREED, DOCUMENTS, LOST, Live, Replayed, kit, scenario
from worlds import World, WorldSite

from selfserve_check.journey.again import once_more
from selfserve_check.model.journey import Cause
from selfserve_check.model.result import Outcome, Replay
from selfserve_check.runner import Toolkit, ask_one

RESET = Replay(agreed=None, cause=Cause(kind="network", detail="reset"))


def failing(replayer: Replayed, live: Live, retries: int) -> Toolkit:
    return replace(
        kit(WorldSite(World(documents=LOST)), replayer=replayer, live=live), retries=retries, again=once_more
    )


@pytest.mark.asyncio
async def test_a_replay_that_a_fault_cut_short_is_replayed_again() -> None:
    """And the pass stands without a word: it was never in doubt."""
    replayer, live = Replayed([RESET, AGREED]), Live(DOCUMENTS)
    result = await ask_one(scenario(), replace(kit(replayer=replayer, live=live), again=once_more))
    assert (result.outcome, result.flaky, result.findings) == (Outcome.PASSED, False, ())
    assert (len(replayer.seen), live.opened) == (2, 0)


@pytest.mark.asyncio
async def test_a_failure_that_a_further_look_disproves_is_flaky_and_says_so() -> None:
    replayer, live = Replayed([AGREED]), Live(DOCUMENTS)
    result = await ask_one(scenario(), failing(replayer, live, retries=2))
    assert (result.outcome, result.flaky) == (Outcome.PASSED, True)
    assert [finding.text for finding in result.findings] == [
        "A further look at the failure found the answer (run.retries)."
    ]
    assert live.opened == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(("retries", "looks"), [(1, 0), (2, 1), (4, 3)])
async def test_a_failure_stays_one_after_as_many_looks_as_are_set(retries: int, looks: int) -> None:
    replayer, live = Replayed([AGREED]), Live(LOST)
    result = await ask_one(scenario(), failing(replayer, live, retries))
    assert (result.outcome, result.flaky, result.findings) == (Outcome.FAILED, False, ())
    assert live.opened == looks


@pytest.mark.asyncio
async def test_a_pass_is_not_looked_at_further() -> None:
    replayer, live = Replayed([AGREED]), Live(LOST)
    result = await ask_one(scenario(), replace(kit(replayer=replayer, live=live), retries=5))
    assert result.outcome is Outcome.PASSED
    assert live.opened == 0


@pytest.mark.asyncio
async def test_a_further_look_that_its_replay_denies_proves_nothing() -> None:
    replayer, live = Replayed([AGREED, DISAGREED]), Live(DOCUMENTS)
    result = await ask_one(scenario(), failing(replayer, live, retries=2))
    assert (result.outcome, result.flaky) == (Outcome.FAILED, False)


@pytest.mark.asyncio
async def test_a_replay_that_took_all_its_time_is_followed_by_a_walk_and_not_by_another() -> None:
    slow = Replay(agreed=None, cause=Cause(kind="timeout", detail="the page did not load in time"))
    replayer, live = Replayed([slow, AGREED]), Live(DOCUMENTS)
    result = await ask_one(scenario(), replace(kit(replayer=replayer, live=live), again=once_more))
    assert (result.outcome, result.flaky) == (Outcome.PASSED, True)
    assert (len(replayer.seen), live.opened) == (2, 1)
