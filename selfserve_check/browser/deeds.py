"""What a visitor's hand does with an element: point, click, touch, choose, type and send.

Real input only, as the browser makes it from a mouse, a finger and a keyboard.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import ElementHandle

from selfserve_check.browser.press import press
from selfserve_check.browser.register import script
from selfserve_check.model.action import Action, Hover, Search

_SECOND_MS = 1_000.0
# Boxes that answer while one types wait for the hand to pause, usually for 0.2 to 0.4 s.
_SUGGEST_S = 0.6

_PICTURE_OF = """(area) => document.querySelector(`img[usemap="#${CSS.escape(area.closest('map').name)}"]`)"""
_MIDDLE_OF = """(area) => {
  const n = area.coords.split(',').map(Number);
  if (area.shape === 'circle') return [n[0], n[1]];
  const middle = (of) => (Math.min(...of) + Math.max(...of)) / 2;
  const every = (from) => n.filter((_, i) => i % 2 === from);
  return n.length < 4 ? [1, 1] : [middle(every(0)), middle(every(1))];
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """``touch`` where the device has no mouse. ``clear`` takes away what a visitor would where something
    covers what is meant. ``timeout_s`` is for one deed."""

    touch: bool
    timeout_s: float
    clear: Callable[[], Awaitable[object]]


async def perform(action: Action, element: ElementHandle, hand: Hand, *, again: bool) -> None:
    """Do ``action`` on ``element``.

    ``again`` when it was done before and nothing came of it: a search is then sent by the button beside the
    box, or only typed, for sites that answer while one types. Raises Playwright's ``Error``.
    """
    match action:
        case Hover():
            await press(element, element.hover, timeout_s=hand.timeout_s, clear=hand.clear)
        case Search(text=text):
            await _type(element, text, hand.timeout_s * _SECOND_MS)
            await _send(element, hand, again=again)
        case _:
            await _press(element, hand)


async def _press(element: ElementHandle, hand: Hand) -> None:
    tag = await element.evaluate("(el) => el.localName")
    if tag == "option":
        await _choose(element, hand.timeout_s * _SECOND_MS)
    elif tag == "area":
        await _press_area(element, hand.timeout_s * _SECOND_MS)
    else:
        act = element.tap if hand.touch else element.click
        await press(element, act, timeout_s=hand.timeout_s, clear=hand.clear)


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


async def _send(element: ElementHandle, hand: Hand, *, again: bool) -> None:
    if not again:
        await element.press("Enter", timeout=hand.timeout_s * _SECOND_MS)
        return
    handle = await element.evaluate_handle(script("search_button.js"))
    button = handle.as_element()
    if button is not None:
        await _press(button, hand)
    else:
        await asyncio.sleep(_SUGGEST_S)
