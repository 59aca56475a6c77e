"""A run over worlds: its tools, with fakes for the browser that can be scripted and watched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from asking import FACT, QUESTION, RETURNS, home
from worlds import (
    DESKTOP,
    HOME,
    Document,
    Page,
    World,
    WorldExplorer,
    WorldSite,
    at,
    link,
)

from selfserve_check.hearing import Event
from selfserve_check.journey.persona import MENU, Persona
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.recheck import EvidenceCheck
from selfserve_check.journey.site_port import Reply, Site
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.journey import Journey
from selfserve_check.model.result import QuestionResult, Replay
from selfserve_check.model.scenario import Scenario, Severity
from selfserve_check.runner import Diagnose, Replayer, Toolkit, ask_all
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

DOCUMENTS: dict[str, Document] = {
    "/": home(link("Returns", "/r"), link("Delivery", "/d")),
    "/r": RETURNS,
    "/d": Page(title="D"),
}
LOST: dict[str, Document] = {"/": home(link("Returns", "/d")), "/d": Page(title="D")}
AGREED, DISAGREED = Replay(agreed=True), Replay(agreed=False, detail="the page showed something else")
LONG_S = 60.0


def scenario(name: str = "q", start: str = "/", severity: Severity = Severity.ERROR) -> Scenario:
    return Scenario(
        id=name, question=QUESTION, site=HOME, start=at(start), answer=FACT, severity=severity, budget=3
    )


@dataclass(slots=True)
class Replayed:
    """Gives out ``answers`` in turn, the last one for ever; keeps what it was shown."""

    answers: list[Replay]
    seen: list[tuple[Journey, EvidenceCheck]] = field(default_factory=list)

    async def replay(self, journey: Journey, check: EvidenceCheck) -> Replay:
        self.seen.append((journey, check))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@dataclass(slots=True)
class Watched:
    """A site that counts how many are in it at once, and crashes at the addresses in ``crashing``."""

    site: Site
    crashing: dict[str, Exception] = field(default_factory=dict)
    inside: int = 0
    most: int = 0

    async def open(self, view: View, url: str) -> Reply:
        if url in self.crashing:
            raise self.crashing[url]
        return await self._counted(self.site.open(view, url))

    async def act(self, state: StateId, action: Action) -> Reply:
        return await self._counted(self.site.act(state, action))

    async def _counted(self, work: Awaitable[Reply]) -> Reply:
        self.inside += 1
        self.most = max(self.most, self.inside)
        for _ in range(5):
            await asyncio.sleep(0)
        self.inside -= 1
        return await work


@dataclass(slots=True)
class Live:
    """Opens ``documents`` for one journey alone, and counts how often."""

    documents: dict[str, Document]
    opened: int = 0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Site]:
        self.opened += 1
        yield WorldSite(World(documents=self.documents))


def kit(
    site: Site | None = None,
    *,
    live: Live | None = None,
    replayer: Replayer | None = None,
    diagnose: Diagnose | None = None,
    workers: int = 2,
    journey_s: float = LONG_S,
    personas: tuple[Persona, ...] = (MENU,),
    views: tuple[View, ...] = (DESKTOP,),
) -> Toolkit:
    return Toolkit(
        site=site or WorldSite(World(documents=DOCUMENTS)),
        live=live or Live(DOCUMENTS),
        scent_model=WordScent(),
        personas=personas,
        views=views,
        replayer=replayer,
        diagnose=diagnose,
        workers=workers,
        journey_s=journey_s,
    )


async def run(
    scenarios: Sequence[Scenario], tools: Toolkit, *, stop: asyncio.Event | None = None, run_s: float = LONG_S
) -> tuple[tuple[QuestionResult, ...], bool, list[Event]]:
    events: list[Event] = []
    results, complete = await ask_all(scenarios, tools, events.append, stop or asyncio.Event(), run_s)
    return results, complete, events


def held(path: str, documents: dict[str, Document] = DOCUMENTS) -> tuple[SharedSite, WorldExplorer]:
    explorer = WorldExplorer(World(documents=documents))
    explorer.held[at(path)] = asyncio.Event()
    return SharedSite(explorer, SiteGraph()), explorer
