"""What the walks of all frames gave as plain data: offsets added up, in the order of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, TypeVar

from playwright.async_api import Frame, JSHandle

from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Box,
    Passage,
    PassageKind,
    Region,
    Signals,
)

T = TypeVar("T")

_MAIN_EMPTY_CHARS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """One visible frame: what its walk gave, and where it lies in the document at the top.

    ``headings`` and ``region`` are those of the place where the frame stands.
    """

    frame: Frame
    path: str
    handle: JSHandle
    data: dict[str, Any]
    left: float = 0.0
    top: float = 0.0
    in_first_screen: bool = True
    headings: tuple[str, ...] = ()
    region: Region = Region.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where the element of a passage or affordance waits: a frame's handle and an index in its list."""

    handle: JSHandle
    index: int


def in_order(
    views: list[FrameView], what: str, build: Callable[[dict[str, Any], FrameView], T]
) -> list[tuple[T, Hook]]:
    """All ``what`` of all frames in document order: a frame's own stand where the frame stands."""
    by_path = {view.path: view for view in views}

    def gather(view: FrameView) -> list[tuple[T, Hook]]:
        found: list[tuple[T, Hook]] = []
        done = 0
        for ordinal, place in enumerate(view.data["frames"]):
            child = by_path.get(path_of(view, ordinal))
            found += own(view, done, place[what])
            found += gather(child) if child else []
            done = place[what]
        return found + own(view, done, None)

    def own(view: FrameView, start: int, end: int | None) -> list[tuple[T, Hook]]:
        return [(build(raw, view), _hook(raw, view)) for raw in view.data[what][start:end]]

    return gather(views[0])


def path_of(view: FrameView, ordinal: int) -> str:
    return f"{view.path}.{ordinal}" if view.path else str(ordinal)


def region_of(raw: dict[str, Any], view: FrameView) -> Region:
    """The landmark inside the frame, else the one that the frame stands in."""
    own = Region(raw["region"])
    return view.region if own is Region.NONE else own


def _hook(raw: dict[str, Any], view: FrameView) -> Hook:
    return Hook(handle=view.handle, index=raw["element"])


def _box(raw: dict[str, Any], view: FrameView) -> Box:
    x, y, width, height = raw["box"]
    return Box(x=round(x + view.left, 1), y=round(y + view.top, 1), width=width, height=height)


def _first(raw: dict[str, Any], box: Box, view: FrameView, window: list[float]) -> bool:
    inside = box.x < window[0] and box.y < window[1] and box.x + box.width > 0 and box.y + box.height > 0
    return bool(raw["first"]) and view.in_first_screen and inside


def passage_of(raw: dict[str, Any], view: FrameView, window: list[float]) -> Passage:
    box = _box(raw, view)
    return Passage(
        text=raw["text"],
        headings=(*view.headings, *raw["headings"]),
        kind=PassageKind(raw["kind"]),
        region=region_of(raw, view),
        frame=view.path,
        locator=raw["locator"],
        in_first_screen=_first(raw, box, view, window),
        box=box,
    )


def affordance_of(raw: dict[str, Any], view: FrameView, window: list[float]) -> Affordance:
    box = _box(raw, view)
    return Affordance(
        key=AffordanceKey(
            kind=AffordanceKind(raw["kind"]), name=raw["name"], target=raw["target"], frame=view.path
        ),
        role=raw["role"],
        label=raw["label"],
        headings=(*view.headings, *raw["headings"]),
        context=raw["context"],
        region=region_of(raw, view),
        in_first_screen=_first(raw, box, view, window),
        expanded=raw["expanded"],
        plain=raw["plain"],
        new_tab=raw["new_tab"],
        in_page=raw["in_page"],
        box=box,
    )


def numbered(found: list[tuple[Affordance, Hook]]) -> list[tuple[Affordance, Hook]]:
    """Gives every key its ``nth`` among equal ones, in document order."""
    seen: Counter[AffordanceKey] = Counter()
    numbered: list[tuple[Affordance, Hook]] = []
    for affordance, hook in found:
        nth = seen[affordance.key]
        seen[affordance.key] += 1
        numbered.append((replace(affordance, key=replace(affordance.key, nth=nth)), hook))
    return numbered


def signals_of(views: list[FrameView]) -> Signals:
    raw = [view.data["signals"] for view in views]
    return Signals(
        password_field=any(one["password_field"] for one in raw),
        captcha=any(one["captcha"] for one in raw),
        loading=any(one["loading"] for one in raw),
        main_empty=sum(one["main_chars"] for one in raw) < _MAIN_EMPTY_CHARS,
        error_state=any(one["error_state"] for one in raw),
        consent_banner=any(one["consent_banner"] for one in raw),
        unreadable=tuple(sorted({what for one in raw for what in one["unreadable"]})),
    )


def fitting(read: list[tuple[Passage, Hook]], text_max: int, met: set[str]) -> list[tuple[Passage, Hook]]:
    """The first passages of ``read`` that have ``text_max`` characters together."""
    sizes = accumulate(len(passage.text) for passage, _ in read)
    fitting = sum(size <= text_max for size in sizes)
    if fitting < len(read):
        met.add("page text")
    return read[:fitting]
