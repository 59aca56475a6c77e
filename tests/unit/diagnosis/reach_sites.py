"""Small sites for the tests of reach, with scents that are given by label instead of worked out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asking import FACT, QUESTION
from worlds import DESKTOP, HOME, Document, World, WorldExplorer, at

from selfserve_check.diagnosis.reach import reach_of
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.language.queries import search_text
from selfserve_check.model.action import Search, View, action_on
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Observation
from selfserve_check.model.result import Reach
from selfserve_check.model.scenario import Scenario
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite


@dataclass(frozen=True, slots=True)
class Smells:
    """A scent for each label; what is not named has none."""

    of: Mapping[str, float]

    def scents(
        self,
        question: str,  # noqa: ARG002 - the protocol's
        observation: Observation,
        attention: Attention = AS_MOST,  # noqa: ARG002 - the protocol's
    ) -> tuple[Scent, ...]:
        return tuple(
            Scent(affordance=each, value=self.of.get(each.label or each.name, 0.0))
            for each in observation.affordances
        )


def seen(
    documents: Mapping[str, Document], *, unseen: Sequence[str] = (), searched_at: Sequence[str] = ("/",)
) -> SiteGraph:
    """The graph after everything in sight was acted on, but for the labels ``unseen``; the search of the
    question was sent from the pages ``searched_at`` only."""
    graph = SiteGraph()
    asyncio.run(_see(SharedSite(WorldExplorer(World(documents=documents)), graph), unseen, searched_at))
    return graph


async def _see(site: SharedSite, unseen: Sequence[str], searched_at: Sequence[str]) -> None:
    await site.open(DESKTOP, HOME)
    waiting = list(site.graph.states)
    while waiting:
        state = waiting.pop(0)
        known = set(site.graph.states)
        for affordance in site.graph.states[state].observation.affordances:
            action = action_on(affordance.key, search_text(QUESTION))
            away = isinstance(action, Search) and state.url not in map(at, searched_at)
            if affordance.label not in unseen and not away:
                await site.act(state, action)
        waiting.extend(found for found in site.graph.states if found not in known)


def reach(
    graph: SiteGraph,
    smells: Mapping[str, float],
    *,
    budget: int,
    answers: Sequence[str] = ("/r",),
    view: View = DESKTOP,
) -> Reach:
    """What share of visitors comes to one of ``answers``."""
    scenario = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=budget)
    answering = frozenset(state for state in graph.states if state.url in map(at, answers))
    return reach_of(scenario, site_map_of(graph, view), answering, Smells(smells))


def lost(found: Reach) -> dict[str, float]:
    """The share that is lost by path."""
    return {place.url.removeprefix(HOME[:-1]): place.share for place in found.lost_at}
