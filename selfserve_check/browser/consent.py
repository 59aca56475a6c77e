"""Closes a cookie banner the way a careful visitor does: refuse, else close, else accept.

Where a banner only offers to accept and to choose, the layer in which one chooses is opened, what is optional
is switched off there (nothing is ever switched on), and the refusal or the selection is confirmed. Free of
clicks (design, section 5) and recorded: the caller keeps the ``Consent`` that is given back. Only real clicks
are used; nothing is taken out of the page.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from playwright.async_api import ElementHandle, Page
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.consent_look import Box, Control, Look, Mark, element_of, look_at, still_shows
from selfserve_check.browser.consent_words import Choice

Manner = Literal["refuse", "accept", "leave"]
"""What to do with a banner; ``leave`` is for callers, who then do not ask us."""

_CLICK_TIMEOUT_S = 3.0
_POLL_S = 0.05
_LOOK_AGAIN_S = 0.15
# Optional switches of one layer; with more on, the selection is not confirmed.
_SWITCHES_MAX = 40


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
    """The banner is gone; ``label`` is what was clicked, ``tried`` what was clicked before in vain.

    ``through`` is what opened the layer in which it was clicked, "" where there was one layer only;
    ``switched_off`` counts what was on there and was switched off.
    """

    how: How
    label: str
    tried: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    through: str = ""
    switched_off: int = 0


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
    "refuse": (Choice.REFUSE, Choice.SAVE_SELECTION, Choice.SETTINGS, Choice.CLOSE, Choice.ACCEPT),
    "accept": (Choice.ACCEPT, Choice.CLOSE, Choice.SAVE_SELECTION, Choice.REFUSE),
}
_REFUSALS = (Choice.REFUSE, Choice.SAVE_SELECTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The clock that deadlines are measured by, and the pause between two looks, both in seconds."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


async def click(element: ElementHandle) -> None:
    """A real click of the mouse. Raises PlaywrightError when nothing can be clicked there."""
    await element.click(timeout=_CLICK_TIMEOUT_S * 1000, no_wait_after=True)


def _say_nothing() -> None:
    """Nobody wants to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """With what a visitor answers: ``press`` works a button. ``tries_max`` bounds the buttons pressed on one
    page, and ``on_limit`` hears when it ends the trying; ``frames_max`` bounds the frames that are looked at.
    A box has ``gone_s`` seconds to go."""

    press: Callable[[ElementHandle], Awaitable[None]] = click
    tries_max: int = 3
    on_limit: Callable[[], None] = _say_nothing
    frames_max: int = 20
    gone_s: float = 3.0
    waiting: Waiting = Waiting()


async def dismiss_consent(
    page: Page, *, manner: Manner = "refuse", tried: list[Mark] | None = None, means: Means | None = None
) -> Consent:
    """Find a visible consent banner in ``page`` and its frames, and make it go away.

    At most ``means.tries_max`` presses, those of ``tried`` counted (a page that loads itself anew on a click
    is looked at again with the same list); after each, up to ``means.gone_s`` seconds for the box to go, or
    for the layer to come in which one chooses. Other boxes over the middle of the page that want something
    (a newsletter) are closed by their close button and named in ``closed``. Never raises for what a page
    does; a page that has gone away looks like one without a banner.
    """
    marks = [] if tried is None else tried
    answer = _Answer(page=page, manner=manner, means=means or Means(), marks=marks, before=tuple(marks))
    return await answer.given()


@dataclass(slots=True, eq=False, kw_only=True)
class _Answer:
    """One banner being answered. ``marks`` are all tries, ``before`` those of earlier calls, which came to
    nothing: the banner was there again. ``opened`` is the try that brought up another layer."""

    page: Page
    manner: Manner
    means: Means
    marks: list[Mark]
    before: tuple[Mark, ...]
    done: list[Control] = field(default_factory=list)
    opened: Mark | None = None
    unsaved: set[Mark] = field(default_factory=set)
    switched_off: int = 0

    async def given(self) -> Consent:
        while True:
            look = await look_at(self.page, self.means.frames_max)
            try:
                control = self._next(look)
                if control is not None and len(self.marks) >= self.means.tries_max:
                    if control.box.consent:
                        self.means.on_limit()
                    control = None
                if control is None:
                    return self._verdict(look.boxes)
                if control.choice is Choice.SAVE_SELECTION and control.box.switches:
                    await self._switch_off(control)
                    continue
                self.marks.append(control.mark)
                if control.choice is Choice.SETTINGS:
                    await self._open(control)
                elif await self._click_away(control):
                    self.done.append(control)
                    await self._first_layer_gone()
            finally:
                await look.release()

    def _next(self, look: Look) -> Control | None:
        return best_control(look.controls, {*self.marks, *self.unsaved}, self.manner)

    async def _switch_off(self, control: Control) -> None:
        """Switch off what is on in the box of a selection. Where one stays on, the selection is not saved."""
        off = 0
        for nth in control.box.switches[:_SWITCHES_MAX]:
            handle = await element_of(control.look, "switches", nth)
            if handle is None:
                break
            try:
                await self.means.press(handle)
            except PlaywrightError:
                break
            off += 1
        look = await look_at(self.page, self.means.frames_max)
        try:
            left = [other for other in look.controls if other.mark == control.mark]
            if not left or any(other.box.switches for other in left):
                self.unsaved.add(control.mark)
            else:
                self.switched_off += off
        finally:
            await look.release()

    async def _open(self, control: Control) -> None:
        """Press what opens another layer, and wait until one can refuse there."""
        button = await element_of(control.look, "controls", control.nth)
        if button is None or not await self._pressed(button):
            return
        waiting = self.means.waiting
        deadline = waiting.clock() + self.means.gone_s
        while True:
            look = await look_at(self.page, self.means.frames_max)
            await look.release()
            best = self._next(look)
            if best is not None and best.box.consent and best.choice in _REFUSALS:
                self.opened = control.mark
                return
            if waiting.clock() >= deadline:
                return
            await waiting.sleep(_LOOK_AGAIN_S)

    async def _first_layer_gone(self) -> None:
        """A refusal in the second layer is one of the first: wait for that to go, too."""
        if self.opened is None or self.done[-1].choice not in _REFUSALS:
            return
        waiting = self.means.waiting
        deadline = waiting.clock() + self.means.gone_s
        while waiting.clock() < deadline:
            look = await look_at(self.page, self.means.frames_max)
            await look.release()
            if not any(box.weighs for box in look.boxes):
                return
            await waiting.sleep(_LOOK_AGAIN_S)

    async def _click_away(self, control: Control) -> bool:
        """Press for real and see the box go; False when it stayed."""
        box = await element_of(control.look, "boxes", control.box_nth)
        button = await element_of(control.look, "controls", control.nth)
        if box is None or button is None:
            return False
        if not await self._pressed(button):
            return not await still_shows(box)
        waiting = self.means.waiting
        deadline = waiting.clock() + self.means.gone_s
        while await still_shows(box):
            if waiting.clock() >= deadline:
                return False
            await waiting.sleep(_POLL_S)
        return True

    async def _pressed(self, button: ElementHandle) -> bool:
        try:
            await self.means.press(button)
        except PlaywrightError:
            return False
        return True

    def _verdict(self, last: Sequence[Box]) -> Consent:
        closed = tuple(control.label for control in self.done if not control.box.consent)
        clicked = [mark for mark in self.marks if mark[1] not in closed or mark in self.before]
        for control in self.done:
            later = self.marks[self.marks.index(control.mark) + 1 :]
            back = any(mark[0] == control.box.mark for mark in later)
            back = back or any(box.mark == control.box.mark for box in last)
            if control.box.consent and not back:
                return self._dismissed(control, clicked[: clicked.index(control.mark)], closed)
        left = next((box for box in last if box.weighs), None)
        if left is not None:
            return Stuck(text=left.text, tried=tuple(label for _, label in clicked), closed=closed)
        return NoBanner(closed=closed)

    def _dismissed(self, control: Control, before: Sequence[Mark], closed: tuple[str, ...]) -> Dismissed:
        through = self.opened if control.choice in _REFUSALS else None
        return Dismissed(
            how=_HOW[control.choice],
            label=control.label,
            tried=tuple(mark[1] for mark in before if mark != through),
            closed=closed,
            through=through[1] if through else "",
            switched_off=self.switched_off if control.choice is Choice.SAVE_SELECTION else 0,
        )


def best_control(controls: Sequence[Control], tried: set[Mark], manner: Manner = "refuse") -> Control | None:
    """The control to press next: consent before other boxes, then in the order that ``manner`` asks for."""
    order = _ORDERS[manner]
    asking = {control.box.mark for control in controls if control.choice is Choice.ACCEPT}
    usable = [
        control
        for control in controls
        if control.mark not in tried and control.choice in order and _may_press(control, asking)
    ]

    def preference(control: Control) -> tuple[bool, bool, int, int]:
        return (
            not control.box.consent,
            control.leaves,
            order.index(control.choice),
            len(control.label),
        )

    return min(usable, key=preference, default=None)


def _may_press(control: Control, asking: set[str]) -> bool:
    """``asking`` are the marks of boxes in which one can accept."""
    box = control.box
    if not box.consent:
        return control.choice is Choice.CLOSE and not control.leaves and box.offers
    if control.choice is Choice.SAVE_SELECTION:
        return box.may_be_saved and len(box.switches) <= _SWITCHES_MAX
    if control.choice is Choice.SETTINGS:
        # The same button often stays in a corner for later, where nobody has to answer it.
        return box.weighs and box.mark in asking and not control.leaves
    # In the flow of the page "close" and "x" belong to other things than consent.
    return box.floating or control.choice is not Choice.CLOSE
