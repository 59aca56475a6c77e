"""The ``Site`` port over a real browser: LiveSite, SharedSite, and the recording that SharedSite leaves,
each held against the demo shop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from selfserve_check.app.workshop import Workshop, workshop
from selfserve_check.browser.live_site import live_site
from selfserve_check.demo.server import DemoServer
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    NoChange,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Site,
    Walled,
)
from selfserve_check.model.action import Action, View, action_on
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.settings import Secrets, load_settings
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite, Recording, pack, unpack
from selfserve_check.site.shared_site import SharedSite

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]

VIEW = View()
TROUBLE = b"""<!doctype html><title>Trouble</title><main><h1>Where this leads</h1>
<a href="/gone">Gone</a> <a href="/account">Forbidden to robots</a> <a href="/trade/prices">Behind a log-in</a>
<a href="http://elsewhere.example/">Elsewhere</a> <a href="/installation-guide.pdf">A file</a>
<a href="#place">Down the page</a> <button onclick="void 0">Dead button</button>
<button onclick="document.getElementById('more').hidden = false">More</button>
<a href="#" onclick="location.href = '/delivery'; return false">By script</a>
<p id=more hidden>Revealed by the button.</p><div style="height: 2000px"></div><p id=place>The place.</p></main>"""


class Rerun:
    """Answers from the file of what ``site`` saw when it was asked the same."""

    def __init__(self, site: SharedSite) -> None:
        self.site = site

    async def open(self, view: View, url: str) -> Reply:
        await self.site.open(view, url)
        return await self._recorded().open(view, url)

    async def act(self, state: object, action: Action) -> Reply:
        await self.site.act(state, action)  # type: ignore[arg-type]  # the port's own types, kept short here
        return await self._recorded().act(state, action)  # type: ignore[arg-type]  # as above

    def _recorded(self) -> RecordedSite:
        recording = Recording(site="", made_by="", graph=self.site.graph)
        return RecordedSite(unpack(pack(recording, lambda text: text), "memory").graph)


@asynccontextmanager
async def site_of(kind: str, shop: Workshop) -> AsyncIterator[Site]:
    if kind == "live":
        async with live_site(shop.cabin) as site:
            yield site
        return
    shared = SharedSite(explorer=shop.explorer, graph=SiteGraph())
    yield shared if kind == "shared" else Rerun(shared)
    await shared.close()


async def act(site: Site, page: PageState, name: str) -> Reply:
    found = next(a for a in page.observation.affordances if a.name == name)
    return await site.act(page.id, action_on(found.key, "delivery"))


def arrived(reply: Reply) -> PageState:
    assert isinstance(reply, Arrived), reply
    return reply.page


@pytest.mark.parametrize("kind", ["live", "shared", "recorded"])
async def test_every_site_replies_alike(kind: str, chromium_path: Path) -> None:
    """Open, follow, search, reveal, jump, press in vain, and be stopped in every way there is."""
    settings = load_settings(None, {}, {"browser": {"executable": str(chromium_path)}, "run": {"workers": 2}})
    with DemoServer(overrides={"/trouble": TROUBLE}) as server:
        async with (
            workshop(settings, Secrets(), server.url, [server.url]) as shop,
            site_of(kind, shop) as site,
        ):
            home = arrived(await site.open(VIEW, server.url + "/"))
            box = next(a for a in home.observation.affordances if a.kind is AffordanceKind.SEARCH)
            hits = arrived(await site.act(home.id, action_on(box.key, "delivery")))
            assert hits.id.actions == ()
            assert hits.observation.url == f"{server.url}/search?q=delivery"

            trouble = arrived(await site.open(VIEW, f"{server.url}/trouble"))
            gone = await act(site, trouble, "Gone")
            assert isinstance(gone, Broken)
            assert gone.status == 404
            robots = await act(site, trouble, "Forbidden to robots")
            assert isinstance(robots, Refused)
            assert robots.kind is RefusalKind.ROBOTS
            assert isinstance(await act(site, trouble, "Behind a log-in"), Walled)
            elsewhere = await act(site, trouble, "Elsewhere")
            assert isinstance(elsewhere, Refused)
            assert (elsewhere.kind, elsewhere.detail) == (RefusalKind.OFF_HOST, "elsewhere.example")
            assert isinstance(await act(site, trouble, "A file"), Refused)
            assert isinstance(await act(site, trouble, "Down the page"), NoChange)
            assert isinstance(await act(site, trouble, "Dead button"), NoChange)

            more = arrived(await act(site, trouble, "More"))
            assert more.id.url == trouble.id.url
            assert len(more.id.actions) == 1
            assert more.revealed is not None
            shown = [more.observation.passages[index].text for index in more.revealed]
            assert shown == ["Revealed by the button."]

            scripted = arrived(await act(site, trouble, "By script"))
            assert scripted.id.actions == ()
            assert scripted.observation.url == f"{server.url}/delivery"
        assert {request.method for request in server.requests} <= {"GET", "HEAD"}
