"""The demo's server: starting, stopping, recording, overriding."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from selfserve_check.demo.server import DemoServer, SeenRequest, read_overrides


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(slow_s=0.0) as running:
        yield running


def _ask(server: DemoServer, method: str, path: str, body: bytes = b"") -> tuple[int, str, bytes]:
    """Status, location and body of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, path, body=body or None, headers={"User-Agent": "tester"})
        reply = connection.getresponse()
        return reply.status, reply.getheader("Location", ""), reply.read()
    finally:
        connection.close()


def test_it_serves_the_home_page_on_a_free_port(server: DemoServer) -> None:
    """The URL it names is the one it answers at."""
    assert urlsplit(server.url).port == server.port
    status, _, body = _ask(server, "GET", "/")
    assert status == 200
    assert b"Quieter rooms" in body


def test_head_has_no_body(server: DemoServer) -> None:
    """A HEAD is answered like a GET, without the page."""
    assert _ask(server, "HEAD", "/") == (200, "", b"")


def test_an_unknown_address_is_a_404_with_a_page(server: DemoServer) -> None:
    """Lost visitors find the menu and the search there."""
    status, _, body = _ask(server, "GET", "/help/cutting-tiles")
    assert status == 404
    assert b"This page is not here" in body


def test_the_price_list_leads_to_the_log_in(server: DemoServer) -> None:
    """The wall is of the usual kind: a redirect to a page with a password field."""
    status, location, _ = _ask(server, "GET", "/trade/prices")
    assert (status, location) == (302, "/login?next=/trade/prices")
    assert b'type="password"' in _ask(server, "GET", location)[2]


def test_a_trailing_slash_leads_to_the_page(server: DemoServer) -> None:
    """/help/ and /help are one page."""
    assert _ask(server, "GET", "/help/")[:2] == (302, "/help")


def test_pages_of_the_product_list_are_told_apart_by_their_query(server: DemoServer) -> None:
    """An unknown query shows the page itself."""
    second = _ask(server, "GET", "/shop?page=2")[2]
    assert b"Page 2 of 2" in second
    assert b"Page 1 of 2" in _ask(server, "GET", "/shop?utm_source=mail")[2]


def test_search_works_by_get_and_escapes_the_query(server: DemoServer) -> None:
    """What a visitor types is shown as text."""
    _, _, body = _ask(server, "GET", "/search?q=weight+of+a+tile%3Cscript%3E")
    assert b"/articles/weight-limits" in body
    assert b"weight of a tile&lt;script&gt;" in body


def test_requests_are_recorded_with_their_user_agent() -> None:
    """The record says what was asked, by whom and how, in order."""
    with DemoServer() as server:
        _ask(server, "GET", "/faq")
        _ask(server, "POST", "/basket", b"product=fjord")
        assert server.requests == (
            SeenRequest(method="GET", path="/faq", user_agent="tester"),
            SeenRequest(method="POST", path="/basket", user_agent="tester"),
        )


def test_a_post_is_taken_by_the_basket_only(server: DemoServer) -> None:
    """Both are recorded; a bot must cause neither."""
    assert _ask(server, "POST", "/basket", b"a=1")[0] == 200
    assert _ask(server, "POST", "/login", b"a=1")[0] == 405
    assert _ask(server, "DELETE", "/faq")[0] == 405


def test_a_connection_is_kept_for_the_next_request(server: DemoServer) -> None:
    """HTTP/1.1: two requests, also after a POST with a body, on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("POST", "/basket", body=b"product=fjord")
    connection.getresponse().read()
    used = connection.sock
    connection.request("GET", "/faq")
    assert connection.getresponse().read().startswith(b"<!doctype html>")
    assert connection.sock is used
    connection.close()


def test_after_closing_the_port_is_free_and_open_connections_end() -> None:
    """A test that stops the server leaves nothing behind."""
    server = DemoServer()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as waiting:
        waiting.sendall(b"GET /faq HTTP/1.1\r\nHost: shop\r\n\r\n")
        assert waiting.recv(15) == b"HTTP/1.1 200 OK"
        server.close()
        while waiting.recv(65536):
            pass
    server.close()
    with DemoServer(server.port) as again:
        assert again.port == server.port


def test_a_taken_port_is_an_error(server: DemoServer) -> None:
    """Nobody is left to believe that the server runs."""
    with pytest.raises(OSError, match="in use"):
        DemoServer(server.port)


def test_closing_does_not_wait_for_the_slow_page() -> None:
    """A server that is slow on purpose ends at once all the same."""
    server = DemoServer(slow_s=3600.0)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as waiting:
        waiting.sendall(b"GET /help/special-colours HTTP/1.1\r\nHost: shop\r\n\r\n")
        while not server.requests:
            pass
        server.close()


def test_pages_can_be_replaced_and_added() -> None:
    """A test that mends a fault hands the mended page over; the search reads it, too."""
    page = b"<title>Returns</title><main>We send a ferret to fetch the tiles.</main>"
    with DemoServer(overrides={"/returns": page, "/new": b"new"}) as server:
        assert _ask(server, "GET", "/returns")[2] == page
        assert _ask(server, "GET", "/new")[2] == b"new"
        assert (
            b'href="/returns"'
            in _ask(server, "GET", "/search?q=ferret")[2].split(b"<main")[1].split(b"</main")[0]
        )


def test_a_folder_is_laid_over_the_site(tmp_path: Path) -> None:
    """Files stand for addresses: x.html and x/index.html for /x, index.html for /."""
    for name in ("index.html", "returns.html", "help/index.html", "static/style.css"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"<p>" + name.encode())
    found = read_overrides(tmp_path)
    assert set(found) == {"/", "/returns", "/help", "/static/style.css"}
    with DemoServer(overrides=tmp_path) as server:
        assert _ask(server, "GET", "/help")[2] == b"<p>help/index.html"
