"""The last look at what leaves a whole browser, for what outlives the page that sent it.

Playwright's routes hold a request in the session of its page, or of its worker. When that goes while a
request is held, the request is let go, and what is to outlive its page (``keepalive``), or is quick, leaves.
Seen with Playwright 1.65 and Chromium 156: a POST of a worker, over HTTPS, in 3 of 40 tries. A DevTools
session on the whole browser lies behind all others and goes with the browser alone.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from playwright.async_api import Browser, CDPSession
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.ledger import Layer, Ledger, Stopped
from selfserve_check.browser.policy import READ_METHODS, ReadPolicy, address_of, mask_url
from selfserve_check.browser.rules import Rules

SENDING = ("Document", "XHR", "Fetch", "Ping", "Other", "CSPViolationReport")
"""DevTools' types of requests that can have another method than GET; the others need not be held."""


class Gate:
    """Lets no method but those that read, or that the user allowed, out of a browser."""

    def __init__(self, policy: ReadPolicy, ledger: Ledger) -> None:
        self._rules = Rules(policy)
        self._ledger = ledger
        self._running: set[asyncio.Task[None]] = set()

    async def attach(self, browser: Browser) -> CDPSession:
        """Stand behind all contexts of ``browser``, those to come too, until the browser ends or the session
        that is given back. Raises PlaywrightError when the browser is gone."""
        session = await browser.new_browser_cdp_session()
        session.on("Fetch.requestPaused", lambda event: self._on_paused(session, event))
        patterns = [{"urlPattern": "*", "resourceType": kind} for kind in SENDING]
        await session.send("Fetch.enable", {"patterns": patterns})
        return session

    def _on_paused(self, session: CDPSession, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(session, event))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, session: CDPSession, event: dict[str, Any]) -> None:
        asked = {"requestId": event["requestId"]}
        method, url = str(event["request"]["method"]).upper(), str(event["request"]["url"])
        with suppress(PlaywrightError):  # the request, or the browser, is gone
            if self._lets(method, url):
                await session.send("Fetch.continueRequest", asked)
                return
            why = f"{method} is not a read"
            self._ledger.stop(Stopped(layer=Layer.BROWSER, method=method[:20], url=mask_url(url), why=why))
            # "Aborted" leaves the present document in place.
            await session.send("Fetch.failRequest", {**asked, "errorReason": "Aborted"})

    def _lets(self, method: str, url: str) -> bool:
        address = address_of(url)
        if method in READ_METHODS or address is None:  # what is no address leaves nowhere
            return True
        return self._rules.is_allowed_read(method, address)
