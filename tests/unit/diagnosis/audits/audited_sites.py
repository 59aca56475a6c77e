"""Small sites as the audits see them: everything looked at, and what visitors of the questions did."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from asking import asked
from worlds import DESKTOP, HOME, Document, World, WorldExplorer, at

from selfserve_check.diagnosis.audits import AUDITS
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.survey import survey
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.outcome import decide_outcome, journey_outcome
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.walk import walk
from selfserve_check.model.action import View
from selfserve_check.model.document import FileText
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import JourneyRecord, QuestionResult
from selfserve_check.model.scenario import Answer, FactAnswer, Promise, Scenario
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite


def scenario_of(
    question: str = "How long do I have to return something?",
    answer: Answer | str = "30 days",
    *,
    name: str = "q",
    promise: tuple[str, str] | None = None,
    budget: int = 3,
    asked_per_month: int | None = None,
) -> Scenario:
    return Scenario(
        id=name,
        question=question,
        site=HOME,
        start=HOME,
        answer=FactAnswer(all_of=(answer,)) if isinstance(answer, str) else answer,
        budget=budget,
        promise=Promise(page=at(promise[0]), says=promise[1]) if promise else None,
        asked_per_month=asked_per_month,
    )


def ground_over(
    documents: Mapping[str, Document],
    *scenarios: Scenario,
    views: Mapping[View, Mapping[str, Document]] | None = None,
    files: Sequence[FileText] = (),
) -> Ground:
    """Visitors ask ``scenarios`` (or nothing is asked), then everything is looked at; in each further view of
    ``views`` visitors meet the documents given for it."""
    graph = SiteGraph()
    results = asyncio.run(_asked(dict(documents), scenarios, views or {}, graph))
    return Ground(results=results, graph=graph, view=DESKTOP, files=tuple(files))


def found(name: str, ground: Ground) -> tuple[Finding, ...]:
    """What the audit called ``name`` finds."""
    (audit,) = (one for one in AUDITS if one.name == name)
    return audit.find(ground)


async def _asked(
    documents: dict[str, Document],
    scenarios: Sequence[Scenario],
    views: Mapping[View, Mapping[str, Document]],
    graph: SiteGraph,
) -> tuple[QuestionResult, ...]:
    records: dict[str, list[JourneyRecord]] = {scenario.id: [] for scenario in scenarios}
    for view, shown in {DESKTOP: documents, **views}.items():
        site = SharedSite(WorldExplorer(World(documents=dict(shown))), graph)
        for scenario in scenarios:
            sent = replace(
                asked(scenario.answer, budget=scenario.budget, question=scenario.question),
                question=prepare(scenario),
                view=view,
            )
            journey = await walk(site, sent)
            records[scenario.id].append(
                JourneyRecord(journey=journey, outcome=journey_outcome(scenario, journey))
            )
        surveyed = await survey(
            site,
            view,
            starts=[HOME, *(one.promise.page for one in scenarios if one.promise)],
            site_map=[at(path) for path in shown],
            wordings=[scenario.question for scenario in scenarios],
            scent_model=WordScent(),
            pages_max=100,
        )
        if view == DESKTOP:
            first = surveyed
    results = [decide_outcome(scenario, records[scenario.id]) for scenario in scenarios]
    return tuple(diagnose(result, graph, first, DESKTOP) for result in results)
