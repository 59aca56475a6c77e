"""Redirects, hop by hop: the one thing a Playwright route does not see.

A second DevTools session on the page pauses each hop of its documents, so that a redirect to a host that
was not given, or that robots.txt closes, is stopped before it is asked. Where some hosts get headers of
their own, every request passes here, because only here a header can be given for one hop alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.policy import ReadPolicy, address_of

Check = Callable[[str, int], Awaitable[bool]]
"""(URL of a redirect hop of the main document, how many hops came before it) -> may it go on?"""


class HopWatch:
    """Watches one page. ``check`` judges each redirect hop of its top-level documents."""

    def __init__(self, page: Page, policy: ReadPolicy, check: Check) -> None:
        self._page = page
        self._policy = policy
        self._check = check
        self._session: CDPSession | None = None
        self._main_frame = ""
        self._hops: dict[str, int] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin; what loads afterwards is watched. Raises PlaywrightError when the page is gone."""
        session = await self._page.context.new_cdp_session(self._page)
        tree = await session.send("Page.getFrameTree")
        self._main_frame = tree["frameTree"]["frame"]["id"]
        self._session = session
        session.on("Fetch.requestPaused", self._on_paused)
        pattern = {"urlPattern": "*"} if self._policy.has_secrets else {"resourceType": "Document"}
        await session.send("Fetch.enable", {"patterns": [pattern]})

    def _on_paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        session = self._session
        if session is None:
            return
        go_on = True
        if event["frameId"] == self._main_frame and event.get("resourceType") == "Document":
            go_on = await self._check_hop(event)
        command, arguments = "Fetch.continueRequest", {"requestId": event["requestId"]}
        if not go_on:
            command, arguments = "Fetch.failRequest", {**arguments, "errorReason": "Aborted"}
        elif self._policy.has_secrets:
            arguments = {**arguments, "headers": self._headers(event)}
        try:
            await session.send(command, arguments)
        except PlaywrightError:
            return  # the page or the request is gone; nothing waits for an answer

    async def _check_hop(self, event: dict[str, Any]) -> bool:
        network_id = str(event.get("networkId", ""))
        if not event.get("redirectedRequestId"):
            self._hops = {network_id: 0}
            return True
        self._hops[network_id] = self._hops.get(network_id, 0) + 1
        return await self._check(str(event["request"]["url"]), self._hops[network_id])

    def _headers(self, event: dict[str, Any]) -> list[dict[str, str]]:
        """The request's headers, with those of its host and without those of any other host."""
        request = event["request"]
        address = address_of(request["url"])
        own = {} if address is None else self._policy.headers_for(address)
        secrets = self._policy.secret_values()
        kept = {
            name: value
            for name, value in request["headers"].items()
            if name.lower() not in own and value not in secrets
        }
        return [{"name": name, "value": value} for name, value in {**kept, **own}.items()]
