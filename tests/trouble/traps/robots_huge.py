"""A robots.txt of 100 MB, of which the beginning closes the page with the answer."""

import socket
from contextlib import suppress

from troubles import Ask, Reply, Told, Trouble, shop

from selfserve_check.model.result import Outcome

SHOP = shop()
SENT: list[int] = []


def endless(connection: socket.socket) -> None:
    chunk = b"Disallow: /*a*b*c*d*e*f$\n" * 4_000
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 100000000\r\n\r\n"
    sent = 0
    with suppress(OSError):  # whoever asked has enough
        connection.sendall(head + b"User-agent: *\nDisallow: /about\n")
        for _ in range(1_000):
            connection.sendall(chunk)
            sent += len(chunk)
    SENT.append(sent)


def app(ask: Ask) -> Reply | None:
    return Reply(raw=endless) if ask.path == "/robots.txt" else SHOP(ask)


def also(told: Told) -> None:
    """Only its beginning was read, and what it says there is obeyed."""
    assert not any(ask.path == "/about" for ask in told.received)
    assert SENT and max(SENT) < 20_000_000


TROUBLE = Trouble(
    tells="the rules of the site would fill a book",
    app=lambda _places: app,
    outcome=Outcome.PASSED,
    clicks=1,
    also=also,
)
