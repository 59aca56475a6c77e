"""A site from a recording of all its pages, and the product's own visitors sent through it without a browser.

``bench/forager/crawl.py`` makes such recordings: documents that were loaded, nothing that was clicked. So a
link is taken at its word here, as the survey of the product does, and what cannot be known (a menu, a button,
a search) is refused at no cost to any visitor. A score in a real browser may be better or worse.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cases import SECOND, SITES, Case, is_right_page

from selfserve_check.app.senses import senses
from selfserve_check.hearing import Event
from selfserve_check.journey.persona import persona_named
from selfserve_check.journey.rank import ScentModel
from selfserve_check.journey.site_port import PageState, RefusalKind, Refused, Reply, Site, Unobserved
from selfserve_check.model.action import Action, StateId, View, action_on
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import Scenario
from selfserve_check.runner import Toolkit, ask_all
from selfserve_check.site.graph import Path as Way
from selfserve_check.site.graph import SiteGraph, shortest_path
from selfserve_check.site.recording import RecordedSite, unpack

PERSONAS = ("menu", "search", "thorough")
STEPS_MAX = 400
"""What is refused costs no click; a visitor may try all of a page."""

CLICKS_LOOKED = 12
"""How far a shortest way is looked for."""


@dataclass(frozen=True, slots=True)
class LinksSite:
    """A ``Site`` over a recording, in which what nobody saw is refused and costs nothing."""

    recorded: RecordedSite

    async def open(self, view: View, url: str) -> Reply:
        return await self.recorded.open(view, url)

    async def act(self, state: StateId, action: Action) -> Reply:
        reply = await self.recorded.act(state, action)
        if isinstance(reply, Unobserved):
            return Refused(kind=RefusalKind.UNSAFE, detail="not in the recording")
        return reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The recorded site ``name``, whose visitors start at ``start``: its first page."""

    name: str
    graph: SiteGraph
    start: StateId

    @property
    def site(self) -> Site:
        return LinksSite(RecordedSite(self.graph))


def ground_of(path: Path) -> Ground:
    """The recording in ``path``, whose name begins with the site's: ``gnome.recording.json.gz``."""
    name = path.name.partition(".")[0]
    if name not in (*SITES, *SECOND):
        known = ", ".join((*SITES, *SECOND))
        raise SystemExit(f"{path}: name it after its site, {known}: {SITES[0]}.recording.json.gz")
    graph = unpack(path.read_bytes(), str(path)).graph
    return Ground(name=name, graph=at_their_word(graph), start=next(iter(graph.states)))


def at_their_word(graph: SiteGraph) -> SiteGraph:
    """``graph`` with an edge for each link whose document is known, as if it had been clicked."""
    found = []
    for state, page in graph.states.items():
        for affordance in page.observation.affordances:
            if affordance.kind is AffordanceKind.SEARCH:
                continue
            action = action_on(affordance.key)
            reply = graph.end_of(state, action, affordance)
            if reply is not None and (state, action) not in graph.edges:
                found.append((state, action, reply))
    for state, action, reply in found:
        graph.add_edge(state, action, reply)
    return graph


def ask(ground: Ground, scenarios: Sequence[Scenario], scent: ScentModel) -> tuple[QuestionResult, ...]:
    """Each scenario asked by ``PERSONAS`` as the product asks it; only the scent is handed in."""

    @asynccontextmanager
    async def the_same() -> AsyncIterator[Site]:
        yield ground.site

    kit = Toolkit(
        site=ground.site,
        live=the_same,
        scent_model=scent,
        meaning=senses()[1],
        personas=tuple(persona_named(name) for name in PERSONAS),
        views=(ground.start.view,),
        workers=1,
        journey_s=600.0,
        steps_max=STEPS_MAX,
    )

    async def asked() -> tuple[QuestionResult, ...]:
        return (await ask_all(scenarios, kit, _unheard, asyncio.Event(), run_s=7200.0))[0]

    return asyncio.run(asked())


def _unheard(_event: Event) -> None:
    """Nobody listens."""


def way_to(ground: Ground, is_goal: Callable[[PageState], bool]) -> Way | None:
    """The way with the fewest clicks from the start, or None where there is none of ``CLICKS_LOOKED``."""
    return shortest_path(ground.graph, ground.start, is_goal, clicks_max=CLICKS_LOOKED)


def as_recorded(ground: Ground, case: Case) -> Case:
    """``case`` with the fewest clicks to a page that answers as they are in the recording."""
    way = way_to(ground, lambda page: is_right_page(case, page.observation.url)) if case.answerable else None
    clicks = way.clicks if way else None
    return replace(case, clicks_min=clicks, reachable=clicks is not None and clicks <= case.scenario.budget)
