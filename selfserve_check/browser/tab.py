"""One page of the browser, seen and acted on the way a visitor does."""

from __future__ import annotations

import asyncio
import time
from asyncio import sleep
from collections.abc import Callable, Coroutine
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from playwright.async_api import ElementHandle, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.capture import Navigation, NavigationCapture, meant
from selfserve_check.browser.changes import nothing_found_by_typing, revealed_by, shows_the_same
from selfserve_check.browser.consent import Manner
from selfserve_check.browser.deeds import Hand, perform
from selfserve_check.browser.devices import device_of
from selfserve_check.browser.failures import (
    could_not,
    failure_of_document,
    failure_of_error,
    failure_of_page,
    failure_of_view,
    is_crash,
)
from selfserve_check.browser.guard import Guard
from selfserve_check.browser.heard import until_heard
from selfserve_check.browser.kept_away import mattering
from selfserve_check.browser.keyboard import UNREACHED, press_key, reached
from selfserve_check.browser.moving import moves_in_s
from selfserve_check.browser.observe import ObserveTimeoutError, Snapshot
from selfserve_check.browser.patience import Patience
from selfserve_check.browser.policy import READ_METHODS, mask_url
from selfserve_check.browser.reader import HANGS_HINT, Reader, line_of
from selfserve_check.browser.traffic import Traffic
from selfserve_check.journey.onward import leads_on
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    CouldNotAsk,
    NoChange,
    PageState,
    RefusalKind,
    Refused,
    Reply,
)
from selfserve_check.model.action import Action, Click, Hover, Search, StateId
from selfserve_check.model.condition import KEYBOARD, NORMAL
from selfserve_check.model.observation import AffordanceKey, Observation
from selfserve_check.model.said import say
from selfserve_check.site.explorer_port import Effect, Navigates

T = TypeVar("T")
_LOOK_AGAIN_S = 0.1
# How long a page that does not answer a click is given to be taken over by its scripts.
_TAKE_OVER_S = 3.0
# How long a page may take leave before it goes where a link leads.
_FADES_S = 1.5


@dataclass(slots=True, eq=False)
class Tab:
    """A page in a context of its own. ``state`` and ``snapshot`` say where it stands and what is visible.

    ``on_note`` hears of things done free of charge (a cookie banner refused), ``on_load`` of each
    document that came; ``manner`` is what to do with a banner.
    """

    page: Page
    guard: Guard
    patience: Patience
    on_note: Callable[[str], None]
    on_load: Callable[[], None]
    manner: Manner = "refuse"
    condition: str = NORMAL
    state: StateId | None = None
    _traffic: Traffic = field(init=False)
    _reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self._traffic = Traffic(page=self.page)
        self._reader = Reader(
            page=self.page,
            guard=self.guard,
            patience=self.patience,
            traffic=self._traffic,
            on_note=self.on_note,
            manner=self.manner,
            condition=self.condition,
        )

    @property
    def snapshot(self) -> Snapshot | None:
        """What is visible, with its elements; None where nothing is."""
        return self._reader.snapshot

    @property
    def consented(self) -> bool:
        """Whether a cookie banner was answered here."""
        return self._reader.consented

    def seek(self, link: AffordanceKey | None) -> None:
        """Read the documents to come for this link alone, which is clicked next: where it is in sight,
        nothing else is waited for. With None they are read whole."""
        self._reader.sought = link if self.condition == NORMAL else None

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
        address = self.guard.sent(state.url)
        forbidden = await self.guard.may_open(address)
        if forbidden is not None:
            return forbidden
        return await self._in_time(self._opened(state, address, mark), state.url)

    async def _opened(self, state: StateId, address: str, mark: int) -> Reply:
        try:
            await self.page.goto(address, wait_until="domcontentloaded", timeout=self.patience.page_s * 1000)
        except PlaywrightError as error:
            return self._reply_of_document() or failure_of_error(error.message, state.url)
        return await self._landed(state, mark)

    async def _in_time(self, work: Coroutine[Any, Any, T], url: str) -> T | CouldNotAsk:
        """What ``work`` gives, or that the page hangs."""
        try:
            return await asyncio.wait_for(work, self.patience.whole_s)
        except TimeoutError:
            detail = say(
                "the page did not come to an end within {seconds} s", seconds=f"{self.patience.whole_s:g}"
            )
            return could_not("timeout", detail, url, HANGS_HINT)

    async def act(self, action: Action, *, follow: bool) -> Effect:
        """Do ``action`` here. A document it would load is held back and named, unless ``follow``."""
        effect = await self._tried(action, follow=follow)
        if not isinstance(effect, NoChange) or isinstance(action, Hover):
            return effect
        if effect.detail:
            return effect
        # Nothing happened: perhaps the page's scripts had not yet taken over. Once more, at no further price.
        await self._loaded()
        await self._taken_over(action)
        again = await self._tried(action, follow=follow, again=True)
        if isinstance(again, NoChange):
            return NoChange(blocked=again.blocked or effect.blocked)
        return effect if isinstance(again, CouldNotAsk) else again

    def forget(self) -> None:
        """The tab shows nothing any more: its page is about to go."""
        self.state = self._reader.snapshot = None

    async def _tried(self, action: Action, *, follow: bool, again: bool = False) -> Effect:
        state, snapshot = self.state, self.snapshot
        if state is None or snapshot is None:
            return could_not("state_lost", "the tab shows no page", self.page.url)
        try:
            element = await snapshot.element(action.key)
        except ObserveTimeoutError as error:
            return could_not("timeout", line_of(error), state.url, HANGS_HINT)
        if element is None:
            return _lost(state, action)
        self._traffic.forget()
        mark, files = self.guard.mark(), self.guard.downloads(self.page)
        # What a new tab would show is loaded in this one, where the guard is in place before it comes.
        search_fails = isinstance(action, Search) and self.guard.day.search_is_down
        failing = self.guard.day.searching() if search_fails else nullcontext()
        with self.guard.capture(self.page, tabs_only=follow and not search_fails) as held, failing:
            address = self.page.url
            goes = not again and leads_on(action, state.url)
            rests = not goes or self._reader.sought is None
            performed = self._performed(action, element, again=again, rests=rests)
            failure = await self._in_time(performed, state.url)
            if failure is None and goes:
                await self._departed(held, address)
        await self._close_others()
        if failure is not None:
            return failure
        own = self._itself(follow=follow)
        wanted = meant([*held.targets, *own], action.key.target)
        if search_fails and wanted is not None:
            return Broken(url=wanted.url, status=503, detail=say("the search is down (503)"))
        if wanted is not None and wanted not in own:
            if follow:
                return await self.open(StateId(view=state.view, url=wanted.url))
            return Navigates(url=wanted.url, new_tab=wanted.new_tab)
        if wanted is None and held.refused is not None:
            return held.refused
        if wanted is None and self.guard.downloads(self.page) > files:
            return Refused(
                kind=RefusalKind.DOWNLOAD, detail=say("a file to download"), url=mask_url(action.key.target)
            )
        return await self._in_time(self._outcome(state, action, snapshot.observation, mark), state.url)

    async def _departed(self, held: NavigationCapture, address: str) -> None:
        """Wait until a link has asked for its document, or a router has gone on from ``address``: pages fade
        out before they go."""
        deadline = time.monotonic() + _FADES_S
        while time.monotonic() < deadline:
            if held.seen.is_set() or self._traffic.documents or self.page.url != address:
                return
            await sleep(_LOOK_AGAIN_S)

    def _itself(self, *, follow: bool) -> list[Navigation]:
        """The documents that the page itself went on to, where nothing held it back."""
        if isinstance(self._reply_of_document(), Refused):
            return []
        return [
            Navigation(url=url, method=method, new_tab=False)
            for method, url in self._documents()
            if follow or method not in READ_METHODS
        ]

    def _documents(self) -> list[tuple[str, str]]:
        """What the page asked for that may be sent."""
        return [(method, url) for method, url in self._traffic.documents if self.guard.lets(method, url)]

    async def _performed(
        self, action: Action, element: ElementHandle, *, again: bool, rests: bool
    ) -> CouldNotAsk | NoChange | None:
        """Do it with the real mouse, finger and keyboard; ``rests``: wait until the page has come to rest."""
        touch = self.state is not None and device_of(self.state.view).touch
        hand = Hand(touch=touch, timeout_s=self.patience.step_s, clear=self._reader.clear)
        try:
            if self.condition == KEYBOARD and not await reached(self.page, element):
                return NoChange(detail=UNREACHED)
            if self.condition != KEYBOARD or isinstance(action, Search):
                await perform(action, element, hand, again=again)
            elif isinstance(action, Click):
                await press_key(self.page, element)
            if rests:
                await self._reader.rest()
        except PlaywrightError as error:
            failure = failure_of_error(error.message, self.page.url)
            if is_crash(line_of(error)) and isinstance(failure, CouldNotAsk):
                return failure
            detail = say("'{label}' could not be used: {why}", label=action.key.name, why=line_of(error))
            return could_not("timeout", detail, self.page.url, say("try again, or raise timeouts.step_s"))
        return None

    async def _outcome(self, state: StateId, action: Action, before: Observation, mark: int) -> Effect:
        documents = self._documents()
        if documents:
            method, url = documents[0]
            # What was sent cannot be told by an address: such a page is reached by doing the same again.
            target = (
                StateId(view=state.view, url=self.guard.shown(url))
                if method in READ_METHODS
                else replace(state, actions=(*state.actions, action))
            )
            # Wherever this leads, the page that was here is gone.
            self.forget()
            return await self._landed(target, mark)
        read = await self._reader.read()
        if isinstance(read, CouldNotAsk):
            return read
        if read.signals.consent_banner and not before.signals.consent_banner:
            read = await self._reader.without_banner(read)  # it came late
            if isinstance(read, CouldNotAsk):
                return read
        blocked = self.guard.since(mark)
        same = nothing_found_by_typing if isinstance(action, Search) else shows_the_same
        if same(before, read):
            return NoChange(blocked=blocked)
        frames = tuple((action.key.frame, url) for url in self._traffic.frames[-1:] if action.key.frame)
        there = replace(state, actions=(*state.actions, action), frames=(*state.frames, *frames))
        page = PageState(id=there, observation=read, revealed=revealed_by(before, read), blocked=blocked)
        # A router that shows another address shows another page, and that may say that there is none.
        moved = read.url != before.url and not isinstance(action, Search)
        failure = failure_of_view(page) if moved else None
        if failure is not None:
            self.forget()
            return failure
        self.state = there
        return Arrived(page=page)

    async def _landed(self, state: StateId, mark: int) -> Reply:
        """Judge the document that came, then read it."""
        self.on_load()
        read = await self._arrived_at()
        # The document may have gone on to one that is an error.
        failure = self._circling() or self._reply_of_document()
        if failure is not None:
            return failure
        if not isinstance(read, Observation):
            return read
        read = await self._reader.without_banner(read, fresh=True)
        if isinstance(read, CouldNotAsk):
            return read
        self.state = state
        blocked = await mattering(self.page, read, self.guard.since(mark))
        page = PageState(id=state, observation=read, blocked=blocked)
        return failure_of_page(page, requested=state.url) or Arrived(page=page)

    async def _arrived_at(self) -> Observation | Reply:
        """What is visible where the document leads that came: pages that say they have moved go on."""
        while True:
            if not await self._came():
                return failure_of_error("Timeout", mask_url(self.page.url))
            failure = self._reply_of_document()
            if failure is not None:
                return failure
            documents = len(self._traffic.documents)
            read = await self._reader.read(fresh=True)
            if isinstance(read, CouldNotAsk) or self._circling():
                return read
            if self.guard.document(self.page) is None:
                continue  # what was read is the page before
            if not await self._gone_on(await moves_in_s(self.page, read), documents):
                return read

    async def _came(self) -> bool:
        """Whether the document that was asked for was answered, or failed, in the time that a page has."""
        deadline = time.monotonic() + self.patience.page_s
        while time.monotonic() < deadline:
            if self.guard.document(self.page) is not None:
                return True
            await sleep(_LOOK_AGAIN_S)
        return False

    async def _gone_on(self, seconds: float, documents: int) -> bool:
        """Whether the page asks for yet another document than those, within ``seconds``."""
        deadline = time.monotonic() + seconds
        while seconds > 0 and time.monotonic() < deadline:
            if len(self._traffic.documents) > documents:
                return True
            await sleep(_LOOK_AGAIN_S)
        return False

    def _circling(self) -> Broken | CouldNotAsk | None:
        """The reply for pages that send a visitor on for ever, by scripts or by meta refresh.

        One that loads only itself anew may do so because of us, and how often it can, the machine decides.
        """
        if len(self._traffic.documents) <= self.guard.policy.redirects_max:
            return None
        url = mask_url(self._traffic.documents[0][1])
        if len({address for _, address in self._traffic.documents}) == 1:
            hint = say("open it by hand, and look at its scripts")
            return could_not("unsettled", say("the page loads itself again and again"), url, hint)
        return Broken(url=url, status=0, detail=say("the page sends its visitors in a circle"))

    def _reply_of_document(self) -> Reply | None:
        """What the document's own answer already decides (an error, a wall, a file), or None."""
        return failure_of_document(self.guard.document(self.page))

    async def _loaded(self) -> None:
        try:
            await self.page.wait_for_load_state("load", timeout=self.patience.settle_s * 1000)
        except PlaywrightError:
            return  # a picture that never comes must not keep the visitor from trying again

    async def _taken_over(self, action: Action) -> None:
        """Wait until a script listens to what was acted on, where none did."""
        element = await self.snapshot.element(action.key) if self.snapshot is not None else None
        if element is not None and isinstance(action, Click):
            await until_heard(element, timeout_s=min(_TAKE_OVER_S, self.patience.settle_s))

    async def _close_others(self) -> None:
        """Put away the tabs that the act opened; they show nothing, or what a script wrote into them."""
        for page in self.page.context.pages:
            if page is not self.page:
                with suppress(PlaywrightError, TimeoutError):  # it closed itself meanwhile, or hangs
                    await asyncio.wait_for(page.close(), self.patience.step_s)


def _lost(state: StateId, action: Action) -> CouldNotAsk:
    detail = say("'{label}' is not on the page any more", label=action.key.name)
    return could_not("state_lost", detail, state.url, say("the page changes from load to load"))
