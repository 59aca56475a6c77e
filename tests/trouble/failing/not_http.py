"""A server that speaks something else than HTTP."""

import socket

from troubles import ANSWER, Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def babble(peer: socket.socket) -> None:
    peer.sendall(f"<html><body><h1>Returns</h1><p>{ANSWER}</p></body></html>\r\n\r\n".encode())


TROUBLE = Trouble(
    tells="where the page with the answer should come, text comes without any head, as before HTTP/1.0",
    app=lambda _places: shop({"/returns": Reply(raw=babble)}),
    outcome=Outcome.ERRORED,
    cause="network",
    says=("no HTTP",),
)
