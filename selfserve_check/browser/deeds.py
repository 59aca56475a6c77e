"""What a visitor's hand does with an element: point, click, touch, choose, type and send.

Real input only, as the browser makes it from a mouse, a finger and a keyboard.
"""

from __future__ import annotations

import asyncio
from functools import cache
from importlib.resources import files

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from selfserve_check.model.action import Action, Hover, Search

_SECOND_MS = 1_000.0
# Boxes that answer while one types wait for the hand to pause, usually for 0.2 to 0.4 s.
_SUGGEST_S = 0.6
# An element that is still on the move after so long never comes to rest, and can be hit all the same.
_STILL_MS = 3 * _SECOND_MS

_PICTURE_OF = """(area) => document.querySelector(`img[usemap="#${CSS.escape(area.closest('map').name)}"]`)"""
_MIDDLE_OF = """(area) => {
  const n = area.coords.split(',').map(Number);
  if (area.shape === 'circle') return [n[0], n[1]];
  const middle = (of) => (Math.min(...of) + Math.max(...of)) / 2;
  const every = (from) => n.filter((_, i) => i % 2 === from);
  return n.length < 4 ? [1, 1] : [middle(every(0)), middle(every(1))];
}"""


async def perform(
    action: Action, element: ElementHandle, *, touch: bool, timeout_s: float, again: bool
) -> None:
    """Do ``action`` on ``element``; ``touch`` where the device has no mouse.

    ``again`` when it was done before and nothing came of it: a search is then sent by the button beside the
    box, or only typed, for sites that answer while one types. Raises Playwright's ``Error``.
    """
    timeout = timeout_s * _SECOND_MS
    match action:
        case Hover():
            await element.hover(timeout=timeout)
        case Search(text=text):
            await _type(element, text, timeout)
            await _send(element, again=again, touch=touch, timeout=timeout)
        case _:
            await _press(element, touch=touch, timeout=timeout)


async def _press(element: ElementHandle, *, touch: bool, timeout: float) -> None:
    tag = await element.evaluate("(el) => el.localName")
    if tag == "option":
        await _choose(element, timeout)
        return
    if tag == "area":
        await _press_area(element, timeout)
        return
    press = element.tap if touch else element.click
    try:
        await press(timeout=min(timeout, _STILL_MS))
    except PlaywrightError as error:
        if "Timeout" not in error.message:
            raise
        # Nothing was pressed yet. What covers an element keeps a visitor from it; that it moves does not.
        await press(timeout=timeout, force="not stable" in error.message)


async def _press_area(area: ElementHandle, timeout: float) -> None:
    """Click a place in a picture: the middle of its box, as the browser would hit it."""
    handle = await area.evaluate_handle(_PICTURE_OF)
    picture = handle.as_element()
    if picture is not None:
        x, y = await area.evaluate(_MIDDLE_OF)
        await picture.click(position={"x": x, "y": y}, timeout=timeout, force=True)


async def _choose(option: ElementHandle, timeout: float) -> None:
    """Choose an entry of a drop-down list."""
    handle = await option.evaluate_handle("(el) => el.closest('select')")
    box = handle.as_element()
    if box is not None:
        await box.select_option(element=option, timeout=timeout)


async def _type(element: ElementHandle, text: str, timeout: float) -> None:
    """Put ``text`` there. The last letter comes by a key, which is what many a box listens for."""
    await element.fill(text[:-1], timeout=timeout)
    if text:
        await element.type(text[-1], timeout=timeout)


async def _send(element: ElementHandle, *, again: bool, touch: bool, timeout: float) -> None:
    if not again:
        await element.press("Enter", timeout=timeout)
        return
    handle = await element.evaluate_handle(_source())
    button = handle.as_element()
    if button is not None:
        await _press(button, touch=touch, timeout=timeout)
    else:
        await asyncio.sleep(_SUGGEST_S)


@cache
def _source() -> str:
    return files("selfserve_check.browser").joinpath("search_button.js").read_text(encoding="utf-8")
