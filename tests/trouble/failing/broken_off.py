"""A page that ends in the middle: fewer bytes come than were announced."""

import socket

from troubles import LOREM, Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def half(peer: socket.socket) -> None:
    body = f"<!doctype html><title>Returns</title><main><h1>Returns and refunds</h1><p>{LOREM}</p>".encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {len(body) + 5_000}\r\n\r\n"
    peer.sendall(head.encode() + body)


TROUBLE = Trouble(
    tells="the page with the answer breaks off before it says it",
    app=lambda _places: shop({"/returns": Reply(raw=half)}),
    outcome=Outcome.ERRORED,
    cause="network",
    says=("broke off",),
)
