"""A body that comes byte by byte, and never ends."""

import select
import socket

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<!doctype html><title>Returns</title>"


def trickle(peer: socket.socket) -> None:
    peer.sendall(HEAD)
    for _ in range(300):
        gone, _, _ = select.select([peer], [], [], 0.1)
        if gone:
            return
        peer.sendall(b"<p>")


TROUBLE = Trouble(
    tells="the page with the answer trickles in, and the part that came says nothing",
    app=lambda _places: shop({"/returns": Reply(raw=trickle)}),
    outcome=Outcome.ERRORED,
    cause="timeout",
    settings=lambda _places: {"timeouts": {"page_s": 1.5}},
)
