"""Pictures of a page as evidence: the click target outlined, the answer highlighted.

The marks are drawn by a temporary overlay in a closed shadow root, above everything else (in the top
layer, so that an open dialog does not cover it); the page's own elements are not touched.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from playwright.async_api import ElementHandle, Frame, JSHandle, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from selfserve_check.browser.observe import ObserveLimits, ObserveTimeoutError, frame_at
from selfserve_check.browser.register import with_register
from selfserve_check.errors import SelfserveError

T = TypeVar("T")
Rect = tuple[float, float, float, float]

ACCENT = "#d4006a"
MARKER = "rgba(255, 214, 0, 0.45)"


class PictureError(SelfserveError):
    """The page could not be pictured in time. The run goes on without the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """What to mark: ``quote`` inside the element at ``locator`` (``Passage.locator``) in ``frame``
    (``Passage.frame``). The whole element is marked where the quote is not found or is ""."""

    frame: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A JPEG of the viewport; ``width`` and ``height`` in pixels of the image."""

    image: bytes
    media_type: str
    width: int
    height: int


async def take_picture(
    page: Page,
    *,
    outline: ElementHandle | None,
    highlight: Highlight | None,
    quality: int = 60,
    timeout_s: float = 10.0,
) -> Picture:
    """A picture of the viewport with ``outline`` framed and ``highlight`` marked.

    Scrolls so that the target stands in the middle (the highlight when both are given). Marks that
    cannot be found are left out. ``timeout_s`` bounds each call to the browser. Raises ``PictureError``.
    """
    try:
        marks = await _highlight_rects(page, highlight, timeout_s) if highlight else ()
        frames = await _outline_rects(outline, timeout_s, scroll=not marks) if outline else ()
        overlay = await _draw(page, frames, marks, timeout_s)
        try:
            shot = await _shoot(page, quality, timeout_s)
        finally:
            await _erase(overlay)
    except (TimeoutError, PlaywrightTimeoutError, ObserveTimeoutError) as error:
        raise PictureError(f"no picture of {page.url} within {timeout_s:g} s") from error
    except PlaywrightError as error:
        raise PictureError(f"no picture of {page.url}: {error.message.splitlines()[0]}") from error
    width, height = jpeg_size(shot)
    return Picture(image=shot, media_type="image/jpeg", width=width, height=height)


def jpeg_size(image: bytes) -> tuple[int, int]:
    """Width and height from the frame header of a JPEG (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 < len(image):
        marker, length = struct.unpack(">HH", image[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", image[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise PictureError("the browser gave a picture that is no JPEG")


async def _shoot(page: Page, quality: int, timeout_s: float) -> bytes:
    return await page.screenshot(
        type="jpeg",
        quality=quality,
        animations="disabled",
        caret="hide",
        scale="css",
        timeout=timeout_s * 1000,
    )


async def _in_time(work: Awaitable[T], timeout_s: float) -> T:
    return await asyncio.wait_for(work, timeout_s)


async def _outline_rects(outline: ElementHandle, timeout_s: float, *, scroll: bool) -> tuple[Rect, ...]:
    """The box of the target in the window's coordinates; empty when it has none (any more)."""
    if scroll:
        await _in_time(outline.evaluate(_SCROLL), timeout_s)
    box = await _in_time(outline.bounding_box(), timeout_s)
    return ((box["x"], box["y"], box["width"], box["height"]),) if box else ()


async def _highlight_rects(page: Page, highlight: Highlight, timeout_s: float) -> tuple[Rect, ...]:
    frame = await frame_at(page, highlight.frame, ObserveLimits(timeout_s=timeout_s))
    if frame is None:
        return ()
    place = {"locator": highlight.locator, "quote": highlight.quote}
    found: list[Rect] = await _in_time(frame.evaluate(with_register("picture_quote.js"), place), timeout_s)
    if not found:
        return ()
    left, top = await _offset(frame, timeout_s)
    return tuple((x + left, y + top, width, height) for x, y, width, height in found)


async def _offset(frame: Frame, timeout_s: float) -> tuple[float, float]:
    """Where the contents of ``frame`` start in the window; scrolls its frame elements into view first."""
    if frame.parent_frame is None:
        return 0.0, 0.0
    owner = await _in_time(frame.frame_element(), timeout_s)
    inset: list[float] = await _in_time(owner.evaluate(_INSET), timeout_s)
    box = await _in_time(owner.bounding_box(), timeout_s)
    if box is None:
        return 0.0, 0.0
    return box["x"] + inset[0], box["y"] + inset[1]


async def _draw(
    page: Page, outlines: tuple[Rect, ...], marks: tuple[Rect, ...], timeout_s: float
) -> JSHandle | None:
    if not outlines and not marks:
        return None
    args = {"outlines": outlines, "marks": marks, "accent": ACCENT, "marker": MARKER}
    return await _in_time(page.evaluate_handle(with_register("picture_draw.js"), args), timeout_s)


async def _erase(overlay: JSHandle | None) -> None:
    if overlay is None:
        return
    try:
        await _in_time(overlay.evaluate("host => host.remove()"), 2.0)
        await _in_time(overlay.dispose(), 2.0)
    except (TimeoutError, PlaywrightError):
        return  # the document went away, and the overlay with it


_SCROLL = "el => el.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})"

_INSET = """el => {
  const cs = getComputedStyle(el);
  return [el.clientLeft + parseFloat(cs.paddingLeft), el.clientTop + parseFloat(cs.paddingTop)];
}"""
