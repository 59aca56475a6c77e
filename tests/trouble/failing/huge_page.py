"""A page of 200 MB. The cap on bytes must stop it long before."""

import socket

from troubles import LOREM, App, Places, Reply, Told, Trouble, shop

from selfserve_check.model.result import Outcome

SIZE = 200_000_000
HEAD = (
    "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n"
    f"content-length: {SIZE}\r\n\r\n<!doctype html><title>Returns</title><main><h1>Returns</h1>"
)
PART = f"<p>{LOREM}</p>".encode() * 400
# What left the server, by the places of the app it was sent for.
sent: dict[str, int] = {}


def app(places: Places) -> App:
    def flood(peer: socket.socket) -> None:
        peer.sendall(HEAD.encode())
        for _ in range(SIZE // len(PART)):
            peer.sendall(PART)
            sent[places.home] = sent.get(places.home, 0) + len(PART)

    return shop({"/returns": Reply(raw=flood)})


def stopped_early(told: Told) -> None:
    times = sum(ask.path == "/returns" for ask in told.received)
    assert 0 < sent.pop(told.places.home) < times * 12_000_000


TROUBLE = Trouble(
    tells="the page with the answer is 200 MB long",
    app=app,
    outcome=Outcome.ERRORED,
    cause="limit",
    says=("limits.bytes_max",),
    settings=lambda _places: {"limits": {"bytes_max": 2_000_000}},
    also=stopped_early,
)
