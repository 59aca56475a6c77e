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
from selfserve_check.browser.policy import ReadPolicy, address_of, mask_url
from selfserve_check.browser.rules import Asked, Let, Rules

SENDING = ("Document", "XHR", "Fetch", "Ping", "Other", "CSPViolationReport")
"""DevTools' types of requests that can have another method than GET; the others need not be held."""


class Gate:
    """Judges what leaves a browser once more, by the rules of all layers."""

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
        request, kind = event["request"], str(event["resourceType"]).lower()
        asked = Asked(method=str(request["method"]).upper(), url=str(request["url"]), kind=kind)
        ruling = self._rules.judge(asked)
        with suppress(PlaywrightError):  # the request, or the browser, is gone
            # What is no address (a blob of the page's own) leaves nowhere.
            if isinstance(ruling, Let) or address_of(asked.url) is None:
                await session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
                return
            url = mask_url(asked.url)
            self._ledger.stop(Stopped(layer=Layer.BROWSER, method=asked.method[:20], url=url, why=ruling.why))
            # "Aborted" leaves the present document in place.
            end = {"requestId": event["requestId"], "errorReason": "Aborted"}
            await session.send("Fetch.failRequest", end)
