"""A connection that is taken and never answered."""

import socket
from contextlib import suppress

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def say_nothing(peer: socket.socket) -> None:
    peer.settimeout(30)
    with suppress(TimeoutError):
        peer.recv(1)  # returns when whoever asked has gone


TROUBLE = Trouble(
    tells="the server of the page with the answer takes the request and says nothing",
    app=lambda _places: shop({"/returns": Reply(raw=say_nothing)}),
    outcome=Outcome.ERRORED,
    cause="timeout",
    says=("timeouts.page_s",),
    settings=lambda _places: {"timeouts": {"page_s": 1.5}},
)
