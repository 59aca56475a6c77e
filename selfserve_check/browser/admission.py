"""Whether a top-level document may be opened: its host, robots.txt, and whose turn it is."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urldefrag

from selfserve_check.browser.pace import Pace
from selfserve_check.browser.policy import ReadPolicy, address_of, mask_url
from selfserve_check.browser.robots import Robots
from selfserve_check.journey.site_port import CouldNotAsk, RefusalKind, Refused


class Admission:
    """The door that every top-level document passes, asked by the caller or by the route."""

    def __init__(self, policy: ReadPolicy, robots: Robots, pace: Pace) -> None:
        self._policy = policy
        self._robots = robots
        self._pace = pace
        self._paced: Counter[str] = Counter()

    def check_host(self, url: str) -> Refused | None:
        """None when ``url`` is http(s) and lies on a host that was given."""
        address = address_of(url)
        if address is None or address.scheme not in ("http", "https"):
            return Refused(kind=RefusalKind.NOT_A_PAGE, detail=url.split(":", 1)[0][:20], url=mask_url(url))
        if not self._policy.may_open(address):
            return Refused(kind=RefusalKind.OFF_HOST, detail=address.host_port, url=mask_url(url))
        return None

    async def check(self, url: str) -> Refused | CouldNotAsk | None:
        """The same with robots.txt, which is fetched when it is not known yet."""
        return self.check_host(url) or await self._robots.may_open(url)

    async def admit(self, url: str) -> Refused | CouldNotAsk | None:
        """The same, and then waits for this load's turn; the load that follows does not wait again."""
        refusal = await self.check(url)
        if refusal is None:
            await self._wait(url)
            self._paced[urldefrag(url).url] += 1
        return refusal

    async def enter(self, url: str) -> Refused | CouldNotAsk | None:
        """For the load itself: checks, and waits unless ``admit`` has done so."""
        refusal = await self.check(url)
        bare = urldefrag(url).url
        if self._paced[bare] > 0:
            self._paced[bare] -= 1
        elif refusal is None:
            await self._wait(url)
        return refusal

    async def fetch(self, url: str) -> Refused | CouldNotAsk | None:
        """The same for what is fetched without the browser: checks, and waits."""
        refusal = await self.check(url)
        if refusal is None:
            await self._wait(url)
        return refusal

    def answered(self, url: str) -> None:
        """The document at ``url`` has come, or a redirect in its place."""
        address = address_of(url)
        if address is not None:
            self._pace.answered(address.host)

    async def _wait(self, url: str) -> None:
        address = address_of(url)
        if address is not None:
            await self._pace.wait(address.host, await self._robots.delay_s(url))
