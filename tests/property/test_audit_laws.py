"""Laws of the audits over any small site: they always end, quote what pages say, and know no order of visits."""

from __future__ import annotations

import asyncio

from asking import QUESTION
from hypothesis import given, settings
from random_worlds import WORDS, worlds
from worlds import DESKTOP, HOME, World, WorldExplorer, at

from selfserve_check.diagnosis.audits import AUDITS, findings_of
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.survey import survey
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.outcome import decide_outcome, journey_outcome
from selfserve_check.journey.persona import MENU
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import JourneyRecord, QuestionResult
from selfserve_check.model.scenario import FactAnswer, Promise, Scenario
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

SCENARIO = Scenario(
    id="q",
    question=QUESTION,
    site=HOME,
    start=HOME,
    answer=FactAnswer(all_of=("30 days",)),
    also_asked=tuple(WORDS[:2]),
    promise=Promise(page=at("/a"), says="30 days"),
    budget=3,
)


async def looked_at(world: World, graph: SiteGraph) -> QuestionResult:
    site = SharedSite(WorldExplorer(world), graph)
    sent = Asked(
        question=prepare(SCENARIO),
        wording=QUESTION,
        start=HOME,
        budget=3,
        persona=MENU,
        view=DESKTOP,
        scent_model=WordScent(),
    )
    journey = await walk(site, sent)
    record = JourneyRecord(journey=journey, outcome=journey_outcome(SCENARIO, journey))
    surveyed = await survey(
        site,
        DESKTOP,
        starts=[HOME, at("/a")],
        site_map=[],
        wordings=[QUESTION],
        scent_model=WordScent(),
        pages_max=40,
    )
    return diagnose(decide_outcome(SCENARIO, (record,)), graph, surveyed, DESKTOP)


def reversed_graph(graph: SiteGraph) -> SiteGraph:
    """The same site, met the other way round."""
    turned = SiteGraph()
    for state, reply in reversed(graph.loads.items()):
        turned.add_load(state, reply)
    for (state, action), reply in reversed(graph.edges.items()):
        turned.add_edge(state, action, reply)
    return turned


def found_in(graph: SiteGraph, result: QuestionResult) -> dict[str, tuple[Finding, ...]]:
    ground = Ground(results=(result,), graph=graph, view=DESKTOP)
    return {audit.name: findings_of(audit, ground, 5) for audit in AUDITS}


@settings(max_examples=40, deadline=None)
@given(worlds)
def test_audits_end_know_no_order_and_quote_pages(world: World) -> None:
    """Whatever the site."""
    graph = SiteGraph()
    result = asyncio.run(looked_at(world, graph))
    found = found_in(graph, result)
    assert found == found_in(reversed_graph(graph), result)
    said = {passage.text for page in graph.states.values() for passage in page.observation.passages}
    for finding in (*found["contradictions"], *found["promises"]):
        assert all(any(quote.text in text for text in said) for quote in finding.quotes)
    assert all(len(findings) <= 6 for findings in found.values())
