"""The implementations of the ``Site`` port that the contract is held against.

To add one, add an entry to ``SITE_FACTORIES``: a function that takes a world and gives an async context with
a :class:`Subject`. An implementation that needs addresses of its own serves the world there and says so in
``Subject.home``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from worlds import HOME, World, WorldExplorer, WorldSite

from selfserve_check.journey.site_port import Reply, Site
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite, Recording, pack, unpack
from selfserve_check.site.shared_site import SharedSite


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A site that shows the world, and the address of its start page."""

    site: Site
    home: str


SiteFactory = Callable[[World], AbstractAsyncContextManager[Subject]]


@asynccontextmanager
async def reference(world: World) -> AsyncIterator[Subject]:
    yield Subject(site=WorldSite(world), home=HOME)


@asynccontextmanager
async def shared(world: World) -> AsyncIterator[Subject]:
    site = SharedSite(WorldExplorer(world), SiteGraph())
    yield Subject(site=site, home=HOME)
    await site.close()


@asynccontextmanager
async def recorded(world: World) -> AsyncIterator[Subject]:
    site = SharedSite(WorldExplorer(world), SiteGraph())
    yield Subject(site=_Rerun(site=site), home=HOME)
    await site.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rerun:
    """Answers from a file of what ``site`` saw when it was asked the same."""

    site: SharedSite

    async def open(self, view: View, url: str) -> Reply:
        await self.site.open(view, url)
        return await self._saved().open(view, url)

    async def act(self, state: StateId, action: Action) -> Reply:
        await self.site.act(state, action)
        return await self._saved().act(state, action)

    def _saved(self) -> RecordedSite:
        recording = Recording(site=HOME, made_by="test", graph=self.site.graph)
        return RecordedSite(unpack(pack(recording, lambda text: text), "test").graph)


SITE_FACTORIES: dict[str, SiteFactory] = {"reference": reference, "shared": shared, "recorded": recorded}
