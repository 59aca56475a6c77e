"""Our own HTTP client (robots.txt, sitemaps): GET and HEAD only, through the same proxy and policy."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin

import httpx2

from selfserve_check.browser.ledger import Layer, Ledger, Stopped, Trouble
from selfserve_check.browser.policy import READ_METHODS, Address, ReadPolicy, address_of, mask_url
from selfserve_check.browser.proxy import CLIENT_HEADER, STOPPED_HEADER, TROUBLE_HEADER, ReadProxy
from selfserve_check.browser.readdress import staged
from selfserve_check.errors import SelfserveError
from selfserve_check.model.said import say, say_n

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RequestRefusedError(SelfserveError):
    """The policy forbids this request; it was not sent."""


class RequestTroubleError(SelfserveError):
    """The request was sent, or tried, and no answer came; ``trouble`` says why."""

    def __init__(self, trouble: Trouble, url: str) -> None:
        super().__init__(f"{mask_url(url)}: {trouble.detail}")
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. ``url`` is the address after redirects; header names are lower-case.

    ``body`` is decompressed and at most as long as was asked for; ``cut`` says that there was more.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool = False

    def text(self) -> str:
        """The body as UTF-8, without its byte order mark; wrong bytes become U+FFFD."""
        return self.body.decode("utf-8-sig", "replace")


class ReadClient:
    """``async with ReadClient(policy, proxy) as client``.

    ``timeout_s`` is for one whole answer: the library's own time-outs are for each piece of it, and a body
    may trickle. ``verify`` False accepts any certificate (only for sites whose certificate the user vouches
    for).
    """

    def __init__(
        self, policy: ReadPolicy, proxy: ReadProxy, *, timeout_s: float = 15.0, verify: bool = True
    ) -> None:
        self._policy = policy
        self._timeout_s = timeout_s
        self._rules = proxy.rules
        self._ledger: Ledger = proxy.ledger
        self._http = httpx2.AsyncClient(
            proxy=httpx2.Proxy(proxy.url, headers={CLIENT_HEADER: proxy.client_token}),
            timeout=timeout_s,
            verify=verify,
            trust_env=False,
            follow_redirects=False,
            headers={"user-agent": f"Mozilla/5.0 (compatible; {policy.product_token})"},
        )

    async def __aenter__(self) -> ReadClient:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def get(self, url: str, *, bytes_max: int | None = None, any_host: bool = False) -> Fetched:
        """GET ``url``, following redirects. ``any_host`` allows hosts beyond ``policy.hosts``.

        Raises RequestRefusedError and RequestTroubleError.
        """
        return await self.read("GET", url, bytes_max=bytes_max, any_host=any_host)

    async def head(self, url: str, *, any_host: bool = False) -> Fetched:
        """HEAD ``url``, else like ``get``."""
        return await self.read("HEAD", url, bytes_max=0, any_host=any_host)

    async def read(self, method: str, url: str, *, bytes_max: int | None, any_host: bool) -> Fetched:
        """One GET or HEAD with its redirects; any other ``method`` is refused."""
        limit = self._policy.bytes_max if bytes_max is None else bytes_max
        for _ in range(self._policy.redirects_max + 1):
            url = staged(self._policy, url)
            address = self._checked(method, url, any_host=any_host)
            fetched = await self._once(method, url, address, limit)
            if fetched.status not in _REDIRECTS or "location" not in fetched.headers:
                return fetched
            url = urljoin(url, fetched.headers["location"])
        detail = say_n(
            "more than {count} redirect", "more than {count} redirects", self._policy.redirects_max
        )
        raise RequestTroubleError(Trouble(kind="network", detail=detail), url)

    def staged(self, url: str) -> str:
        """``url`` on the host that is asked in place of its own, and noted as one that stood elsewhere."""
        return self._ledger.restaged.note(url, self._policy)

    def _checked(self, method: str, url: str, *, any_host: bool) -> Address:
        address = address_of(url)
        why = ""
        if method not in READ_METHODS:
            why = f"{method} is not a read"
        elif address is None or address.scheme not in ("http", "https"):
            why = "not an http or https address"
        elif not any_host and not self._policy.may_open(address):
            why = f"{address.host_port} is not among the hosts given"
        elif self._rules.is_tracker(url, address):
            why = "known tracker"
        if address is None or why:
            self._ledger.stop(Stopped(layer=Layer.CLIENT, method=method, url=mask_url(url), why=why))
            raise RequestRefusedError(f"{method} {mask_url(url)} was not sent: {why}")
        return address

    async def _once(self, method: str, url: str, address: Address, limit: int) -> Fetched:
        try:
            async with (
                asyncio.timeout(self._timeout_s),
                self._http.stream(method, url, headers=self._policy.headers_for(address)) as answer,
            ):
                self._raise_for_proxy(answer, address, url)
                body, cut = await _body(answer, limit)
        except (httpx2.TimeoutException, TimeoutError) as error:
            detail = say("no whole answer within {seconds} s", seconds=f"{self._timeout_s:g}")
            raise RequestTroubleError(Trouble(kind="timeout", detail=detail), url) from error
        except httpx2.HTTPError as error:
            raise RequestTroubleError(self._trouble(url, error), url) from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Fetched(url=url, status=answer.status_code, headers=headers, body=body, cut=cut)

    def _raise_for_proxy(self, answer: httpx2.Response, address: Address, url: str) -> None:
        if address.scheme != "http":
            return
        if answer.headers.get(STOPPED_HEADER):
            raise RequestRefusedError(f"{mask_url(url)} was not sent: {answer.headers[STOPPED_HEADER]}")
        kind = answer.headers.get(TROUBLE_HEADER)
        if kind:
            known = self._ledger.trouble_with(url)
            raise RequestTroubleError(
                known or Trouble(kind=kind, detail=say("the host: {why}", why=kind)), url
            )

    def _trouble(self, url: str, error: httpx2.HTTPError) -> Trouble:
        known = self._ledger.trouble_with(url) if isinstance(error, httpx2.ProxyError) else None
        kind = "tls" if "certificate" in str(error).lower() or "ssl" in str(error).lower() else "network"
        return known or Trouble(kind=kind, detail=str(error) or type(error).__name__)


async def _body(answer: httpx2.Response, limit: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        parts.append(part[: limit - size])
        size += len(part)
        if size > limit:
            return b"".join(parts), True
    return b"".join(parts), False
