"""Serves an app on two loopback origins and a third one with a bad certificate, and keeps every request."""

from __future__ import annotations

import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from trouble_canary import is_document, mark_for
from trouble_witness import TOLD_AT, witnessed
from troubles import App, Ask, Places, Reply

# Its key, and the certificate for localhost that ran out when the year 2019 did.
EXPIRED = Path(__file__).with_name("expired.pem")


@dataclass(slots=True)
class Received:
    """Requests in the order they came, from all origins. ``start`` is the path of the first document."""

    asks: list[Ask] = field(default_factory=list)
    replies: dict[int, Reply] = field(default_factory=dict)
    start: str = ""
    _visits: Counter[str] = field(default_factory=Counter)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def add(self, ask: Ask) -> Ask:
        """Keep ``ask``, and give it with its number and its visit."""
        with self._turn:
            self._visits[f"{ask.host}{ask.path}"] += 1
            visit = self._visits[f"{ask.host}{ask.path}"]
            counted = replace(ask, number=len(self.asks), visit=visit)
            self.asks.append(counted)
            if not self.start and is_document(ask):
                self.start = ask.path
        return counted


@dataclass(slots=True)
class _Stage:
    """What the handlers play: the app is known only when all servers have their ports."""

    received: Received = field(default_factory=Received)
    app: App = field(default=lambda _ask: None)


@contextmanager
def two_origins() -> Iterator[tuple[Places, _Stage]]:
    """Two servers on free ports, 127.0.0.1 and localhost, and one on https whose certificate has expired;
    ``stage.app`` is what they answer."""
    stage = _Stage()
    servers = [_server(stage), _server(stage), _server(stage)]
    _secure(servers[2])
    threads = [threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True) for one in servers]
    for thread in threads:
        thread.start()
    ports = [one.server_address[1] for one in servers]
    try:
        yield (
            Places(
                home=f"http://127.0.0.1:{ports[0]}",
                other=f"http://localhost:{ports[1]}",
                expired=f"https://localhost:{ports[2]}",
            ),
            stage,
        )
    finally:
        for one, thread in zip(servers, threads, strict=True):
            one.shutdown()
            one.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    # Connections that an app leaves hanging must not keep the tests from ending.
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever does not like our certificate leaves in the middle of the handshake."""


def _server(stage: _Stage) -> _Server:
    return _Server(("127.0.0.1", 0), _handler(stage))


def _secure(server: _Server) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(EXPIRED)
    # The handshake is made by the thread of the connection, with its first read.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)


def _handler(stage: _Stage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def play(self) -> None:
            at = time.monotonic()
            size = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(size) if size else b""
            address = urlsplit(self.path)
            host = self.headers.get("host", "")
            asked = Ask(
                method=self.command,
                path=address.path,
                query=address.query,
                host=host,
                headers={name.lower(): value for name, value in self.headers.items()},
                body=body,
                visit=0,
                at=at,
            )
            ask = stage.received.add(asked)
            reply = (stage.app(ask) if ask.path != TOLD_AT else None) or Reply(
                status=404, body="<h1>404</h1><p>There is no such page.</p>"
            )
            stage.received.replies[ask.number] = reply
            with suppress(OSError):  # whoever asked has gone
                if reply.raw is not None:
                    self.close_connection = True
                    reply.raw(self.connection)
                else:
                    self._send(reply, ask)

        def _send(self, reply: Reply, ask: Ask) -> None:
            text, mark = reply.body, None
            if is_document(ask):
                mark = mark_for(ask)
                text = witnessed(reply, ask, starts=ask.path == stage.received.start)
            body = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
            self.send_response(reply.status)
            self.send_header("content-type", reply.content_type)
            self.send_header("content-length", str(len(body)))
            for name, value in (*reply.headers, *([mark] if mark else [])):
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the output of the tests clean."""

    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.play)
    return Handler
