"""Nothing but GET and HEAD leaves: every way to send is tried by name, on a server that records all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from canary import Canary, Served
from canary import page as page_of
from guard_fixtures import ONLY_HERE, Guarded, arrived, chromium, guarded, policy_for, way_through
from guard_leaks import LEAKS, WHEN_LEAVING, set_trap
from playwright.async_api import Browser, Page

from selfserve_check.browser.ledger import Layer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

# What each layer stops when it is alone. The proxy sees into plain HTTP only, but there it stops everything.
BY_SCRIPT = (
    "fetch",
    "fetch_lower_case",
    "fetch_request",
    "fetch_delete",
    "fetch_unknown_method",
    "fetch_other_host",
    "xhr",
    "xhr_sync",
    "beacon",
    "worker_nested_in_blob",
    "worker_nested_in_data",
    "worker_nested_in_module",
    "worker_nested_by_prototype",
    "worker_nested_in_frame",
    "worker_nested_in_popup",
    "worker_shared",
    "blank_frame_beacon",
    "blank_frame_fetch",
    "leaving_keepalive",
    "leaving_beacon",
    "leaving_blank_frame",
)
BY_ROUTES = (
    "fetch",
    "fetch_other_host",
    "xhr",
    "form",
    "form_in_frame",
    "form_in_new_tab",
    "form_in_written_popup",
    "socket",
    "csp_report",
)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with Canary() as running:
        yield running


@pytest.fixture(scope="module")
def secure_canary() -> Iterator[Canary]:
    with Canary(tls=True) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chrome() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def plain(chrome: Browser, canary: Canary) -> AsyncIterator[Guarded]:
    async with guarded(chrome, policy_for(canary), gate=False) as setting:
        yield setting


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def secure(chrome: Browser, secure_canary: Canary) -> AsyncIterator[Guarded]:
    """Without the gate, so that other layers can be seen alone."""
    async with guarded(chrome, policy_for(secure_canary), gate=False) as setting:
        yield setting


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def gated(secure_canary: Canary) -> AsyncIterator[Guarded]:
    """With the gate, in a browser of its own."""
    async with chromium() as running, guarded(running, policy_for(secure_canary)) as setting:
        yield setting


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def unguarded() -> AsyncIterator[Browser]:
    async with chromium([ONLY_HERE]) as running:
        yield running


async def try_leak(page: Page, canary: Canary, name: str, marker: str) -> None:
    """Let the page try, then leave it, and wait for a last request that came after all others."""
    await page.goto(canary.url(set_trap(canary, name)))
    await page.wait_for_function("window.tried || location.pathname.startsWith('/leak/')")
    await page.goto(canary.url("/next"))
    await page.evaluate("path => fetch(path).catch(() => {})", f"/{marker}/{name}")
    await arrived(canary, f"/{marker}/{name}")


@asynccontextmanager
async def bare_page(setting: Guarded, **options: Any) -> AsyncIterator[Page]:
    """A page behind the proxy with no other layer."""
    proxy = way_through(setting.proxy.url)
    async with await setting.browser.new_context(ignore_https_errors=True, proxy=proxy, **options) as context:
        yield await context.new_page()


def leaked(canary: Canary, name: str) -> tuple[str, ...]:
    return tuple(leak for leak in canary.leaks if leak.endswith(f"/leak/{name}"))


@pytest.mark.parametrize("name", LEAKS)
async def test_it_leaks_without_a_guard(unguarded: Browser, name: str) -> None:
    """The attempt is a real one: without any guard it arrives."""
    with Canary() as canary:
        async with await unguarded.new_context() as context:
            page = await context.new_page()
            await page.goto(canary.url(set_trap(canary, name)))
            await page.wait_for_function("window.tried || location.pathname.startsWith('/leak/')")
            if name in WHEN_LEAVING:
                await page.goto(canary.url("/next"))
            await arrived(canary, f"/leak/{name}")
        assert leaked(canary, name)


@pytest.mark.parametrize("name", LEAKS)
async def test_nothing_leaves_a_guarded_page(gated: Guarded, secure_canary: Canary, name: str) -> None:
    """Over HTTPS, where the proxy sees nothing but the host, with all layers."""
    async with gated.page() as (page, _):
        await try_leak(page, secure_canary, name, "guarded")
    assert leaked(secure_canary, name) == ()


async def test_the_proxy_alone_stops_everything_plain(plain: Guarded, canary: Canary) -> None:
    """Over HTTP, with no other layer in the browser."""
    async with bare_page(plain) as page:
        for name in LEAKS:
            await try_leak(page, canary, name, "proxied")
    assert canary.leaks == ()


async def test_the_script_alone(secure: Guarded, secure_canary: Canary) -> None:
    """Over HTTPS, with no route: this is what stops beacons, keep-alive requests and shared workers."""
    async with bare_page(secure) as page:
        await secure.guard().add_script(page.context)
        for name in BY_SCRIPT:
            await try_leak(page, secure_canary, name, "scripted")
    assert [name for name in BY_SCRIPT if leaked(secure_canary, name)] == []


async def test_the_routes_alone(secure: Guarded, secure_canary: Canary) -> None:
    """Over HTTPS, with no script: this is what stops forms. What it holds of a worker is let go when the worker
    ends, and is not tried here."""
    async with bare_page(secure) as page:
        await secure.guard().add_routes(page.context)
        for name in BY_ROUTES:
            await try_leak(page, secure_canary, name, "routed")
    assert [name for name in BY_ROUTES if leaked(secure_canary, name)] == []


async def test_the_gate_alone(gated: Guarded, secure_canary: Canary) -> None:
    """Over HTTPS, with neither script nor routes: it stops all but what is no request to it, WebSockets."""
    names = [name for name in LEAKS if "socket" not in name]
    before, out = len(gated.ledger.stopped), len(secure_canary.leaks)
    async with bare_page(gated) as page:
        for name in names:
            await try_leak(page, secure_canary, name, "gated")
    assert secure_canary.leaks[out:] == ()
    stopped = {one.layer for one in gated.ledger.stopped[before:] if one.method == "POST"}
    assert stopped == {Layer.BROWSER}


async def test_what_outlives_its_worker_is_held_by_the_gate(gated: Guarded, secure_canary: Canary) -> None:
    """A request that is held for a worker is let go when the worker ends: seen in 3 of 40 tries without it."""
    out = len(secure_canary.leaks)
    for turn in range(12):
        async with gated.page() as (page, _):
            await try_leak(page, secure_canary, "worker_keepalive", f"outlived-{turn}")
    assert secure_canary.leaks[out:] == ()


NESTING = """
try {
  const inner = new Worker(URL.createObjectURL(new Blob(["postMessage('up')"])));
  inner.onmessage = () => postMessage('started');
  inner.onerror = () => postMessage('refused');
} catch {
  postMessage('refused');
}"""
OUTCOME_OF_NESTING = """url => new Promise((done, failed) => {
  const worker = new Worker(url);
  worker.onmessage = event => done(event.data);
  worker.onerror = () => failed('the outer worker did not start');
})"""


async def test_a_worker_starts_no_worker(secure: Guarded, secure_canary: Canary) -> None:
    """With neither script nor routes: a worker's script may start no further worker, and says so itself."""
    secure_canary.pages |= {
        "/": page_of("<h1>start</h1>"),
        "/nesting.js": Served(body=NESTING, content_type="text/javascript"),
    }
    async with bare_page(secure) as page:
        await page.goto(secure_canary.url("/"))
        assert await page.evaluate(OUTCOME_OF_NESTING, "nesting.js") == "started"
        guard = secure.guard()
        guard.watch(page.context)
        await guard.ready(page)
        await page.goto(secure_canary.url("/"))
        assert await page.evaluate(OUTCOME_OF_NESTING, "nesting.js") == "refused"


async def test_workers_work(secure: Guarded, secure_canary: Canary) -> None:
    """By address, from a blob, as a module; with their options, answers and addresses."""
    secure_canary.pages["/"] = page_of("<h1>start</h1>")
    for name, kind in (("classic", "{}"), ("module", "{type: 'module', name: 'n'}")):
        body = (
            "onmessage = event => postMessage([event.data, self.name, location.pathname, 'Worker' in self])"
        )
        secure_canary.pages[f"/{name}.js"] = Served(body=body, content_type="text/javascript")
        started = f"""url => new Promise((done, failed) => {{
            const worker = new Worker(url || URL.createObjectURL(new Blob([`{body}`])), {kind});
            worker.onmessage = event => done(event.data);
            worker.onerror = () => failed('error');
            worker.postMessage(1);
        }})"""
        async with secure.page() as (page, _):
            await page.goto(secure_canary.url("/"))
            said = await page.evaluate(started, f"{name}.js")
            assert said[0] == 1 and said[1] == ("n" if name == "module" else "")
            assert said[2] == f"/{name}.js"
            assert (await page.evaluate(started, ""))[::3] == [1, False]


async def test_service_workers_do_not_start(secure: Guarded, secure_canary: Canary) -> None:
    """The option of the context stops them, with no other layer."""
    async with bare_page(secure, service_workers="block") as page:
        await try_leak(page, secure_canary, "worker_service", "optioned")
    assert leaked(secure_canary, "worker_service") == ()


async def test_a_socket_of_a_page_ends_before_the_network(secure: Guarded, secure_canary: Canary) -> None:
    """The layer that refuses WebSockets stops it itself; nothing is left to the proxy."""
    secure_canary.pages["/"] = page_of("<h1>start</h1>")
    before = len(secure.ledger.stopped)
    async with secure.page() as (page, _):
        await page.goto(secure_canary.url("/"))
        await page.evaluate(
            "() => new Promise(done => { new WebSocket('wss://' + location.host + '/s').onclose = done })"
        )
    assert [one.layer for one in secure.ledger.stopped[before:]] == [Layer.SOCKET]


async def test_a_socket_of_a_worker_is_told_by_its_hello(secure: Guarded, secure_canary: Canary) -> None:
    """Over HTTPS only the proxy stops it, by what the ClientHello offers; the page's own loads pass."""
    before = len(secure.proxy.blocked)
    async with bare_page(secure) as page:
        await page.goto(secure_canary.url(set_trap(secure_canary, "worker_socket")))
        async with asyncio.timeout(20):
            # The page stays until its worker has tried: leaving would end the worker first.
            while "a WebSocket can send" not in [stopped.why for stopped in secure.proxy.blocked[before:]]:
                await page.evaluate("0")
    assert leaked(secure_canary, "worker_socket") == ()
