"""One journey alone in a real tab: every act is a real click, and the session goes on from page to page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.cabin import Cabin
from selfserve_check.browser.failures import could_not, failure_of_error
from selfserve_check.browser.tab import Tab
from selfserve_check.errors import BrowserDiedError
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, Reply
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.site.explorer_port import Navigates


@dataclass(slots=True, eq=False)
class LiveSite:
    """A ``Site`` that knows no graph. Use :func:`live_site`; the tab is made with the first page opened."""

    cabin: Cabin
    tab: Tab | None = None

    async def open(self, view: View, url: str) -> Reply:
        ended = self.cabin.pages_ended
        try:
            if self.tab is None:
                self.tab = await self.cabin.new_tab(view)
            reply = await self.tab.open(StateId(view=view, url=url))
        except (PlaywrightError, BrowserDiedError) as error:
            reply = _failed(error, url)
        return self.cabin.explained(reply, ended)

    async def act(self, state: StateId, action: Action) -> Reply:
        ended = self.cabin.pages_ended
        return self.cabin.explained(await self._act(state, action), ended)

    async def _act(self, state: StateId, action: Action) -> Reply:
        if self.tab is None:
            return could_not("state_lost", "no page is open", state.url)
        try:
            if self.tab.state != state:
                # Back: the earlier state again, by loading it and repeating what was done there.
                reached = await self.tab.reach(state)
                if not isinstance(reached, Arrived):
                    return reached
            effect = await self.tab.act(action, follow=True)
        except PlaywrightError as error:
            return _failed(error, state.url)
        # With ``follow`` nothing is held back.
        return (
            could_not("browser", "the click was not followed", effect.url)
            if isinstance(effect, Navigates)
            else effect
        )


@asynccontextmanager
async def live_site(cabin: Cabin) -> AsyncIterator[LiveSite]:
    """A live site in a place of its own, closed at the end of the block."""
    async with cabin.places:
        site = LiveSite(cabin=cabin)
        try:
            yield site
        finally:
            if site.tab is not None:
                await cabin.put_away(site.tab)


def _failed(error: Exception, url: str) -> CouldNotAsk:
    failure = failure_of_error(str(error), url)
    return failure if isinstance(failure, CouldNotAsk) else could_not("browser", str(error)[:300], url)
