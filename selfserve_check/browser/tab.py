"""One page of the browser, seen and acted on the way a visitor does."""

from __future__ import annotations

import asyncio
import time
from asyncio import sleep
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from playwright.async_api import ElementHandle, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.changes import revealed_by, shows_the_same
from selfserve_check.browser.consent import Dismissed, dismiss_consent
from selfserve_check.browser.failures import (
    could_not,
    failure_of_document,
    failure_of_error,
    failure_of_page,
    is_crash,
)
from selfserve_check.browser.guard import Guard
from selfserve_check.browser.observe import ObserveLimits, ObserveTimeoutError, Snapshot, observe
from selfserve_check.browser.settle import Settled, settle, unveil
from selfserve_check.browser.traffic import Traffic
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, NoChange, PageState, Reply
from selfserve_check.model.action import Action, Hover, Search, StateId
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import Observation
from selfserve_check.site.explorer_port import Effect, Navigates

T = TypeVar("T")
HANGS_HINT = "open it by hand and look at its scripts; if it is only slow, raise timeouts.step_s and settle_s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Deadlines in seconds: for loading a document, for one act, and for a page to come to rest.

    ``whole_s`` bounds everything that is done to one page after its turn has come: whatever else has a
    deadline of its own lies below it, and meeting it means that something hangs that we did not think of.
    """

    page_s: float = 30.0
    step_s: float = 10.0
    settle_s: float = 5.0
    observe: ObserveLimits = ObserveLimits()

    @property
    def whole_s(self) -> float:
        return self.page_s + 4 * self.step_s + 6 * self.settle_s


@dataclass(slots=True, eq=False)
class Tab:
    """A page in a context of its own. ``state`` and ``snapshot`` say where it stands and what is visible.

    ``on_note`` hears of things done free of charge (a cookie banner refused), ``on_load`` of each
    document that came.
    """

    page: Page
    guard: Guard
    patience: Patience
    on_note: Callable[[str], None]
    on_load: Callable[[], None]
    state: StateId | None = None
    snapshot: Snapshot | None = None
    consented: bool = False
    _traffic: Traffic = field(init=False)

    def __post_init__(self) -> None:
        self._traffic = Traffic(page=self.page)

    async def reach(self, state: StateId) -> Reply:
        """Load the document of ``state`` and repeat its actions."""
        reply = await self.open(StateId(view=state.view, url=state.url))
        for action in state.actions:
            if not isinstance(reply, Arrived):
                return reply
            effect = await self.act(action, follow=True)
            if not isinstance(effect, Arrived) or effect.page.id.url != state.url:
                return _lost(state, action)
            reply = effect
        return reply

    async def open(self, state: StateId) -> Reply:
        """Load the document of ``state``, which has no actions."""
        self.forget()
        self._traffic.forget()
        mark = self.guard.mark()
        forbidden = await self.guard.may_open(state.url)
        if forbidden is not None:
            return forbidden
        return await self._in_time(self._opened(state, mark), state.url)

    async def _opened(self, state: StateId, mark: int) -> Reply:
        try:
            await self.page.goto(
                state.url, wait_until="domcontentloaded", timeout=self.patience.page_s * 1000
            )
        except PlaywrightError as error:
            return self._reply_of_document() or failure_of_error(error.message, state.url)
        return await self._landed(state, mark)

    async def _in_time(self, work: Coroutine[Any, Any, T], url: str) -> T | CouldNotAsk:
        """What ``work`` gives, or that the page hangs."""
        try:
            return await asyncio.wait_for(work, self.patience.whole_s)
        except TimeoutError:
            detail = f"the page did not come to an end within {self.patience.whole_s:g} s"
            return could_not("timeout", detail, url, HANGS_HINT)

    async def act(self, action: Action, *, follow: bool) -> Effect:
        """Do ``action`` here. A document it would load is held back and named, unless ``follow``."""
        effect = await self._tried(action, follow=follow)
        if not isinstance(effect, NoChange) or isinstance(action, Hover):
            return effect
        # Nothing happened: perhaps the page's scripts had not yet taken over. Once more, at no further price.
        await self._loaded()
        again = await self._tried(action, follow=follow)
        return effect if isinstance(again, CouldNotAsk) else again

    def forget(self) -> None:
        """The tab shows nothing any more: its page is about to go."""
        self.state = self.snapshot = None

    async def _tried(self, action: Action, *, follow: bool) -> Effect:
        state, snapshot = self.state, self.snapshot
        if state is None or snapshot is None:
            return could_not("state_lost", "the tab shows no page", self.page.url)
        try:
            element = await snapshot.element(action.key)
        except ObserveTimeoutError as error:
            return could_not("timeout", _line(error), state.url, HANGS_HINT)
        if element is None:
            return _lost(state, action)
        self._traffic.forget()
        mark = self.guard.mark()
        # What a new tab would show is loaded in this one, where the guard is in place before it comes.
        with self.guard.capture(self.page, tabs_only=follow) as held:
            failure = await self._in_time(self._performed(action, element), state.url)
        await self._close_others()
        if failure is not None:
            return failure
        if held.targets:
            last = held.targets[-1]
            if follow:
                return await self.open(StateId(view=state.view, url=last.url))
            return Navigates(url=last.url, new_tab=last.new_tab)
        if held.refused is not None:
            return held.refused
        return await self._in_time(self._outcome(state, action, snapshot.observation, mark), state.url)

    async def _performed(self, action: Action, element: ElementHandle) -> CouldNotAsk | None:
        """Do it with the real mouse and keyboard, and wait until the page has come to rest."""
        timeout = self.patience.step_s * 1000
        try:
            match action:
                case Hover():
                    await element.hover(timeout=timeout)
                case Search(text=text):
                    await element.fill(text, timeout=timeout)
                    await element.press("Enter", timeout=timeout)
                case _:
                    await element.click(timeout=timeout)
            await self._rest()
        except PlaywrightError as error:
            failure = failure_of_error(error.message, self.page.url)
            if is_crash(_line(error)) and isinstance(failure, CouldNotAsk):
                return failure
            detail = f"'{action.key.name}' could not be used: {_line(error)}"
            return could_not("timeout", detail, self.page.url, "try again, or raise timeouts.step_s")
        return None

    async def _outcome(self, state: StateId, action: Action, before: Observation, mark: int) -> Effect:
        if self._traffic.documents:
            target = StateId(view=state.view, url=self._traffic.documents[0])
            # Wherever this leads, the page that was here is gone.
            self.forget()
            return await self._landed(target, mark)
        read = await self._read()
        if isinstance(read, CouldNotAsk):
            return read
        blocked = self.guard.since(mark)
        if shows_the_same(before, read):
            return NoChange(blocked=blocked)
        frames = tuple((action.key.frame, url) for url in self._traffic.frames[-1:] if action.key.frame)
        self.state = replace(state, actions=(*state.actions, action), frames=(*state.frames, *frames))
        page = PageState(id=self.state, observation=read, revealed=revealed_by(before, read), blocked=blocked)
        return Arrived(page=page)

    async def _landed(self, state: StateId, mark: int) -> Reply:
        """Judge the document that came, then read it."""
        self.on_load()
        failure = self._reply_of_document()
        if failure is not None:
            return failure
        read = await self._read(fresh=True)
        # While it was read the rest of the document may have failed to come.
        failure = self._reply_of_document()
        if failure is not None:
            return failure
        if isinstance(read, CouldNotAsk):
            return read
        read = await self._without_banner(read)
        if isinstance(read, CouldNotAsk):
            return read
        self.state = state
        page = PageState(id=state, observation=read, blocked=self._mattering(read, mark))
        return failure_of_page(page, requested=state.url) or Arrived(page=page)

    def _reply_of_document(self) -> Reply | None:
        """What the document's own answer already decides (an error, a wall, a file), or None."""
        return failure_of_document(self.guard.document(self.page))

    async def _without_banner(self, read: Observation) -> Observation | CouldNotAsk:
        """Refuse a cookie banner, free of charge, and read again."""
        if not read.signals.consent_banner:
            return read
        consent = await dismiss_consent(self.page)
        if not isinstance(consent, Dismissed):
            return read
        self.consented = True
        self.on_note(f"A cookie banner was {consent.how.value} (“{consent.label}”).")
        await self._rest()
        return await self._read()

    async def _read(self, *, fresh: bool = False) -> Observation | CouldNotAsk:
        """Wait for the page to come to rest, and take in what is visible. Once more if it moved meanwhile.

        A ``fresh`` document is scrolled through first, where it shows parts only then.
        """
        problem = ""
        for _ in range(2):
            try:
                rested = await self._rest()
                if rested.silent:
                    return could_not(
                        "timeout", "the page hangs: it answers nothing", self.page.url, HANGS_HINT
                    )
                if fresh and await unveil(self.page, timeout_s=self.patience.step_s):
                    rested = await self._rest()
                snapshot = await observe(self.page, self.patience.observe)
            except ObserveTimeoutError as error:
                return could_not("timeout", _line(error), self.page.url, HANGS_HINT)
            except PlaywrightError as error:
                problem = _line(error)
                if is_crash(problem):
                    break
                continue
            if self.snapshot is not None:
                await self.snapshot.release()
            self.snapshot = snapshot
            if not rested.stable:
                hint = "raise timeouts.settle_s if the page is only slow"
                return could_not("unsettled", "the page never came to rest", self.page.url, hint)
            return snapshot.observation
        failure = failure_of_error(problem, self.page.url)
        return failure if isinstance(failure, CouldNotAsk) else could_not("browser", problem, self.page.url)

    async def _rest(self) -> Settled:
        """Whether the visible text came to rest before the deadline, with nothing awaited under way."""
        deadline = time.monotonic() + self.patience.settle_s
        while True:
            left = deadline - time.monotonic()
            settled = await settle(self.page, deadline_s=max(left, 0.2), clock=time.monotonic, sleep=sleep)
            left = deadline - time.monotonic()
            if not self._traffic.busy or left <= 0:
                return settled
            await self._traffic.idle(left)

    async def _loaded(self) -> None:
        try:
            await self.page.wait_for_load_state("load", timeout=self.patience.settle_s * 1000)
        except PlaywrightError:
            return  # a picture that never comes must not keep the visitor from trying again

    async def _close_others(self) -> None:
        """Put away the tabs that the act opened; they show nothing, or what a script wrote into them."""
        for page in self.page.context.pages:
            if page is not self.page:
                with suppress(PlaywrightError, TimeoutError):  # it closed itself meanwhile, or hangs
                    await asyncio.wait_for(page.close(), self.patience.step_s)

    def _mattering(self, read: Observation, mark: int) -> tuple[BlockedRequest, ...]:
        """Stopped requests that the answer may hang on: those of a page that has nothing to show."""
        signals = read.signals
        wants = signals.main_empty or signals.loading or signals.error_state
        return self.guard.since(mark) if wants else ()


def _lost(state: StateId, action: Action) -> CouldNotAsk:
    detail = f"'{action.key.name}' is not on the page any more"
    return could_not("state_lost", detail, state.url, "the page changes from load to load")


def _line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:300]
