"""Who comes after others looks elsewhere: in a run, when it is walked again, and when a change is tried."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from asking import FACT, QUESTION, RETURNS, home, walked
from running import AGREED, DISAGREED, Live, Replayed, kit, run, scenario
from worlds import DESKTOP, HOME, Document, Page, World, WorldExplorer, WorldSite, at, link

from selfserve_check.diagnosis.edits import edited
from selfserve_check.diagnosis.rewalk import Rewalker
from selfserve_check.journey.in_vain import LOST, ElsewhereScent, elsewhere, read_in_vain, sent_before
from selfserve_check.journey.persona import MENU, THOROUGH, Persona
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.action import View
from selfserve_check.model.journey import Ending
from selfserve_check.model.remedy import AddPassage, Fared
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.scenario import PassWhen, Scenario
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

# Both links are as promising, the first comes first, and one click is all there is.
ONE_CLICK = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=1)
TEMPTED: dict[str, Document] = {
    "/": home(link("Returned", "/wrong"), link("Return", "/r")),
    "/wrong": Page(title="Something else"),
    "/r": RETURNS,
}


def site_of(documents: dict[str, Document]) -> SharedSite:
    return SharedSite(WorldExplorer(World(documents=documents)), SiteGraph())


async def asked(
    scenario: Scenario = ONE_CLICK,
    documents: dict[str, Document] = TEMPTED,
    personas: tuple[Persona, ...] = (MENU, THOROUGH),
    views: tuple[View, ...] = (DESKTOP,),
) -> QuestionResult:
    (result,), _, _ = await run([scenario], kit(site_of(documents), personas=personas, views=views))
    return result


def endings(result: QuestionResult) -> list[Ending]:
    return [record.journey.ending for record in result.records]


@pytest.mark.asyncio
async def test_who_comes_next_finds_what_lies_beside() -> None:
    """Alone each of both follows the tempting link; the second, sent after the first, does not. It says why."""
    for persona in (MENU, THOROUGH):
        assert endings(await asked(personas=(persona,))) == [Ending.BUDGET_SPENT]
    result = await asked()
    assert endings(result) == [Ending.BUDGET_SPENT, Ending.FOUND]
    assert result.outcome is Outcome.PASSED
    labels = [rival.label for rival in result.records[1].journey.steps[-1].rivals]
    assert labels == ["Returned"]


@pytest.mark.asyncio
async def test_who_has_nothing_else_reads_there_too() -> None:
    """Nobody leaves at once because others read all there is in vain."""
    documents: dict[str, Document] = {**TEMPTED, "/r": Page(title="Nothing here either")}
    result = await asked(replace(ONE_CLICK, budget=3), documents)
    assert endings(result) == [Ending.NOTHING_LEFT] * 2
    first, second = ([step.url for step in record.journey.steps] for record in result.records)
    assert second == first
    assert at("/r") in str(result.records[1].journey.steps)


@pytest.mark.asyncio
async def test_where_all_must_find_it_nothing_is_won() -> None:
    """The first is as lost as before."""
    assert (await asked(replace(ONE_CLICK, pass_when=PassWhen.ALL))).outcome is Outcome.FAILED


@pytest.mark.asyncio
async def test_other_wordings_and_views_are_other_visitors() -> None:
    """Nobody shuns what was read with another wording, or on another device."""
    phone = View(device="mobile")
    result = await asked(replace(ONE_CLICK, also_asked=("Return something?",)), views=(DESKTOP, phone))
    assert endings(result) == [Ending.BUDGET_SPENT, Ending.FOUND] * 4
    told = [(one.journey.wording, one.journey.view.device) for one in result.records]
    assert told == sorted(told, key=told.index)
    assert len(set(told)) == 4


def test_nothing_is_shunned_once_somebody_found_it() -> None:
    """What those before read was then not in vain; nor is there anything to shun for the first."""
    found, lost = walked({"/": home(link("Return", "/r")), "/r": RETURNS}), walked(TEMPTED)
    lost = replace(lost, ending=Ending.BUDGET_SPENT)
    model = WordScent()
    assert elsewhere(model, ()) is model
    assert elsewhere(model, (lost, found)) is model
    assert at("/wrong") in read_in_vain((lost,))


def test_a_link_to_what_was_read_loses_and_says_so() -> None:
    """Nothing else on the page does, and no scent falls below nothing."""
    page = WorldSite(World(documents=TEMPTED))
    reply = asyncio.run(page.open(DESKTOP, HOME))
    seen = reply.page.observation  # type: ignore[union-attr]
    plain = WordScent().scents(QUESTION, seen)
    less = ElsewhereScent(inner=WordScent(), read=frozenset({at("/wrong")})).scents(QUESTION, seen)
    assert less[1] == plain[1]
    assert less[0].value == pytest.approx(plain[0].value - LOST)
    assert less[0].cues[-1].because == "another visitor read it in vain"
    assert sum(cue.weight for cue in less[0].cues) == pytest.approx(
        sum(cue.weight for cue in plain[0].cues) - LOST
    )
    nothing = ElsewhereScent(inner=WordScent(), read=frozenset({at("/wrong")})).scents("Opening hours?", seen)
    assert nothing[0].value == 0.0


def test_before_a_journey_are_those_of_its_wording_and_view() -> None:
    """In their order."""
    one = walked(TEMPTED)
    other = replace(one, wording="Other?")
    phone = replace(one, view=View(device="mobile"))
    journeys = [one, other, replace(one, persona="search"), phone]
    assert sent_before((), one) == []
    assert [each.persona for each in sent_before(journeys, one)] == ["menu", "search"]
    assert sent_before(journeys[:3], phone) == []


@pytest.mark.asyncio
async def test_a_second_look_shuns_what_the_first_did() -> None:
    """A pass that the replay does not confirm is walked again by the same visitor, who still comes second."""
    tools = kit(
        site_of(TEMPTED),
        live=Live(TEMPTED),
        replayer=Replayed([DISAGREED, AGREED]),
        personas=(MENU, THOROUGH),
    )
    (result,), _, _ = await run([replace(scenario(), budget=1)], tools)
    assert result.outcome is Outcome.PASSED
    assert result.flaky


@pytest.mark.asyncio
async def test_visitors_sent_again_do_what_they_did() -> None:
    """Over what was seen each shuns what it shunned in the run; an edit that lets the first find the answer
    frees the second of it."""
    shop = site_of(TEMPTED)
    (result,), _, _ = await run([ONE_CLICK], kit(shop, personas=(MENU, THOROUGH)))
    rewalker = Rewalker(graph=shop.graph, scent_model=WordScent())
    again = await rewalker.as_it_was(result)
    assert [one.agrees for one in again] == [True, True]
    assert [one.shuns for one in again] == [frozenset(), frozenset({HOME, at("/wrong")})]
    edit = AddPassage(page=at("/wrong"), text=str(RETURNS.text[0]))
    effects = await rewalker.effects(result, edited(shop.graph, edit))
    assert [one.after.fared for one in effects] == [Fared.FOUND, Fared.FOUND]
    assert [one.after.clicks for one in effects] == [1, 1]
