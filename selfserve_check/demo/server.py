"""Serves the demo shop on a thread of this process."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from selfserve_check.demo.search import SearchIndex
from selfserve_check.demo.site import (
    Document,
    PageSpec,
    Redirect,
    Resource,
    content_type_of,
    not_found_page,
    page_specs,
    render_page,
    render_site,
)

_REQUESTS_MAX = 100_000
_BODY_MAX = 1_000_000
_IDLE_S = 30.0
_SEARCH = PageSpec(path="/search", template="search.html.j2", title="Search", description="Search the shop.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRequest:
    """One request the server got; ``path`` has its query."""

    method: str
    path: str
    user_agent: str


class DemoServer:
    """The shop on ``http://host:port``; port 0 takes a free one. Use it as a context manager.

    ``overrides`` replaces or adds pages: a mapping from path (with query) to body, or a folder whose
    files are laid over the site (``returns.html`` and ``returns/index.html`` both stand for
    ``/returns``). ``slow_s`` is how long, in seconds, the slow page keeps a visitor waiting.
    Raises OSError when the port is taken.
    """

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        overrides: Mapping[str, bytes] | Path | None = None,
        slow_s: float = 1.5,
    ) -> None:
        self._server = _Server((host, port), _Handler)
        shown_host = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown_host}:{self._server.server_address[1]}"
        self._server.shop = _Shop(self.url, overrides)
        self._server.slow_s = slow_s
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-server", daemon=True
        )
        self._thread.start()

    @property
    def requests(self) -> tuple[SeenRequest, ...]:
        """What was asked so far, oldest first (the last 100,000)."""
        with self._server.lock:
            return tuple(self._server.seen)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Stop, end every connection and give the port back. Closing twice does nothing."""
        if not self._thread.is_alive():
            return
        self._server.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.end_connections()
        self._thread.join()

    def __enter__(self) -> DemoServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_overrides(folder: Path) -> dict[str, bytes]:
    """The files under ``folder`` as paths of the site and their bytes."""
    found: dict[str, bytes] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = "/" + file.relative_to(folder).as_posix()
        path = name.removesuffix(".html").removesuffix("/index") or "/"
        found["/" if path == "/index" else path] = file.read_bytes()
    return found


class _Shop:
    """Everything the server can answer with, made once."""

    def __init__(self, base_url: str, overrides: Mapping[str, bytes] | Path | None) -> None:
        laid_over = read_overrides(overrides) if isinstance(overrides, Path) else dict(overrides or {})
        self._resources = render_site(base_url)
        for path, body in laid_over.items():
            self._resources[path] = self._replaced(path, body)
        self._index = SearchIndex(self._indexed_pages())
        self._missing = not_found_page()

    def answer(self, target: str) -> Resource:
        """What is found at ``target`` (path and query as they stand in the request line)."""
        parts = urlsplit(target)
        found = self._resources.get(target) or self._resources.get(parts.path)
        if found is not None:
            return found
        if parts.path == _SEARCH.path:
            return self._results(parts.query)
        if parts.path != "/" and parts.path.rstrip("/") in self._resources:
            return Redirect(location=parts.path.rstrip("/"))
        return self._missing

    def _replaced(self, path: str, body: bytes) -> Document:
        before = self._resources.get(path)
        slow = isinstance(before, Document) and before.slow
        return Document(body=body, content_type=content_type_of(urlsplit(path).path), slow=slow)

    def _indexed_pages(self) -> dict[str, bytes]:
        paths = [spec.path for spec in page_specs() if spec.indexed]
        found = ((path, self._resources[path]) for path in paths)
        return {path: resource.body for path, resource in found if isinstance(resource, Document)}

    def _results(self, query: str) -> Document:
        asked = parse_qs(query).get("q", [""])[0].strip()
        return Document(body=render_page(_SEARCH, query=asked, hits=self._index.search(asked)))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    shop: _Shop
    slow_s: float

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.seen: deque[SeenRequest] = deque(maxlen=_REQUESTS_MAX)
        self._open: set[socket.socket] = set()
        super().__init__(address, handler)

    def note(self, request: SeenRequest) -> None:
        with self.lock:
            self.seen.append(request)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self.lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def end_connections(self) -> None:
        """Wake the threads that wait for another request on a connection kept alive."""
        with self.lock:
            connections = tuple(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):  # the visitor hung up first
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers hang up in the middle of an answer all the time; everything else is worth a word."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Hazelmoor"
    sys_version = ""
    timeout = _IDLE_S
    # Head and body leave in one packet: two small ones wait for each other (Nagle, delayed ACK).
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._note()
        self._send(self.server.shop.answer(self.path))

    def do_HEAD(self) -> None:
        self._note()
        self._send(self.server.shop.answer(self.path))

    def do_POST(self) -> None:
        """Counted above all. The basket takes it as a shop would; no other page does."""
        self._note()
        self._drop_body()
        if urlsplit(self.path).path == "/basket":
            self._send(self.server.shop.answer("/basket"))
            return
        self._send(Document(body=b"Only reading is possible here.", content_type="text/plain", status=405))

    def do_PUT(self) -> None:
        self.do_POST()

    def do_PATCH(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self.do_POST()

    def do_OPTIONS(self) -> None:
        self.do_POST()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the record of requests is what tests and people look at."""

    def _note(self) -> None:
        agent = self.headers.get("User-Agent", "")
        self.server.note(SeenRequest(method=self.command, path=self.path, user_agent=agent))

    def _drop_body(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if length.isdecimal() and int(length) <= _BODY_MAX:
            self.rfile.read(int(length))
        else:
            self.close_connection = True

    def _send(self, resource: Resource) -> None:
        match resource:
            case Redirect(location=location):
                self._write(302, {"Location": location}, b"")
            case Document(body=body, content_type=kind, status=status, slow=slow):
                if slow:
                    self.server.closing.wait(self.server.slow_s)
                extra = {"Allow": "GET, HEAD"} if status == 405 else {}
                self._write(status, {"Content-Type": kind, **extra}, body)

    def _write(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
