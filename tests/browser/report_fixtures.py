"""Opens a report from disk in a real browser and writes down everything it should not do."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from selfserve_check.report.html import render
from selfserve_check.report.read import read_pictures, read_run
from selfserve_check.report.run_file import RunFile

GOLDEN = Path(__file__).parents[1] / "golden" / "files"
RUN = read_run(GOLDEN)
PICTURES = read_pictures(GOLDEN, RUN).images
ARGS = ("--disable-background-networking", "--disable-component-update", "--no-first-run")


@dataclass(slots=True)
class Opened:
    """A page with a report, and what it did: dialogs, requests beyond its own file, console lines, errors."""

    page: Page
    trouble: list[str] = field(default_factory=list)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def report_browser(chromium_path: Path) -> AsyncIterator[Browser]:
    """One browser for the tests of a file; each test has a context of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=list(ARGS), chromium_sandbox=os.geteuid() != 0
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened(browser: Browser, file: Path, **options: Any) -> AsyncIterator[Opened]:
    """``file`` in a fresh context with ``options``."""
    context = await browser.new_context(**options)
    try:
        yield await _load(context, file)
    finally:
        await context.close()


def write_html(folder: Path, run: RunFile) -> Path:
    """``run`` with the golden pictures as a file."""
    file = folder / "report.html"
    file.write_text(render(run, PICTURES), encoding="utf-8")
    return file


async def _load(context: BrowserContext, file: Path) -> Opened:
    page = await context.new_page()
    made = Opened(page=page)
    address = file.as_uri()

    def on_request(url: str) -> None:
        if not url.startswith((address, "data:")):
            made.trouble.append(f"request: {url}")

    context.on("request", lambda request: on_request(request.url))
    context.on("dialog", lambda dialog: made.trouble.append(f"dialog: {dialog.message}"))
    context.on("console", lambda line: made.trouble.append(f"console: {line.text}"))
    context.on("weberror", lambda error: made.trouble.append(f"error: {error.error}"))
    context.on("page", lambda other: made.trouble.append(f"popup: {other.url}"))
    await page.goto(address)
    return made
