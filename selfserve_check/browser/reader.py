"""Reading one page: waiting until it rests, scrolling through it, clearing away what lies over it."""

from __future__ import annotations

import asyncio
import time
from asyncio import sleep
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from playwright.async_api import ElementHandle, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.banners import nothing_beside, told_of, wall
from selfserve_check.browser.closed_roots import ClosedRoots
from selfserve_check.browser.consent import Dismissed, Manner, Means, NoBanner, Stuck, dismiss_consent
from selfserve_check.browser.consent_look import Mark
from selfserve_check.browser.failures import could_not, failure_of_error, is_crash
from selfserve_check.browser.guard import Guard
from selfserve_check.browser.keyboard import UNREACHED, press_key, reached
from selfserve_check.browser.observe import ObserveTimeoutError, Snapshot, observe
from selfserve_check.browser.patience import Patience
from selfserve_check.browser.settle import Settled, drawn, settle, unveil
from selfserve_check.browser.traffic import Traffic
from selfserve_check.journey.site_port import CouldNotAsk
from selfserve_check.model.condition import KEYBOARD, NO_SCRIPTS, NORMAL
from selfserve_check.model.observation import AffordanceKey, Observation
from selfserve_check.model.said import say

# How long a document is given to be drawn before its rest is waited for, and how often it is looked at.
_GLANCE_S = 1.0
_GLANCE_GAP_S = 0.03
HANGS_HINT = say(
    "open it by hand and look at its scripts; if it is only slow, raise timeouts.step_s and settle_s"
)


@dataclass(slots=True, eq=False, kw_only=True)
class Reader:
    """The eyes of one tab. ``snapshot`` is what was read last, None where nothing is to be seen.

    ``manner`` is what to do with a cookie banner, ``on_note`` hears what was done; ``consented`` is whether
    one was answered. ``sought`` is the link for which alone the next document is read: where it is in sight,
    nothing else is waited for.
    """

    page: Page
    guard: Guard
    patience: Patience
    traffic: Traffic
    on_note: Callable[[str], None]
    manner: Manner = "refuse"
    condition: str = NORMAL
    snapshot: Snapshot | None = None
    consented: bool = False
    sought: AffordanceKey | None = None
    _rested: Settled | None = None
    _read_born: float | None = None
    _closed_roots: ClosedRoots = field(init=False)

    def __post_init__(self) -> None:
        self._closed_roots = ClosedRoots(page=self.page)

    async def read(self, *, fresh: bool = False) -> Observation | CouldNotAsk:
        """Wait for the page to come to rest, and take in what is visible. Once more if it moved meanwhile.

        A ``fresh`` document is scrolled through first, where it shows parts only then.
        """
        glanced = await self._glance(self.sought) if fresh and self.sought is not None else None
        if glanced is not None:
            return glanced
        problem, cut = "", False
        for _ in range(2):
            try:
                rested = await self._rested_before() if fresh else None
                rested = rested or await self.rest()
                if rested.silent:
                    return could_not(
                        "timeout", say("the page hangs: it answers nothing"), self.page.url, HANGS_HINT
                    )
                if fresh:
                    await self._closed_roots.remember()
                # With scripts off no timer fires, and nothing appears by being scrolled to.
                if fresh and self.condition != NO_SCRIPTS:
                    scrolled, cut = await self._scrolled_through()
                    rested = await self.rest() if scrolled else rested
                snapshot = await observe(self.page, self.patience.observe, self.guard.shown)
            except ObserveTimeoutError as error:
                return could_not("timeout", line_of(error), self.page.url, HANGS_HINT)
            except PlaywrightError as error:
                problem = line_of(error)
                if is_crash(problem):
                    break
                continue
            if self.snapshot is not None:
                await self.snapshot.release()
            if self.condition == KEYBOARD:
                snapshot = _to_be_reached(snapshot)
            if cut:
                snapshot = _cut_short(snapshot)
            self.snapshot, self._read_born = snapshot, rested.born
            if not rested.stable:
                hint = say("raise timeouts.settle_s if the page is only slow")
                return could_not("unsettled", say("the page never came to rest"), self.page.url, hint)
            return snapshot.observation
        failure = failure_of_error(problem, self.page.url)
        return failure if isinstance(failure, CouldNotAsk) else could_not("browser", problem, self.page.url)

    async def _glance(self, sought: AffordanceKey) -> Observation | None:
        """What a new document shows as soon as it is drawn, where ``sought`` is in it and nothing lies over
        it; else None. Whoever knows which link comes next clicks it then, as people do who know their way."""
        deadline = time.monotonic() + min(_GLANCE_S, self.patience.settle_s)
        while (born := await drawn(self.page, timeout_s=_GLANCE_S)) in (None, self._read_born):
            if time.monotonic() >= deadline:
                return None
            await sleep(_GLANCE_GAP_S)
        try:
            snapshot = await observe(self.page, self.patience.observe, self.guard.shown)
        except (ObserveTimeoutError, PlaywrightError):
            return None  # it moves, or hangs: whoever waits for its rest will tell
        if not snapshot.offers(sought) or snapshot.covered or snapshot.observation.signals.consent_banner:
            await snapshot.release()
            return None
        if self.snapshot is not None:
            await self.snapshot.release()
        self.snapshot, self._read_born = snapshot, born
        return snapshot.observation

    async def _scrolled_through(self) -> tuple[bool, bool]:
        """Whether the page was scrolled through, and whether it went on where that ended."""
        met: list[bool] = []
        scrolled = await unveil(
            self.page,
            timeout_s=self.patience.step_s,
            screens_max=self.patience.screens_max,
            on_limit=lambda: met.append(True),
        )
        return scrolled, bool(met)

    async def _rested_before(self) -> Settled | None:
        """The rest that was waited for when the click that brought this document was done, or None where
        another document came meanwhile, or where that cannot be told. To wait twice for the same would be a
        third of what a click costs."""
        rested, self._rested = self._rested, None
        if rested is None or not rested.stable or rested.born in (None, self._read_born) or self.traffic.busy:
            return None
        try:
            born = await asyncio.wait_for(self.page.evaluate("performance.timeOrigin"), self.patience.step_s)
        except TimeoutError:
            return None  # it hangs, which resting will tell
        return rested if born == rested.born else None

    async def rest(self) -> Settled:
        """Whether the visible text came to rest before the deadline, with nothing awaited under way."""
        self._rested = await self._come_to_rest()
        return self._rested

    async def _come_to_rest(self) -> Settled:
        deadline = time.monotonic() + self.patience.settle_s
        while True:
            left = deadline - time.monotonic()
            settled = await settle(
                self.page,
                deadline_s=max(left, 0.2),
                clock=time.monotonic,
                sleep=sleep,
                frames_max=self.patience.observe.frames_max,
            )
            left = deadline - time.monotonic()
            if not self.traffic.busy or left <= 0:
                return settled
            await self.traffic.idle(left)

    async def without_banner(self, read: Observation, *, fresh: bool = False) -> Observation | CouldNotAsk:
        """Answer a cookie banner, free of charge, and read again. On a ``fresh`` document a box that lies
        over the middle and wants something is closed, too.

        What a click brings back (a page that loads itself anew on each refusal) is answered otherwise.
        """
        tried: list[Mark] = []
        last: Dismissed | Stuck | NoBanner = NoBanner()
        mark = self.guard.mark()
        while self.manner != "leave" and self._asks(read, fresh=fresh):
            consent = await dismiss_consent(self.page, manner=self.manner, tried=tried, means=self._means())
            last = last if consent == NoBanner() else consent
            if isinstance(consent, Stuck) or consent == NoBanner():
                break
            self.consented = True
            again = await self.read(fresh=fresh)
            if isinstance(again, CouldNotAsk):
                return again
            read = again
        for note in told_of(last, self.manner):
            self.on_note(note)
        if isinstance(last, Stuck) and nothing_beside(read, last):
            return wall(self.page.url, self.guard.since(mark))
        return read

    def _asks(self, read: Observation, *, fresh: bool) -> bool:
        covered = fresh and self.snapshot is not None and self.snapshot.covered
        return read.signals.consent_banner or covered

    async def clear(self) -> None:
        """Take away what has come to lie over the page since it was read, as a visitor would."""
        if self.manner == "leave":
            return
        consent = await dismiss_consent(self.page, manner=self.manner, means=self._means())
        for note in told_of(consent, self.manner):
            self.on_note(note)

    def _means(self) -> Means:
        """How a banner is answered here; whoever has no mouse does it with the keys."""
        means = Means(
            tries_max=self.patience.consent_tries_max,
            frames_max=self.patience.observe.frames_max,
            on_limit=lambda: self.guard.meet("limits.consent_tries_max", self.page.url),
        )
        return replace(means, press=self._press_key) if self.condition == KEYBOARD else means

    async def _press_key(self, element: ElementHandle) -> None:
        if not await reached(self.page, element):
            raise PlaywrightError(UNREACHED)
        await press_key(self.page, element)


def _to_be_reached(snapshot: Snapshot) -> Snapshot:
    """``snapshot`` with no link so plain that nobody has to try whether the keyboard reaches it."""
    seen = snapshot.observation
    links = tuple(replace(affordance, plain=False) for affordance in seen.affordances)
    return replace(snapshot, observation=replace(seen, affordances=links))


def line_of(error: Exception) -> str:
    """The first line of what an error says, cut."""
    return str(error).strip().split("\n", 1)[0][:300]


def _cut_short(snapshot: Snapshot) -> Snapshot:
    """``snapshot`` of a page whose lower part never came into sight."""
    seen = snapshot.observation
    return replace(snapshot, observation=replace(seen, limits_met=(*seen.limits_met, "screens")))
