"""The first bytes of a tunnel, headers that concern one connection only, and how long a body is."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable

import pytest

from selfserve_check.browser.proxy_tunnel import why_refused
from selfserve_check.browser.proxy_wire import Hello, Scale, end_to_end, read_hello


def hello(*protocols: str) -> bytes:
    """A TLS ClientHello with a server name and these application protocols."""
    names = b"".join(bytes([len(name)]) + name.encode() for name in protocols)
    alpn = _extension(16, len(names).to_bytes(2, "big") + names) if protocols else b""
    extensions = _extension(0, b"\x00\x08\x00\x00\x05a.exa") + alpn + _extension(43, b"\x02\x03\x04")
    body = b"\x03\x03" + bytes(32) + b"\x00" + b"\x00\x02\x13\x01" + b"\x01\x00"
    body += len(extensions).to_bytes(2, "big") + extensions
    handshake = b"\x01" + len(body).to_bytes(3, "big") + body
    return b"\x16\x03\x01" + len(handshake).to_bytes(2, "big") + handshake


def _extension(kind: int, data: bytes) -> bytes:
    return kind.to_bytes(2, "big") + len(data).to_bytes(2, "big") + data


async def read(first: bytes, *rest: bytes) -> tuple[bytes, Hello | None]:
    reader = asyncio.StreamReader()
    for part in rest:
        reader.feed_data(part)
    reader.feed_eof()
    return await read_hello(first, reader, 1.0)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("protocols", "refusal"),
    [(("h2", "http/1.1"), ""), (("http/1.1",), "a WebSocket can send"), ((), "")],
)
async def test_a_hello_tells_what_it_is_for(protocols: tuple[str, ...], refusal: str) -> None:
    """A browser offers HTTP/2 for pages and only HTTP/1.1 for WebSockets."""
    whole = hello(*protocols)
    data, found = await read(b"", whole)
    assert (data, found) == (whole, Hello(protocols=protocols))
    assert why_refused(found, only_browser_tls=True) == refusal
    assert why_refused(found, only_browser_tls=False) == ""


@pytest.mark.asyncio
async def test_a_hello_in_pieces_is_put_together() -> None:
    """However the network cut it; bytes after it are kept."""
    whole = hello("h2")
    data, found = await read(whole[:3], whole[3:50], whole[50:] + b"more")
    assert data == whole + b"more"
    assert found == Hello(protocols=("h2",))


@pytest.mark.asyncio
@pytest.mark.parametrize("first", [b"GET /live HTTP/1.1\r\n", b"SSH-2.0-x\r\n", b"\x00\x00\x00\x00\x00"])
async def test_what_is_not_tls_is_not_carried(first: bytes) -> None:
    """A WebSocket without TLS comes through a tunnel too."""
    _, found = await read(first)
    assert found is None
    assert why_refused(found, only_browser_tls=False) == "a tunnel that is not TLS"


@pytest.mark.asyncio
@pytest.mark.parametrize("size", range(6, 90, 7))
async def test_a_hello_that_is_cut_short_breaks_nothing(size: int) -> None:
    """The bytes are handed on; the server will say what it thinks of them."""
    data, found = await read(hello("http/1.1")[:size])
    assert len(data) == size
    assert found is None or why_refused(found, only_browser_tls=False) == ""


def test_headers_of_one_connection_stay_behind() -> None:
    """RFC 9110, section 7.6.1: also those that Connection names."""
    headers = [
        (b"Host", b"a.example"),
        (b"Connection", b"keep-alive, X-Hop"),
        (b"X-Hop", b"1"),
        (b"Proxy-Connection", b"keep-alive"),
        (b"Transfer-Encoding", b"chunked"),
        (b"Content-Encoding", b"gzip"),
    ]
    assert end_to_end(headers) == [(b"host", b"a.example"), (b"content-encoding", b"gzip")]


def _takes(data: bytes, encoding: bytes, bytes_max: int) -> bool:
    scale = Scale(encoding, bytes_max)
    return all(scale.takes(data[at : at + 1_000]) for at in range(0, len(data), 1_000))


@pytest.mark.parametrize("encoding", [b"", b"br", b"identity"])
def test_a_body_is_weighed_as_it_comes(encoding: bytes) -> None:
    """Up to the cap itself."""
    assert _takes(b"x" * 5_000, encoding, 5_000)
    assert not _takes(b"x" * 5_001, encoding, 5_000)


@pytest.mark.parametrize(("pack", "encoding"), [(gzip.compress, b"gzip"), (zlib.compress, b"Deflate")])
def test_a_packed_body_is_weighed_unpacked_too(pack: Callable[[bytes], bytes], encoding: bytes) -> None:
    """A few kilobytes that unpack to megabytes are not let through, and never unpacked whole."""
    bomb = pack(b"\0" * 3_000_000)
    assert len(bomb) < 10_000
    assert not _takes(bomb, encoding, 2_999_999)
    assert _takes(bomb, encoding, 3_000_000)


def test_what_is_not_packed_as_it_says_is_weighed_as_it_is() -> None:
    """The browser will say what it thinks of it."""
    assert _takes(b"no gzip at all" * 100, b"gzip", 1_400)
    assert not _takes(b"no gzip at all" * 100, b"gzip", 1_399)
