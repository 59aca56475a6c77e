"""Waiting for work: until it is done, somebody stops it, or the time is up; and for some of it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def ended_in_time(tasks: Sequence[asyncio.Future[T]], stop: asyncio.Event, within_s: float) -> bool:
    """Wait for all ``tasks`` until ``stop`` is set or ``within_s`` seconds are over, and cancel the rest.

    True when all ended by themselves.
    """
    if not tasks:
        return True
    everything = asyncio.gather(*tasks, return_exceptions=True)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait((everything, stopped), timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
    complete = everything.done()
    stopped.cancel()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return complete


async def side_by_side(works: Sequence[Callable[[], Awaitable[T]]], most: int) -> list[T]:
    """What ``works`` give, in their order; they begin in that order, at most ``most`` of them at once.

    Raises what the first of them raises; the others are cancelled then.
    """
    places = asyncio.Semaphore(most)

    async def placed(work: Callable[[], Awaitable[T]]) -> T:
        async with places:
            return await work()

    tasks = [asyncio.ensure_future(placed(work)) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
