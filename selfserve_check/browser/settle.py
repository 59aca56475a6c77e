"""Waiting until a page has stopped changing for the eye.

Never ``networkidle``: a beacon or a poll would keep a page busy that a visitor has long been reading.
Python asks a cheap probe again and again (with scripts off, timers in the page never fire) until the
visible text and the number of things to click stay the same.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from selfserve_check.browser.register import with_register

SAMPLE_GAP_S = 0.08
SAMPLES_ALIKE = 3
TICKING_SAMPLES = 8
TICKING_SHARE = 0.9
LOADING_PATIENCE_S = 4.0
MOVING_PATIENCE_S = 2.0
SILENT_MIN_S = 1.0
_FRAME_S = 1.0
_ANSWERED_LATELY_S = 1.0
# A frame whose address the browser refused never answers; one that a script wrote into does so at once.
_NAMELESS_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How waiting ended. ``why`` is a phrase for notes and reports; ``waited_s`` is in seconds; ``silent``
    when the page, though it did not go away, never answered. ``born`` tells the document that came to rest
    from others (its time origin); None where that is not known."""

    stable: bool
    waited_s: float
    why: str
    silent: bool = False
    born: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the probe saw once, all frames added up.

    ``lines`` are (hash, length) of the lines of text, ``height`` is that of the document in CSS pixels;
    ``ready`` is whether every document is parsed with its styles, ``complete`` whether every document has
    loaded; ``loading`` whether a spinner, a skeleton or an empty main region is on the screen; ``moving``
    whether a transition is under way that will end (a panel that unfolds); ``born`` is when the main document
    began, by its own clock.
    """

    lines: tuple[tuple[int, int], ...] = ()
    interactive: int = 0
    height: int = 0
    ready: bool = True
    complete: bool = True
    loading: bool = False
    moving: bool = False
    born: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """For how many seconds the newest samples have been alike, and for how many something moved."""

    unchanged_s: float = 0.0
    moving_s: float = 0.0


def share_alike(one: Sample, other: Sample) -> float:
    """The share of text, by length, that two samples have in common: 0 to 1."""
    ones = Counter(one.lines)
    others = Counter(other.lines)
    longest = max(_length(ones), _length(others))
    return _length(ones & others) / longest if longest else 1.0


def verdict_on(samples: list[Sample], waiting: Waiting, patience_s: float) -> str:
    """Why the page counts as settled after ``samples`` (oldest first), or "" to go on waiting.

    A page that shows a spinner although nothing changes for ``patience_s`` is taken as it is, and so is
    one in which something never stops moving.
    """
    last = samples[-1]
    if not last.ready or (last.moving and waiting.moving_s < MOVING_PATIENCE_S):
        return ""
    if len(samples) >= SAMPLES_ALIKE and all(_same(last, s) for s in samples[-SAMPLES_ALIKE:]):
        if not last.loading:
            return "unchanged"
        return "unchanged, though it looks as if it were loading" if waiting.unchanged_s >= patience_s else ""
    recent = samples[-TICKING_SAMPLES:]
    if last.complete and not last.loading and len(recent) == TICKING_SAMPLES and _ticks(recent):
        return "only a small part keeps changing"
    return ""


async def settle(
    page: Page,
    *,
    deadline_s: float,
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]],
    frames_max: int = 20,
) -> Settled:
    """Waits until the visible text of ``page`` stops changing, at most ``deadline_s`` seconds.

    At most ``frames_max`` of its frames are waited for.
    ``clock`` gives seconds that only grow, ``sleep`` waits for seconds. Never raises for what the page
    does: a page that navigates on is simply not stable yet.
    """
    start = alike_since = still_since = clock()
    samples: list[Sample] = []
    heard: _Heard | None = None
    probes = 0
    while True:
        left = deadline_s - (clock() - start)
        sample = await _sample(page, left, frames_max) if left > 0 else None
        now = clock()
        probes += 1
        if sample is None:
            samples.clear()
        else:
            alike_since = alike_since if samples and _same(sample, samples[-1]) else now
            still_since = still_since if sample.moving else now
            samples = [*samples[-TICKING_SAMPLES:], sample]
            heard = _Heard(sample=sample, at=now)
            waiting = Waiting(unchanged_s=now - alike_since, moving_s=now - still_since)
            why = verdict_on(samples, waiting, min(LOADING_PATIENCE_S, deadline_s / 2))
            if why:
                return Settled(stable=True, waited_s=now - start, why=why, born=sample.born)
        if now - start + SAMPLE_GAP_S >= deadline_s:
            # One question that took all the time there was: no navigation, which fails at once.
            silent = sample is None and probes == 1 and deadline_s >= SILENT_MIN_S
            return Settled(stable=False, waited_s=now - start, why=_unsettled(heard, now), silent=silent)
        await sleep(SAMPLE_GAP_S)


async def drawn(page: Page, *, timeout_s: float) -> float | None:
    """When the main document of ``page`` began, by its own clock, where it is parsed with its styles and
    shows no sign of loading; else None. One look, at most ``timeout_s`` seconds."""
    top = await _probe(page.main_frame, timeout_s)
    if top is None or not top["ready"] or top["loading"]:
        return None
    born: float = top["born"]
    return born


async def unveil(
    page: Page, *, timeout_s: float, screens_max: int = 30, on_limit: Callable[[], None] | None = None
) -> bool:
    """Scrolls once down a page that shows parts only when they are scrolled to, and back to the top.

    True when it did; then ``settle`` again before looking. A page without such parts is left alone.
    ``timeout_s`` bounds the whole; a page that goes away meanwhile is no error here. ``on_limit`` hears when
    the page went on after ``screens_max`` windows.
    """
    try:
        done = await asyncio.wait_for(page.evaluate(with_register("unveil.js"), screens_max), timeout_s)
    except (TimeoutError, PlaywrightError):
        return False
    if done == "cut" and on_limit is not None:
        on_limit()
    return bool(done)


def _length(lines: Counter[tuple[int, int]]) -> int:
    return sum((length + 1) * count for (_, length), count in lines.items())


def _same(one: Sample, other: Sample) -> bool:
    """Nothing to tell them apart: text, controls, and the height of what unfolds."""
    return (one.born, one.lines, one.interactive, one.height) == (
        other.born,
        other.lines,
        other.interactive,
        other.height,
    )


def _ticks(samples: list[Sample]) -> bool:
    """A clock or ticker: what is there stays in number, and nearly all of its text stays the same."""
    first = samples[0]
    return all(
        s.interactive == first.interactive
        and len(s.lines) == len(first.lines)
        and share_alike(s, first) >= TICKING_SHARE
        for s in samples[1:]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """The newest answer of the page, and when it came."""

    sample: Sample
    at: float


def _unsettled(heard: _Heard | None, now: float) -> str:
    """Why a page did not settle. Its last probe has little time: unanswered, it says nothing against a page
    that answered a moment before."""
    if heard is None or now - heard.at > _ANSWERED_LATELY_S:
        return "the page did not answer"
    last = heard.sample
    if not last.ready:
        return "the document or its styles were still loading"
    return "the page still showed that it was loading" if last.loading else "the text was still changing"


async def _sample(page: Page, left_s: float, frames_max: int) -> Sample | None:
    """One sample of the page and its frames; None while it navigates, or when it is too busy to answer."""
    top = await _probe(page.main_frame, left_s)
    if top is None:
        return None
    inner = [frame for frame in page.frames if frame is not page.main_frame and not frame.is_detached()]
    found: list[dict[str, Any] | None] = []
    if top["frames"]:
        waits = [(frame, _FRAME_S if frame.url else _NAMELESS_S) for frame in inner[:frames_max]]
        found = await asyncio.gather(*(_probe(frame, min(left_s, wait_s)) for frame, wait_s in waits))
    return _merged([top, *(one for one in found if one is not None)])


async def _probe(frame: Frame, left_s: float) -> dict[str, Any] | None:
    try:
        result: dict[str, Any] = await asyncio.wait_for(
            frame.evaluate(with_register("settle.js")), max(left_s, 0.01)
        )
    except (TimeoutError, PlaywrightError):
        return None  # navigating, detached or busy: the next sample tells more
    return result


def _line(text: str) -> tuple[int, int]:
    """Hash and length of a line, as the probe wrote them."""
    code, _, length = text.partition(" ")
    return int(code), int(length)


def _merged(raw: list[dict[str, Any]]) -> Sample:
    return Sample(
        lines=tuple(_line(text) for one in raw for text in one["lines"].splitlines()),
        interactive=sum(one["interactive"] for one in raw),
        height=sum(one["height"] for one in raw),
        ready=all(one["ready"] for one in raw),
        complete=all(one["complete"] for one in raw),
        loading=raw[0]["loading"],
        moving=any(one["moving"] for one in raw),
        born=raw[0]["born"],
    )
