"""A dead or walled link that no visitor clicked and that looks like the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import home
from diagnosed_sites import EMPTY, SCENARIO, diagnosed, finding_of
from worlds import Dead, Document, Page, Wall, at, link

from selfserve_check.model.result import Reason

SPENT = replace(SCENARIO, budget=2)
HUB = Page(title="Help", things=(link("How long to return something", "/x"), link("Tiles", "/t")))


def site(stop: Document, hub: Page = HUB) -> dict[str, Document]:
    """Visitors spend their clicks before they come to ``stop``."""
    things = (link("Return something", "/a"), link("Returned", "/b"), link("Help", "/hub"))
    return {"/": home(*things), "/a": EMPTY, "/b": EMPTY, "/hub": hub, "/x": stop, "/t": EMPTY}


@pytest.mark.parametrize(
    ("stop", "reason"), [(Dead(), Reason.BROKEN), (Dead(status=410), Reason.BROKEN), (Wall(), Reason.WALLED)]
)
def test_a_link_that_nobody_had_clicks_left_for_is_the_reason(stop: Document, reason: Reason) -> None:
    """Those who looked around met it; it is the first of its page and within the budget."""
    result = diagnosed(site(stop), scenario=SPENT)
    assert result.reason is reason
    assert finding_of(result).url == at("/hub")
    assert "“How long to return something”" in finding_of(result).text


@pytest.mark.parametrize(
    "hub",
    [
        Page(title="Help", things=(link("How long to return something", "/t"), link("Returns", "/x"))),
        Page(title="Help", things=(link("Tiles of old", "/x"), link("Tiles", "/t"))),
    ],
    ids=["another-looks-better", "no-scent"],
)
def test_a_dead_link_that_looks_like_nothing_is_not_the_reason(hub: Page) -> None:
    """It is told among the dead links."""
    assert diagnosed(site(Dead(), hub), scenario=SPENT).reason is Reason.MISSING


def test_a_dead_link_further_away_than_the_budget_is_not_the_reason() -> None:
    """Nobody would have come there."""
    assert diagnosed(site(Dead()), scenario=replace(SCENARIO, budget=1)).reason is Reason.MISSING
