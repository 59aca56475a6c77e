"""A pace per host: documents of one host are not opened faster than a person would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from selfserve_check.browser.addresses import is_loopback_host

Clock = Callable[[], float]
"""Seconds that only ever grow (``time.monotonic``)."""

Sleep = Callable[[float], Awaitable[None]]
"""Waits that many seconds (``asyncio.sleep``)."""


class Pace:
    """At least ``per_host_s`` seconds between two document loads of one host; none on loopback.

    Whoever asks first goes first: a turn is taken when it is asked for, then waited for. A waiter that
    is cancelled leaves its turn unused, which costs the others one interval and nothing more.
    """

    def __init__(self, per_host_s: float, clock: Clock, sleep: Sleep) -> None:
        self._per_host_s = per_host_s
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def wait(self, host: str, at_least_s: float = 0.0) -> None:
        """Return when it is this caller's turn to load a document from ``host`` (a name, no port).

        ``at_least_s`` is what the host itself asks for between two loads.
        """
        apart_s = max(self._per_host_s, at_least_s)
        if apart_s <= 0 or is_loopback_host(host):
            return
        name = host.rstrip(".").lower()
        now = self._clock()
        turn = max(now, self._free_at.get(name, now))
        self._free_at[name] = turn + apart_s
        if turn > now:
            await self._sleep(turn - now)
