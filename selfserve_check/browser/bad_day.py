"""What a condition changes in the browser: the context, each page, and what becomes of requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

from playwright.async_api import Page, Request, Route

from selfserve_check.browser.policy import Address, ReadPolicy, address_of
from selfserve_check.browser.readdress import shared_with, staged
from selfserve_check.language.domains import is_sister
from selfserve_check.model.action import View
from selfserve_check.model.condition import (
    NO_SCRIPTS,
    NO_THIRD_PARTIES,
    NORMAL,
    SEARCH_DOWN,
    SLOW,
    SMALL_SCREEN,
)

# The narrowest window in which WCAG 2.2 (1.4.10, Reflow) wants a page to work.
SMALL = {"width": 320, "height": 640}
# Half a second there and back, 400 kbit/s: a train, a cellar.
SLOW_LATENCY_MS = 500
SLOW_BYTES_PER_S = 50_000
SLOW_PATIENCE = 3
"""How many times as long as on a good line a page may take before we say that we could not ask."""

_BROKEN_SEARCH = "Service unavailable"
# A document that a search asks for is captured by whoever sends the search, and never loaded.
_SEARCH_REQUESTS = frozenset({"xhr", "fetch", "script"})


def condition_options(view: View) -> dict[str, Any]:
    """Arguments of ``Browser.new_context`` that win over those of the settings and the device."""
    if view.condition == NO_SCRIPTS:
        return {"java_script_enabled": False}
    if view.condition == SMALL_SCREEN:
        return {"viewport": SMALL, "screen": SMALL}
    return {}


async def prepare(page: Page, condition: str) -> None:
    """Bring the condition to one page, before its first document."""
    if condition == SLOW:
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Network.enable")
        line = {
            "offline": False,
            "latency": SLOW_LATENCY_MS,
            "downloadThroughput": SLOW_BYTES_PER_S,
            "uploadThroughput": SLOW_BYTES_PER_S,
        }
        await devtools.send("Network.emulateNetworkConditions", line)


def is_first_party(policy: ReadPolicy, address: Address) -> bool:
    """Whether a host is the site's own: one that was given, or one of the same registered domain, as far as
    names tell."""
    site = address_of(policy.site)
    if policy.may_open(address) or site is None:
        return True
    return site.host == address.host or is_sister(site.host, address.host)


@dataclass(slots=True)
class BadDay:
    """What becomes of the requests of one context under ``condition``."""

    policy: ReadPolicy
    condition: str = NORMAL
    _searching: int = 0
    _failed: WeakSet[Request] = field(default_factory=WeakSet)

    @contextmanager
    def searching(self) -> Iterator[None]:
        """While a search is sent: what it asks for fails on a day on which the search is down."""
        self._searching += 1
        try:
            yield
        finally:
            self._searching -= 1

    @property
    def search_is_down(self) -> bool:
        return self.condition == SEARCH_DOWN

    def failed(self, request: Request) -> bool:
        """Whether we answered it with an error, in the search's place."""
        return request in self._failed

    def _is_kept_away(self, address: Address | None) -> bool:
        if self.condition != NO_THIRD_PARTIES or address is None:
            return False
        return not is_first_party(self.policy, address)

    async def met(self, route: Route) -> bool:
        """Whether the condition decided about this request, which is then answered."""
        request = route.request
        url = staged(self.policy, request.url)
        address = address_of(url)
        if self._is_kept_away(address):
            await route.abort("blockedbyclient")
            return True
        if self.search_is_down and self._searching and request.resource_type in _SEARCH_REQUESTS:
            self._failed.add(request)
            headers = {"content-type": "text/plain", **shared_with(request.headers)}
            await route.fulfill(status=503, body=_BROKEN_SEARCH, headers=headers)
            return True
        return False
