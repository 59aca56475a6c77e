"""robots.txt (RFC 9309): whether a document that we choose to open may be opened."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from protego import Protego

from selfserve_check.browser.documents import hint_for
from selfserve_check.browser.http import Fetched, RequestRefusedError, RequestTroubleError
from selfserve_check.browser.ledger import Trouble
from selfserve_check.browser.policy import Address, ReadPolicy, address_of, mask_url
from selfserve_check.journey.site_port import CouldNotAsk, RefusalKind, Refused
from selfserve_check.model.journey import Cause
from selfserve_check.model.said import say

AGENT = "selfserve-check"
BYTES_MAX = 500_000
TRIES_MAX = 3
CRAWL_DELAY_MAX_S = 10.0
"""A site may ask for more; a question would then take longer than anybody waits for a report."""

_OF_THE_HOST = frozenset({"private_address", "dns", "tls", "network"})

Fetch = Callable[[str], Awaitable[Fetched]]
"""GET of a robots.txt, at most BYTES_MAX bytes; raises RequestTroubleError or RequestRefusedError."""

Rulebook = Protego | CouldNotAsk


class Robots:
    """The robots.txt of every origin that was asked for, each fetched once.

    4xx means that all is allowed; 5xx and silence mean that we cannot know, and do not open (RFC 9309,
    section 2.3.1). A failed fetch is tried again by the next who asks, three times at most.
    """

    def __init__(self, policy: ReadPolicy, fetch: Fetch) -> None:
        self._policy = policy
        self._fetch = fetch
        self._books: dict[str, asyncio.Task[Rulebook]] = {}
        self._tries: dict[str, int] = {}

    async def may_open(self, url: str) -> Refused | CouldNotAsk | None:
        """None when the document at ``url`` may be opened, else the reply to give instead."""
        address = address_of(url)
        if address is None or self._policy.is_owner(address):
            return None
        book = await self._book(address)
        if isinstance(book, CouldNotAsk):
            return book
        if book.can_fetch(url, AGENT):
            return None
        detail = f"{address.host_port}: {address.path}"
        return Refused(kind=RefusalKind.ROBOTS, detail=detail, url=mask_url(url))

    async def delay_s(self, url: str) -> float:
        """Seconds that the host of ``url`` wants between two loads (``Crawl-delay``), at most
        CRAWL_DELAY_MAX_S; 0 where it says nothing, or is the owner's own."""
        address = address_of(url)
        if address is None or self._policy.is_owner(address):
            return 0.0
        book = await self._book(address)
        wanted = None if isinstance(book, CouldNotAsk) else book.crawl_delay(AGENT)
        return min(max(wanted or 0.0, 0.0), CRAWL_DELAY_MAX_S)

    async def _book(self, address: Address) -> Rulebook:
        origin = address.origin
        task = self._books.get(origin)
        if task is None or (task.done() and self._wants_retry(origin, task)):
            self._tries[origin] = self._tries.get(origin, 0) + 1
            task = self._books[origin] = asyncio.create_task(self._load(origin))
        return await asyncio.shield(task)

    def _wants_retry(self, origin: str, task: asyncio.Task[Rulebook]) -> bool:
        failed = task.cancelled() or isinstance(task.result(), CouldNotAsk)
        return failed and self._tries[origin] < TRIES_MAX

    async def _load(self, origin: str) -> Rulebook:
        url = f"{origin}/robots.txt"
        try:
            fetched = await self._fetch(url)
        except RequestTroubleError as error:
            return (
                _unreachable(error.trouble, url)
                if error.trouble.kind in _OF_THE_HOST
                else _unknown(url, error.trouble.detail, error.trouble.kind)
            )
        except RequestRefusedError as error:
            return _unknown(url, str(error))
        if fetched.status == 429:
            return _unknown(url, say("it answered {status}", status="429"), "rate_limited")
        if fetched.status >= 500:
            return _unknown(url, say("it answered {status}", status=str(fetched.status)), "server_error")
        if fetched.status >= 300:
            return Protego.parse("")
        return Protego.parse(fetched.text())


def _unreachable(trouble: Trouble, url: str) -> CouldNotAsk:
    """Trouble with the host is none of its robots.txt: no document of it would come either."""
    hint = hint_for(trouble.kind)
    return CouldNotAsk(cause=Cause(kind=trouble.kind, detail=trouble.detail, url=url, hint=hint))


def _unknown(url: str, why: str, kind: str = "robots") -> CouldNotAsk:
    """``kind`` is the trouble of the host itself, where that is what kept us from reading."""
    hint = say("try again later, or write 'robots: owner' for this host if the site is yours")
    detail = say("robots.txt could not be read, so it is unknown what may be opened: {why}", why=why)
    return CouldNotAsk(cause=Cause(kind=kind, detail=detail, url=url, hint=hint))
