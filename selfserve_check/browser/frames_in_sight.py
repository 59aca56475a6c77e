"""Which frames of a page are too small to hold anything to read, by the addresses they are given there."""

from __future__ import annotations

import asyncio

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from selfserve_check.browser.policy import mask_url

_LOOK_S = 5.0
_JS = """() => [...document.querySelectorAll("iframe, frame")].map((frame) => {
  const box = frame.getBoundingClientRect();
  const large = box.width >= 100 && box.height >= 50 &&
    frame.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return [frame.src, large];
})"""


async def too_small(page: Page) -> frozenset[str]:
    """The masked addresses of frames in which nobody could read anything: tiny, or not shown. A
    frame that is not among them may hold the answer; where the page does not say, all may."""
    try:
        found = await asyncio.wait_for(page.evaluate(_JS), _LOOK_S)
    except (PlaywrightError, TimeoutError):
        return frozenset()
    large = {mask_url(src) for src, is_large in found if is_large}
    return frozenset(mask_url(src) for src, is_large in found if not is_large) - large
