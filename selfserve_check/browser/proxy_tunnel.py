"""A CONNECT tunnel: bytes both ways once its first ones are seen to be the start of HTTPS."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import h11

from selfserve_check.browser.ledger import Ledger
from selfserve_check.browser.proxy_wire import READ_SIZE, Hello, Wire, read_hello

Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


class Tunnel:
    """Bytes between ``client`` and the host that ``connect`` reaches.

    With ``only_browser_tls`` the first bytes must be a TLS ClientHello that offers HTTP/2, as a browser's
    page loads do; its WebSockets offer ``http/1.1`` alone, and that is how they are told apart.
    """

    def __init__(
        self, *, client: Wire, connect: Connect, ledger: Ledger, bytes_max: int, only_browser_tls: bool
    ) -> None:
        self._client = client
        self._connect = connect
        self._ledger = ledger
        self._left = bytes_max
        self._only_browser_tls = only_browser_tls

    async def run(self) -> str:
        """Carry bytes until a side closes. Returns why the tunnel was refused, or "".

        What ``connect`` raises goes to the caller, before anything was answered.
        """
        reader, writer = await self._connect()
        try:
            await self._client.next_event()  # the end of the CONNECT request
            await self._client.send(h11.Response(status_code=200, headers=[]))
            first, hello = await read_hello(
                self._client.take_unread(), self._client.reader, self._client.idle_s
            )
            refusal = why_refused(hello, only_browser_tls=self._only_browser_tls) if first else ""
            if first and not refusal:
                self._ledger.requests += 1
                writer.write(first)
                await self._carry(reader, writer)
            return refusal
        finally:
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up = asyncio.create_task(self._copy(self._client.reader, writer))
        down = asyncio.create_task(self._copy(reader, self._client.writer))
        try:
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            up.cancel()
            down.cancel()
            await asyncio.gather(up, down, return_exceptions=True)

    async def _copy(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        incoming = sink is self._client.writer
        while self._left > 0:
            data = await source.read(READ_SIZE)
            if not data:
                return
            self._left -= len(data)
            if incoming:
                self._ledger.bytes_in += len(data)
            sink.write(data)
            await sink.drain()


def why_refused(hello: Hello | None, *, only_browser_tls: bool) -> str:
    """Why a tunnel that begins like this must not be carried, or "". ``hello`` None: it is not TLS."""
    if hello is None:
        return "a tunnel that is not TLS"
    if only_browser_tls and hello.protocols == ("http/1.1",):
        return "a WebSocket can send"
    return ""
