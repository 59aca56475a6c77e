"""What the guard does beside a page: closing what it opened, and watching where it goes."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import Dialog, Download, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.hops import HopWatch
from selfserve_check.browser.rules import asks_to_go_on

CLOSE_S = 10.0


async def start_watch(watch: HopWatch) -> None:
    with suppress(PlaywrightError):  # the page was closed before it was watched
        await watch.start()


async def close_page(page: Page) -> None:
    with suppress(PlaywrightError, TimeoutError):  # it closed itself meanwhile, or hangs
        await asyncio.wait_for(page.close(), CLOSE_S)


async def close_dialog(dialog: Dialog) -> None:
    with suppress(PlaywrightError):  # its page went away meanwhile
        # Dismissing "leave this page?" would keep the visitor there. Every other question gets a no.
        if dialog.type == "beforeunload" or (dialog.type == "confirm" and asks_to_go_on(dialog.message)):
            await dialog.accept()
        else:
            await dialog.dismiss()


async def cancel_download(download: Download) -> None:
    with suppress(PlaywrightError):  # refused downloads are cancelled by the browser already
        await download.cancel()
