"""A web server that records everything it receives, for tests that ask what got out."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

CERTIFICATE = Path(__file__).with_name("canary.pem")
READS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request as it arrived."""

    method: str
    path: str
    host: str
    peer_port: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_read(self) -> bool:
        """A GET or HEAD that carries nothing and upgrades to nothing."""
        return self.method in READS and not self.body and "upgrade" not in self.headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What the canary answers at a path."""

    body: str | bytes = ""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


def page(body: str, head: str = "") -> Served:
    """A small HTML document."""
    return Served(body=f"<!doctype html><html lang=en><head><title>canary</title>{head}</head><body>{body}")


def redirect(to: str, status: int = 302) -> Served:
    return Served(status=status, headers=(("location", to),))


@dataclass(slots=True)
class Log:
    """Requests in the order they came; waiting on it never sleeps."""

    items: list[Received] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, item: Received) -> None:
        with self.changed:
            self.items.append(item)
            self.changed.notify_all()

    def wait_for(self, wanted: Callable[[Received], bool], timeout_s: float = 10.0) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: any(wanted(item) for item in self.items), timeout_s)


class _Server(ThreadingHTTPServer):
    # Of sixty who come at once the system turns away those beyond this, and they come again seconds later.
    request_queue_size = 256


class Canary:
    """``with Canary({"/": page("…")}) as canary``: serves on a free loopback port until left.

    Any path that is not listed answers 404 to reads and 200 to everything else, so that a leak succeeds.
    """

    def __init__(self, pages: Mapping[str, Served] | None = None, *, tls: bool = False) -> None:
        self.pages = dict(pages or {})
        self.log = Log()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.scheme = "https" if tls else "http"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Canary:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def received(self) -> tuple[Received, ...]:
        return tuple(self.log.items)

    @property
    def leaks(self) -> tuple[str, ...]:
        """Everything that arrived and was not a plain read, as ``METHOD path``."""
        return tuple(f"{item.method} {item.path}" for item in self.received if not item.is_read)

    def paths(self) -> tuple[str, ...]:
        return tuple(item.path for item in self.received)


def _handler_of(canary: Canary) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def handle_any(self) -> None:
            size = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(size) if size else b""
            headers = {name.lower(): value for name, value in self.headers.items()}
            path = self.path
            canary.log.add(
                Received(
                    method=self.command,
                    path=path,
                    host=headers.get("host", ""),
                    peer_port=int(self.client_address[1]),
                    headers=headers,
                    body=body,
                )
            )
            self._send(canary.pages.get(path) or canary.pages.get(path.split("?")[0]))

        def _send(self, served: Served | None) -> None:
            if served is None:
                served = Served(status=404 if self.command in READS else 200, body="nothing here")
            body = served.body.encode() if isinstance(served.body, str) else served.body
            self.send_response(served.status)
            self.send_header("content-type", served.content_type)
            self.send_header("content-length", str(len(body)))
            for name, value in served.headers:
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output clean."""

    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "REPORT"):
        setattr(Handler, f"do_{method}", Handler.handle_any)
    return Handler
