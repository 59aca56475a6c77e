"""Where tabs come from: each in a fresh context with the guard around it, seeded with the same session.

The session of a view is the user's sign-in, if any, and what refusing the cookie banner on the site's
start page left behind. It is made once, so that no load depends on what was visited before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import BrowserContext, StorageState
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.guard import Guard
from selfserve_check.browser.launch import BrowserPool
from selfserve_check.browser.observe import INIT_SCRIPT
from selfserve_check.browser.tab import Patience, Tab
from selfserve_check.errors import BrowserDiedError
from selfserve_check.model.action import StateId, View


@dataclass(slots=True, eq=False)
class Cabin:
    """Makes tabs; at most ``places`` are open at once. ``sign_in`` is Playwright's storage state, or None.

    ``options`` are further arguments of ``Browser.new_context`` for a view. ``notes`` collects what was
    done free of charge, each once; ``loads`` counts the documents loaded.
    """

    pool: BrowserPool
    new_guard: Callable[[], Guard]
    options: Callable[[View], dict[str, Any]]
    patience: Patience
    start: str
    places: asyncio.Semaphore
    sign_in: StorageState | None = None
    notes: list[str] = field(default_factory=list)
    loads: int = 0
    _sessions: dict[View, asyncio.Task[StorageState | None]] = field(default_factory=dict)

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
        """A tab in a fresh context with the view's session. The caller holds a place and puts it away."""
        return await self._tab(view, await self._session(view))

    async def put_away(self, tab: Tab) -> None:
        await tab.close()

    def add_note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def add_load(self) -> None:
        self.loads += 1

    async def _session(self, view: View) -> StorageState | None:
        """The session every tab of ``view`` starts from; made once, by whoever comes first."""
        task = self._sessions.get(view)
        if task is None:
            task = asyncio.ensure_future(self._make_session(view))
            self._sessions[view] = task
        return await asyncio.shield(task)

    async def _make_session(self, view: View) -> StorageState | None:
        tab = await self._tab(view, self.sign_in)
        try:
            await tab.open(StateId(view=view, url=self.start))
            return await tab.page.context.storage_state() if tab.consented else self.sign_in
        except PlaywrightError:
            return self.sign_in  # the start page will be opened again, and its trouble told then
        finally:
            await self.put_away(tab)

    async def _tab(self, view: View, session: StorageState | None) -> Tab:
        context = await self._context(view, session)
        guard = self.new_guard()
        await guard.attach(context)
        await context.add_init_script(INIT_SCRIPT)
        page = await guard.new_page()
        return Tab(
            page=page, guard=guard, patience=self.patience, on_note=self.add_note, on_load=self.add_load
        )

    async def _context(self, view: View, session: StorageState | None) -> BrowserContext:
        options = self.options(view)
        if session is not None:
            options["storage_state"] = session
        try:
            return await self.pool.new_context(view, options)
        except BrowserDiedError:
            await self.pool.restart()
            return await self.pool.new_context(view, options)
