"""What holds of the guard's pure parts for any input."""

from __future__ import annotations

import asyncio
from ipaddress import IPv4Address
from itertools import pairwise
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from selfserve_check.browser.addresses import is_forbidden
from selfserve_check.browser.pace import Pace
from selfserve_check.browser.policy import (
    ReadPolicy,
    address_of,
    mask_url,
    parse_allowed_read,
    suggestion,
)
from selfserve_check.browser.proxy_wire import read_hello
from selfserve_check.browser.rules import Asked, Let, Rules

URLS = st.builds(
    "{}://{}{}".format,
    st.sampled_from(["http", "https", "ws", "wss", "ftp"]),
    st.from_regex(r"[a-z0-9.-]{1,30}(:[0-9]{1,5})?", fullmatch=True),
    st.text(max_size=40).map(lambda text: "/" + quote(text, safe="/?=&*[]")),
)


@given(st.text(max_size=10), URLS, st.sampled_from(["fetch", "document", "beacon", "websocket", "other"]))
def test_only_get_and_head_are_let_out(method: str, url: str, kind: str) -> None:
    """Whatever the method, the address and the kind, when the user named no read."""
    ruling = Rules(ReadPolicy(site="https://shop.example")).judge(Asked(method=method, url=url, kind=kind))
    assert method in ("GET", "HEAD") or not isinstance(ruling, Let)


@given(URLS, URLS)
def test_an_allowed_read_stays_on_its_host(allowed: str, url: str) -> None:
    """A line without a wildcard in its host lets out requests to that host and port alone."""
    line, address = suggestion("POST", allowed), address_of(url)
    named = address_of(allowed)
    if not line or named is None or address is None or not any(char.isalnum() for char in named.host):
        return
    read = parse_allowed_read(line)
    assert read.matches("POST", named)
    assert not read.matches("POST", address) or address.origin == named.origin


@given(st.text(st.characters(categories=["L", "N"]), min_size=12, max_size=60))
def test_a_token_is_never_shown(token: str) -> None:
    """However it is written, and masking twice changes nothing."""
    masked = mask_url(f"https://shop.example/a?token={quote(token)}&q=tiles#{quote(token)}")
    assert masked == "https://shop.example/a?token=***&q=tiles"
    assert mask_url(masked) == masked


@given(st.text(max_size=60))
def test_any_text_may_stand_where_an_address_is_expected(text: str) -> None:
    """Nothing raises; what cannot be read is refused."""
    assert is_forbidden(text) is None or is_forbidden(text)
    assert len(mask_url(text)) <= 500
    address_of(text)


@given(st.ip_addresses(v=4))
def test_an_address_cannot_hide_in_ipv6(address: IPv4Address) -> None:
    """Mapped, 6to4 and NAT64 forms are judged like the address they carry."""
    number = int(address)
    expected = is_forbidden(str(address))
    assert is_forbidden(f"::ffff:{address}") == expected
    assert is_forbidden(f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}") == expected or number <= 0xFFFF
    assert is_forbidden(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1") == expected


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 5)), max_size=30), st.floats(0.1, 3))
def test_turns_of_one_host_are_an_interval_apart(asks: list[tuple[str, float]], interval_s: float) -> None:
    """However the asking is spread over time."""
    now = 0.0
    waited = 0.0
    turns: dict[str, list[float]] = {"a": [], "b": []}

    async def sleep(seconds: float) -> None:
        nonlocal waited
        waited = seconds

    async def run() -> None:
        nonlocal now, waited
        pace = Pace(interval_s, lambda: now, sleep)
        for host, passed in asks:
            now, waited = now + passed, 0.0
            await pace.wait(host)
            turns[host].append(now + waited)

    asyncio.run(run())
    for times in turns.values():
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert all(gap >= interval_s - 1e-6 for gap in gaps)


@given(st.binary(max_size=400))
def test_any_first_bytes_of_a_tunnel_are_read_without_harm(noise: bytes) -> None:
    """They are handed on unchanged, or not at all, but nothing raises."""

    async def run(first: bytes) -> bytes:
        reader = asyncio.StreamReader()
        reader.feed_eof()
        data, _ = await read_hello(first, reader, 1.0)
        return data

    assert asyncio.run(run(noise)) == noise
    framed = b"\x16\x03\x01" + len(noise).to_bytes(2, "big") + noise
    assert asyncio.run(run(framed)) == framed
