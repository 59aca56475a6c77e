"""What a page asks of the network, as far as waiting for it is concerned."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page, Request

# Requests whose answers may change what a visitor reads. Pictures, fonts, media and beacons do not.
_AWAITED = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})


@dataclass(eq=False)  # no slots: Playwright keeps a note of its own on whoever listens
class Traffic:
    """Listens to one page. ``documents`` are the (method, address) that its main frame asked for, first hops
    only; ``frames`` the addresses that other frames came to."""

    page: Page
    documents: list[tuple[str, str]] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    _pending: set[Request] = field(default_factory=set)
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._idle.set()
        self.page.on("request", self._on_request)
        self.page.on("requestfinished", self._on_done)
        self.page.on("requestfailed", self._on_done)
        self.page.on("framenavigated", self._on_frame)

    def forget(self) -> None:
        """Start a new reckoning: what is under way now is no longer waited for."""
        self._pending.clear()
        self._idle.set()
        self.documents.clear()
        self.frames.clear()

    @property
    def busy(self) -> bool:
        return bool(self._pending)

    async def idle(self, timeout_s: float) -> bool:
        """Wait until nothing awaited is under way; False when ``timeout_s`` ran out first."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True

    def _on_request(self, request: Request) -> None:
        if request.is_navigation_request() and request.redirected_from is None and self._is_main(request):
            self.documents.append((request.method, request.url))
        if request.resource_type in _AWAITED:
            self._pending.add(request)
            self._idle.clear()

    def _on_done(self, request: Request) -> None:
        self._pending.discard(request)
        if not self._pending:
            self._idle.set()

    def _on_frame(self, frame: Frame) -> None:
        if frame.parent_frame is not None:
            self.frames.append(frame.url)

    def _is_main(self, request: Request) -> bool:
        try:
            return request.frame.parent_frame is None
        except PlaywrightError:
            # A navigation that is too young to have its frame: it belongs to a page that is just opening.
            return False
