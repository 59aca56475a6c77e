"""A robots.txt that comes byte by byte, and never ends."""

import select
import socket

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def trickle(peer: socket.socket) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\nUser-agent: *\n")
    for _ in range(600):
        gone, _, _ = select.select([peer], [], [], 0.1)
        if gone:
            return
        peer.sendall(b"#")


TROUBLE = Trouble(
    tells="robots.txt trickles in, so that nobody knows what may be opened",
    app=lambda _places: shop({"/robots.txt": Reply(raw=trickle)}),
    outcome=Outcome.ERRORED,
    cause="timeout",
    says=("robots.txt",),
    settings=lambda _places: {"timeouts": {"page_s": 1}},
)
