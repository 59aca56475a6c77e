"""What asks for consent on a page, as one look through all its frames finds it: boxes, buttons, switches."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import ElementHandle, Frame, JSHandle, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.consent_words import (
    BANNER_MARKS,
    CONSENT_WORDS,
    COOKIE_WORDS,
    NECESSARY_WORDS,
    OFFER_WORDS,
    Choice,
    choice_of,
)
from selfserve_check.browser.register import with_register

LOOK_TIMEOUT_S = 5.0
# Below these a rest of a banner is the small "cookie settings" button that many sites leave standing.
_BANNER_TEXT_MIN = 40
_BANNER_SHARE_MIN = 0.02

Mark = tuple[str, str]
"""What tells a control from others after another look: the words of its box, and its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Something laid over or into a page; ``share`` is its area as a part of the window's. One that
    ``offers`` wants an address or a purchase, and is not what the visitor came for.

    ``switches`` are the optional ones that are on and can be switched off, by their places in the look;
    ``chosen`` counts those that cannot, ``radios`` has the names of what is chosen in another way.
    """

    consent: bool
    offers: bool
    floating: bool
    text: str
    share: float
    chosen: int = 0
    switches: tuple[int, ...] = ()
    radios: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        return self.text[:80]

    @property
    def weighs(self) -> bool:
        """Whether it is more than the small button that many sites leave standing."""
        large = len(self.text) >= _BANNER_TEXT_MIN and self.share >= _BANNER_SHARE_MIN
        return self.consent and self.floating and large

    @property
    def may_be_saved(self) -> bool:
        """Whether saving what is chosen allows nothing, once the switches are off."""
        return self.chosen == 0 and all(choice_of(name) is Choice.REFUSE for name in self.radios)


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A button in ``box``, as one look found it (``nth`` finds its element again)."""

    look: JSHandle
    nth: int
    box_nth: int
    box: Box
    label: str
    choice: Choice
    leaves: bool

    @property
    def mark(self) -> Mark:
        return (self.box.mark, self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything found in all frames at one moment."""

    handles: tuple[JSHandle, ...]
    boxes: tuple[Box, ...]
    controls: tuple[Control, ...]

    async def release(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_TIMEOUT_S):
                for handle in self.handles:
                    with suppress(PlaywrightError):
                        await handle.dispose()


async def look_at(page: Page, frames_max: int) -> Look:
    """Look through the page and its frames, at most ``frames_max``. The caller releases what it is given."""
    handles: list[JSHandle] = []
    boxes: list[Box] = []
    controls: list[Control] = []
    for frame in page.frames[:frames_max]:
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(LOOK_TIMEOUT_S):
                if not await _frame_shows(frame):
                    continue
                handle = await frame.evaluate_handle(with_register("consent.js"), _arguments())
                handles.append(handle)
                found = await handle.evaluate("look => look.json")
            here = tuple(_box(item) for item in found["boxes"])
            boxes.extend(here)
            controls.extend(_controls(found["controls"], here, handle))
    return Look(handles=tuple(handles), boxes=tuple(boxes), controls=tuple(controls))


async def element_of(look: JSHandle, group: str, nth: int) -> ElementHandle | None:
    """Element ``nth`` of ``group`` ("boxes", "controls", "switches"); None when its document is gone."""
    try:
        async with asyncio.timeout(LOOK_TIMEOUT_S):
            handle = await look.evaluate_handle("(look, [group, nth]) => look[group][nth]", [group, nth])
    except (PlaywrightError, TimeoutError):
        return None
    return handle.as_element()


_VISIBLE = """el => {
  if (!el.isConnected) return false;
  if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const shown = node => {
    const box = node.getBoundingClientRect();
    return box.width >= 2 && box.height >= 2 && box.bottom > 0 && box.right > 0 &&
      box.left < innerWidth && (getComputedStyle(el).position !== "fixed" || box.top < innerHeight);
  };
  return shown(el) || [...el.querySelectorAll("*")].some(node => shown(node) && node.checkVisibility());
}"""


async def still_shows(element: ElementHandle) -> bool:
    """Whether a box can still be seen; one whose document or frame is gone cannot."""
    try:
        async with asyncio.timeout(LOOK_TIMEOUT_S):
            if not await element.evaluate(_VISIBLE):
                return False
            frame = await element.owner_frame()
            return frame is not None and await _frame_shows(frame)
    except PlaywrightError:
        return False
    except TimeoutError:
        return True


async def _frame_shows(frame: Frame) -> bool:
    """Whether a visitor can see this frame at all; the page itself always shows."""
    if frame.parent_frame is None:
        return True
    element = await frame.frame_element()
    box = await element.bounding_box()
    return box is not None and box["width"] >= 2 and box["height"] >= 2 and await element.is_visible()


def _box(item: dict[str, Any]) -> Box:
    return Box(
        consent=bool(item["consent"]),
        offers=bool(item["offers"]),
        floating=bool(item["floating"]),
        text=str(item["text"]),
        share=float(item["share"]),
        chosen=int(item["chosen"]),
        switches=tuple(int(nth) for nth in item["switches"]),
        radios=tuple(str(name) for name in item["radios"]),
    )


def _controls(items: Sequence[dict[str, Any]], boxes: Sequence[Box], look: JSHandle) -> Iterator[Control]:
    for nth, item in enumerate(items):
        choice = choice_of(str(item["label"]), closes=bool(item["closes"]))
        if choice is not None and (choice is Choice.SETTINGS or not item["unfolds"]):
            box_nth = int(item["box"])
            yield Control(
                look=look,
                nth=nth,
                box_nth=box_nth,
                box=boxes[box_nth],
                label=str(item["label"]) or "(close button)",
                choice=choice,
                leaves=bool(item["leaves"]),
            )


def _arguments() -> dict[str, str | int]:
    return {
        "cookie": COOKIE_WORDS,
        "consent": CONSENT_WORDS,
        "mark": BANNER_MARKS,
        "offers": OFFER_WORDS,
        "necessary": NECESSARY_WORDS,
        "textMax": 4000,
        "labelMax": 80,
        "levelsMax": 15,
        "controlsMax": 120,
    }
