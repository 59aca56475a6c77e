"""Tries again what a passing fault kept away: after a pause that grows, or as long as the site asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import stamina
from stamina.instrumentation import get_on_retry_hooks, set_on_retry_hooks

from selfserve_check.journey.again import PASSING, REFUSING, SLOW
from selfserve_check.model.journey import Cause
from selfserve_check.model.said import row, say, say_n
from selfserve_check.model.words import CAUSE_WORDS

T = TypeVar("T")
_WAIT_INITIAL_S = 0.25
_WAIT_MAX_S = 8.0
_FEW_TRIES = 2
"""Of what took all the time there was, and of a site that turns us away without saying for how long."""
_REFUSED_WAIT_S = 1.0


class _StillAway(Exception):  # noqa: N818 -- never leaves this file
    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.kind)
        self.cause = cause


@dataclass(slots=True, kw_only=True)
class BackOff:
    """An ``Again``: at most ``tries_max`` tries, the first included, none begun later than ``retry_s``
    seconds after the first failed. Where the site says when to come again (Retry-After), not sooner, and not
    at all where that is later. ``mended`` counts what came in the end, by the kind of what had kept it away.
    """

    tries_max: int
    retry_s: float
    mended: Counter[str] = field(default_factory=Counter)

    async def __call__(
        self, first: T, again: Callable[[], Awaitable[T]], cause_of: Callable[[T], Cause | None]
    ) -> T:
        cause = cause_of(first)
        tries = _tries(cause, self.tries_max)
        if cause is None or tries < 2 or (cause.retry_after_s or 0) > self.retry_s:
            return first
        last = first
        try:
            async for attempt in stamina.retry_context(
                on=self._pause,
                attempts=tries,
                timeout=self.retry_s,
                wait_initial=_WAIT_INITIAL_S,
                wait_max=_WAIT_MAX_S,
                wait_jitter=_WAIT_INITIAL_S,
            ):
                with attempt:
                    if attempt.num > 1:  # the first try was the caller's
                        last = await again()
                    away = cause_of(last)
                    if away is not None and _tries(away, self.tries_max) > 1:
                        raise _StillAway(away)
        except _StillAway:
            return last
        self.mended[cause.kind] += cause_of(last) is None
        return last

    def notes(self) -> tuple[str, ...]:
        """What a report says of it, in a line."""
        total = self.mended.total()
        if not total:
            return ()
        kinds = row(
            (
                say("{what} ({count})", what=CAUSE_WORDS.get(kind, kind), count=count)
                for kind, count in sorted(self.mended.items())
                if count
            ),
            between=", ",
        )
        return (
            say_n(
                "{count} page or act came only when asked for again: {why}.",
                "{count} pages or acts came only when asked for again: {why}.",
                total,
                why=kinds,
            ),
        )

    def _pause(self, error: Exception) -> bool | float:
        """Whether to try again, and when: None of stamina's business are other exceptions."""
        if not isinstance(error, _StillAway):
            return False
        wished = error.cause.retry_after_s
        if wished is None:
            return _REFUSED_WAIT_S if error.cause.kind in REFUSING else True
        return wished if wished <= self.retry_s else False


def _tries(cause: Cause | None, tries_max: int) -> int:
    if cause is None or cause.kind not in PASSING | REFUSING:
        return 1
    named = cause.retry_after_s is not None
    few = cause.kind in SLOW or (cause.kind in REFUSING and not named)
    return min(_FEW_TRIES, tries_max) if few else tries_max


@contextmanager
def silent_retries() -> Iterator[None]:
    """While inside, stamina tells nobody of each retry: the run's report does, once."""
    before = get_on_retry_hooks()
    set_on_retry_hooks(())
    try:
        yield
    finally:
        set_on_retry_hooks(before)
