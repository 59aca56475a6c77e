"""Small sites as literal values, and the two ways our code meets them: as a ``Site`` and as an ``Explorer``.

A world says what a visitor sees; nothing in it loads, waits or draws. A ``WorldSite`` is the reference that
every other implementation of the port is held against.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, quote_plus, urljoin, urlsplit

from world_pages import (
    Button,
    Link,
    Opens,
    Page,
    Scene,
    SearchBox,
    Spot,
    Thing,
    disclosure,
    hover_menu,
    link,
    menu,
    route,
    tab,
)

from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    CouldNotAsk,
    NoChange,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Walled,
)
from selfserve_check.model.action import Action, Search, StateId, View
from selfserve_check.model.journey import Cause
from selfserve_check.site.explorer_port import Effect, Navigates

__all__ = [
    "Button",
    "Link",
    "Opens",
    "Page",
    "SearchBox",
    "Thing",
    "disclosure",
    "hover_menu",
    "link",
    "menu",
    "route",
    "tab",
]

SITE = "https://shop.example"
HOME = f"{SITE}/"
DESKTOP = View()


def at(path: str) -> str:
    """The absolute address of ``path`` on the world's site."""
    return urljoin(HOME, path)


# What an address gives ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    status: int = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A log-in page instead of the page."""

    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Down:
    """Never answers; says nothing about the content."""

    kind: str = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """robots.txt names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Redirects to the document at ``to``."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByClick:
    """Shows ``page`` to those who click their way to it, and 404 to those who type its address."""

    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The site's search: shows those of ``entries`` that share a word with what was typed."""

    entries: tuple[Link, ...]


Document = Page | Dead | Wall | Down | Forbidden | File | Moved | ByClick | Results


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Documents by path. What is not named is a 404; what lies on another host is refused."""

    documents: Mapping[str, Document]

    def load(self, state: StateId, *, by_click: bool = False) -> Reply:
        """What comes when the document of ``state`` is loaded and its actions are repeated."""
        reply = self._document(state.view, state.url, state.url, by_click=by_click)
        for action in state.actions:
            if not isinstance(reply, Arrived):
                return reply
            effect = self.effect(reply.page.id, action)
            if not isinstance(effect, Arrived):
                return _lost(state, action)
            reply = effect
        return reply

    def effect(self, state: StateId, action: Action) -> Effect:
        """What ``action`` does in ``state``; a document it would load is only named."""
        scene = self._scene(state)
        if scene is None:
            return _lost(state, action)
        spot = scene.spot(action.key)
        if spot is None:
            return _lost(state, action)
        match spot.thing:
            case Link(to=to):
                url = urljoin(scene.url, to)
                return NoChange() if to.startswith("#") else Navigates(url=url)
            case SearchBox() if isinstance(action, Search):
                return Navigates(url=f"{action.key.target}?q={quote_plus(action.text)}")
            case Opens() if spot.path not in scene.opened:
                return _opened(scene, spot, state, action)
            case Button(blocked=blocked):
                return NoChange(blocked=blocked)
        return NoChange()

    def _document(self, view: View, url: str, asked: str, *, by_click: bool) -> Reply:
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != SITE:
            return Refused(kind=RefusalKind.OFF_HOST, detail=parts.netloc, url=url)
        document = self._named(url)
        match document:
            case Moved(to=to):
                return self._document(view, at(to), asked, by_click=by_click)
            case ByClick(page=page) if by_click:
                return _arrived_at(page, url, StateId(view=view, url=asked))
            case Page() | Results():
                return _arrived_at(_as_page(document, url), url, StateId(view=view, url=asked))
            case Wall(page=wall):
                shown = _arrived_at(wall, url, StateId(view=view, url=asked)).page if wall else None
                return Walled(url=url, detail="a log-in page stands there", page=shown)
            case Down(kind=kind):
                return CouldNotAsk(cause=Cause(kind=kind, detail="no answer", url=url))
            case Forbidden():
                return Refused(kind=RefusalKind.ROBOTS, detail=parts.path, url=url)
            case File(media_type=media_type):
                return Refused(kind=RefusalKind.NOT_A_PAGE, detail=media_type, url=url)
        status = document.status if isinstance(document, Dead) else 404
        return Broken(url=url, status=status, detail=f"the site answered {status}")

    def _named(self, url: str) -> Document:
        parts = urlsplit(url)
        whole = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return self.documents.get(whole) or self.documents.get(parts.path or "/") or Dead()

    def _scene(self, state: StateId) -> Scene | None:
        url = state.url
        document = self._named(url)
        while isinstance(document, Moved):
            url = at(document.to)
            document = self._named(url)
        if isinstance(document, ByClick):
            document = document.page
        if not isinstance(document, Page | Results):
            return None
        scene = Scene(page=_as_page(document, url), url=url)
        for action in state.actions:
            spot = scene.spot(action.key)
            if spot is None or not isinstance(spot.thing, Opens):
                return None
            scene = scene.with_open(spot)
        return scene


def _as_page(document: Page | Results, url: str) -> Page:
    if isinstance(document, Page):
        return document
    words = parse_qs(urlsplit(url).query).get("q", [""])[0].split()
    hits = tuple(entry for entry in document.entries if any(word in entry.label.lower() for word in words))
    return Page(title="Search", text=(f"{len(hits)} results",), things=hits)


def _arrived_at(page: Page, url: str, state: StateId) -> Arrived:
    scene = Scene(page=page, url=url)
    return Arrived(page=PageState(id=state, observation=scene.observation(), blocked=page.blocked))


def _opened(scene: Scene, spot: Spot, state: StateId, action: Action) -> Arrived:
    assert isinstance(spot.thing, Opens)
    before, after = scene.observation(), scene.with_open(spot).observation()
    known = Counter((passage.text, passage.headings) for passage in before.passages)
    revealed = []
    for index, passage in enumerate(after.passages):
        mark = (passage.text, passage.headings)
        if known[mark] > 0:
            known[mark] -= 1
        else:
            revealed.append(index)
    landed = replace(state, actions=(*state.actions, action))
    page = PageState(id=landed, observation=after, revealed=tuple(revealed), blocked=spot.thing.blocked)
    return Arrived(page=page)


def _lost(state: StateId, action: Action) -> CouldNotAsk:
    detail = f"'{action.key.name}' is not on the page"
    return CouldNotAsk(cause=Cause(kind="state_lost", detail=detail, url=state.url))


# The two ports ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorldSite:
    """The reference ``Site``: every act is a real click, nothing is remembered."""

    world: World

    async def open(self, view: View, url: str) -> Reply:
        return self.world.load(StateId(view=view, url=url))

    async def act(self, state: StateId, action: Action) -> Reply:
        effect = self.world.effect(state, action)
        if isinstance(effect, Navigates):
            return self.world.load(StateId(view=state.view, url=effect.url), by_click=True)
        return effect


@dataclass(slots=True)
class WorldExplorer:
    """An ``Explorer`` that counts. ``held`` keeps the loads of an address waiting until its event is set;
    ``failing`` gives out the causes of an address, one for each load, before it works;
    ``crashing`` is raised by every load of its address; ``turns`` is how many turns of the loop it takes."""

    world: World
    loads: list[StateId] = field(default_factory=list)
    acts: list[tuple[StateId, Action, bool]] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    failing: dict[str, list[str]] = field(default_factory=dict)
    crashing: dict[str, Exception] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)

    async def load(self, state: StateId) -> Reply:
        self.loads.append(state)
        return await self._loaded(state, by_click=False)

    async def try_act(self, state: StateId, action: Action, *, follow: bool) -> Effect:
        self.acts.append((state, action, follow))
        await asyncio.sleep(0)
        effect = self.world.effect(state, action)
        if isinstance(effect, Navigates) and follow:
            return await self._loaded(StateId(view=state.view, url=effect.url), by_click=True)
        return effect

    def loads_of(self, path: str) -> int:
        return sum(1 for state in self.loads if state.url == at(path))

    async def _loaded(self, state: StateId, *, by_click: bool) -> Reply:
        for _ in range(self.turns.get(state.url, 1)):
            await asyncio.sleep(0)
        if state.url in self.crashing:
            raise self.crashing[state.url]
        if state.url in self.held:
            await self.held[state.url].wait()
        if self.failing.get(state.url):
            kind = self.failing[state.url].pop(0)
            return CouldNotAsk(cause=Cause(kind=kind, detail="this time it did not come", url=state.url))
        return self.world.load(state, by_click=by_click)


async def until(condition: Callable[[], bool], *, turns_max: int = 1_000) -> None:
    """Let other tasks run until ``condition`` holds; turns of the loop, not time."""
    for _ in range(turns_max):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("what was waited for did not happen")
