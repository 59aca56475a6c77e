"""The whole way from a small site to a diagnosis, for the tests of the reasons."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from asking import FACT, QUESTION, asked
from worlds import DESKTOP, HOME, Document, Page, World, WorldExplorer, at, link

from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.reach import Reaching
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.survey import Surveyed, survey
from selfserve_check.journey.outcome import decide_outcome, journey_outcome
from selfserve_check.journey.persona import MENU, Persona
from selfserve_check.journey.rank import ScentModel, WordScent
from selfserve_check.journey.walk import walk
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import JourneyRecord, QuestionResult
from selfserve_check.model.scenario import Scenario
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=4)
EMPTY = Page(title="Nothing here")
# Words without any scent for the question, so that no visitor goes there by itself.
SMALL_PRINT = link("Imprint", "/imprint")


async def asked_and_seen(
    documents: dict[str, Document],
    scenario: Scenario,
    personas: Sequence[Persona],
    site_map: Sequence[str],
    pages_max: int,
) -> tuple[QuestionResult, SiteGraph, Surveyed]:
    site = SharedSite(WorldExplorer(World(documents=documents)), SiteGraph())
    records = []
    for persona in personas:
        journey = await walk(site, asked(scenario.answer, budget=scenario.budget, persona=persona))
        records.append(JourneyRecord(journey=journey, outcome=journey_outcome(scenario, journey)))
    surveyed = await survey(
        site,
        DESKTOP,
        starts=[scenario.start],
        site_map=[at(path) for path in site_map],
        wordings=scenario.wordings,
        scent_model=WordScent(),
        pages_max=pages_max,
    )
    return decide_outcome(scenario, records), site.graph, surveyed


def diagnosed(
    documents: dict[str, Document],
    *,
    scenario: Scenario = SCENARIO,
    personas: Sequence[Persona] = (MENU,),
    site_map: Sequence[str] = (),
    pages_max: int = 50,
    misled_below: float = 0.0,
    smells: ScentModel | None = None,
) -> QuestionResult:
    """Visitors walk, somebody looks around, the reason is given; ``smells`` is what the many go by."""
    result, graph, surveyed = asyncio.run(asked_and_seen(documents, scenario, personas, site_map, pages_max))
    return diagnose(result, graph, surveyed, DESKTOP, reaching_over(graph, misled_below, smells))


def reaching_over(graph: SiteGraph, misled_below: float, smells: ScentModel | None = None) -> Reaching:
    maps = (site_map_of(graph, DESKTOP),)
    return Reaching(site_maps=maps, scent_model=smells or WordScent(), misled_below=misled_below)


def finding_of(result: QuestionResult) -> Finding:
    (finding,) = result.findings
    return finding
