"""The look around after the journeys: what it hands to the diagnosis."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from asking import RETURNS, home
from diagnosed_sites import EMPTY, SCENARIO, SMALL_PRINT, asked_and_seen
from worlds import DESKTOP, Document, World, WorldExplorer, link

from selfserve_check.app.diagnostician import Diagnostician
from selfserve_check.journey.persona import MENU
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.site.shared_site import SharedSite

DECOY: dict[str, Document] = {
    "/": home(link("Return something", "/decoy"), SMALL_PRINT),
    "/decoy": EMPTY,
    "/imprint": RETURNS,
}


async def no_site_map() -> Sequence[str]:
    return ()


async def diagnosed_below(misled_below: float) -> QuestionResult:
    before, graph, _ = await asked_and_seen(DECOY, SCENARIO, (MENU,), (), 50)
    diagnostician = Diagnostician(
        site=SharedSite(WorldExplorer(World(documents=DECOY)), graph),
        graph=graph,
        view=DESKTOP,
        scent_model=WordScent(),
        pages_max=50,
        site_map=no_site_map,
        misled_below=misled_below,
    )
    (after,) = await diagnostician.diagnose((before,))
    return after


@pytest.mark.parametrize(("misled_below", "outcome"), [(0.0, Outcome.NEEDS_REVIEW), (0.25, Outcome.FAILED)])
def test_the_threshold_of_the_settings_decides(misled_below: float, outcome: Outcome) -> None:
    """Nobody is expected to find it: under any threshold but none at all that is a failure."""
    result = asyncio.run(diagnosed_below(misled_below))
    assert result.outcome is outcome
    assert [(reach.view, reach.share) for reach in result.reaches] == [(DESKTOP, 0.0)]
