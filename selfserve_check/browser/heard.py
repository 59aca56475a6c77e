"""Whether a page's scripts have taken over what was clicked."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.register import with_register

_GAP_S = 0.1


async def until_heard(element: ElementHandle, *, timeout_s: float) -> None:
    """Wait until somebody more listens to clicks on ``element`` than now, at most ``timeout_s`` seconds.

    Returns at once where a click means something already: by a listener below the document, or by itself.
    What hears clicks on the whole document may be anything, and is no reason not to wait.
    """
    deadline = time.monotonic() + timeout_s
    before = await _heard(element)
    while before is not None and not before["own"] and time.monotonic() < deadline:
        await asyncio.sleep(_GAP_S)
        now = await _heard(element)
        if now is None or now["count"] > before["count"]:
            return


async def _heard(element: ElementHandle) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = await asyncio.wait_for(element.evaluate(with_register("heard.js")), 2.0)
    except (TimeoutError, PlaywrightError):
        return None  # the element went with its page
    return found
