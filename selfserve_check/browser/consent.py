"""Closes a cookie banner the way a careful visitor does: refuse, else close, else accept.

Free of clicks (design, section 5) and recorded: the caller keeps the ``Consent`` that is given back. Only
real clicks are used; nothing is taken out of the page.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from playwright.async_api import ElementHandle, Frame, JSHandle, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.consent_words import (
    BANNER_MARKS,
    CONSENT_WORDS,
    COOKIE_WORDS,
    OFFER_WORDS,
    Choice,
    choice_of,
)
from selfserve_check.browser.register import with_register

Manner = Literal["refuse", "accept", "leave"]
"""What to do with a banner; ``leave`` is for callers, who then do not ask us."""

TRIES_MAX = 3

_FRAMES_MAX = 15
_LOOK_TIMEOUT_S = 5.0
_CLICK_TIMEOUT_S = 3.0
_POLL_S = 0.05
# Below these a rest of a banner is the small "cookie settings" button that many sites leave standing.
_STUCK_TEXT_MIN = 40
_STUCK_SHARE_MIN = 0.02


class How(StrEnum):
    """How a banner went away; ``ACCEPTED`` means that there was no other way."""

    REFUSED = "refused"
    CLOSED = "closed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBanner:
    """Nothing asked for consent. ``closed`` are labels of other boxes over the page that we closed."""

    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """The banner is gone; ``label`` is what was clicked, ``tried`` what was clicked before in vain."""

    how: How
    label: str
    tried: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A banner stays over the page. ``text`` is what it says; ``tried`` are the labels we clicked in vain."""

    text: str
    tried: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


Consent = NoBanner | Dismissed | Stuck

_HOW = {
    Choice.REFUSE: How.REFUSED,
    Choice.SAVE_SELECTION: How.REFUSED,
    Choice.CLOSE: How.CLOSED,
    Choice.ACCEPT: How.ACCEPTED,
}
_ORDERS: dict[str, tuple[Choice, ...]] = {
    "refuse": (Choice.REFUSE, Choice.SAVE_SELECTION, Choice.CLOSE, Choice.ACCEPT),
    "accept": (Choice.ACCEPT, Choice.CLOSE, Choice.SAVE_SELECTION, Choice.REFUSE),
}

Mark = tuple[str, str]
"""What tells a control from others after another look: the words of its box, and its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """Something laid over or into a page; ``share`` is its area as a part of the window's. One that
    ``offers`` wants an address or a purchase, and is not what the visitor came for."""

    consent: bool
    offers: bool
    floating: bool
    text: str
    chosen: int
    share: float

    @property
    def mark(self) -> str:
        return self.text[:80]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Control:
    """A button in ``box``, as one look found it (``nth`` finds its element again)."""

    look: JSHandle
    nth: int
    box_nth: int
    box: _Box
    label: str
    choice: Choice
    leaves: bool

    @property
    def mark(self) -> Mark:
        return (self.box.mark, self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Everything found in all frames at one moment."""

    handles: tuple[JSHandle, ...]
    boxes: tuple[_Box, ...]
    controls: tuple[_Control, ...]

    async def release(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_TIMEOUT_S):
                for handle in self.handles:
                    with suppress(PlaywrightError):
                        await handle.dispose()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The clock that deadlines are measured by, and the pause between two looks, both in seconds."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


async def dismiss_consent(
    page: Page,
    *,
    manner: Manner = "refuse",
    tried: list[Mark] | None = None,
    gone_s: float = 3.0,
    waiting: Waiting | None = None,
) -> Consent:
    """Find a visible consent banner in ``page`` and its frames, and make it go away.

    At most ``TRIES_MAX`` clicks, those of ``tried`` counted (a page that loads itself anew on a click is
    looked at again with the same list); after each, up to ``gone_s`` seconds for the box to go. Other boxes
    over the middle of the page that want something (a newsletter) are closed by their close button and named
    in ``closed``. Never raises for what a page does; a page that has gone away looks like one without a
    banner.
    """
    marks = [] if tried is None else tried
    before = tuple(marks)
    done: list[_Control] = []
    last: tuple[_Box, ...] = ()
    while True:
        look = await _look(page)
        try:
            last = look.boxes
            control = best_control(look.controls, set(marks), manner)
            if control is None or len(marks) >= TRIES_MAX:
                break
            marks.append(control.mark)
            if await _click_away(control, gone_s, waiting or Waiting()):
                done.append(control)
        finally:
            await look.release()
    return _verdict(before, marks, done, last)


def _verdict(
    before: Sequence[Mark], marks: Sequence[Mark], done: Sequence[_Control], last: Sequence[_Box]
) -> Consent:
    """``before`` are the tries of earlier calls, which came to nothing: the banner was there again."""
    closed = tuple(control.label for control in done if not control.box.consent)
    clicked = [mark for mark in marks if mark[1] not in closed or mark in before]
    for control in done:
        later = marks[marks.index(control.mark) + 1 :]
        back = any(mark[0] == control.box.mark for mark in later)
        back = back or any(box.mark == control.box.mark for box in last)
        if control.box.consent and not back:
            vain = clicked[: clicked.index(control.mark)]
            tried = tuple(label for _, label in vain)
            return Dismissed(how=_HOW[control.choice], label=control.label, tried=tried, closed=closed)
    left = next((box for box in last if _weighs(box)), None)
    if left is not None:
        return Stuck(text=left.text, tried=tuple(label for _, label in clicked), closed=closed)
    return NoBanner(closed=closed)


def _weighs(box: _Box) -> bool:
    return box.consent and box.floating and len(box.text) >= _STUCK_TEXT_MIN and box.share >= _STUCK_SHARE_MIN


def best_control(
    controls: Sequence[_Control], tried: set[Mark], manner: Manner = "refuse"
) -> _Control | None:
    """The control to click next: consent before other boxes, then in the order that ``manner`` asks for."""
    usable = [control for control in controls if control.mark not in tried and _may_click(control)]
    order = _ORDERS[manner]

    def preference(control: _Control) -> tuple[bool, bool, int, int]:
        return (
            not control.box.consent,
            control.leaves,
            order.index(control.choice),
            len(control.label),
        )

    return min(usable, key=preference, default=None)


def _may_click(control: _Control) -> bool:
    if not control.box.consent:
        return control.choice is Choice.CLOSE and not control.leaves and control.box.offers
    if control.choice is Choice.SAVE_SELECTION:
        return control.box.chosen == 0
    # In the flow of the page "close" and "x" belong to other things than consent.
    return control.box.floating or control.choice is not Choice.CLOSE


async def _click_away(control: _Control, gone_s: float, waiting: Waiting) -> bool:
    """Click for real and see the box go; False when it stayed."""
    box = await _element(control.look, "boxes", control.box_nth)
    button = await _element(control.look, "controls", control.nth)
    if box is None or button is None:
        return False
    try:
        await button.click(timeout=_CLICK_TIMEOUT_S * 1000, no_wait_after=True)
    except PlaywrightError:
        return not await _visible(box)
    deadline = waiting.clock() + gone_s
    while await _visible(box):
        if waiting.clock() >= deadline:
            return False
        await waiting.sleep(_POLL_S)
    return True


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


async def _visible(element: ElementHandle) -> bool:
    """Whether a box can still be seen; one whose document or frame is gone cannot."""
    try:
        async with asyncio.timeout(_LOOK_TIMEOUT_S):
            if not await element.evaluate(_VISIBLE):
                return False
            frame = await element.owner_frame()
            return frame is not None and await _frame_shows(frame)
    except PlaywrightError:
        return False
    except TimeoutError:
        return True


async def _element(look: JSHandle, group: str, nth: int) -> ElementHandle | None:
    try:
        async with asyncio.timeout(_LOOK_TIMEOUT_S):
            handle = await look.evaluate_handle("(look, [group, nth]) => look[group][nth]", [group, nth])
    except (PlaywrightError, TimeoutError):
        return None
    return handle.as_element()


async def _look(page: Page) -> _Look:
    handles: list[JSHandle] = []
    boxes: list[_Box] = []
    controls: list[_Control] = []
    for frame in page.frames[:_FRAMES_MAX]:
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_LOOK_TIMEOUT_S):
                if not await _frame_shows(frame):
                    continue
                handle = await frame.evaluate_handle(with_register("consent.js"), _arguments())
                handles.append(handle)
                found = await handle.evaluate("look => look.json")
            here = tuple(_box(item) for item in found["boxes"])
            boxes.extend(here)
            controls.extend(_controls(found["controls"], here, handle))
    return _Look(handles=tuple(handles), boxes=tuple(boxes), controls=tuple(controls))


async def _frame_shows(frame: Frame) -> bool:
    """Whether a visitor can see this frame at all; the page itself always shows."""
    if frame.parent_frame is None:
        return True
    element = await frame.frame_element()
    box = await element.bounding_box()
    return box is not None and box["width"] >= 2 and box["height"] >= 2 and await element.is_visible()


def _box(item: dict[str, Any]) -> _Box:
    return _Box(
        consent=bool(item["consent"]),
        offers=bool(item["offers"]),
        floating=bool(item["floating"]),
        text=str(item["text"]),
        chosen=int(item["chosen"]),
        share=float(item["share"]),
    )


def _controls(items: Sequence[dict[str, Any]], boxes: Sequence[_Box], look: JSHandle) -> Iterator[_Control]:
    for nth, item in enumerate(items):
        choice = choice_of(str(item["label"]), closes=bool(item["closes"]))
        if choice is not None:
            box_nth = int(item["box"])
            yield _Control(
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
        "textMax": 4000,
        "labelMax": 80,
        "levelsMax": 15,
        "controlsMax": 60,
    }
