"""Acting on an element that something may have come to lie over since it was seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from playwright.async_api import ElementHandle, Position
from playwright.async_api import Error as PlaywrightError

# A click that is in nobody's way takes far less; one that is covered would wait for the whole deadline.
_FIRST_S = 2.0
_COVERED = "intercepts pointer events"
_MOVES = "not stable"
_DONE = "action done"


class Act(Protocol):
    """``ElementHandle.click``, ``tap`` or ``hover``."""

    async def __call__(
        self, *, timeout: float, position: Position | None = None, force: bool | None = None
    ) -> None: ...


async def press(
    element: ElementHandle, act: Act, *, timeout_s: float, clear: Callable[[], Awaitable[object]]
) -> None:
    """Do ``act`` on the middle of ``element`` for real. Where something covers it, ``clear`` is asked to take
    away what a visitor would (a late banner), and what is still free of the element is used. One that never
    comes to rest is hit on the move. A document that it leads to may still be on its way.

    Raises PlaywrightError when it cannot be done within about ``timeout_s`` seconds.
    """
    first_s = min(_FIRST_S, timeout_s)
    try:
        await _acted(act, timeout=first_s * 1000)
        return
    except PlaywrightError as error:
        if "Timeout" not in error.message:
            raise
        covered, moves = _COVERED in error.message, _MOVES in error.message
    if covered:
        await clear()
        spot = await element.evaluate(_FREE_SPOT)
        if spot is not None:
            await _acted(act, timeout=timeout_s * 1000, position=Position(x=spot[0], y=spot[1]))
            return
    await _acted(act, timeout=timeout_s * 1000, force=moves and not covered)


async def _acted(
    act: Act, *, timeout: float, position: Position | None = None, force: bool | None = None
) -> None:
    """Do it. What takes long afterwards is the document that it leads to: whoever reads that waits for it."""
    try:
        await act(timeout=timeout, position=position, force=force)
    except PlaywrightError as error:
        if _DONE not in error.message:
            raise


# The middle first, then the ends: [x, y] from the corner of the element's padding box, or null.
_FREE_SPOT = """el => {
  el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = el.getBoundingClientRect();
  const root = el.getRootNode();
  const parts = [0.5, 0.1, 0.9, 0.25, 0.75];
  for (const y of [0.5, 0.2, 0.8]) for (const x of parts) {
    const [left, top] = [box.width * x, box.height * y];
    const hit = root.elementFromPoint(box.left + left, box.top + top);
    if (hit && (hit === el || el.contains(hit))) return [left - el.clientLeft, top - el.clientTop];
  }
  return null;
}"""
