"""What a visitor sees: one observation of a page, all visible frames merged.

The walk itself is JavaScript (``observe*.js``), run by one ``evaluate`` a frame; this module asks each
visible frame, adds up the offsets and builds plain data. Nothing is left behind in the page's window:
elements stay in one handle a frame, and are fetched from it only when somebody acts on them.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from playwright.async_api import ElementHandle, Frame, JSHandle, Page

from selfserve_check.browser.observed import (
    FrameView,
    Hook,
    affordance_of,
    fitting,
    in_order,
    numbered,
    passage_of,
    path_of,
    region_of,
    signals_of,
)
from selfserve_check.browser.readdress import readdressed
from selfserve_check.browser.register import INIT_SCRIPT, register_source, script
from selfserve_check.browser.structured import claims_in
from selfserve_check.errors import SelfserveError
from selfserve_check.journey.addresses import alike
from selfserve_check.model.observation import (
    AffordanceKey,
    Observation,
)

T = TypeVar("T")

__all__ = ["INIT_SCRIPT", "ObserveLimits", "ObserveTimeoutError", "Snapshot", "frame_at", "observe"]

_PARTS = (
    "observe_geometry.js",
    "observe_dom.js",
    "observe_text.js",
    "observe_structure.js",
    "observe_affordances.js",
    "observe_hover.js",
    "observe_overlays.js",
    "observe_signals.js",
    "observe.js",
)

_DISPOSE_S = 2.0

# The browser's own error page in place of a frame's; and an address for which Playwright gets no context.
_UNLOADED = ("chrome-error:", "about:blank#")


class ObserveTimeoutError(SelfserveError):
    """A frame did not answer in time: its scripts keep it busy, or it never got a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserveLimits:
    """How much one observation holds at most. Meeting one is named in ``Observation.limits_met``.

    ``text_max`` is in characters a passage, ``text_total_max`` in characters a page, ``nodes_max`` in
    elements a frame, ``timeout_s`` in seconds an ``evaluate``.
    """

    passages_max: int = 3000
    affordances_max: int = 1500
    text_max: int = 2000
    text_total_max: int = 400_000
    frames_max: int = 12
    nodes_max: int = 60_000
    timeout_s: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An observation together with the elements it speaks of, as long as their documents live. ``covered`` is
    whether something that stays in the window lies over the middle of it."""

    observation: Observation
    limits: ObserveLimits
    covered: bool
    affordance_hooks: dict[AffordanceKey, Hook]
    passage_hooks: tuple[Hook, ...]
    handles: tuple[JSHandle, ...]

    async def element(self, key: AffordanceKey) -> ElementHandle | None:
        """The element of an affordance, though its link be written for another visit; None when the
        observation has no such key."""
        hook = self._hook(key)
        return await _fetch(hook, self.limits.timeout_s) if hook else None

    def offers(self, key: AffordanceKey) -> bool:
        """Whether ``element`` finds one for ``key``."""
        return self._hook(key) is not None

    def _hook(self, key: AffordanceKey) -> Hook | None:
        same = key if key in self.affordance_hooks else alike(key, self.affordance_hooks)
        return self.affordance_hooks[same] if same else None

    async def passage_element(self, index: int) -> ElementHandle | None:
        """The element that holds passage ``index``; None when there is no such passage."""
        known = 0 <= index < len(self.passage_hooks)
        return await _fetch(self.passage_hooks[index], self.limits.timeout_s) if known else None

    async def release(self) -> None:
        """Lets the elements go. Safe to call when the page has moved on."""
        await _dispose(self.handles)


async def observe(
    page: Page, limits: ObserveLimits, address: Callable[[str], str] = lambda url: url
) -> Snapshot:
    """What is visible in ``page`` now. The page is left as it was, its scroll positions too.

    ``address`` turns each address of the page into the one it is to be known by.
    Raises ``ObserveTimeoutError`` when a visible frame does not answer within ``limits.timeout_s``, and
    Playwright's ``Error`` when the page itself goes away meanwhile.
    """
    views, met = await _views_of(page, limits)
    try:
        for view in views:
            readdressed(view.data, address)
        return _snapshot(views, met, limits)
    except BaseException:  # whatever went wrong, the browser must not keep the elements for us
        await _dispose(view.handle for view in views)
        raise


async def frame_at(page: Page, path: str, limits: ObserveLimits) -> Frame | None:
    """The visible frame at ``path`` ("" is the page itself); None when it is not there (any more)."""
    if not path:
        return page.main_frame
    views, _ = await _views_of(page, limits)
    await _dispose(view.handle for view in views)
    return next((view.frame for view in views if view.path == path), None)


@cache
def _source() -> str:
    parts = (register_source(), *(script(name) for name in _PARTS))
    return "(args) => {\n'use strict';\n" + "\n".join(parts) + "\n}"


async def _views_of(page: Page, limits: ObserveLimits) -> tuple[list[FrameView], set[str]]:
    """Every visible frame, parents before children, in document order."""
    views: list[FrameView] = []
    met: set[str] = set()
    root = await _look(page.main_frame, limits, top=True, place={"floating": False, "locked": False})
    waiting = [FrameView(frame=page.main_frame, path="", handle=root[0], data=root[1])]
    try:
        while waiting:
            view = waiting.pop(0)
            views.append(view)
            room = limits.frames_max - len(views) - len(waiting)
            waiting = await _children(view, limits, room, met) + waiting
    except BaseException:  # time-outs and cancellation alike: let the elements of all frames go first
        await _dispose(view.handle for view in (*views, *waiting))
        raise
    return views, met


async def _children(view: FrameView, limits: ObserveLimits, room: int, met: set[str]) -> list[FrameView]:
    """The visible frames directly inside ``view``."""
    found: list[FrameView] = []
    for ordinal, place in enumerate(view.data["frames"]):
        if len(found) >= room:
            met.add("frames")
            break
        path = path_of(view, ordinal)
        child = await _child(view, place, path, limits, met)
        if child is None:
            met.add(f"frame {path} did not load")
        else:
            found.append(child)
    return found


async def _child(
    view: FrameView, place: dict[str, Any], path: str, limits: ObserveLimits, met: set[str]
) -> FrameView | None:
    owner = await _fetch(Hook(handle=view.handle, index=place["element"]), limits.timeout_s)
    frame = await _within(owner.content_frame(), limits.timeout_s, view.frame) if owner else None
    if frame is None or frame.is_detached() or frame.url.startswith(_UNLOADED):
        return None
    try:
        handle, data = await _look(frame, limits, top=False, place=place)
    except ObserveTimeoutError:
        # It hangs, in a process of its own or not: a visitor reads what stands around it.
        if frame.url:
            met.add("silent frames")
        return None
    return FrameView(
        frame=frame,
        path=path,
        handle=handle,
        data=data,
        left=view.left + place["left"],
        top=view.top + place["top"],
        in_first_screen=view.in_first_screen and place["first"],
        headings=(*view.headings, *place["headings"]),
        region=region_of(place, view),
    )


async def _look(
    frame: Frame, limits: ObserveLimits, *, top: bool, place: dict[str, Any]
) -> tuple[JSHandle, dict[str, Any]]:
    """The one ``evaluate`` of a frame: a handle that keeps the elements, and the data."""
    args = {
        "top": top,
        "floating": place["floating"],
        "lockedFrame": place["locked"],
        "passagesMax": limits.passages_max,
        "affordancesMax": limits.affordances_max,
        "textMax": limits.text_max,
        "nodesMax": limits.nodes_max,
    }
    handle = await _within(frame.evaluate_handle(_source(), args), limits.timeout_s, frame)
    raw = await _within(handle.evaluate("found => found.json"), limits.timeout_s, frame)
    data: dict[str, Any] = json.loads(raw) if isinstance(raw, str) else raw
    return handle, data


async def _within(work: Awaitable[T], timeout_s: float, frame: Frame) -> T:
    try:
        return await asyncio.wait_for(work, timeout_s if frame.url else min(timeout_s, 2.0))
    except TimeoutError as error:
        where = frame.url or "a frame without address"
        raise ObserveTimeoutError(
            f"{where} did not answer within {timeout_s:g} s: its scripts keep it busy; try again, "
            "or raise timeouts.step_s"
        ) from error


async def _fetch(hook: Hook, timeout_s: float) -> ElementHandle | None:
    work = hook.handle.evaluate_handle("(found, index) => found.elements[index]", hook.index)
    try:
        handle = await asyncio.wait_for(work, timeout_s)
    except TimeoutError as error:
        raise ObserveTimeoutError(f"the page did not hand over an element within {timeout_s:g} s") from error
    return handle.as_element()


async def _dispose(handles: Iterable[JSHandle]) -> None:
    # A handle whose document is gone cannot be disposed of any more, and need not be; a page that hangs must
    # not keep us for it.
    with suppress(TimeoutError):
        async with asyncio.timeout(_DISPOSE_S):
            await asyncio.gather(*(handle.dispose() for handle in handles), return_exceptions=True)


def _snapshot(views: list[FrameView], met: set[str], limits: ObserveLimits) -> Snapshot:
    top = views[0].data
    met.update(limit for view in views for limit in view.data["limits"])
    read = in_order(views, "passages", lambda raw, view: passage_of(raw, view, top["window"]))
    acting = in_order(views, "affordances", lambda raw, view: affordance_of(raw, view, top["window"]))
    if len(read) > limits.passages_max:
        met.add("passages")
    if len(acting) > limits.affordances_max:
        met.add("affordances")
    read = fitting(read[: limits.passages_max], limits.text_total_max, met)
    acting = numbered(acting[: limits.affordances_max])
    return Snapshot(
        observation=Observation(
            url=top["url"],
            title=top["title"],
            lang=top["lang"],
            passages=tuple(passage for passage, _ in read),
            affordances=tuple(affordance for affordance, _ in acting),
            signals=signals_of(views),
            limits_met=tuple(sorted(met)),
            claims=claims_in(top["claims"]),
        ),
        limits=limits,
        covered=top["covered"],
        affordance_hooks={affordance.key: hook for affordance, hook in acting},
        passage_hooks=tuple(hook for _, hook in read),
        handles=tuple(view.handle for view in views),
    )
