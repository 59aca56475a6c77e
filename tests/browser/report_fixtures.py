"""Opens a report from disk in a real browser and writes down everything it should not do."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from selfserve_check.report.brand import logo_part
from selfserve_check.report.html import render
from selfserve_check.report.pictures import PictureFile
from selfserve_check.report.read import read_pictures, read_run
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import BrandPart

GOLDEN = Path(__file__).parents[1] / "golden" / "files"
RUN = read_run(GOLDEN)
PICTURES = read_pictures(GOLDEN, RUN).images
LOGO = PictureFile(
    path="pictures/logo-acme.svg",
    image=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" rx="6"/></svg>',
)
BRANDED = RUN.model_copy(
    update={
        "brand": BrandPart(
            client="Acme Tiles",
            prepared_by="Sunny Side Agency",
            colour="#ffd23f",  # unreadable on white: what is made of it must not be
            logo=logo_part(LOGO, "Acme Tiles"),
        )
    }
)
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
async def opened(browser: Browser, file: Path, *, at: str = "", **options: Any) -> AsyncIterator[Opened]:
    """``file`` in a fresh context with ``options``, at the place ``at`` (``#/writers``)."""
    context = await browser.new_context(**options)
    try:
        yield await _load(context, file, at)
    finally:
        await context.close()


def branded_pictures() -> dict[str, bytes]:
    """The golden pictures, and the logo."""
    return {**PICTURES, LOGO.path: LOGO.image}


def write_html(folder: Path, run: RunFile, pictures: Mapping[str, bytes] = PICTURES) -> Path:
    """``run`` with ``pictures``, the golden ones if nothing else is said, as a file."""
    file = folder / "report.html"
    file.write_text(render(run, pictures), encoding="utf-8")
    return file


async def _load(context: BrowserContext, file: Path, at: str) -> Opened:
    page = await context.new_page()
    made = Opened(page=page)
    address = file.as_uri()

    def on_request(url: str) -> None:
        if not url.startswith((address, "data:", "blob:null/")):  # a file that is saved is a blob of its own
            made.trouble.append(f"request: {url}")

    context.on("request", lambda request: on_request(request.url))
    context.on("dialog", lambda dialog: made.trouble.append(f"dialog: {dialog.message}"))
    context.on("console", lambda line: made.trouble.append(f"console: {line.text}"))
    context.on("weberror", lambda error: made.trouble.append(f"error: {error.error}"))
    context.on("page", lambda other: made.trouble.append(f"popup: {other.url}"))
    await page.goto(address + at)
    return made
