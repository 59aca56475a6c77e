"""A server that closes the connection without a word."""

import socket

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def close(peer: socket.socket) -> None:
    peer.shutdown(socket.SHUT_RDWR)


TROUBLE = Trouble(
    tells="the server closes the connection instead of sending the page with the answer",
    app=lambda _places: shop({"/returns": Reply(raw=close)}),
    outcome=Outcome.ERRORED,
    cause="network",
    says=("without an answer",),
)
