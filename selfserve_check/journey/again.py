"""What time may mend, and how it is tried again. Pure: who waits between two tries is handed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container
from typing import Protocol, TypeVar

from selfserve_check.journey.replies import fault_in
from selfserve_check.journey.site_port import CouldNotAsk, Reply
from selfserve_check.model.journey import Cause, Ending, Journey
from selfserve_check.model.result import Replay

T = TypeVar("T")

PASSING = frozenset({"timeout", "unsettled", "network", "server_error", "crash", "browser", "state_lost"})
"""Kinds of causes that are gone a moment later, as often as not."""

SLOW = frozenset({"timeout", "unsettled"})
"""Those that took all the time there was."""

REFUSING = frozenset({"rate_limited", "bot_wall"})
"""The site turned us away, perhaps only just now."""


class Again(Protocol):
    """Gives ``first``, or what came of trying again where its cause may pass. ``cause_of`` gives the cause,
    None where there is none."""

    async def __call__(
        self, first: T, again: Callable[[], Awaitable[T]], cause_of: Callable[[T], Cause | None]
    ) -> T: ...


async def once_more(first: T, again: Callable[[], Awaitable[T]], cause_of: Callable[[T], Cause | None]) -> T:
    """One more try, at once."""
    cause = cause_of(first)
    return await again() if cause is not None and cause.kind in PASSING else first


async def as_it_is(first: T, again: Callable[[], Awaitable[T]], cause_of: Callable[[T], Cause | None]) -> T:
    """No more tries."""
    del again, cause_of
    return first


def cause_of_reply(reply: Reply, away: Container[str] = ()) -> Cause | None:
    """Also of a page of which a part did not come, but for the parts that are known to stay ``away``."""
    return reply.cause if isinstance(reply, CouldNotAsk) else fault_in(reply, away)


def cause_of_replay(replay: Replay) -> Cause | None:
    """None where it took all its time: a walk alone follows, which is another try."""
    return _quick(replay.cause) if replay.agreed is None else None


def cause_of_journey(journey: Journey) -> Cause | None:
    """None where it took all its time: nobody waits for a third look."""
    return _quick(journey.cause) if journey.ending is Ending.COULD_NOT_ASK else None


def _quick(cause: Cause | None) -> Cause | None:
    return None if cause is None or cause.kind in SLOW else cause
