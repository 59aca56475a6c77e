"""Many journeys over one graph: what is shared, and what never is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

import pytest
from worlds import (
    DESKTOP,
    HOME,
    ByClick,
    Dead,
    Document,
    Forbidden,
    Link,
    Opens,
    Page,
    Results,
    SearchBox,
    Wall,
    World,
    WorldExplorer,
    at,
    disclosure,
    link,
    until,
)

from selfserve_check.journey.site_port import Arrived, Broken, CouldNotAsk, NoChange, Refused, Reply, Walled
from selfserve_check.model.action import Action, StateId, action_on
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.site.explorer_port import Effect, Explorer
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

START = StateId(view=DESKTOP, url=HOME)
TARGET = StateId(view=DESKTOP, url=at("/r"))


def shared(documents: dict[str, Document], *, states_max: int = 5_000) -> tuple[SharedSite, WorldExplorer]:
    explorer = WorldExplorer(World(documents=documents))
    return SharedSite(explorer, SiteGraph(), states_max=states_max), explorer


async def act_on(site: SharedSite, name: str, state: StateId = START, text: str = "") -> Reply:
    return await site.act(state, named(site, name, state, text))


def named(site: SharedSite, name: str, state: StateId = START, text: str = "") -> Action:
    affordances = site.graph.states[state].observation.affordances
    return action_on(next(found.key for found in affordances if found.name == name), text)


def home(*things: Link | Opens | SearchBox) -> Page:
    return Page(title="Tiles", things=things)


@pytest.mark.asyncio
async def test_a_page_is_loaded_once_however_many_want_it_at_once() -> None:
    """Eight journeys set out together: one load, one answer."""
    site, explorer = shared({"/": home()})
    explorer.held[HOME] = asyncio.Event()
    waiting = [asyncio.ensure_future(site.open(DESKTOP, HOME)) for _ in range(8)]
    await until(lambda: bool(explorer.loads))
    explorer.held[HOME].set()
    replies = await asyncio.gather(*waiting)
    assert explorer.loads == [START]
    assert all(reply is replies[0] for reply in replies)


@pytest.mark.asyncio
async def test_a_page_that_was_loaded_is_not_loaded_again() -> None:
    """Nor by those who come later."""
    site, explorer = shared({"/": home()})
    assert await site.open(DESKTOP, HOME) is await site.open(DESKTOP, HOME)
    assert explorer.loads == [START]


@pytest.mark.asyncio
async def test_an_act_is_tried_once_for_all_who_want_it() -> None:
    """And its result stands for those who come later."""
    site, explorer = shared({"/": home(disclosure("Returns", "30 days"))})
    await site.open(DESKTOP, HOME)
    replies = await asyncio.gather(*(act_on(site, "Returns") for _ in range(8)))
    replies.append(await act_on(site, "Returns"))
    assert len(explorer.acts) == 1
    assert all(reply is replies[0] for reply in replies)
    assert isinstance(replies[0], Arrived)


@pytest.mark.asyncio
async def test_different_states_are_loaded_side_by_side() -> None:
    """A page that does not come keeps nobody from another."""
    site, explorer = shared({"/": home(), "/r": Page(title="R")})
    explorer.held[HOME] = asyncio.Event()
    stuck = asyncio.ensure_future(site.open(DESKTOP, HOME))
    await until(lambda: bool(explorer.loads))
    assert isinstance(await site.open(DESKTOP, at("/r")), Arrived)
    assert not stuck.done()
    explorer.held[HOME].set()
    assert isinstance(await stuck, Arrived)


@pytest.mark.asyncio
async def test_a_waiter_that_is_cancelled_cancels_nobody() -> None:
    """Not even when it was the first, whose wish started the load."""
    site, explorer = shared({"/": home()})
    explorer.held[HOME] = asyncio.Event()
    first = asyncio.ensure_future(site.open(DESKTOP, HOME))
    await until(lambda: bool(explorer.loads))
    second = asyncio.ensure_future(site.open(DESKTOP, HOME))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    explorer.held[HOME].set()
    assert isinstance(await second, Arrived)
    assert explorer.loads == [START]


@pytest.mark.asyncio
async def test_what_was_loaded_for_a_cancelled_waiter_is_kept() -> None:
    """The load goes on, and the graph learns from it."""
    site, explorer = shared({"/": home()})
    explorer.held[HOME] = asyncio.Event()
    only = asyncio.ensure_future(site.open(DESKTOP, HOME))
    await until(lambda: bool(explorer.loads))
    only.cancel()
    await asyncio.gather(only, return_exceptions=True)
    explorer.held[HOME].set()
    await until(lambda: START in site.graph.loads)
    assert isinstance(await site.open(DESKTOP, HOME), Arrived)
    assert explorer.loads == [START]


@pytest.mark.asyncio
async def test_a_load_that_failed_is_tried_again_alone() -> None:
    """Trouble that passes never reaches a journey, and never the graph."""
    site, explorer = shared({"/": home()})
    explorer.failing[HOME] = ["timeout"]
    assert isinstance(await site.open(DESKTOP, HOME), Arrived)
    assert explorer.loads_of("/") == 2


@pytest.mark.asyncio
async def test_a_failure_is_shared_with_nobody() -> None:
    """Whoever waited for the load that failed tries for itself."""
    site, explorer = shared({"/": home()})
    explorer.failing[HOME] = ["timeout"]
    explorer.held[HOME] = asyncio.Event()
    waiting = [asyncio.ensure_future(site.open(DESKTOP, HOME)) for _ in range(3)]
    await until(lambda: bool(explorer.loads))
    explorer.held[HOME].set()
    replies = await asyncio.gather(*waiting)
    assert all(isinstance(reply, Arrived) for reply in replies)
    assert explorer.loads_of("/") > 1


@pytest.mark.asyncio
async def test_a_failure_that_stays_is_told_and_not_remembered() -> None:
    """The journey hears of it; the next one finds the page well."""
    site, explorer = shared({"/": home()})
    explorer.failing[HOME] = ["timeout", "network"]
    reply = await site.open(DESKTOP, HOME)
    assert isinstance(reply, CouldNotAsk)
    assert reply.cause.kind == "network"
    assert site.graph.loads == {}
    assert isinstance(await site.open(DESKTOP, HOME), Arrived)


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["captcha", "bot_wall", "rate_limited", "dns", "private_address"])
async def test_what_time_does_not_mend_is_asked_for_once(kind: str) -> None:
    """Asking again would only be rude."""
    site, explorer = shared({"/": home()})
    explorer.failing[HOME] = [kind, kind]
    reply = await site.open(DESKTOP, HOME)
    assert isinstance(reply, CouldNotAsk)
    assert explorer.loads_of("/") == 1


@pytest.mark.asyncio
async def test_an_act_that_failed_is_tried_again_alone() -> None:
    """A click behind which the page did not come in time is clicked once more."""
    site, explorer = shared({"/": home(link("R", "/r")), "/r": Page(title="R")})
    await site.open(DESKTOP, HOME)
    explorer.failing[at("/r")] = ["timeout"]
    assert isinstance(await act_on(site, "R"), Arrived)


@pytest.mark.asyncio
async def test_a_link_behind_which_nothing_ever_comes_is_tried_three_times() -> None:
    """Each try costs all the patience there is: a journey must have some left for other links."""
    site, explorer = shared({"/": home(link("R", "/r")), "/r": Page(title="R")})
    await site.open(DESKTOP, HOME)
    explorer.failing[at("/r")] = ["timeout"] * 20
    reply = await act_on(site, "R")
    assert isinstance(reply, CouldNotAsk)
    assert explorer.loads_of("/r") == 3
    assert explorer.acts == []


@pytest.mark.asyncio
async def test_a_plain_link_is_followed_without_a_click() -> None:
    """It is certain to load its target: going there is the same."""
    site, explorer = shared({"/": home(link("R", "/r")), "/r": Page(title="R")})
    await site.open(DESKTOP, HOME)
    reply = await act_on(site, "R")
    assert isinstance(reply, Arrived)
    assert reply.page.id == TARGET
    assert explorer.acts == []
    assert explorer.loads == [START, TARGET]


@pytest.mark.asyncio
async def test_two_plain_links_to_one_page_load_it_once() -> None:
    """From wherever they start."""
    documents: dict[str, Document] = {
        "/": home(link("R", "/r"), link("A", "/a")),
        "/a": Page(title="A", things=(link("R again", "/r"),)),
        "/r": Page(title="R"),
    }
    site, explorer = shared(documents)
    await site.open(DESKTOP, HOME)
    await act_on(site, "A")
    await act_on(site, "R")
    await act_on(site, "R again", StateId(view=DESKTOP, url=at("/a")))
    assert explorer.loads_of("/r") == 1


@pytest.mark.asyncio
async def test_a_link_with_a_script_on_it_is_tried_and_its_document_loaded_once() -> None:
    """The click says where it leads, held back before it loads; then the document is shared."""
    site, explorer = shared({"/": home(Link(label="R", to="/r", plain=False)), "/r": Page(title="R")})
    await site.open(DESKTOP, HOME)
    assert isinstance(await act_on(site, "R"), Arrived)
    assert [follow for _, _, follow in explorer.acts] == [False]
    assert explorer.loads_of("/r") == 1


@pytest.mark.asyncio
async def test_a_search_is_tried_and_its_results_are_loaded() -> None:
    """What was typed is part of the act: another text is another act."""
    documents: dict[str, Document] = {
        "/": home(SearchBox()),
        "/search": Results(entries=(link("return", "/r"),)),
    }
    site, explorer = shared(documents)
    await site.open(DESKTOP, HOME)
    one = await act_on(site, "Search", text="return")
    other = await act_on(site, "Search", text="tiles")
    assert isinstance(one, Arrived)
    assert isinstance(other, Arrived)
    assert (one.page.id.url, other.page.id.url) == (at("/search?q=return"), at("/search?q=tiles"))
    assert len(explorer.acts) == 2


@pytest.mark.asyncio
async def test_an_error_met_by_going_straight_there_is_believed_after_a_real_click() -> None:
    """A dead link is clicked through before it is called dead, once for all."""
    site, explorer = shared({"/": home(link("R", "/r")), "/r": Dead()})
    await site.open(DESKTOP, HOME)
    replies = [await act_on(site, "R") for _ in range(2)]
    assert all(isinstance(reply, Broken) for reply in replies)
    assert [follow for _, _, follow in explorer.acts] == [True]


@pytest.mark.asyncio
@pytest.mark.parametrize("plain", [True, False])
async def test_a_page_that_only_a_click_reaches_is_reached(plain: bool) -> None:
    """The address alone gave an error; the click gives the page, and the page is what is remembered."""
    documents: dict[str, Document] = {
        "/": home(Link(label="R", to="/r", plain=plain)),
        "/r": ByClick(page=Page(title="R")),
    }
    site, explorer = shared(documents)
    await site.open(DESKTOP, HOME)
    assert isinstance(await act_on(site, "R"), Arrived)
    count = len(explorer.acts)
    assert isinstance(await act_on(site, "R"), Arrived)
    assert len(explorer.acts) == count


@pytest.mark.asyncio
async def test_a_wall_is_believed_after_a_real_click_too() -> None:
    """A log-in page may stand there only for those who come from nowhere."""
    site, explorer = shared({"/": home(link("R", "/r")), "/r": Wall()})
    await site.open(DESKTOP, HOME)
    assert isinstance(await act_on(site, "R"), Walled)
    assert [follow for _, _, follow in explorer.acts] == [True]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "thing", [Link(label="R", to="https://other.example/"), Link(label="R", to="/private")]
)
async def test_a_refusal_that_the_address_alone_decides_needs_no_click(thing: Link) -> None:
    """Another host or robots.txt: a click could not change it, and must not be made."""
    site, explorer = shared({"/": home(thing), "/private": Forbidden()})
    await site.open(DESKTOP, HOME)
    assert isinstance(await act_on(site, "R"), Refused)
    assert explorer.acts == []


@pytest.mark.asyncio
async def test_an_act_in_the_document_loads_nothing() -> None:
    """Its state is the document with the act, and what did nothing is remembered as such."""
    site, explorer = shared({"/": home(disclosure("Returns", "30 days"), link("Down", "#down"))})
    await site.open(DESKTOP, HOME)
    opened = await act_on(site, "Returns")
    assert isinstance(opened, Arrived)
    assert opened.page.id.actions == (named(site, "Returns"),)
    assert [await act_on(site, "Down") for _ in range(2)] == [NoChange(), NoChange()]
    assert explorer.loads == [START]
    assert len(explorer.acts) == 2


@pytest.mark.asyncio
async def test_a_run_sees_no_more_states_than_it_may() -> None:
    """What is known stays known; what would be new is our limit, with the setting to raise."""
    site, explorer = shared({"/": home(link("R", "/r")), "/r": Page(title="R")}, states_max=1)
    assert isinstance(await site.open(DESKTOP, HOME), Arrived)
    reply = await act_on(site, "R")
    assert isinstance(reply, CouldNotAsk)
    assert reply.cause.kind == "limit"
    assert "limits.states_max" in reply.cause.hint
    assert isinstance(await site.open(DESKTOP, HOME), Arrived)
    assert explorer.loads == [START]
    assert START in site.graph.loads
    assert site.graph.edges == {}


@pytest.mark.asyncio
async def test_states_within_a_document_count_for_the_limit_too() -> None:
    """A page of a thousand tabs does not outgrow it."""
    page = home(disclosure("One", "1"), disclosure("Two", "2"), disclosure("Three", "3"))
    site, _ = shared({"/": page}, states_max=2)
    await site.open(DESKTOP, HOME)
    assert isinstance(await act_on(site, "One"), Arrived)
    reply = await act_on(site, "Two")
    assert isinstance(reply, CouldNotAsk)
    assert reply.cause.kind == "limit"
    assert isinstance(await act_on(site, "One"), Arrived)


@pytest.mark.asyncio
async def test_at_the_end_what_is_still_loading_is_stopped() -> None:
    """Nothing is left behind."""
    site, explorer = shared({"/": home()})
    explorer.held[HOME] = asyncio.Event()
    waiting = asyncio.ensure_future(site.open(DESKTOP, HOME))
    await until(lambda: bool(explorer.loads))
    await site.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.asyncio
async def test_a_crash_is_heard_by_those_who_waited_and_by_nobody_later() -> None:
    """The next one who wants the page loads it."""
    site, explorer = shared({"/": home()})
    explorer.crashing[HOME] = RuntimeError("the observer fell over")
    with pytest.raises(RuntimeError):
        await site.open(DESKTOP, HOME)
    explorer.crashing.clear()
    assert isinstance(await site.open(DESKTOP, HOME), Arrived)


@pytest.mark.asyncio
async def test_those_who_tried_alone_go_by_the_same_page() -> None:
    """Of several loads of one state the first stands, for the graph and for everybody."""
    site, explorer = shared({"/": home()})
    explorer.failing[HOME] = ["timeout"]
    explorer.held[HOME] = asyncio.Event()
    waiting = [asyncio.ensure_future(site.open(DESKTOP, HOME)) for _ in range(3)]
    await until(lambda: bool(explorer.loads))
    explorer.held[HOME].set()
    replies = await asyncio.gather(*waiting)
    assert all(reply is site.graph.loads[START] for reply in replies)


FAULT = BlockedRequest(
    method="GET", url=at("/terms"), why="the server answers 503", frame=True, fault="server_error"
)


@dataclass
class Faulty:
    """An explorer of a site that does not bring a part of each page for the first ``times`` loads."""

    inner: WorldExplorer
    times: int
    loads: list[StateId] = field(default_factory=list)

    async def load(self, state: StateId) -> Reply:
        self.loads.append(state)
        reply = await self.inner.load(state)
        assert isinstance(reply, Arrived)
        lacks = len(self.loads) <= self.times
        return Arrived(page=replace(reply.page, blocked=(FAULT,))) if lacks else reply

    async def try_act(self, state: StateId, action: Action, *, follow: bool) -> Effect:
        return await self.inner.try_act(state, action, follow=follow)


def faulty(documents: dict[str, Document], times: int) -> tuple[SharedSite, Faulty]:
    explorer: Explorer = Faulty(WorldExplorer(World(documents=documents)), times)
    assert isinstance(explorer, Faulty)
    return SharedSite(explorer, SiteGraph()), explorer


@pytest.mark.asyncio
async def test_a_page_of_which_a_part_did_not_come_is_loaded_again() -> None:
    """And those who come later see it whole."""
    site, explorer = faulty({"/": home()}, times=1)
    first, later = await site.open(DESKTOP, HOME), await site.open(DESKTOP, HOME)
    assert isinstance(first, Arrived)
    assert first.page.blocked == ()
    assert later is first
    assert explorer.loads == [START, START]


@pytest.mark.asyncio
async def test_a_page_of_which_a_part_never_comes_is_kept_with_what_it_lacks() -> None:
    """What it shows may be the answer; what it does not show is not known. Nobody loads it a third time."""
    site, explorer = faulty({"/": home()}, times=100)
    first, later = await site.open(DESKTOP, HOME), await site.open(DESKTOP, HOME)
    assert isinstance(first, Arrived)
    assert first.page.blocked == (FAULT,)
    assert later is first
    assert explorer.loads == [START, START]


@pytest.mark.asyncio
async def test_a_link_to_a_page_of_which_a_part_did_not_come_leads_to_the_whole_page() -> None:
    """Also where many follow it."""
    site, explorer = faulty({"/": home(link("Returns", "/r")), "/r": home()}, times=0)
    await site.open(DESKTOP, HOME)
    explorer.times = 2
    replies = await asyncio.gather(*(act_on(site, "Returns") for _ in range(3)))
    assert all(isinstance(reply, Arrived) and reply.page.blocked == () for reply in replies)
    assert (await act_on(site, "Returns")) is replies[0]


@pytest.mark.asyncio
async def test_a_part_that_stays_away_is_not_waited_for_on_every_page() -> None:
    """What every page of a site asks for and never gets, visitors do without everywhere."""
    site, explorer = faulty({"/": home(), "/r": home()}, times=100)
    await site.open(DESKTOP, HOME)
    reply = await site.open(DESKTOP, at("/r"))
    assert explorer.loads == [START, START, TARGET]
    assert isinstance(reply, Arrived)
    assert reply.page.blocked == (FAULT,)
