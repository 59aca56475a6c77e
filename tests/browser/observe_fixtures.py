"""A real browser and two loopback origins that serve the hand-made pages."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from observe_lab import ObserveLab
from playwright.async_api import async_playwright

from selfserve_check.browser.find import FoundBrowser, find_browser
from selfserve_check.browser.flags import launch_arguments

PAGES = Path(__file__).parent / "observe_pages"


class _Handler(SimpleHTTPRequestHandler):
    """Serves the pages; ``{other}`` in a page becomes the address of the other origin."""

    other = ""

    def log_message(self, *_args: Any) -> None:
        return

    def do_GET(self) -> None:
        path = PAGES / self.path.split("?")[0].lstrip("/")
        if not path.is_file() or PAGES not in path.resolve().parents:
            self.send_error(404)
            return
        body = path.read_text(encoding="utf-8").replace("{other}", self.other).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if path.name.startswith("csp"):
            self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(body)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lab(observe_origins: str) -> AsyncIterator[ObserveLab]:
    """One browser for all tests of a module."""
    found = find_browser(None, os.environ)
    assert isinstance(found, FoundBrowser), found
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(launch_arguments()), chromium_sandbox=False
        )
        yield ObserveLab(browser=browser, address=observe_origins)
        await browser.close()


@pytest.fixture(scope="module")
def observe_origins() -> Iterator[str]:
    """The address of the pages; a second server, on another port, is the other origin."""
    other = _serve("")
    first = _serve(_address(other))
    yield _address(first)
    for server in (first, other):
        server.shutdown()
        server.server_close()


def _serve(other: str) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"other": other})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"
