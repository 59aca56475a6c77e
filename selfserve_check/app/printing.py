"""The printed report: a browser of the run's own kind lays a document out, offline and without scripts."""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from pypdf import PdfReader

from selfserve_check.browser.launch import BrowserPool, LaunchOptions
from selfserve_check.errors import UserError
from selfserve_check.leftovers import held_folder
from selfserve_check.model.action import View

PRINT_S = 180.0
"""A report of hundreds of questions with their pictures takes under a minute."""

PASSES_MAX = 3
PICTURES_BYTES_MAX = 60_000_000
_PAGE_NAME = "report.html"

Paged = Callable[[Mapping[str, str], Mapping[str, int]], str]


async def print_pdf(document: Paged, pictures: Mapping[str, bytes], launch: LaunchOptions) -> bytes:
    """``document`` as a PDF file with bookmarks and a linked table of contents.

    ``document`` gives the HTML for the addresses of pictures and for the pages on which its anchors are: it
    is printed once to learn the pages, and again with them. ``pictures`` beyond PICTURES_BYTES_MAX are left
    out. Raises UserError when the browser cannot print, MissingToolError when there is none.
    """
    with held_folder(Path(tempfile.gettempdir()), "selfserve-print-") as folder:
        addresses = _laid_out(folder, pictures)
        async with BrowserPool(launch) as pool:
            options = {"java_script_enabled": False, "offline": True, "service_workers": "block"}
            context = await pool.new_context(View(), options)
            try:
                async with asyncio.timeout(PRINT_S):
                    page = await context.new_page()
                    await page.route("**/*", lambda route: _from_here(route, folder))
                    return await _printed(page, folder / _PAGE_NAME, document, addresses)
            except TimeoutError:
                raise UserError(f"the browser did not print the report within {PRINT_S:.0f} s") from None
            except PlaywrightError as error:
                raise UserError(f"the browser could not print the report: {error.message}") from error


async def _printed(page: Page, file: Path, document: Paged, addresses: Mapping[str, str]) -> bytes:
    pages: dict[str, int] = {}
    made = b""
    for _ in range(PASSES_MAX):
        _write(file, document(addresses, pages))
        await page.goto(file.as_uri())
        made = await page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
        found = anchored_pages(made)
        if found == pages:
            break
        pages = found
    return made


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def anchored_pages(made: bytes) -> dict[str, int]:
    """On which page, counted from 1, each anchor is that a link of the file leads to."""
    reader = PdfReader(io.BytesIO(made))
    places = reader.named_destinations
    numbers = ((name, reader.get_destination_page_number(place)) for name, place in places.items())
    return {name.removeprefix("/"): number + 1 for name, number in numbers if number is not None}


def _laid_out(folder: Path, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """``pictures`` as files in ``folder``, and the address of each. Their names come from a file that anybody
    may have written: here they get plain ones."""
    addresses: dict[str, str] = {}
    room = PICTURES_BYTES_MAX
    for number, (path, image) in enumerate(pictures.items()):
        room -= len(image)
        if room < 0:
            break
        (folder / f"{number}.picture").write_bytes(image)
        addresses[path] = f"{number}.picture"
    return addresses


async def _from_here(route: Route, folder: Path) -> None:
    """Only what lies in ``folder`` is read."""
    if route.request.url.startswith(folder.as_uri() + "/"):
        await route.continue_()
    else:
        await route.abort()
