"""Where tabs come from: each in a clean context with the guard around it, seeded with the same session.

The session of a view is the user's sign-in, if any, the cookies that fix a variant, and what refusing the
cookie banner on the site's start page left behind. It is made once, so that no load depends on what was
visited before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from playwright.async_api import BrowserContext, Page, StorageState
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.bad_day import prepare
from selfserve_check.browser.cleaning import cleaned, origin_of
from selfserve_check.browser.consent import Manner
from selfserve_check.browser.guard import Guard
from selfserve_check.browser.launch import BrowserPool
from selfserve_check.browser.observe import INIT_SCRIPT
from selfserve_check.browser.patience import Patience, patience_under
from selfserve_check.browser.session import PinnedCookie, seeded
from selfserve_check.browser.tab import Tab
from selfserve_check.errors import BrowserDiedError
from selfserve_check.journey.site_port import Arrived, CouldNotAsk
from selfserve_check.model.action import StateId, View
from selfserve_check.model.condition import AFTER_CONSENT
from selfserve_check.model.said import say
from selfserve_check.site.explorer_port import Effect

E = TypeVar("E", bound=Effect)

# Seconds that the browser has for what no page can make long.
_OPEN_S = 30.0
_CLEAN_S = 10.0
_CLOSE_S = 10.0


@dataclass(slots=True, eq=False)
class _Room:
    """A context with its guard, kept for more than one tab. ``session`` is what every tab starts with;
    ``blank`` the page that cleaning left behind for the next tab."""

    context: BrowserContext
    guard: Guard
    view: View
    session: StorageState | None
    blank: Page | None = None
    tabs: int = 0
    origins: set[str] = field(default_factory=set)

    def note_origin(self, url: str) -> None:
        origin = origin_of(url)
        if origin is not None:
            self.origins.add(origin)


@dataclass(slots=True, eq=False)
class Cabin:
    """Makes tabs; at most ``places`` are open at once. ``sign_in`` is Playwright's storage state, or None;
    ``pins`` are cookies that every session has. After ``tabs_max`` tabs a context is thrown away, and with it
    whatever a browser forgets to give back.

    ``options`` are further arguments of ``Browser.new_context`` for a view; ``manner`` is what to do with a
    cookie banner. ``notes`` collects what was done free of charge, each once; ``loads`` counts the documents
    loaded.
    """

    pool: BrowserPool
    new_guard: Callable[[View], Guard]
    options: Callable[[View], dict[str, Any]]
    patience: Patience
    start: str
    places: asyncio.Semaphore
    sign_in: StorageState | None = None
    manner: Manner = "refuse"
    pins: tuple[PinnedCookie, ...] = ()
    tabs_max: int = 40
    notes: list[str] = field(default_factory=list)
    loads: int = 0
    _sessions: dict[View, asyncio.Task[StorageState | None]] = field(default_factory=dict)
    _standing: dict[View, tuple[Tab, Arrived]] = field(default_factory=dict)
    _answered: set[View] = field(default_factory=set)
    _empty: list[_Room] = field(default_factory=list)
    _used: dict[Tab, _Room] = field(default_factory=dict)
    _cleaning: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def tab(self, view: View) -> AsyncIterator[Tab]:
        """A tab for as long as the block lasts, in a place of its own."""
        async with self.places:
            tab = await self.new_tab(view)
            try:
                yield tab
            finally:
                await self.put_away(tab)

    async def new_tab(self, view: View) -> Tab:
        """A tab with the view's clean session. The caller holds a place, and puts the tab away."""
        return await self._tab(view, await self._session(view))

    async def standing_tab(self, view: View) -> tuple[Tab, Arrived] | None:
        """The tab in which the session of ``view`` was made, where that took nothing but opening the start
        page, and what it shows; once. Like ``new_tab`` otherwise."""
        await self._session(view)
        return self._standing.pop(view, None)

    async def first_tab(self, view: View) -> Tab:
        """A tab of somebody who comes for the first time: signed in, if at all, and asked for consent. Like
        ``new_tab`` otherwise; no page is loaded for it."""
        return await self._tab(view, seeded(self.sign_in, self.pins))

    async def put_away(self, tab: Tab) -> None:
        """Take the tab back; its context is kept when it can be shown to be clean, for which nobody waits."""
        tab.forget()
        room = self._used.pop(tab, None)
        if room is None:
            return
        if room.tabs >= self.tabs_max or not self.pool.is_current(room.context):
            await _close(room.context)
            return
        cleaning = asyncio.ensure_future(self._clean(room))
        self._cleaning.add(cleaning)
        cleaning.add_done_callback(self._cleaning.discard)

    async def close(self) -> None:
        """Close the contexts that are kept, and those that are just being cleaned."""
        while self._standing:
            _, (tab, _reply) = self._standing.popitem()
            await self.put_away(tab)
        cleaning = tuple(self._cleaning)
        for one in cleaning:
            one.cancel()
        empty, self._empty = self._empty, []
        await asyncio.gather(*cleaning, *(_close(room.context) for room in empty), return_exceptions=True)

    def add_note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def explained(self, effect: E, ended_before: int) -> E | CouldNotAsk:
        """``effect``, with the limit named where a page crashed because we ended it. ``ended_before`` is
        ``pages_ended`` when the page was begun with."""
        ours = self.pages_ended > ended_before
        if not (isinstance(effect, CouldNotAsk) and effect.cause.kind == "crash" and ours):
            return effect
        cause = replace(
            effect.cause,
            kind="limit",
            detail=say(
                "the page was ended because the browser held more than {most} MB, the most that "
                "limits.memory_max_mb allows",
                most=self.pool.memory_max_mb,
            ),
            hint=say("open the page by hand and see why it grows, or raise limits.memory_max_mb"),
        )
        return CouldNotAsk(cause=cause)

    def refused_in(self, view: View) -> bool:
        """Whether a cookie banner stood on the start page of ``view``, and was answered with a no."""
        return self._manner(view) == "refuse" and view in self._answered

    @property
    def pages_ended(self) -> int:
        """How many pages were ended so far because they held too much memory."""
        return self.pool.pages_ended

    def add_load(self) -> None:
        self.loads += 1

    async def _clean(self, room: _Room) -> None:
        """Keep ``room`` for the next tab, or close it."""
        room.blank = None
        try:
            room.blank = await _cleaned(room)
            if room.blank is not None:
                room.origins.clear()
                self._empty.append(room)
        finally:
            if room.blank is None:
                await _close(room.context)

    async def _session(self, view: View) -> StorageState | None:
        """The session every tab of ``view`` starts from; made once, by whoever comes first."""
        task = self._sessions.get(view)
        if task is None:
            task = asyncio.ensure_future(self._make_session(view))
            self._sessions[view] = task
        return await asyncio.shield(task)

    async def _make_session(self, view: View) -> StorageState | None:
        given = seeded(self.sign_in, self.pins)
        tab = await self._tab(view, given)
        try:
            reply = await tab.open(StateId(view=view, url=self.start))
            if not tab.consented:
                if isinstance(reply, Arrived):
                    # Whoever opens the start page would see the same: it is loaded once.
                    self._standing[view] = (tab, reply)
                return given
            self._answered.add(view)
            return seeded(await asyncio.wait_for(tab.page.context.storage_state(), _CLEAN_S), self.pins)
        except (PlaywrightError, TimeoutError):
            return given  # the start page will be opened again, and its trouble told then
        finally:
            if view not in self._standing:
                await self.put_away(tab)

    async def _tab(self, view: View, session: StorageState | None) -> Tab:
        await self.pool.renew_when_due()
        room = await self._kept(view, session) or await self._new_room(view, session)
        try:
            async with asyncio.timeout(_OPEN_S):
                page = room.blank or await room.guard.new_page()
                await prepare(page, view.condition)
        except PlaywrightError:
            # The context went with its browser: it is not handed out again.
            await _close(room.context)
            raise
        except TimeoutError:
            await _close(room.context)
            raise BrowserDiedError("the browser opened no page in time") from None
        room.tabs += 1
        self.pool.count_page()
        tab = Tab(
            page=page,
            guard=room.guard,
            patience=patience_under(self.patience, view.condition),
            condition=view.condition,
            on_note=self.add_note,
            on_load=self.add_load,
            manner=self._manner(view),
        )
        self._used[tab] = room
        return tab

    def _manner(self, view: View) -> Manner:
        return "accept" if view.condition == AFTER_CONSENT else self.manner

    async def _kept(self, view: View, session: StorageState | None) -> _Room | None:
        for room in [room for room in self._empty if not self.pool.is_current(room.context)]:
            if room in self._empty:
                self._empty.remove(room)
                await _close(room.context)
        for place, room in enumerate(self._empty):
            if room.view == view and room.session == session:
                return self._empty.pop(place)
        return None

    async def _new_room(self, view: View, session: StorageState | None) -> _Room:
        context = await self._context(view, session)
        guard = self.new_guard(view)
        try:
            async with asyncio.timeout(_OPEN_S):
                await guard.attach(context)
                await context.add_init_script(INIT_SCRIPT)
        except TimeoutError:
            raise BrowserDiedError("the browser does not take our guard in time") from None
        room = _Room(context=context, guard=guard, view=view, session=session)
        # Only documents store under an origin of their own; what they embed navigates a frame, too.
        context.on("page", lambda page: page.on("framenavigated", lambda frame: room.note_origin(frame.url)))
        return room

    async def _context(self, view: View, session: StorageState | None) -> BrowserContext:
        options = self.options(view)
        if session is not None:
            options["storage_state"] = session
        try:
            return await self.pool.new_context(view, options)
        except BrowserDiedError:
            await self.pool.restart()
            return await self.pool.new_context(view, options)


async def _cleaned(room: _Room) -> Page | None:
    """A page that hangs must not keep the one who cleans up after it waiting."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(cleaned(room.context, room.origins, room.session), _CLEAN_S)
    return None


async def _close(context: BrowserContext) -> None:
    # It went with its browser, or does not answer: then it goes when its browser is replaced.
    with suppress(PlaywrightError, TimeoutError):
        await asyncio.wait_for(context.close(), _CLOSE_S)
