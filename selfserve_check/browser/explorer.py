"""Loads states and tries acts in clean sessions: what ``SharedSite`` asks for what its graph lacks."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.cabin import Cabin
from selfserve_check.browser.failures import could_not, failure_of_error
from selfserve_check.browser.tab import Tab
from selfserve_check.errors import BrowserDiedError
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, Reply
from selfserve_check.model.action import Action, StateId
from selfserve_check.site.explorer_port import Effect


@dataclass(slots=True, eq=False)
class BrowserExplorer:
    """An ``Explorer`` over real tabs.

    A tab that has just reached a state, and in which nothing was done since, is parked: the next act in
    that state is tried in it instead of loading the state again. Its session is as clean as a new one's.
    ``parked_max`` bounds the idle tabs.
    """

    cabin: Cabin
    parked_max: int = 4
    _parked: OrderedDict[StateId, Tab] = field(default_factory=OrderedDict)

    async def load(self, state: StateId) -> Reply:
        async with self.cabin.places:
            ended = self.cabin.pages_ended
            return self.cabin.explained(await self._load(state), ended)

    async def try_act(self, state: StateId, action: Action, *, follow: bool) -> Effect:
        async with self.cabin.places:
            ended = self.cabin.pages_ended
            try:
                effect = await self._try_act(state, action, follow=follow)
            except (PlaywrightError, BrowserDiedError) as error:
                effect = _failed(error, state)
            return self.cabin.explained(effect, ended)

    async def close(self) -> None:
        """Close the parked tabs."""
        while self._parked:
            _, tab = self._parked.popitem()
            await self.cabin.put_away(tab)

    async def _load(self, state: StateId) -> Reply:
        try:
            opened = await self._opened_already(state)
            if opened is not None:
                return opened
            tab = await self.cabin.new_tab(state.view)
        except (PlaywrightError, BrowserDiedError) as error:
            return _failed(error, state)
        try:
            reply = await tab.reach(state)
        except PlaywrightError as error:
            reply = _failed(error, state)
        except BaseException:  # cancelled or crashed: the tab must not stay open
            await self.cabin.put_away(tab)
            raise
        await self._park_or_close(tab, reply)
        return reply

    async def _opened_already(self, state: StateId) -> Arrived | None:
        """What the start page shows, where ``state`` is that and making the session has just opened it."""
        standing = await self.cabin.standing_tab(state.view)
        if standing is None:
            return None
        tab, arrived = standing
        there = tab.state
        await self._park_or_close(tab, arrived)
        return arrived if there == state else None

    async def _try_act(self, state: StateId, action: Action, *, follow: bool) -> Effect:
        tab = self._parked.pop(state, None)
        if tab is None or tab.page.is_closed():
            tab = await self.cabin.new_tab(state.view)
            reached: Reply | None = None
            try:
                reached = await tab.reach(state)
            finally:
                if not isinstance(reached, Arrived):
                    await self.cabin.put_away(tab)
            if not isinstance(reached, Arrived):
                return _not_reached(reached, state)
        effect: Effect | None = None
        try:
            effect = await tab.act(action, follow=follow)
            return effect
        finally:
            await self._park_or_close(tab, effect)

    async def _park_or_close(self, tab: Tab, effect: Effect | None) -> None:
        """Keep the tab when it stands freshly in a state that journeys will go on from."""
        if not isinstance(effect, Arrived) or tab.state is None or tab.state in self._parked:
            await self.cabin.put_away(tab)
            return
        self._parked[tab.state] = tab
        if len(self._parked) > self.parked_max:
            _, oldest = self._parked.popitem(last=False)
            await self.cabin.put_away(oldest)


def _not_reached(reply: Reply, state: StateId) -> Reply:
    """A state that was seen before and does not come again says nothing about the act."""
    if isinstance(reply, CouldNotAsk):
        return reply
    return could_not("state_lost", "a page that was there before did not come again", state.url, "try again")


def _failed(error: Exception, state: StateId) -> CouldNotAsk:
    failure = failure_of_error(str(error), state.url)
    return failure if isinstance(failure, CouldNotAsk) else could_not("browser", str(error)[:300], state.url)
