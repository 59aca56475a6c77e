"""A server that hangs up in the face of whoever asks."""

import socket
import struct

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def reset(peer: socket.socket) -> None:
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


TROUBLE = Trouble(
    tells="the connection is reset when the page with the answer is asked for",
    app=lambda _places: shop({"/returns": Reply(raw=reset)}),
    outcome=Outcome.ERRORED,
    cause="network",
)
