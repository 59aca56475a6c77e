"""HTTP/1.1 over an asyncio stream, and the first bytes of TLS: what the proxy reads and writes."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import h11

READ_SIZE = 65_536
_UNPACK_SIZE = 1_048_576
HEAD_MAX = 131_072

_HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)

Event = h11.Request | h11.Response | h11.InformationalResponse | h11.Data | h11.EndOfMessage
Headers = list[tuple[bytes, bytes]]

_TLS_HANDSHAKE = 0x16
_CLIENT_HELLO = 0x01
_EXTENSION_ALPN = 16


class Wire:
    """One side of an exchange. Every read and write gives up after ``idle_s`` seconds (TimeoutError)."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        role: type[h11.CLIENT] | type[h11.SERVER],
        idle_s: float,
    ) -> None:
        self.reader = reader
        self.writer = writer
        self.idle_s = idle_s
        self.http = h11.Connection(role, max_incomplete_event_size=HEAD_MAX)

    async def next_event(self) -> Event | None:
        """The next event of the peer; None when it has closed or the exchange is over.

        Raises h11.RemoteProtocolError on what is no HTTP, OSError and TimeoutError.
        """
        while True:
            event = self.http.next_event()
            if event is h11.NEED_DATA:
                async with asyncio.timeout(self.idle_s):
                    self.http.receive_data(await self.reader.read(READ_SIZE))
            elif isinstance(event, Event):
                return event
            else:
                return None

    async def head(self) -> h11.Response | None:
        """The head of the peer's answer, past all interim ones; None when it has closed without any.

        Raises as ``next_event``.
        """
        event = await self.next_event()
        while isinstance(event, h11.InformationalResponse):
            event = await self.next_event()
        return event if isinstance(event, h11.Response) else None

    async def send(self, event: h11.Event) -> None:
        """Write ``event``. Raises h11.LocalProtocolError, OSError and TimeoutError."""
        data = self.http.send(event)
        if data:
            self.writer.write(data)
            async with asyncio.timeout(self.idle_s):
                await self.writer.drain()

    def take_unread(self) -> bytes:
        """Bytes that came after the last HTTP message (the start of a tunnel)."""
        data, _closed = self.http.trailing_data
        return bytes(data)

    def is_reusable(self) -> bool:
        """Make ready for the next exchange on this connection; False when it cannot carry one."""
        if self.http.our_state is not h11.DONE or self.http.their_state is not h11.DONE:
            return False
        self.http.start_next_cycle()
        return True

    def close(self) -> None:
        self.writer.close()


class Scale:
    """Weighs the body of an answer, packed and, where it is gzip or deflate, unpacked."""

    def __init__(self, content_encoding: bytes, bytes_max: int) -> None:
        self._left = self._left_unpacked = bytes_max
        packed = content_encoding.strip().lower() in (b"gzip", b"x-gzip", b"deflate")
        # 32 more than the largest window: zlib tells gzip and zlib apart by their heads.
        self._unpacker = zlib.decompressobj(wbits=47) if packed else None

    def takes(self, data: bytes | bytearray) -> bool:
        """Whether the body is still within ``bytes_max`` with ``data`` added."""
        self._left -= len(data)
        unpacker, rest = self._unpacker, bytes(data)
        while unpacker is not None and rest and self._left_unpacked >= 0:
            try:
                self._left_unpacked -= len(unpacker.decompress(rest, _UNPACK_SIZE))
            except zlib.error:
                self._unpacker = None  # not what it says it is: the browser will have its own opinion
                break
            rest = unpacker.unconsumed_tail
        return self._left >= 0 and self._left_unpacked >= 0


def end_to_end(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """``headers`` without those that concern one connection only (RFC 9110, section 7.6.1)."""
    pairs = [(bytes(name).lower(), bytes(value)) for name, value in headers]
    named = {
        token.strip().lower() for name, value in pairs if name == b"connection" for token in value.split(b",")
    }
    return [(name, value) for name, value in pairs if name not in _HOP_BY_HOP and name not in named]


def header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    """The first value of ``name`` (lower-case), or b""."""
    return next((bytes(value) for key, value in headers if bytes(key).lower() == name), b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """What a TLS ClientHello says in the clear: the application protocols it offers (RFC 7301)."""

    protocols: tuple[str, ...]


async def read_hello(first: bytes, reader: asyncio.StreamReader, idle_s: float) -> tuple[bytes, Hello | None]:
    """The first bytes of a tunnel and, when they are a TLS ClientHello, what it says.

    Only the first TLS record is read (at most 16 KiB). A ClientHello that spans records has no ``Hello``
    fields that we can trust beyond those read; then ``protocols`` is empty.
    """
    data = await _at_least(5, first, reader, idle_s)
    if len(data) < 5 or data[0] != _TLS_HANDSHAKE:
        return data, None
    data = await _at_least(5 + min(int.from_bytes(data[3:5], "big"), 16_384), data, reader, idle_s)
    try:
        return data, Hello(protocols=_protocols(data[5:]))
    except IndexError:
        return data, Hello(protocols=())


async def _at_least(size: int, data: bytes, reader: asyncio.StreamReader, idle_s: float) -> bytes:
    async with asyncio.timeout(idle_s):
        while len(data) < size:
            more = await reader.read(READ_SIZE)
            if not more:
                return data
            data += more
    return data


def _protocols(handshake: bytes) -> tuple[str, ...]:
    """ALPN of a ClientHello (RFC 8446, section 4.1.2). Raises IndexError when it is cut short."""
    if handshake[0] != _CLIENT_HELLO:
        return ()
    at = 4 + 2 + 32
    at += 1 + handshake[at]
    at += 2 + _number(handshake, at)
    at += 1 + handshake[at]
    end = at + 2 + _number(handshake, at)
    at += 2
    while at + 4 <= end:
        kind, size = _number(handshake, at), _number(handshake, at + 2)
        if kind == _EXTENSION_ALPN:
            return _names(handshake[at + 6 : at + 4 + size])
        at += 4 + size
    return ()


def _names(data: bytes) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    while at < len(data):
        found.append(data[at + 1 : at + 1 + data[at]].decode("ascii", "replace"))
        at += 1 + data[at]
    return tuple(found)


def _number(data: bytes, at: int) -> int:
    if at + 2 > len(data):
        raise IndexError(at)
    return int.from_bytes(data[at : at + 2], "big")
