"""A link to a page that the server takes long to make: a visitor stands before the old one, and waits."""

import select
import socket

from acting_pages import home
from troubles import RETURNS, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<!doctype html><title>Returns</title>"
LATE_S = 4.0


def late(peer: socket.socket) -> None:
    """Answers when the time is up, unless the browser hangs up before."""
    gone, _, _ = select.select([peer], [], [], LATE_S)
    if not gone:
        peer.sendall(f"{HEAD}{RETURNS}".encode())


TROUBLE = Trouble(
    tells="the page behind a click comes long after the old one has come to rest, and is what is read",
    app=lambda _places: shop(
        {
            "/": home('<p><a href=/returns onclick="void 0">Returns and refunds</a></p>'),
            "/returns": Reply(raw=late),
        }
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda _places: {"timeouts": {"page_s": 20, "step_s": 5, "settle_s": 2}},
)
