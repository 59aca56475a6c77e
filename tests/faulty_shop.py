"""A shop that answers badly now and then, as the web does: late, with 503, or not at all.

Which answers are bad hangs on a seed, the address and how often that was asked for, so that a run meets the
same faults again however its requests are ordered.
"""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from selfserve_check.demo.server import DemoServer

KINDS = ("late", "reset", "503")


@dataclass(slots=True)
class Faults:
    """``percent`` of all requests fare badly, by ``seed``; what is ``late`` takes ``late_s`` seconds."""

    seed: int
    percent: float = 5.0
    late_s: float = 3.0
    met: Counter[str] = field(default_factory=Counter)
    _asked: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, path: str) -> str:
        """What becomes of this request for ``path``: one of KINDS, or "" for nothing bad."""
        with self._lock:
            self._asked[path] += 1
            roll = hashlib.sha256(f"{self.seed} {path} {self._asked[path]}".encode()).digest()
            bad = int.from_bytes(roll[:4]) / 2**32 * 100 < self.percent
            kind = KINDS[roll[4] % len(KINDS)] if bad else ""
            self.met[kind] += 1
        return kind


def faulty(shop: DemoServer, faults: Faults) -> DemoServer:
    """``shop``, with ``faults`` from its next request on."""
    plain: Any = shop._server.RequestHandlerClass
    closing = shop._server.closing

    class Faulty(plain):  # type: ignore[misc]  # the class is a value here
        def do_GET(self) -> None:  # noqa: N802 -- the name is http.server's
            match faults.of(self.path):
                case "late":
                    closing.wait(faults.late_s)
                case "reset":
                    _reset(self)
                    return
                case "503":
                    self._note()
                    self._write(503, {"Content-Type": "text/html"}, b"<h1>Service unavailable</h1>")
                    return
            super().do_GET()

    shop._server.RequestHandlerClass = Faulty
    return shop


def _reset(handler: BaseHTTPRequestHandler) -> None:
    """Hang up with RST instead of FIN."""
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
