"""What the guard of a whole run counted: requests let through, requests stopped, hosts in trouble."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum

from selfserve_check.browser.policy import Address, address_of, mask_url
from selfserve_check.browser.readdress import Restaged

STOPPED_KEPT_MAX = 1_000
TROUBLES_MAX = 1_000
MET_MAX = 50


class Layer(StrEnum):
    """Which layer of the guard stopped a request."""

    ROUTE = "route"
    PAGE = "page"
    SOCKET = "socket"
    REDIRECT = "redirect"
    PROXY = "proxy"
    CLIENT = "client"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A request that did not leave. ``url`` is masked; for a tunnel it is only ``https://host:port``."""

    layer: Layer
    method: str
    url: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why the proxy could not reach a host: ``kind`` is a word of ``model.journey.Cause``."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A cap that held: ``setting`` names it, ``times`` says how often, ``url`` (masked) where first."""

    setting: str
    times: int
    url: str


class Ledger:
    """Counts of one run, shared by the proxy and by the guards of all its browser contexts.

    ``requests`` and ``bytes_in`` are what went through the proxy (bytes of bodies and of tunnels);
    ``stopped_count`` counts all that was stopped, of which the last 1,000 are kept in ``stopped``;
    ``restaged`` has what lay on hosts for which others stand.
    """

    def __init__(self) -> None:
        self.requests = 0
        self.bytes_in = 0
        self.stopped_count = 0
        self.restaged = Restaged()
        self._stopped: deque[Stopped] = deque(maxlen=STOPPED_KEPT_MAX)
        self._troubles: dict[tuple[str, int], Trouble] = {}
        self._bodies: dict[Address, Trouble] = {}
        self._met: dict[str, Met] = {}

    @property
    def stopped(self) -> tuple[Stopped, ...]:
        return tuple(self._stopped)

    def stop(self, stopped: Stopped) -> None:
        """Count a request that was stopped."""
        self.stopped_count += 1
        self._stopped.append(stopped)

    def note_trouble(self, host: str, port: int, trouble: Trouble) -> None:
        """Remember why ``host`` could not be reached just now."""
        if len(self._troubles) < TROUBLES_MAX or (host, port) in self._troubles:
            self._troubles[host, port] = trouble

    def note_reached(self, host: str, port: int) -> None:
        """Forget the trouble with ``host``: it answered."""
        self._troubles.pop((host, port), None)

    def note_body(self, url: str, trouble: Trouble | None) -> None:
        """Remember why the answer to ``url`` did not come, or not whole; None: it is asked for anew."""
        address = address_of(url)
        if address is None:
            return
        self._bodies.pop(address, None)
        if trouble is not None and len(self._bodies) < TROUBLES_MAX:
            self._bodies[address] = trouble

    def trouble_with(self, url: str) -> Trouble | None:
        """Why ``url`` was not answered, or its host not reached, the last time it was tried, if so."""
        address = address_of(url)
        if address is None:
            return None
        return self._bodies.get(address) or self._troubles.get((address.host, address.port))

    @property
    def met(self) -> tuple[Met, ...]:
        return tuple(self._met.values())

    def meet(self, setting: str, url: str) -> None:
        """Count that the cap ``setting`` held at ``url``."""
        known = self._met.get(setting)
        if known is not None:
            self._met[setting] = replace(known, times=known.times + 1)
        elif len(self._met) < MET_MAX:
            self._met[setting] = Met(setting=setting, times=1, url=mask_url(url))
