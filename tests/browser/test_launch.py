"""The browser of a run: what it is started with, what happens when it dies, and that none is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.flags import launch_arguments
from selfserve_check.browser.launch import BrowserPool, LaunchOptions
from selfserve_check.browser.launch_words import SANDBOX_NOTE
from selfserve_check.browser.processes import Process, kill_leftover, processes_of
from selfserve_check.errors import BrowserDiedError, MissingToolError
from selfserve_check.model.action import View

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
LIMIT_S = 60.0


class Canary(ThreadingHTTPServer):
    """Answers every path with one page, and remembers what it was asked (also as a proxy)."""

    daemon_threads = True

    def __init__(self, page: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.page = page.encode()
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(self.server.page)))
        self.end_headers()
        self.wfile.write(self.server.page)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


SPECULATING = """<!doctype html><title>Speculating</title>
<script type="speculationrules">{
  "prefetch": [{"source": "list", "urls": ["/prefetched"], "eagerness": "immediate"}],
  "prerender": [{"source": "list", "urls": ["/prerendered"], "eagerness": "immediate"}]}</script>
<link rel="prerender" href="/prerendered-the-old-way"><p>Read me.</p>"""


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary(SPECULATING) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool(chromium_path: Path) -> AsyncIterator[BrowserPool]:
    async with BrowserPool(LaunchOptions(executable=chromium_path)) as started:
        yield started


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something in another process, which has no event to give us."""
    async with asyncio.timeout(LIMIT_S):
        while not condition():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.02)


async def ended(pid: int) -> bool:
    """Whether the process goes away within the limit (a zombie that nobody reaped counts as gone)."""
    await until(lambda: not _runs(pid))
    return True


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def command_line(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


async def test_it_says_what_it_is(pool: BrowserPool) -> None:
    """Version and user agent are the browser's own; as root one line says that the sandbox is off."""
    name, _, number = pool.version.rpartition(" ")
    assert name
    assert number.split(".")[0].isdigit()
    assert f"/{number.split('.')[0]}." in pool.user_agent
    assert pool.notes == ((SANDBOX_NOTE,) if os.geteuid() == 0 else ())


async def test_a_context_looks_like_its_view(pool: BrowserPool) -> None:
    """A page can tell a phone from a desktop, and reads the language and motion that were asked for."""
    look = """() => [innerWidth, innerHeight, devicePixelRatio, navigator.maxTouchPoints > 0,
        navigator.language, matchMedia('(prefers-reduced-motion: reduce)').matches,
        navigator.userAgent.includes('Mobile')]"""
    seen = []
    for view in (View(device="desktop"), View(device="phone", locale="de-DE")):
        context = await pool.new_context(view)
        page = await context.new_page()
        await page.set_content('<meta name="viewport" content="width=device-width"><p>Hi</p>')
        seen.append(await page.evaluate(look))
        assert await page.evaluate("navigator.userAgent") == pool.user_agent_for(view)
        await context.close()
    assert seen == [
        [1280, 800, 1, False, "en-GB", True, False],
        [390, 844, 2, True, "de-DE", True, True],
    ]


async def test_options_win_over_the_view(pool: BrowserPool) -> None:
    """The guard adds its own options, among them the user agent that names us."""
    context = await pool.new_context(View(), {"user_agent": "robot selfserve-check/1"})
    page = await context.new_page()
    assert await page.evaluate("navigator.userAgent") == "robot selfserve-check/1"
    await context.close()


async def test_nothing_is_fetched_on_speculation(pool: BrowserPool, canary: Canary) -> None:
    """Speculation rules and rel=prerender ask for pages that no visitor opened: none is requested."""
    context = await pool.new_context(View())
    page = await context.new_page()
    await page.goto(canary.url + "/start")
    # Requests made after the page asked for its own show that the browser had its chance to speculate.
    for number in range(5):
        await page.evaluate("url => fetch(url).then(r => r.text())", f"{canary.url}/marker-{number}")
        await page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))"
        )
    await page.goto(canary.url + "/prefetched")
    await context.close()
    # The one request for /prefetched is the visit itself.
    asked = [path for path in canary.asked if "pre" in path]
    assert asked == ["/prefetched"]


async def test_the_speculation_test_would_notice(chromium_path: Path, canary: Canary) -> None:
    """Without our switches the same page does make the browser fetch what nobody opened."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        root = os.geteuid() == 0
        browser = await playwright.chromium.launch(executable_path=chromium_path, chromium_sandbox=not root)
        page = await browser.new_page()
        await page.goto(canary.url + "/start")
        await until(lambda: "/prefetched" in canary.asked)
        await browser.close()


async def test_webrtc_stays_off_the_network(pool: BrowserPool) -> None:
    """UDP goes past any proxy, so none is sent: the STUN server that a page names hears nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stun:
        stun.bind(("127.0.0.1", 0))
        stun.setblocking(False)
        context = await pool.new_context(View())
        page = await context.new_page()
        await page.evaluate(
            """async port => {
              const peer = new RTCPeerConnection({iceServers: [{urls: `stun:127.0.0.1:${port}`}]});
              peer.createDataChannel('x');
              const done = new Promise(end => {
                peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && end(); });
              await peer.setLocalDescription(await peer.createOffer());
              await done;
            }""",
            stun.getsockname()[1],
        )
        await context.close()
        with pytest.raises(BlockingIOError):
            stun.recv(1)


@on_linux
async def test_our_switches_keep_those_of_playwright(pool: BrowserPool) -> None:
    """Chromium takes the last of two equal switches: ours must hold all that Playwright gave before it."""
    words = command_line(pool.pid)
    for switch in ("--disable-features=", "--enable-features="):
        given = [set(word.removeprefix(switch).split(",")) for word in words if word.startswith(switch)]
        ours = next(word for word in launch_arguments() if word.startswith(switch))
        assert given[-1] == set(ours.removeprefix(switch).split(","))
        assert set.union(*given) == given[-1]


async def test_loopback_goes_through_the_proxy_too(chromium_path: Path, canary: Canary) -> None:
    """The proxy that checks addresses must see every request, those to this machine included."""
    async with BrowserPool(LaunchOptions(executable=chromium_path, proxy_url=canary.url)) as pool:
        context = await pool.new_context(View())
        page = await context.new_page()
        await page.goto("http://127.0.0.1:61999/through-the-proxy")
    assert "http://127.0.0.1:61999/through-the-proxy" in canary.asked


@on_linux
async def test_a_dead_browser_is_replaced_once(chromium_path: Path) -> None:
    """After a crash the pool says so; ten workers that all ask for a restart get one new browser."""
    async with BrowserPool(LaunchOptions(executable=chromium_path)) as pool:
        first = pool.pid
        os.kill(first, signal.SIGKILL)
        assert await ended(first)
        await until(lambda: not pool.alive)
        with pytest.raises(BrowserDiedError, match="gone"):
            await pool.new_context(View())
        await asyncio.gather(*(pool.restart() for _ in range(10)))
        assert (pool.restarts, pool.alive) == (1, True)
        context = await pool.new_context(View())
        page = await context.new_page()
        assert await page.evaluate("6 * 7") == 42
        assert pool.pid != first


@on_linux
async def test_a_browser_that_hangs_counts_as_dead(chromium_path: Path) -> None:
    """One that does not answer in time is given up, ended by force, and replaced."""
    options = LaunchOptions(executable=chromium_path, context_timeout_s=1.0, close_timeout_s=0.5)
    async with BrowserPool(options) as pool:
        first = pool.pid
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(BrowserDiedError, match="does not answer"):
            await pool.new_context(View())
        assert not pool.alive
        await pool.restart()
        assert await ended(first)
        assert pool.alive


async def test_it_gives_up_after_so_many_deaths(chromium_path: Path) -> None:
    """A browser that dies at every start does not make the run go on for ever."""
    async with BrowserPool(LaunchOptions(executable=chromium_path, restarts_max=0)) as pool:
        await pool.restart()  # nothing to do: it lives
        await pool.aclose()
        with pytest.raises(BrowserDiedError, match="giving up"):
            await pool.restart()


@on_linux
async def test_a_worn_browser_is_taken_out_of_service(chromium_path: Path) -> None:
    """After so many contexts a new browser takes over; the old one ends with its last context."""
    async with BrowserPool(LaunchOptions(executable=chromium_path, contexts_max=2)) as pool:
        old = pool.pid
        contexts = [await pool.new_context(View()) for _ in range(3)]
        assert pool.pid != old
        page = await contexts[0].new_page()
        assert await page.evaluate("1 + 1") == 2, "a context that is in use goes on working"
        await contexts[0].close()
        await contexts[1].close()
        await (await pool.new_context(View())).close()
        assert await ended(old)
        assert await (await contexts[2].new_page()).evaluate("2 + 2") == 4


@on_linux
async def test_a_browser_that_has_grown_is_replaced(chromium_path: Path) -> None:
    """A new one takes over, it is told by the setting's name, and the old one ends with its last context."""

    def grown(pid: int) -> tuple[Process, ...]:
        return (Process(pid=pid, own_bytes=5_000_000_000, is_renderer=False),)

    async with BrowserPool(LaunchOptions(executable=chromium_path, memory_look_s=3_600)) as pool:
        old = pool.pid
        first = await pool.new_context(View())
        pool.look_at_memory(grown)
        assert pool.renewals == 0, "a browser without a page is as small as they come"
        pool.count_page()
        pool.look_at_memory(grown)
        second = await pool.new_context(View())
        assert pool.pid != old
        assert (pool.is_current(first), pool.is_current(second)) == (False, True)
        await first.close()
        await (await pool.new_context(View())).close()
        assert await ended(old)
        assert any("limits.memory_max_mb" in note for note in pool.notes)


@on_linux
async def test_a_page_that_eats_memory_is_ended_and_the_others_live(chromium_path: Path) -> None:
    """Its renderer is; its context goes on, with a new page."""
    async with BrowserPool(LaunchOptions(executable=chromium_path, memory_look_s=3_600)) as pool:
        context = await pool.new_context(View())
        page = await context.new_page()
        crashed = asyncio.get_running_loop().create_future()
        page.on("crash", lambda _page: crashed.set_result(True))
        await page.goto("data:text/html,<p>Hungry")
        renderers = [process for process in processes_of(pool.pid) if process.is_renderer]
        assert renderers
        huge = iter([replace(one, own_bytes=9_000_000_000) for one in renderers])
        for _ in renderers:
            pool.look_at_memory(lambda _pid: (next(huge),))
        assert pool.pages_ended == len(renderers)
        assert await crashed
        assert await _sum_in_a_new_page(context) == 2


async def _sum_in_a_new_page(context: BrowserContext) -> int:
    """The first new page may still be given the renderer that the browser kept ready, and that was ended, too."""
    for _ in range(2):
        with suppress(PlaywrightError):
            return int(await (await context.new_page()).evaluate("1 + 1"))
    return int(await (await context.new_page()).evaluate("1 + 1"))


@on_linux
async def test_nothing_is_left_behind(chromium_path: Path) -> None:
    """Leaving the block ends the browser, also with pages open and an error on the way."""
    with pytest.raises(RuntimeError, match="on the way"):
        async with BrowserPool(LaunchOptions(executable=chromium_path)) as pool:
            pid = pool.pid
            await (await pool.new_context(View())).new_page()
            raise RuntimeError("on the way")
    assert await ended(pid)
    assert not kill_leftover(pid)


async def test_what_is_no_browser_is_said_so(tmp_path: Path) -> None:
    """The message names the program and the command that says more."""
    fake = tmp_path / "chrome"
    fake.write_text("#!/bin/sh\nexit 3\n")
    fake.chmod(0o755)
    with pytest.raises(MissingToolError, match=r"chrome did not start as a browser .*selfserve-check doctor"):
        async with BrowserPool(LaunchOptions(executable=fake)):
            pytest.fail("it cannot have started")


async def test_a_driver_that_does_not_start_is_said_so(
    chromium_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a bare machine Playwright's driver may lack a system library: no traceback, but what to do."""
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    with pytest.raises(MissingToolError, match=r"driver did not start .* selfserve-check doctor --install"):
        async with BrowserPool(LaunchOptions(executable=chromium_path)):
            pytest.fail("it cannot have started")


INTERRUPTED = """
import asyncio, signal, sys
from pathlib import Path
from selfserve_check.browser.launch import BrowserPool, LaunchOptions
from selfserve_check.model.action import View

async def main():
    async with BrowserPool(LaunchOptions(executable=Path(sys.argv[1]))) as pool:
        page = await (await pool.new_context(View())).new_page()
        print(pool.pid, flush=True)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            print("still answers:", await page.evaluate("6 * 7"), flush=True)
            raise

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell hands down "ignore"
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@on_linux
async def test_ctrl_c_leaves_the_browser_to_us(chromium_path: Path) -> None:
    """Ctrl-C reaches the whole process group; the browser lives on until the run has closed it itself."""
    process = subprocess.Popen(  # noqa: ASYNC220 - its group is signalled, and its reads are in threads
        [sys.executable, "-c", INTERRUPTED, str(chromium_path)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        pid = int(await asyncio.to_thread(process.stdout.readline))
        os.killpg(process.pid, signal.SIGINT)
        rest, _ = await asyncio.to_thread(process.communicate, timeout=LIMIT_S)
    finally:
        process.kill()
        process.wait()
    assert rest.splitlines() == ["still answers: 42", "interrupted"]
    assert await ended(pid)
