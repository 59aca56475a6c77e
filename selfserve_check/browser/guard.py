"""Only reading: the guard of one browser context.

Four layers stand behind each other, each for what the one before does not see: a route handler (every
request of pages, frames and dedicated workers), a script in the page (beacons and keep-alive requests sent
while a page goes away, shared workers), a refusal of WebSockets, and the loopback proxy (``proxy.py``), past
which nothing leaves. ``hops.py`` adds the redirects of documents and the workers of workers; ``gate.py``,
around the whole browser, what outlives the page that sent it. No tab that a page opens loads a document:
none of this would be in place in time. Whoever wants what it asks for captures it and goes there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import (
    BrowserContext,
    Dialog,
    Download,
    Page,
    Request,
    Response,
    Route,
    WebSocketRoute,
)
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.admission import Admission
from selfserve_check.browser.arrivals import Arrivals
from selfserve_check.browser.bad_day import BadDay
from selfserve_check.browser.capture import Navigation, NavigationCapture
from selfserve_check.browser.chores import cancel_download, close_dialog, close_page, start_watch
from selfserve_check.browser.documents import Document, Refusal, refusal_in, too_many_redirects
from selfserve_check.browser.hops import HopWatch
from selfserve_check.browser.init_script import BINDING, init_script
from selfserve_check.browser.kept_away import KeptAway
from selfserve_check.browser.ledger import Layer, Ledger, Stopped, Trouble
from selfserve_check.browser.navigations import frame_beyond_use, main_document_of, page_of
from selfserve_check.browser.pace import Pace
from selfserve_check.browser.policy import READ_METHODS, ReadPolicy, mask_url
from selfserve_check.browser.proxy import TROUBLE_HEADER
from selfserve_check.browser.readdress import redirecting, sent, shown, staged
from selfserve_check.browser.robots import Robots
from selfserve_check.browser.rules import Asked, Rules, Stop
from selfserve_check.journey.site_port import CouldNotAsk, Refused
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.said import say

REPORTS_MAX = 2_000
WATCH_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Captures:
    """A capture that is active for ``page``."""

    page: Page
    tabs_only: bool
    capture: NavigationCapture = field(default_factory=NavigationCapture)


class Guard:
    """Lets nothing but reads out of one browser context; ``attach`` before its first page.

    ``ledger`` is the run's; ``robots`` and ``pace`` are shared by all contexts of a run; ``day`` is what the
    condition of the context does to requests.
    """

    def __init__(
        self, policy: ReadPolicy, ledger: Ledger, robots: Robots, pace: Pace, day: BadDay | None = None
    ) -> None:
        self.policy = policy
        self.day = day or BadDay(policy)
        self._ledger = ledger
        self._kept_away = KeptAway(policy, ledger)
        self._rules = Rules(policy)
        self._admission = Admission(policy, robots, pace)
        self._reports = 0
        self._context: BrowserContext | None = None
        self._arrivals = Arrivals()
        self._watches: WeakKeyDictionary[Page, asyncio.Task[None]] = WeakKeyDictionary()
        self._openers: WeakKeyDictionary[Page, Page] = WeakKeyDictionary()
        self._downloads: WeakKeyDictionary[Page, int] = WeakKeyDictionary()
        self._captured: WeakSet[Request] = WeakSet()
        self._captures: list[_Captures] = []
        self._chores: set[asyncio.Task[None]] = set()

    async def attach(self, context: BrowserContext) -> None:
        """Put every layer that lives in the browser around ``context``."""
        self._context = context
        await self.add_script(context)
        await self.add_routes(context)
        self.watch(context)

    async def add_script(self, context: BrowserContext) -> None:
        """The layer in the page."""
        await context.expose_binding(BINDING, self._on_report)
        await context.add_init_script(init_script(self.policy))

    async def add_routes(self, context: BrowserContext) -> None:
        """The layers at Playwright's routes, for WebSockets and for everything else."""
        await context.route_web_socket("**/*", self._on_socket)
        await context.route("**/*", self._on_route)

    def watch(self, context: BrowserContext) -> None:
        """Redirects, popups, dialogs, downloads, and what became of documents."""
        context.on("page", self._on_page)
        context.on("dialog", self._on_dialog)
        context.on("response", self._on_response)
        context.on("requestfailed", self._on_failed)
        for page in context.pages:
            self._on_page(page)

    async def new_page(self) -> Page:
        """A page whose redirects are watched from its first document on."""
        if self._context is None:
            raise RuntimeError("attach the guard to a context first")
        page = await self._context.new_page()
        await self.ready(page)
        return page

    async def ready(self, page: Page) -> None:
        """Return when the redirects of ``page`` are watched. Raises TimeoutError when the browser hangs."""
        watch = self._watches.get(page)
        if watch is not None:
            await asyncio.wait_for(asyncio.shield(watch), WATCH_S)

    async def may_open(self, url: str) -> Refused | CouldNotAsk | None:
        """Ask before loading ``url``, so that robots.txt and the pace do not eat into the load's deadline.

        Returns None when it may be loaded now, else the reply to give. A load that was not asked for is held
        to the same in the route, however long that takes.
        """
        refusal = await self._admission.admit(url)
        for page, watch in list(self._watches.items()):
            try:
                await asyncio.wait_for(asyncio.shield(watch), WATCH_S)
            except TimeoutError:
                # It hangs, or was opened by one that does. What is not watched must not load anything.
                self._spawn(close_page(page))
        return refusal

    def sent(self, url: str) -> str:
        """``url`` as a document of it is asked for."""
        return sent(self.policy, url)

    def shown(self, url: str) -> str:
        """``url`` as it is to be known; one on a host for which another stands is remembered."""
        self._ledger.restaged.note(url, self.policy)
        return shown(self.policy, url)

    def lets(self, method: str, url: str) -> bool:
        """Whether such a document may be asked for at all; if not, the page stays as it is."""
        return not isinstance(self._rules.judge(Asked(method=method, url=url, kind="document")), Stop)

    def downloads(self, page: Page) -> int:
        """How many files ``page`` has tried to hand over."""
        return self._downloads.get(page, 0)

    def meet(self, setting: str, url: str) -> None:
        """Count that the cap ``setting`` held at ``url``."""
        self._ledger.meet(setting, url)

    def mark(self) -> int:
        """The number of the last request so far that did not come; hand it to ``since``."""
        return self._kept_away.count

    def since(self, mark: int) -> tuple[BlockedRequest, ...]:
        """What did not come after ``mark`` and an answer may hang on, stopped by us or by a passing fault of
        the site (at most the last 500)."""
        return self._kept_away.since(mark)

    def document(self, page: Page) -> Document | None:
        """What became of the last document ``page`` was asked to load; None while it is on its way."""
        return self._arrivals.of(page)

    def refusal_of(self, page: Page) -> Refusal | None:
        """The reply for the last document of ``page`` where guard or proxy kept it away, else None."""
        return refusal_in(self._arrivals.of(page))

    @contextmanager
    def capture(self, page: Page, *, tabs_only: bool = False) -> Iterator[NavigationCapture]:
        """While active, what documents ``page`` and the tabs it opens ask for is told instead of loaded; with
        ``tabs_only`` the page itself goes on.

        The request is answered 204, so the page stays as it is. The tabs close. What the user allowed to be
        sent is not held back: going to its address is not the same.
        """
        entry = _Captures(page=page, tabs_only=tabs_only)
        self._captures.append(entry)
        try:
            yield entry.capture
        finally:
            self._captures.remove(entry)

    async def _on_route(self, route: Route) -> None:
        request = route.request
        asker = main_document_of(request)
        there = staged(self.policy, request.url)
        ruling = self._rules.judge(Asked(method=request.method, url=there, kind=request.resource_type))
        cap = self._frame_cap(request) if asker is None else ""
        if cap:
            ruling = Stop(why=f"{cap} holds", matters=False)
        with suppress(PlaywrightError):  # the page went away meanwhile, and the request with it
            if await self.day.met(route):
                return
            if isinstance(ruling, Stop):
                self._kept_away.stop(Layer.ROUTE, request.method, request.url, ruling)
                # "aborted" leaves the present document in place; other words put an error page there.
                await route.abort("aborted" if asker else "blockedbyclient")
            elif asker is None and there != request.url:
                await route.fulfill(status=307, headers=redirecting(there, request.headers))
            elif asker is None:
                await route.continue_()
            else:
                await self._on_document(route, asker.page)

    def _frame_cap(self, request: Request) -> str:
        cap = frame_beyond_use(request, self.policy.frames_deep_max, self.policy.frames_loaded_max)
        if cap:
            self._ledger.meet(cap, request.url)
        return cap

    async def _on_document(self, route: Route, page: Page | None) -> None:
        request = route.request
        is_new = page is None or page in self._openers
        capture = self._capture_for(page)
        if not is_new and request.method not in READ_METHODS:
            capture = None  # the user allowed it as a read, and no address says what it sends
        if capture is not None or is_new:
            self._captured.add(request)
            if capture is None:
                stop = Stop(why="a tab that the page opened by itself", matters=False)
                self._kept_away.stop(Layer.ROUTE, request.method, request.url, stop)
            else:
                there = self.shown(request.url)
                target = Navigation(url=there, method=request.method, new_tab=is_new)
                capture.add(target, self._admission.check_host(there))
            await route.fulfill(status=204)
            if page is not None and page in self._openers:
                await close_page(page)
            return
        if page is not None:
            self._arrivals.asked(page)
        there = self._opens(request.url)
        refusal = await self._admission.enter(there)
        if refusal is None:
            if there != request.url:
                await route.fulfill(status=307, headers=redirecting(there, request.headers))
            else:
                await route.continue_()
            return
        self._refuse(page, request.url, refusal, Layer.ROUTE)
        await route.abort("aborted")

    async def _on_socket(self, socket: WebSocketRoute) -> None:
        ruling = self._rules.judge(Asked(method="GET", url=socket.url, kind="websocket"))
        if isinstance(ruling, Stop):
            self._kept_away.stop(Layer.SOCKET, "GET", socket.url, ruling)
        with suppress(PlaywrightError):  # the page went away meanwhile
            await socket.close()

    async def _on_report(self, _source: Any, kind: object, method: object, url: object) -> None:
        """The script in the page refused a request. What a page says is data: bounded, and judged anew."""
        self._reports += 1
        if self._reports > REPORTS_MAX or not (
            isinstance(kind, str) and isinstance(method, str) and isinstance(url, str)
        ):
            return
        ruling = self._rules.judge(Asked(method=method[:20], url=url[:4_000], kind=kind))
        if kind == "worker":
            ruling = Stop(why="a worker in a frame of another site could send unseen", matters=True)
        if isinstance(ruling, Stop):
            self._kept_away.stop(Layer.PAGE, method[:20], url[:4_000], ruling)

    def _on_page(self, page: Page) -> None:
        page.on("popup", lambda popup: self._on_popup(page, popup))
        page.on("download", self._on_download)
        may_hop = partial(self._may_hop, page)
        watch = HopWatch(page, self.policy, may_hop, self._sent_instead)
        self._watches[page] = asyncio.ensure_future(start_watch(watch))

    def _on_popup(self, opener: Page, popup: Page) -> None:
        self._openers[popup] = opener
        alive = [page for page in self._openers if not page.is_closed()]
        is_told = any(page_of(request) is popup for request in self._captured)
        if len(alive) > self.policy.popups_max:
            self._ledger.meet("limits.popups_max", opener.url)
        if is_told or len(alive) > self.policy.popups_max:
            self._spawn(close_page(popup))

    def _on_dialog(self, dialog: Dialog) -> None:
        self._spawn(close_dialog(dialog))

    def _on_download(self, download: Download) -> None:
        self._downloads[download.page] = self.downloads(download.page) + 1
        self._spawn(cancel_download(download))

    def _on_response(self, response: Response) -> None:
        request = response.request
        asker = main_document_of(request)
        trouble = self._trouble_in(response)
        if asker is None:
            if not self.day.failed(request):
                self._kept_away.answered(response, trouble)
        elif asker.page is not None and request not in self._captured:
            self._admission.answered(response.url)
            self._arrivals.answered(asker.page, response, trouble)

    def _on_failed(self, request: Request) -> None:
        asker = main_document_of(request)
        trouble = self._ledger.trouble_with(request.url)
        if asker is None:
            self._kept_away.failed(request, trouble)
        elif asker.page is not None and request not in self._captured:
            self._arrivals.failed(asker.page, request, trouble)

    async def _may_hop(self, page: Page, url: str, hops: int) -> bool:
        refusal: Refusal | None
        if hops > self.policy.redirects_max:
            refusal = too_many_redirects(url, self.policy.redirects_max)
            self._ledger.meet("limits.redirects_max", url)
        else:
            refusal = await self._admission.check(sent(self.policy, url))
        if refusal is not None:
            self._refuse(page, url, refusal, Layer.REDIRECT)
        return refusal is None

    def _sent_instead(self, url: str, is_document: bool) -> str:
        return self._opens(url) if is_document else staged(self.policy, url)

    def _opens(self, url: str) -> str:
        """A document that is about to be asked for, at the address that is returned."""
        self._ledger.restaged.note_opened(self.shown(url))
        return sent(self.policy, url)

    def _trouble_in(self, response: Response) -> Trouble | None:
        kind = response.headers.get(TROUBLE_HEADER) if response.url.startswith("http://") else None
        if kind is None:
            return None
        return self._ledger.trouble_with(response.url) or Trouble(
            kind=kind, detail=say("no answer: {why}", why=kind)
        )

    def _refuse(self, page: Page | None, url: str, reply: Refusal, layer: Layer) -> None:
        why = reply.kind.value if isinstance(reply, Refused) else type(reply).__name__
        self._ledger.stop(Stopped(layer=layer, method="GET", url=mask_url(url), why=why))
        if page is not None:
            self._arrivals.refused(page, url, reply)

    def _capture_for(self, page: Page | None) -> NavigationCapture | None:
        """The capture that ``page`` falls under; a popup that is not known yet falls under the latest."""
        for entry in reversed(self._captures):
            if page is None or self._openers.get(page) is entry.page:
                return entry.capture
            if page is entry.page and not entry.tabs_only:
                return entry.capture
        return None

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
