"""A real browser behind the guard, for tests that look at what a canary received."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from canary import Canary, Received
from playwright.async_api import Browser, BrowserContext, Page, ProxySettings, async_playwright

from selfserve_check.browser.addresses import Resolve, is_loopback_host
from selfserve_check.browser.bad_day import BadDay
from selfserve_check.browser.find import FoundBrowser, find_browser
from selfserve_check.browser.flags import launch_arguments
from selfserve_check.browser.gate import Gate
from selfserve_check.browser.guard import Guard
from selfserve_check.browser.http import ReadClient
from selfserve_check.browser.ledger import Ledger
from selfserve_check.browser.pace import Pace
from selfserve_check.browser.policy import ReadPolicy, context_options
from selfserve_check.browser.proxy import ReadProxy
from selfserve_check.browser.robots import BYTES_MAX, Robots

ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


async def loopback_only(host: str, _port: int) -> tuple[str, ...]:
    """A resolver that knows this machine and nothing else, so that no test leaves it."""
    if is_loopback_host(host) or host.endswith(".canary.example"):
        return ("127.0.0.1",)
    raise OSError("tests know no other host")


@dataclass(slots=True, kw_only=True)
class Guarded:
    """A browser behind one proxy, and everything a guard needs."""

    browser: Browser
    policy: ReadPolicy
    proxy: ReadProxy
    client: ReadClient
    ledger: Ledger
    pace: Pace

    @asynccontextmanager
    async def context(
        self, *, day: BadDay | None = None, **options: Any
    ) -> AsyncIterator[tuple[BrowserContext, Guard]]:
        """A guarded context on ``day``; certificates are not checked (the canary's is its own)."""
        wanted = {**context_options(self.policy, "Test"), "ignore_https_errors": True, **options}
        context = await self.browser.new_context(**wanted, proxy=way_through(self.proxy.url))
        guard = self.guard(day)
        await guard.attach(context)
        try:
            yield context, guard
        finally:
            await context.close()

    def guard(self, day: BadDay | None = None) -> Guard:
        """A guard that is attached to nothing yet."""
        robots = Robots(self.policy, lambda url: self.client.get(url, bytes_max=BYTES_MAX, any_host=True))
        return Guard(self.policy, self.ledger, robots, self.pace, day)

    @asynccontextmanager
    async def page(self) -> AsyncIterator[tuple[Page, Guard]]:
        """A page in a guarded context of its own."""
        async with self.context() as (_, guard):
            yield await guard.new_page(), guard


@asynccontextmanager
async def chromium(arguments: Sequence[str] = ()) -> AsyncIterator[Browser]:
    """The installed browser, with the arguments of the product unless others are given.

    Names beyond this machine do not exist for it, in case a context has no proxy.
    """
    found = find_browser(None, os.environ)
    assert isinstance(found, FoundBrowser), found
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path),
            args=[*(arguments or launch_arguments()), ONLY_HERE],
            chromium_sandbox=False,
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def guarded(
    browser: Browser,
    policy: ReadPolicy,
    *,
    resolve: Resolve = loopback_only,
    pace: Pace | None = None,
    gate: bool = True,
) -> AsyncIterator[Guarded]:
    """``browser`` with a proxy for its contexts, by ``policy``, and ``gate`` around it."""
    ledger = Ledger()
    async with (
        ReadProxy(policy, ledger, resolve=resolve) as proxy,
        ReadClient(policy, proxy, verify=False) as client,
        AsyncExitStack() as around,
    ):
        if gate:
            session = await Gate(policy, ledger).attach(browser)
            around.push_async_callback(session.detach)
        yield Guarded(
            browser=browser,
            policy=policy,
            proxy=proxy,
            client=client,
            ledger=ledger,
            pace=pace or Pace(0.0, time.monotonic, asyncio.sleep),
        )


def way_through(proxy_url: str) -> ProxySettings:
    """Everything goes through the proxy, loopback too."""
    return ProxySettings(server=proxy_url, bypass="<-loopback>")


def policy_for(canary: Canary, **changes: object) -> ReadPolicy:
    """The canary is the site under test; its robots.txt is not asked for."""
    values: dict[str, object] = {
        "site": canary.url(""),
        "robots_owner": frozenset({"127.0.0.1", "localhost"}),
    }
    return ReadPolicy(**{**values, **changes})  # type: ignore[arg-type]  # values of several types by name


async def marker(page: Page, canary: Canary, path: str) -> None:
    """Ask for ``path`` from the page, and wait until it came: what was sent before has come too."""
    await page.evaluate("path => fetch(path).catch(() => {})", path)
    await arrived(canary, path)


async def arrived(canary: Canary, path: str) -> None:
    def wanted(item: Received) -> bool:
        return item.path == path

    assert await asyncio.to_thread(canary.log.wait_for, wanted), f"{path} never came; came: {canary.paths()}"
