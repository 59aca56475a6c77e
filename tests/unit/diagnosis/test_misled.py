"""An answer that is linked and was not found: whose fault it is, by how many visitors would find it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from asking import RETURNS, home
from diagnosed_sites import (
    EMPTY,
    SCENARIO,
    SMALL_PRINT,
    asked_and_seen,
    diagnosed,
    finding_of,
    reaching_over,
)
from reach_sites import Smells
from worlds import DESKTOP, HOME, Document, Down, link

from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.reach import Reaching
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.result import Outcome, Reason

WAY: dict[str, Document] = {"/": home(link("Return period", "/r")), "/r": RETURNS}
DECOY: dict[str, Document] = {
    "/": home(link("Return something", "/decoy"), SMALL_PRINT),
    "/decoy": EMPTY,
    "/imprint": RETURNS,
}


def test_misled_fails_where_hardly_any_visitor_is_expected_to_find_it() -> None:
    """Nobody follows a label without scent, and all of the site was seen."""
    result = diagnosed(DECOY, misled_below=0.25)
    assert (result.outcome, result.reason) == (Outcome.FAILED, Reason.MISLED)
    assert [(reach.share, reach.unknown) for reach in result.reaches] == [(0.0, 0.0)]
    text = finding_of(result).text
    assert "Fewer than 25 % of visitors are expected to find it." in text
    assert f"On “Tiles” ({HOME}) visitors chose “Return something”; “Imprint” leads to the answer." in text


def test_misled_is_for_a_person_where_enough_visitors_are_expected_to_find_it() -> None:
    """Of equal labels each draws some; the bots just were not among those who chose well. 0.395696 of all
    take the one, as many the other, and those come back in vain with one click."""
    scenario, smells = replace(SCENARIO, budget=1), Smells({"Return something": 0.23, "Imprint": 0.23})
    result = diagnosed(DECOY, scenario=scenario, misled_below=0.395696, smells=smells)
    assert (result.outcome, result.reason) == (Outcome.NEEDS_REVIEW, Reason.MISLED)
    assert result.reaches[0].share == 0.395696
    lower = diagnosed(DECOY, scenario=scenario, misled_below=0.395697, smells=smells)
    assert (lower.outcome, lower.reason) == (Outcome.FAILED, Reason.MISLED)


def test_what_was_not_looked_at_never_makes_misled_fail() -> None:
    """Behind a link that smells may be the answer too."""
    site = DECOY | {"/": home(link("Return something", "/decoy"), link("Our offers", "/o"), SMALL_PRINT)}
    smells = Smells({"Return something": 0.15, "Our offers": 0.15})
    seen = diagnosed(site | {"/o": EMPTY}, misled_below=0.25, smells=smells)
    unseen = diagnosed(site | {"/o": Down()}, misled_below=0.25, smells=smells)
    assert (seen.outcome, seen.reaches[0].unknown) == (Outcome.FAILED, 0.0)
    assert (unseen.outcome, unseen.reason) == (Outcome.NEEDS_REVIEW, Reason.MISLED)
    assert (unseen.reaches[0].share, unseen.reaches[0].unknown >= 0.25) == (0.0, True)


def test_misled_is_for_a_person_where_one_visitor_came_further() -> None:
    """All must have failed; a journey in another wording does not count."""
    before, graph, surveyed = asyncio.run(asked_and_seen(DECOY, SCENARIO, (MENU, SEARCH), (), 50))
    reaching = reaching_over(graph, 0.25)
    first, second = before.records
    unsure = replace(second, outcome=Outcome.NEEDS_REVIEW)
    other = replace(unsure, journey=replace(second.journey, wording="another wording"))
    outcomes = [
        diagnose(replace(before, records=records), graph, surveyed, DESKTOP, reaching).outcome
        for records in ((first, second), (first, unsure), (first, other))
    ]
    assert outcomes == [Outcome.FAILED, Outcome.NEEDS_REVIEW, Outcome.FAILED]


def test_every_question_with_an_answer_learns_its_reach_in_the_views_that_wereasked_and_seen() -> None:
    """A pass as well; a view that no visitor of it looked in is left out."""
    result, graph, surveyed = asyncio.run(asked_and_seen(WAY, SCENARIO, (MENU,), (), 50))
    phone = replace(DESKTOP, device="phone")
    maps = (site_map_of(graph, DESKTOP), site_map_of(graph, phone))
    reaching = Reaching(site_maps=maps, scent_model=WordScent(), misled_below=0.25)
    after = diagnose(result, graph, surveyed, DESKTOP, reaching)
    assert after.outcome is Outcome.PASSED
    assert [reach.view for reach in after.reaches] == [DESKTOP]
    assert after.reaches[0].share > 0.5
