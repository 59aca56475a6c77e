"""Empties a browser context, so that the next load starts from a session as clean as a new one.

A new context costs a full Chromium several times what a load costs, so contexts are kept; they are handed
out again only when nothing of the last visit is left, and thrown away when that cannot be shown.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page, StorageState
from playwright.async_api import Error as PlaywrightError

# A page that went to more origins than this is not worth cleaning up after.
ORIGINS_MAX = 50


async def cleaned(
    context: BrowserContext, origins: Collection[str], session: StorageState | None
) -> Page | None:
    """Close every page, clear what ``origins`` stored, and put ``session``'s cookies back.

    Gives a new, blank page when it could be shown: no cookie was left, and the browser counts no stored
    bytes for any of the origins. Else None, and the context is to be thrown away. A session that holds
    more than cookies cannot be put back, so its context is never kept. What a page keeps for itself
    (sessionStorage, window.name) goes with the page.
    """
    if len(origins) > ORIGINS_MAX or (session is not None and session.get("origins")):
        return None
    try:
        blank = await context.new_page()
        for page in context.pages:
            if page is not blank:
                await page.close()
        if not await _emptied(context, blank, origins):
            return None
        if session is not None:
            # The same cookies; Playwright names what it gives and what it takes differently.
            await context.add_cookies(cast("list[Any]", session["cookies"]))
    except PlaywrightError:
        return None
    return blank


async def _emptied(context: BrowserContext, blank: Page, origins: Collection[str]) -> bool:
    devtools = await context.new_cdp_session(blank)
    for origin in origins:
        await devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    await context.clear_cookies()
    for origin in origins:
        if (await devtools.send("Storage.getUsageAndQuota", {"origin": origin}))["usage"]:
            return False
    await devtools.detach()
    return not await context.cookies()


def origin_of(url: str) -> str | None:
    """The origin that a document at ``url`` stores under, or None where it can store nothing."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else None
