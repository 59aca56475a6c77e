"""A pace per host: documents of one host are not opened faster than a person would."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from selfserve_check.browser.addresses import is_loopback_host

Clock = Callable[[], float]
"""Seconds that only ever grow (``time.monotonic``)."""

Sleep = Callable[[float], Awaitable[None]]
"""Waits that many seconds (``asyncio.sleep``)."""


class Pace:
    """At least ``per_host_s`` seconds between two document loads of one host; none on loopback.

    Whoever asks first goes first. The time is counted from when the one before really went, however late that
    woke, and from its answer, where that has come by then: so a host never sees two requests nearer to each
    other, whatever happens to them on the way.
    """

    def __init__(self, per_host_s: float, clock: Clock, sleep: Sleep) -> None:
        self._per_host_s = per_host_s
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._apart_s: dict[str, float] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    async def wait(self, host: str, at_least_s: float = 0.0) -> None:
        """Return when it is this caller's turn to load a document from ``host`` (a name, no port).

        ``at_least_s`` is what the host itself asks for between two loads.
        """
        apart_s = max(self._per_host_s, at_least_s)
        if apart_s <= 0 or is_loopback_host(host):
            return
        name = _bare(host)
        async with self._turns.setdefault(name, asyncio.Lock()):
            until = self._clock()
            while self._free_at.get(name, until) > until:  # an answer may put it off meanwhile
                until = self._free_at[name]
                await self._sleep(until - self._clock())
            self._apart_s[name] = apart_s
            self._free_at[name] = max(until, self._clock()) + apart_s

    def answered(self, host: str) -> None:
        """A document of ``host`` has come: the next waits from now."""
        name = _bare(host)
        if name in self._apart_s:
            self._free_at[name] = max(self._free_at[name], self._clock() + self._apart_s[name])


def _bare(host: str) -> str:
    return host.rstrip(".").lower()
