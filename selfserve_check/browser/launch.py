"""One Chromium for the whole run: started, recycled, restarted after a crash, and always ended."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.async_api import Browser, BrowserContext, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.devices import user_agent_for, view_options
from selfserve_check.browser.driver_environment import driver_environment
from selfserve_check.browser.flags import launch_arguments
from selfserve_check.browser.launch_words import (
    DRIVER_MEND,
    SANDBOX_NOTE,
    SANDBOX_OFF_NOTE,
    launch_problem,
    version_text,
)
from selfserve_check.browser.processes import (
    EndRenderer,
    Process,
    Renew,
    kill_leftover,
    processes_of,
    too_much,
)
from selfserve_check.errors import BrowserDiedError, MissingToolError
from selfserve_check.model.action import View
from selfserve_check.model.said import say


class Sandbox(StrEnum):
    """``AUTO`` is on, but for root: Chromium refuses to start a sandbox as root."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchOptions:
    """How to start the browser. ``proxy_url`` also takes the loopback traffic; times are seconds.

    After ``contexts_max`` contexts or ``pages_max`` pages a new browser takes over, so that what a long run
    leaks is given back; likewise when all its processes hold more than ``memory_max_mb`` megabytes. A page
    that holds half of that by itself is ended.
    """

    executable: Path
    headless: bool = True
    sandbox: Sandbox = Sandbox.AUTO
    proxy_url: str | None = None
    contexts_max: int = 300
    pages_max: int = 1_000
    memory_max_mb: int = 4_000
    memory_look_s: float = 0.5
    restarts_max: int = 5
    start_timeout_s: float = 60.0
    context_timeout_s: float = 30.0
    close_timeout_s: float = 10.0


@dataclass(slots=True, kw_only=True)
class _Running:
    """A browser process. ``opened`` counts the contexts it ever had, ``opening`` those on their way,
    ``pages`` the pages it had; ``old`` when another is to take over."""

    browser: Browser
    pid: int
    user_agent: str
    product: str
    opened: int = 0
    opening: int = 0
    pages: int = 0
    old: bool = False
    stuck: bool = False

    @property
    def alive(self) -> bool:
        return self.browser.is_connected() and not self.stuck

    @property
    def in_use(self) -> bool:
        return self.alive and (self.opening > 0 or bool(self.browser.contexts))


@dataclass(slots=True)
class _Started:
    """What is to be ended again."""

    around: ExitStack = field(default_factory=ExitStack)
    playwright: Playwright | None = None
    running: _Running | None = None
    draining: list[_Running] = field(default_factory=list)
    watch: asyncio.Task[None] | None = None


class BrowserPool:
    """An async context manager around one Chromium. ``prepare`` sees each browser before its first page.

    Raises MissingToolError from ``async with`` when the browser cannot be started (the message says what to
    do), and BrowserDiedError from ``new_context`` when it is gone: then call ``restart`` and try again.
    """

    def __init__(
        self, options: LaunchOptions, prepare: Callable[[Browser], Awaitable[object]] | None = None
    ) -> None:
        self._options = options
        self._prepare = prepare
        self._sandboxed = wants_sandbox(options.sandbox, is_root=_is_root())
        self._started = _Started()
        self._turn = asyncio.Lock()
        self.restarts = 0
        self.renewals = 0
        self.pages_ended = 0

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def alive(self) -> bool:
        """Whether the browser process answers, as far as is known without asking it."""
        running = self._started.running
        return running is not None and running.alive

    @property
    def version(self) -> str:
        """For people and ``run.json``: ``Chromium 156.0.8078.79``."""
        return version_text(self._current().product)

    @property
    def user_agent(self) -> str:
        """The browser's own user agent, on a desktop."""
        return self._current().user_agent

    def user_agent_for(self, view: View) -> str:
        """What this browser would send as ``view``; whoever names our tool appends to it."""
        return user_agent_for(view, self.user_agent)

    @property
    def pid(self) -> int:
        """The browser's process number, 0 where it is not known."""
        return self._current().pid

    @property
    def notes(self) -> tuple[str, ...]:
        """Lines that a person should see."""
        notes = []
        if not self._sandboxed:
            notes.append(SANDBOX_NOTE if self._options.sandbox is Sandbox.AUTO else SANDBOX_OFF_NOTE)
        most = f"{self._options.memory_max_mb:,} MB (limits.memory_max_mb)"
        if self.pages_ended:
            notes.append(
                say(
                    "Pages were ended because the browser held more than {most}: {count}.",
                    most=most,
                    count=self.pages_ended,
                )
            )
        if self.renewals:
            notes.append(
                say(
                    "The browser was replaced because it held more than {most}: {count} times.",
                    most=most,
                    count=self.renewals,
                )
            )
        return tuple(notes)

    @property
    def memory_max_mb(self) -> int:
        return self._options.memory_max_mb

    def count_page(self) -> None:
        """One more page is opened in the present browser."""
        if self._started.running is not None:
            self._started.running.pages += 1

    def is_current(self, context: BrowserContext) -> bool:
        """Whether ``context`` lies in the present browser, not in one that another has taken over from."""
        running = self._started.running
        return running is not None and running.alive and context.browser is running.browser

    async def new_context(self, view: View, options: Mapping[str, Any] | None = None) -> BrowserContext:
        """A fresh context that looks like ``view``; ``options`` win over the view's own.

        The caller closes it. Raises BrowserDiedError when the browser is gone or does not answer.
        """
        await self.renew_when_due()
        running = self._current()
        if not running.alive:
            raise BrowserDiedError("the browser is gone; the run starts a new one")
        arguments = view_options(view, running.user_agent) | dict(options or {})
        running.opened += 1
        running.opening += 1
        try:
            return await self._open(running, arguments)
        finally:
            running.opening -= 1

    async def restart(self) -> None:
        """Start a new browser when the present one is gone; many callers at once make one restart.

        Raises BrowserDiedError when it has died more than ``restarts_max`` times.
        """
        async with self._turn:
            if self.alive:
                return
            if self.restarts >= self._options.restarts_max:
                times = self.restarts + 1
                raise BrowserDiedError(f"the browser died {times} times; giving up (limits.restarts_max)")
            self.restarts += 1
            await self._end_all()
            await self._start()

    async def aclose(self) -> None:
        """End everything that was started. Safe to call twice, and when cancelled."""
        await self._end_all()

    def _current(self) -> _Running:
        if self._started.running is None:
            raise BrowserDiedError("the browser is not running")
        return self._started.running

    async def _start(self) -> None:
        with driver_environment(self._started.around):
            self._started.playwright = await _start_driver()
        self._started.running = await self._launch(self._started.playwright)
        self._started.watch = asyncio.ensure_future(self._watch_memory())

    async def _launch(self, playwright: Playwright) -> _Running:
        options = self._options
        proxy = {"server": options.proxy_url, "bypass": "<-loopback>"} if options.proxy_url else None
        try:
            browser = await playwright.chromium.launch(
                executable_path=options.executable,
                headless=options.headless,
                chromium_sandbox=self._sandboxed,
                args=list(launch_arguments()),
                proxy=proxy,  # type: ignore[arg-type]  # the stub's TypedDict is not public
                timeout=options.start_timeout_s * 1000,
                # Ctrl-C is ours to handle: the run still writes its report, then closes the browser.
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except PlaywrightError as error:
            raise MissingToolError(launch_problem(options.executable, str(error))) from error
        async with asyncio.timeout(options.start_timeout_s):
            if self._prepare is not None:
                await self._prepare(browser)
            return await _describe(browser)

    async def _open(self, running: _Running, arguments: Mapping[str, Any]) -> BrowserContext:
        try:
            async with asyncio.timeout(self._options.context_timeout_s):
                return await running.browser.new_context(**arguments)
        except TimeoutError:
            running.stuck = True
            raise BrowserDiedError("the browser does not answer any more") from None
        except PlaywrightError as error:
            if running.alive:
                raise
            raise BrowserDiedError("the browser died while a context was opened") from error

    async def _watch_memory(self) -> None:
        while True:
            await asyncio.sleep(self._options.memory_look_s)
            self.look_at_memory(processes_of)

    def look_at_memory(self, look: Callable[[int], tuple[Process, ...]]) -> None:
        """End a page that eats memory; mark a browser that has grown old, so that a new one takes over."""
        running = self._started.running
        browsers = [old for old in (running, *self._started.draining) if old is not None and old.alive]
        processes = [process for old in browsers for process in look(old.pid)]
        match too_much(processes, self._options.memory_max_mb * 1_000_000):
            case EndRenderer(pid=pid):
                self.pages_ended += 1
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            case Renew() if running is not None and running.pages and not self._started.draining:
                # One without a page yet is as small as they come: another would be no smaller.
                self.renewals += not running.old
                running.old = True

    async def renew_when_due(self) -> None:
        """Let a new browser take over where the present one has done enough."""
        running, options = self._started.running, self._options
        due = running is not None and (
            running.old or running.opened >= options.contexts_max or running.pages >= options.pages_max
        )
        if not due and not self._started.draining:
            return
        async with self._turn:
            await self._close_drained()
            if due and running is self._started.running and not self._started.draining:
                await self._replace(self._current())

    async def _replace(self, old: _Running) -> None:
        """Take ``old`` out of service; it is closed when its last context is. A failure keeps it."""
        if self._started.playwright is None or not old.alive:
            return
        old.opened = old.pages = 0
        old.old = False
        with suppress(MissingToolError):
            self._started.running = await self._launch(self._started.playwright)
            self._started.draining.append(old)
            await self._close_drained()

    async def _close_drained(self) -> None:
        done = [old for old in self._started.draining if not old.in_use]
        for old in done:
            self._started.draining.remove(old)
            await _close(old, self._options.close_timeout_s)

    async def _end_all(self) -> None:
        started, self._started = self._started, _Started()
        if started.watch is not None:
            started.watch.cancel()
        browsers = [old for old in (started.running, *started.draining) if old is not None]
        try:
            for old in browsers:
                await _close(old, self._options.close_timeout_s)
            if started.playwright is not None:
                await _stop(started.playwright, self._options.close_timeout_s)
        finally:
            for old in browsers:
                kill_leftover(old.pid)
            started.around.close()


def wants_sandbox(setting: Sandbox, *, is_root: bool) -> bool:
    """Whether Chromium's sandbox is to be on."""
    return setting is Sandbox.ON or (setting is Sandbox.AUTO and not is_root)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


async def _start_driver() -> Playwright:
    """Start the process that stands between us and the browser."""
    try:
        return await async_playwright().start()
    except OSError as error:
        raise MissingToolError(f"Playwright's driver did not start ({error}). {DRIVER_MEND}") from error
    except Exception as error:
        # Playwright has no class of its own for a driver that ends at once: it raises a bare Exception.
        if type(error) is not Exception and not isinstance(error, PlaywrightError):
            raise
        raise MissingToolError(f"Playwright's driver did not start ({error}). {DRIVER_MEND}") from error


async def _describe(browser: Browser) -> _Running:
    """Ask a fresh browser what it is and which process it is."""
    session = await browser.new_browser_cdp_session()
    version = await session.send("Browser.getVersion")
    processes = await session.send("SystemInfo.getProcessInfo")
    await session.detach()
    pids = [int(item["id"]) for item in processes["processInfo"] if item["type"] == "browser"]
    return _Running(
        browser=browser,
        pid=pids[0] if pids else 0,
        user_agent=str(version["userAgent"]),
        product=str(version["product"]),
    )


async def _close(running: _Running, timeout_s: float) -> None:
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(timeout_s):
            await running.browser.close()
    kill_leftover(running.pid)


async def _stop(playwright: Playwright, timeout_s: float) -> None:
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(timeout_s):
            await playwright.stop()
