"""What it costs to look at every request of a page, and what each way of looking lets through.

    python bench/speed/interception.py --home DIR [--site gnome] [--rounds 3]

Three ways: none; ``context.route``, as the guard has it, which turns Chromium's cache off; and one DevTools
session on the whole browser that pauses requests with ``Fetch.enable``, which leaves the cache on. Printed:
per page the requests paused, the seconds, and the processor time of each kind of process, in turns that
rotate; then, for the last two alone and over HTTPS, which of the guard's traps
(``tests/browser/guard_leaks.py``) still leak.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Route, async_playwright
from playwright.async_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / place) for place in ("bench/findability", "bench/forager", "tests/browser")]

from canary import Canary  # noqa: E402 -- beside the guard's tests
from crawl import crawled  # noqa: E402 -- beside the forager bench
from guard_leaks import LEAKS, set_trap  # noqa: E402 -- beside the guard's tests
from measured import cpu_by_kind  # noqa: E402 -- beside this file
from serving import served  # noqa: E402 -- beside the findability bench

from selfserve_check.browser.find import FoundBrowser, find_browser  # noqa: E402 -- after the path is set
from selfserve_check.browser.flags import launch_arguments  # noqa: E402 -- as above

WAYS = ("none", "route", "browser")
PAGES = 30
_READS = frozenset({"GET", "HEAD"})


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", required=True)
    parser.add_argument("--site", default="gnome")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    found: dict[str, list[tuple[float, float, Counter[str]]]] = {way: [] for way in WAYS}
    with served([arguments.site], arguments.home) as sites:
        url = sites[arguments.site]
        pages = sorted({state.url for state in (await crawled(url, PAGES)).states})
        for turn in range(arguments.rounds):
            for way in (*WAYS[turn % 3 :], *WAYS[: turn % 3]):
                found[way].append(await _cost(way, pages))
    print(f"{arguments.site}, {len(pages)} pages a round, {arguments.rounds} rounds, medians; {_load()}\n")
    print("| way | paused a page | ms a page | ms of processor | of these: browser, renderer, node, python |")
    print("|---|---|---|---|---|")
    for way in WAYS:
        print(_row(way, found[way]))
    print()
    for way in WAYS[1:]:
        print(f"{way} alone lets out: {', '.join(await _leaks(way)) or 'nothing'} (of {len(LEAKS)} traps)")


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def _row(way: str, rounds: list[tuple[float, float, Counter[str]]]) -> str:
    paused, seconds = (statistics.median(one[place] for one in rounds) for place in (0, 1))
    whole = statistics.median(one[2].total() for one in rounds)
    kinds = ("browser", "renderer", "node", "python")
    each = ", ".join(f"{1000 * statistics.median(one[2][kind] for one in rounds):.0f}" for kind in kinds)
    return f"| {way} | {paused:.1f} | {1000 * seconds:.0f} | {1000 * whole:.0f} | {each} |"


async def _cost(way: str, pages: list[str]) -> tuple[float, float, Counter[str]]:
    """Requests paused, seconds and processor time by kind of process, each per page, with a warm cache."""
    async with _chromium() as browser:
        context = await browser.new_context()
        count = await _watched(way, browser, context)
        page = await context.new_page()
        for url in pages[:5]:
            await page.goto(url, wait_until="domcontentloaded")
        before, began, paused = cpu_by_kind(os.getpid()), time.perf_counter(), count()
        for url in pages:
            await page.goto(url, wait_until="domcontentloaded")
        spent = cpu_by_kind(os.getpid())
        spent.subtract(before)
        seconds = time.perf_counter() - began
        each = Counter({kind: value / len(pages) for kind, value in spent.items()})
        return (count() - paused) / len(pages), seconds / len(pages), each


async def _leaks(way: str) -> list[str]:
    """The traps that get something out although whatever does not read is refused in this way alone."""
    out = []
    for name in LEAKS:
        with Canary(tls=True) as canary:
            async with _chromium() as browser:
                context = await browser.new_context(ignore_https_errors=True)
                await _watched(way, browser, context)
                page = await context.new_page()
                try:
                    await page.goto(canary.url(set_trap(canary, name)))
                    await page.wait_for_function(
                        "window.tried || location.pathname.startsWith('/leak/')", timeout=10_000
                    )
                    await page.goto(canary.url("/next"))
                    await page.evaluate("path => fetch(path).catch(() => {})", "/marker")
                    await asyncio.to_thread(canary.log.wait_for, lambda one: one.path == "/marker")
                except PlaywrightError as error:
                    print(f"({way}, {name}: {error.message.splitlines()[0]})")
            if any(leak.endswith(f"/leak/{name}") for leak in canary.leaks):
                out.append(name)
    return out


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser]:
    found = find_browser(None, os.environ)
    if not isinstance(found, FoundBrowser):
        raise SystemExit(found.message)
    async with async_playwright() as playwright:
        args = [*launch_arguments(), "--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=str(found.path), args=args)
        yield browser
        await browser.close()


async def _watched(way: str, browser: Browser, context: BrowserContext) -> Callable[[], int]:
    """Put ``way`` in place; what is returned counts the requests it has paused."""
    paused: list[str] = []
    if way == "route":

        async def on_route(route: Route) -> None:
            paused.append(route.request.url)
            await (route.continue_() if route.request.method in _READS else route.abort("aborted"))

        await context.route("**/*", on_route)
    if way == "browser":
        session = await browser.new_browser_cdp_session()
        running: set[asyncio.Task[Any]] = set()

        def on_paused(event: dict[str, Any]) -> None:
            paused.append(event["request"]["url"])
            reads = event["request"]["method"] in _READS
            command = "Fetch.continueRequest" if reads else "Fetch.failRequest"
            more = {} if reads else {"errorReason": "Aborted"}
            task = asyncio.ensure_future(session.send(command, {"requestId": event["requestId"], **more}))
            running.add(task)
            task.add_done_callback(running.discard)

        session.on("Fetch.requestPaused", on_paused)
        await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*", "requestStage": "Request"}]})
    return lambda: len(paused)


if __name__ == "__main__":
    asyncio.run(main())
