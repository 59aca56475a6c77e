"""The proxy alone, spoken to over a socket: what it lets through, what it refuses, and how it streams."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import h11
import httpx2
import pytest
from canary import Canary, Served, page, redirect
from guard_fixtures import loopback_only, policy_for

from selfserve_check.browser.addresses import Resolve
from selfserve_check.browser.http import ReadClient, RequestRefusedError, RequestTroubleError
from selfserve_check.browser.ledger import Ledger
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.proxy import ProxyLimits, ReadProxy

pytestmark = pytest.mark.asyncio

Server = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary({"/": page("hello")}) as running:
        yield running


@asynccontextmanager
async def running(
    policy: ReadPolicy, *, resolve: Resolve = loopback_only, limits: ProxyLimits | None = None
) -> AsyncIterator[tuple[ReadProxy, httpx2.AsyncClient]]:
    """A proxy and a client of it that may send what it likes."""
    async with (
        ReadProxy(policy, Ledger(), resolve=resolve, limits=limits) as proxy,
        httpx2.AsyncClient(proxy=proxy.url, trust_env=False, verify=False, timeout=60) as client,
    ):
        yield proxy, client


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[str]:
    """A server of the test's own; its address."""
    listening = await asyncio.start_server(server, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


async def raw(proxy: ReadProxy, request: bytes) -> bytes:
    """Everything the proxy says to ``request`` until it closes."""
    host, port = proxy.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""  # it closed with our bytes unread
    finally:
        writer.close()


async def test_reads_pass_and_connections_are_kept(canary: Canary) -> None:
    """GET and HEAD arrive as they were sent, on one connection."""
    async with running(policy_for(canary)) as (proxy, client):
        first = await client.get(canary.url("/?a=b%20c"), headers={"x-a": "b", "accept-language": "de"})
        second = await client.head(canary.url("/"))
    assert (first.status_code, second.status_code) == (200, 200)
    assert "hello" in first.text
    one, two = canary.received
    assert (one.method, one.path, one.headers["x-a"]) == ("GET", "/?a=b%20c", "b")
    assert (two.method, one.peer_port) == ("HEAD", two.peer_port)
    assert one.host == f"127.0.0.1:{canary.port}"
    assert proxy.ledger.requests == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
async def test_everything_else_is_refused(canary: Canary, method: str) -> None:
    """And counted, with its address masked."""
    async with running(policy_for(canary)) as (proxy, client):
        answer = await client.request(method, canary.url("/order?token=abc"), content=b"")
        assert answer.status_code == 403
        assert [(stopped.method, stopped.url) for stopped in proxy.blocked] == [
            (method, canary.url("/order?token=***"))
        ]
    assert canary.received == ()


async def test_an_allowed_read_passes_with_its_body_and_its_preflight(canary: Canary) -> None:
    """Only the one that was named."""
    allowed = (f"POST {canary.url('/search')}",)
    asks = {"access-control-request-method": "POST", "origin": "http://localhost"}
    async with running(policy_for(canary, allow_reads=allowed)) as (_, client):
        assert (await client.post(canary.url("/search?q=1"), content=b"words")).status_code == 200
        assert (await client.options(canary.url("/search"), headers=asks)).status_code == 200
        assert (await client.options(canary.url("/order"), headers=asks)).status_code == 403
        assert (await client.post(canary.url("/order"), content=b"words")).status_code == 403
    assert [(item.method, item.path, item.body) for item in canary.received] == [
        ("POST", "/search?q=1", b"words"),
        ("OPTIONS", "/search", b""),
    ]


async def test_a_get_that_carries_something_is_refused(canary: Canary) -> None:
    """A body, an upgrade, a speculative load."""
    async with running(policy_for(canary)) as (_, client):
        for headers, body in (
            ({}, b"x"),
            ({"connection": "upgrade", "upgrade": "websocket"}, None),
            ({"sec-purpose": "prefetch;prerender"}, None),
        ):
            answer = await client.request("GET", canary.url("/"), headers=headers, content=body)
            assert answer.status_code == 403
    assert canary.received == ()


async def test_bodies_pass_untouched(canary: Canary) -> None:
    """Compressed stays compressed, byte for byte; large ones are streamed."""
    packed, large = gzip.compress(b"hello " * 100), bytes(range(256)) * 20_000
    canary.pages["/packed"] = Served(body=packed, headers=(("content-encoding", "gzip"),))
    canary.pages["/large"] = Served(body=large, content_type="image/png")
    async with running(policy_for(canary)) as (proxy, client):
        async with client.stream("GET", canary.url("/packed")) as answer:
            assert b"".join([part async for part in answer.aiter_raw()]) == packed
        assert (await client.get(canary.url("/large"))).content == large
        assert proxy.ledger.bytes_in == len(packed) + len(large)


async def test_a_body_without_length_arrives_whole() -> None:
    """One that ends with the connection, and one in chunks."""

    async def server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if b"/chunks" in request:
            writer.write(
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
            )
        else:
            writer.write(b"HTTP/1.0 200 OK\r\n\r\nabcde")
        writer.close()

    async with serving(server) as site, running(ReadPolicy(site=site)) as (_, client):
        assert (await client.get(f"{site}/chunks")).content == b"abcde"
        assert (await client.get(f"{site}/to-the-end")).content == b"abcde"


async def test_a_response_over_the_limit_is_cut(canary: Canary) -> None:
    """The client sees that it is incomplete."""
    canary.pages["/large"] = Served(body=b"x" * 500_000)
    async with running(policy_for(canary, bytes_max=100_000)) as (_, client):
        with pytest.raises(httpx2.RemoteProtocolError):
            await client.get(canary.url("/large"))


async def test_a_kept_connection_that_went_stale_is_replaced() -> None:
    """The request is sent once more, and nobody notices."""
    served = 0

    async def server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        await reader.readuntil(b"\r\n\r\n")
        served += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        writer.close()  # without saying so beforehand

    async with serving(server) as site, running(ReadPolicy(site=site)) as (_, client):
        for _ in range(3):
            assert (await client.get(site)).text == "ok"
    assert served == 3


async def test_private_addresses_are_refused_without_being_asked() -> None:
    """By name and by number; the site's own host and those that were allowed are reached."""
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    with Canary({"/": page("inner")}) as inner:
        site = ReadPolicy(site="https://shop.example", allow_private=frozenset({"stage.example"}))
        async with running(site, resolve=resolve) as (proxy, client):
            refused = await client.get(inner.url("/", host="inner.example"))
            by_number = await client.get(inner.url("/"))
            metadata = await client.get("http://169.254.169.254/latest/meta-data/")
            reached = await client.get(inner.url("/", host="stage.example"))
            detail = proxy.ledger.trouble_with(inner.url("/", host="inner.example"))
    assert [answer.status_code for answer in (refused, by_number, metadata, reached)] == [502, 502, 502, 200]
    assert asked == ["inner.example", "stage.example"]
    assert [item.host.split(":")[0] for item in inner.received] == ["stage.example"]
    assert detail is not None and detail.detail == "inner.example leads to a loopback address"


async def test_trouble_is_named() -> None:
    """A closed port, an unknown name, a host that falls silent: each with its kind, none as the site's."""

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with serving(silent) as site:
        policy = ReadPolicy(site=site, allow_private=frozenset({"127.0.0.1"}))
        async with running(policy, limits=ProxyLimits(idle_s=0.2)) as (_, client):
            closed = await client.get("http://127.0.0.1:1/")
            unknown = await client.get("http://nowhere.example/")
            no_answer = await client.get(site)
    kinds = [answer.headers["x-selfserve-check-trouble"] for answer in (closed, unknown, no_answer)]
    assert kinds == ["network", "dns", "timeout"]


async def test_trackers_and_the_browsers_own_traffic_are_not_even_resolved() -> None:
    """Neither in the clear nor through a tunnel."""
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ()

    async with running(ReadPolicy(site="https://shop.example"), resolve=resolve) as (proxy, client):
        assert (await client.get("http://www.google-analytics.com/collect")).status_code == 403
        assert b"403" in await raw(proxy, b"CONNECT update.googleapis.com:443 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"403" in await raw(proxy, b"CONNECT cdn.mxpnl.com:443 HTTP/1.1\r\nHost: a\r\n\r\n")
    assert asked == []


async def test_it_is_no_server(canary: Canary) -> None:
    """A request that is not for a proxy, another scheme, and noise get an answer or a closed door."""
    async with running(policy_for(canary)) as (proxy, _):
        assert b"400" in await raw(proxy, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"400" in await raw(proxy, b"GET ftp://a.example/ HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"400" in await raw(proxy, b"CONNECT nonsense:port HTTP/1.1\r\nHost: a\r\n\r\n")
        assert await raw(proxy, b"\x16\x03\x01\x00\x05hello\r\n\r\n") == b""
        assert await raw(proxy, b"GET http://a/ HTTP/1.1\r\n" + b"x: y\r\n" * 40_000) == b""


async def test_a_tunnel_carries_tls_and_nothing_else(canary: Canary) -> None:
    """In the clear through a tunnel, as a WebSocket goes, nothing arrives."""
    connect = f"CONNECT 127.0.0.1:{canary.port} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    async with running(policy_for(canary)) as (proxy, _):
        answer = await raw(proxy, connect + b"POST /x HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200")
        assert [stopped.why for stopped in proxy.blocked] == ["a tunnel that is not TLS"]
    assert canary.received == ()


async def test_a_tunnel_that_offers_only_http_1_is_a_socket_unless_it_is_ours() -> None:
    """Our own client speaks HTTP/1.1 and shows that it is ours."""
    with Canary({"/": page("secret garden")}, tls=True) as secure:
        policy = policy_for(secure)
        async with running(policy) as (proxy, client):
            with pytest.raises(httpx2.HTTPError):
                await client.get(secure.url("/"))
            async with ReadClient(policy, proxy, verify=False) as ours:
                assert "secret garden" in (await ours.get(secure.url("/"))).text()
    assert len(secure.received) == 1


async def test_our_client_follows_redirects_by_the_same_policy(canary: Canary) -> None:
    """Headers stay with their host, other hosts are refused unless any may be asked, loops end."""
    with Canary({"/": page("there")}) as other:
        elsewhere = other.url("/", host="localhost")
        canary.pages |= {"/out": redirect(elsewhere), "/loop": redirect("/loop"), "/in": redirect("/")}
        policy = policy_for(
            canary, headers=(("127.0.0.1", "X-Pass", "hush"),), allow_private=frozenset({"localhost"})
        )
        async with running(policy) as (proxy, _), ReadClient(policy, proxy) as ours:
            assert (await ours.get(canary.url("/in"))).url == canary.url("/")
            with pytest.raises(RequestRefusedError, match="not among the hosts given"):
                await ours.get(canary.url("/out"))
            assert (await ours.get(canary.url("/out"), any_host=True)).text().endswith("there")
            with pytest.raises(RequestTroubleError, match="more than 10 redirects"):
                await ours.get(canary.url("/loop"))
            with pytest.raises(RequestRefusedError, match="POST is not a read"):
                await ours.read("POST", canary.url("/"), bytes_max=None, any_host=False)
    assert {item.headers.get("x-pass") for item in canary.received} == {"hush"}
    assert [item.headers.get("x-pass") for item in other.received] == [None]
    assert canary.leaks == ()


async def test_our_client_reads_no_more_than_it_was_told(canary: Canary) -> None:
    """A decompressed body counts as long as it becomes."""
    canary.pages["/bomb"] = Served(
        body=gzip.compress(b"0" * 5_000_000), headers=(("content-encoding", "gzip"),)
    )
    policy = policy_for(canary)
    async with running(policy) as (proxy, _), ReadClient(policy, proxy) as ours:
        fetched = await ours.get(canary.url("/bomb"), bytes_max=1_000)
        head = await ours.head(canary.url("/"))
    assert (len(fetched.body), fetched.cut) == (1_000, True)
    assert (head.status, head.body) == (200, b"")


async def test_our_client_tells_what_went_wrong() -> None:
    """A name that is unknown and a private address, over both schemes, by the words of a cause."""
    policy = ReadPolicy(site="https://shop.example", hosts=frozenset({"inner.example", "nowhere.example"}))

    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        if host == "inner.example":
            return ("10.0.0.1",)
        raise OSError("no such name")

    async with running(policy, resolve=resolve) as (proxy, _), ReadClient(policy, proxy) as ours:
        kinds = []
        for scheme in ("http", "https"):
            for host in ("inner.example", "nowhere.example"):
                with pytest.raises(RequestTroubleError) as caught:
                    await ours.get(f"{scheme}://{host}/")
                kinds.append(caught.value.trouble.kind)
    assert kinds == ["private_address", "dns"] * 2


async def test_many_at_once(canary: Canary) -> None:
    """Sixty readers get what they asked for; those beyond the limit of connections are turned away."""
    async with running(policy_for(canary)) as (_, client):
        answers = await asyncio.gather(*(client.get(canary.url(f"/?n={number}")) for number in range(60)))
    assert {answer.status_code for answer in answers} == {200}
    async with running(policy_for(canary), limits=ProxyLimits(connections_max=0)) as (_, client):
        with pytest.raises(httpx2.HTTPError):
            await client.get(canary.url("/"))


async def test_leaving_ends_every_connection(canary: Canary) -> None:
    """Also those that are open and idle."""
    async with running(policy_for(canary)) as (proxy, _):
        host, port = proxy.url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        request = h11.Connection(h11.CLIENT).send(
            h11.Request(method="GET", target=canary.url("/"), headers=[("host", "a")])
        )
        writer.write(request or b"")
        await reader.readuntil(b"hello")
    assert await reader.read() == b""
    writer.close()
