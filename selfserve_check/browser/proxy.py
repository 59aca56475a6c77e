"""A loopback forward proxy: the layer of the guard that no page, worker or popup can go around.

Plain HTTP is parsed, and only reads go on. Of HTTPS only the host is seen (CONNECT): the tunnel is
opened to an address that was checked, carries TLS and nothing else, and no WebSocket. Names are
resolved here, so that private and metadata addresses stay out of reach and a name cannot change its
address between check and use. Bodies are streamed as they come, compressed as they are.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import TracebackType

import h11

from selfserve_check.browser.addresses import (
    AddressBook,
    AddressRefusedError,
    NameUnknownError,
    Resolve,
    system_resolve,
)
from selfserve_check.browser.ledger import Layer, Ledger, Stopped, Trouble
from selfserve_check.browser.policy import Address, ReadPolicy, address_of, mask_url, names
from selfserve_check.browser.proxy_tunnel import Tunnel
from selfserve_check.browser.proxy_wire import Headers, Scale, Wire, end_to_end, header
from selfserve_check.browser.rules import Asked, Let, Rules, Ruling, Stop
from selfserve_check.errors import SelfserveError
from selfserve_check.model.said import say

TROUBLE_HEADER = "x-selfserve-check-trouble"
STOPPED_HEADER = "x-selfserve-check-stopped"
CLIENT_HEADER = "x-selfserve-check-client"

_OURS = frozenset(name.encode() for name in (TROUBLE_HEADER, STOPPED_HEADER, CLIENT_HEADER))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyLimits:
    """Seconds and bytes. ``idle_s`` is how long a peer may be silent, ``connect_s`` is for one host,
    ``tunnel_bytes_max`` for one tunnel in both directions, ``body_max`` for an allowed read's body."""

    idle_s: float = 60.0
    connect_s: float = 10.0
    connections_max: int = 256
    tunnel_bytes_max: int = 1_000_000_000
    body_max: int = 1_000_000


class UnreachableError(SelfserveError):
    """The proxy could not, or would not, connect to a host."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble


class ReadProxy:
    """``async with ReadProxy(policy, ledger) as proxy``: serves on ``proxy.url`` until left.

    ``resolve`` turns a name into addresses (tests hand in their own). Launch the browser with
    ``proxy={"server": proxy.url, "bypass": "<-loopback>"}``.
    """

    def __init__(
        self,
        policy: ReadPolicy,
        ledger: Ledger,
        *,
        resolve: Resolve = system_resolve,
        limits: ProxyLimits | None = None,
    ) -> None:
        self.rules = Rules(policy)
        self.policy = policy
        self.ledger = ledger
        self.limits = limits or ProxyLimits()
        self.client_token = secrets.token_urlsafe(18)
        self._book = AddressBook(
            may_be_private=policy.is_site,
            is_named=lambda host, port: names(policy.allow_private, host, port),
            resolve=resolve,
        )
        self._server: asyncio.Server | None = None
        self._sessions: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> ReadProxy:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        for session in tuple(self._sessions):
            session.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)

    @property
    def url(self) -> str:
        """Where the proxy listens, as ``http://127.0.0.1:PORT``."""
        if self._server is None:
            raise RuntimeError("the proxy is not running: enter it with 'async with'")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def blocked(self) -> tuple[Stopped, ...]:
        """What the proxy itself stopped (the last of them; see Ledger)."""
        return tuple(stopped for stopped in self.ledger.stopped if stopped.layer is Layer.PROXY)

    async def connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to a checked address of ``host``. Raises UnreachableError, and notes it."""
        try:
            found = await self._connect(host, port)
        except UnreachableError as error:
            self.ledger.note_trouble(host, port, error.trouble)
            raise
        self.ledger.note_reached(host, port)
        return found

    def stop(self, method: str, url: str, why: str) -> None:
        """Count a request that this layer stopped."""
        stopped = Stopped(layer=Layer.PROXY, method=method, url=mask_url(url), why=why)
        self.ledger.stop(stopped)

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        try:
            async with asyncio.timeout(self.limits.connect_s):
                addresses = await self._book.addresses(host, port)
                return await self._first_answering(host, port, addresses)
        except AddressRefusedError as error:
            trouble = Trouble(kind="private_address", detail=str(error))
        except NameUnknownError as error:
            trouble = Trouble(kind="dns", detail=str(error))
        except TimeoutError:
            detail = say(
                "{host} did not accept a connection within {seconds} s",
                host=f"{host}:{port}",
                seconds=f"{self.limits.connect_s:g}",
            )
            trouble = Trouble(kind="timeout", detail=detail)
        except OSError as error:
            trouble = Trouble(kind="network", detail=f"{host}:{port}: {error.strerror or error}")
        raise UnreachableError(trouble)

    async def _first_answering(
        self, host: str, port: int, addresses: tuple[str, ...]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        patience_s = self.limits.connect_s / len(addresses)
        failure: OSError = TimeoutError()
        for address in addresses:
            try:
                async with asyncio.timeout(patience_s):
                    found = await asyncio.open_connection(address, port)
            except OSError as error:
                failure = error
                continue
            self._book.prefer(host, address)
            return found
        raise failure

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = asyncio.current_task()
        if session is None or len(self._sessions) >= self.limits.connections_max:
            writer.close()
            return
        self._sessions.add(session)
        exchange = _Session(self, Wire(reader, writer, h11.SERVER, self.limits.idle_s))
        try:
            await exchange.run()
        except (OSError, h11.ProtocolError, asyncio.CancelledError):
            pass  # the peer left, spoke no HTTP, fell silent, or we are closing: the connection ends
        finally:
            self._sessions.discard(session)
            exchange.close()


class _Session:
    """One connection of the browser: a row of exchanges, or one tunnel."""

    def __init__(self, proxy: ReadProxy, client: Wire) -> None:
        self._proxy = proxy
        self._client = client
        self._upstream: Wire | None = None
        self._upstream_of: tuple[str, int] | None = None

    async def run(self) -> None:
        while True:
            request = await self._client.next_event()
            if not isinstance(request, h11.Request):
                return
            if request.method == b"CONNECT":
                await self._tunnel(request)
                return
            if not (await self._exchange(request) and self._client.is_reusable()):
                return

    def close(self) -> None:
        self._client.close()
        self._leave_upstream()

    async def _exchange(self, request: h11.Request) -> bool:
        method, url = request.method.decode("ascii"), request.target.decode("latin-1")
        address = address_of(url)
        if address is None or address.scheme != "http":
            await self._answer(400, STOPPED_HEADER, "this is a proxy: ask it for a whole http:// address")
            return False
        ruling = _ruling(self._proxy.rules, method, url, address, request.headers)
        if isinstance(ruling, Stop):
            self._proxy.stop(method, url, ruling.why)
            await self._answer(403, STOPPED_HEADER, ruling.why)
            return False
        try:
            return await self._forward(request, address)
        except UnreachableError as error:
            await self._answer(502, TROUBLE_HEADER, error.trouble.kind)
            return False

    async def _forward(self, request: h11.Request, address: Address) -> bool:
        ledger, url = self._proxy.ledger, request.target.decode("latin-1")
        ledger.requests += 1
        ledger.note_body(url, None)
        body = await self._body()
        outgoing = _outgoing(request, address, body)
        try:
            event = await self._ask(outgoing, body, address)
        except TimeoutError:
            event = Trouble(
                kind="timeout",
                detail=say(
                    "the server said nothing for {seconds} s", seconds=f"{self._proxy.limits.idle_s:g}"
                ),
            )
        if isinstance(event, Trouble):
            ledger.note_body(url, event)
            await self._answer(504 if event.kind == "timeout" else 502, TROUBLE_HEADER, event.kind)
            return False
        return await self._relay(event, url)

    async def _body(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        while isinstance(event := await self._client.next_event(), h11.Data):
            size += len(event.data)
            if size > self._proxy.limits.body_max:
                raise h11.RemoteProtocolError("the body of an allowed read is too large")
            parts.append(bytes(event.data))
        return b"".join(parts)

    async def _ask(self, outgoing: h11.Request, body: bytes, address: Address) -> h11.Response | Trouble:
        """Send and wait for the head of the answer; once more where a kept connection had gone stale."""
        trouble = Trouble(kind="network", detail=say("the server hung up without an answer"))
        for kept in (self._upstream_of == (address.host, address.port), False):
            try:
                upstream = await self._upstream_for(address)
                for event in (outgoing, *((h11.Data(data=body),) if body else ()), h11.EndOfMessage()):
                    await upstream.send(event)
                answer = await upstream.head()
            except ConnectionError as error:
                answer = None
                why = (error.strerror or str(error)).lower()
                trouble = replace(
                    trouble, detail=say("the server hung up without an answer ({why})", why=why)
                )
            except h11.ProtocolError as error:
                answer = None
                # h11 says so, too, where the peer closed before a whole head had come.
                if "closed" not in str(error).lower():
                    trouble = replace(trouble, detail=say("what the server answered is no HTTP"))
            if answer is not None:
                return answer
            self._leave_upstream()
            if not kept or body:
                break
        return trouble

    async def _relay(self, head: h11.Response, url: str) -> bool:
        upstream = self._upstream
        if upstream is None:
            return False
        await self._client.send(_incoming(head))
        scale = Scale(header(head.headers, b"content-encoding"), self._proxy.policy.bytes_max)
        try:
            while isinstance(event := await upstream.next_event(), h11.Data):
                if not scale.takes(event.data):
                    self._cut(url)
                    return False
                self._proxy.ledger.bytes_in += len(event.data)
                await self._client.send(event)
        except h11.RemoteProtocolError:
            event = None
        if not isinstance(event, h11.EndOfMessage):
            trouble = Trouble(kind="network", detail=say("the answer broke off before its end"))
            self._proxy.ledger.note_body(url, trouble)
            return False
        await self._client.send(h11.EndOfMessage())
        if not upstream.is_reusable():
            self._leave_upstream()
        return True

    def _cut(self, url: str) -> None:
        """The answer is longer than anybody allowed: the browser gets no more of it."""
        most = self._proxy.policy.bytes_max
        detail = say(
            "the answer is longer than {most} bytes, the most that limits.bytes_max allows", most=most
        )
        self._proxy.ledger.note_body(url, Trouble(kind="limit", detail=detail))
        self._proxy.ledger.meet("limits.bytes_max", url)

    async def _upstream_for(self, address: Address) -> Wire:
        wanted = (address.host, address.port)
        if self._upstream is not None and self._upstream_of == wanted:
            return self._upstream
        self._leave_upstream()
        reader, writer = await self._proxy.connect(*wanted)
        self._upstream = Wire(reader, writer, h11.CLIENT, self._proxy.limits.idle_s)
        self._upstream_of = wanted
        return self._upstream

    def _leave_upstream(self) -> None:
        if self._upstream is not None:
            self._upstream.close()
        self._upstream = self._upstream_of = None

    async def _tunnel(self, request: h11.Request) -> None:
        url = f"https://{request.target.decode('latin-1')}"
        address = address_of(url)
        if address is None:
            await self._answer(400, STOPPED_HEADER, "not a host and port")
            return
        why = self._proxy.rules.why_not_host(address.host, address.port)
        if why:
            self._proxy.stop("CONNECT", url, why)
            await self._answer(403, STOPPED_HEADER, why)
            return
        token = header(request.headers, CLIENT_HEADER.encode()).decode("latin-1")
        tunnel = Tunnel(
            client=self._client,
            connect=lambda: self._proxy.connect(address.host, address.port),
            ledger=self._proxy.ledger,
            bytes_max=self._proxy.limits.tunnel_bytes_max,
            only_browser_tls=not secrets.compare_digest(token.encode(), self._proxy.client_token.encode()),
        )
        try:
            refusal = await tunnel.run()
        except UnreachableError as error:
            await self._answer(502, TROUBLE_HEADER, error.trouble.kind)
            return
        if refusal:
            self._proxy.stop("CONNECT", url, refusal)

    async def _answer(self, status: int, name: str, value: str) -> None:
        text = value.encode()
        pairs = [(name, value), ("content-type", "text/plain"), ("content-length", str(len(text)))]
        await self._client.send(h11.Response(status_code=status, headers=[*pairs, ("connection", "close")]))
        await self._client.send(h11.Data(data=text))
        await self._client.send(h11.EndOfMessage())


def _ruling(
    rules: Rules, method: str, url: str, address: Address, headers: Iterable[tuple[bytes, bytes]]
) -> Ruling:
    why = rules.why_not_host(address.host, address.port)
    if why:
        return Stop(why=why, matters=False)
    if header(headers, b"upgrade"):
        return Stop(why="an upgraded connection can send", matters=False)
    if b"prefetch" in header(headers, b"sec-purpose"):
        return Stop(why="speculative load", matters=False)
    wanted = header(headers, b"access-control-request-method").decode("latin-1")
    if method == "OPTIONS" and rules.is_allowed_read(wanted, address):
        return Let()  # the browser asks whether it may send a read that the user named
    ruling = rules.judge(Asked(method=method, url=url))
    has_body = header(headers, b"content-length") not in (b"", b"0") or header(headers, b"transfer-encoding")
    if isinstance(ruling, Let) and has_body and not rules.is_allowed_read(method, address):
        return Stop(why=f"{method} with a body", matters=False)
    return ruling


def _outgoing(request: h11.Request, address: Address, body: bytes) -> h11.Request:
    dropped = _OURS | {b"host", b"content-length"}
    pairs = [(name, value) for name, value in end_to_end(request.headers) if name not in dropped]
    if body:
        pairs.append((b"content-length", str(len(body)).encode()))
    target = address.path + (f"?{address.query}" if address.query else "")
    host = (b"host", address.host_port.encode("latin-1"))
    return h11.Request(method=request.method, target=target.encode("latin-1"), headers=[host, *pairs])


def _incoming(head: h11.Response) -> h11.Response:
    dropped = _OURS | ({b"content-length"} if header(head.headers, b"transfer-encoding") else frozenset())
    pairs: Headers = [(name, value) for name, value in end_to_end(head.headers) if name not in dropped]
    return h11.Response(status_code=head.status_code, headers=pairs, reason=head.reason)
