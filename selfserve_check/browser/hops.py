"""What a Playwright route does not see: redirects, hop by hop, and the workers of workers.

A second DevTools session on the page pauses each hop of its documents, so that a redirect to a host that
was not given, or that robots.txt closes, is stopped before it is asked. Where some hosts get headers of
their own, every request passes here, because only here a header can be given for one hop alone.

Playwright lets a worker run before it watches for workers of that worker, and what those send in the
meantime passes no route (seen with Playwright 1.65: 8 of 40 tries on a busy machine). So the script of a
worker gets a policy under which the browser starts none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.policy import ReadPolicy, address_of
from selfserve_check.browser.readdress import redirecting

NO_WORKERS = {"name": "Content-Security-Policy", "value": "worker-src 'none'"}
# DevTools calls the script of a worker "Other", as it calls icons, to which the policy means nothing.
_WORKER_SCRIPT = {"resourceType": "Other", "requestStage": "Response"}

Check = Callable[[str, int], Awaitable[bool]]
"""(URL of a redirect hop of the main document, how many hops came before it) -> may it go on?"""
Sent = Callable[[str, bool], str]
"""(URL of a redirect hop, whether it is a main document's) -> the address to ask instead, or the same"""


class HopWatch:
    """Watches one page. ``check`` judges each redirect hop of its top-level documents; ``sent`` says where
    a hop goes that another host stands for."""

    def __init__(self, page: Page, policy: ReadPolicy, check: Check, sent: Sent) -> None:
        self._page = page
        self._policy = policy
        self._check = check
        self._sent = sent
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
        everything = self._policy.has_secrets or self._policy.aliases
        pattern = {"urlPattern": "*"} if everything else {"resourceType": "Document"}
        await session.send("Fetch.enable", {"patterns": [pattern, _WORKER_SCRIPT]})

    def _on_paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        session = self._session
        if session is None:
            return
        command, arguments = await self._command(event)
        with suppress(PlaywrightError):  # the page or the request is gone; nothing waits for an answer
            await session.send(command, {"requestId": event["requestId"], **arguments})

    async def _command(self, event: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """What to do with a request that is about to leave, or with an answer that has come."""
        if "responseErrorReason" in event:
            return "Fetch.continueRequest", {}
        if "responseStatusCode" in event:
            return "Fetch.continueResponse", _without_workers(event)
        is_document = event["frameId"] == self._main_frame and event.get("resourceType") == "Document"
        if is_document and not await self._check_hop(event):
            return "Fetch.failRequest", {"errorReason": "Aborted"}
        elsewhere = self._elsewhere(event, is_document=is_document)
        if elsewhere:
            return "Fetch.fulfillRequest", elsewhere
        headers = {"headers": self._headers(event)} if self._policy.has_secrets else {}
        return "Fetch.continueRequest", headers

    async def _check_hop(self, event: dict[str, Any]) -> bool:
        network_id = str(event.get("networkId", ""))
        if not event.get("redirectedRequestId"):
            self._hops = {network_id: 0}
            return True
        self._hops[network_id] = self._hops.get(network_id, 0) + 1
        return await self._check(str(event["request"]["url"]), self._hops[network_id])

    def _elsewhere(self, event: dict[str, Any], *, is_document: bool) -> dict[str, Any]:
        """An answer that sends a redirect hop on to the host that is asked in its place; {} for others."""
        url = str(event["request"]["url"])
        there = self._sent(url, is_document) if event.get("redirectedRequestId") else url
        return {} if there == url else redirection(there, event["request"]["headers"])

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


def _without_workers(event: dict[str, Any]) -> dict[str, Any]:
    """The answer as it came, with the policy added; a redirect is left as it is."""
    status = int(event["responseStatusCode"])
    if 300 <= status < 400:
        return {}
    headers = [*event.get("responseHeaders", ()), NO_WORKERS]
    return {"responseCode": status, "responseHeaders": headers}


def redirection(there: str, asked_with: Mapping[str, str]) -> dict[str, Any]:
    """Arguments of ``Fetch.fulfillRequest`` that send a request on to ``there``."""
    headers = [{"name": name, "value": value} for name, value in redirecting(there, asked_with).items()]
    return {"responseCode": 307, "responseHeaders": headers}
