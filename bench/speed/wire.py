"""A wire to a server on loopback that is as long as one likes, and counts what goes over it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHUNK = 1 << 16


@dataclass(slots=True)
class Wire:
    """``latency_s`` may be changed at any time; it is waited before each request is passed on."""

    to_host: str
    to_port: int
    latency_s: float = 0.0
    port: int = 0
    requests: int = 0
    bytes_sent: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reset(self) -> None:
        self.requests = self.bytes_sent = 0

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await stop.wait()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up_reader, up_writer = await asyncio.open_connection(self.to_host, self.to_port)
        except OSError:
            writer.close()
            return
        back = asyncio.ensure_future(self._pass_back(up_reader, writer))
        self._tasks.add(back)
        back.add_done_callback(self._tasks.discard)
        try:
            while data := await reader.read(_CHUNK):
                if data.split(b" ", 1)[0] in (b"GET", b"HEAD", b"POST"):
                    self.requests += 1
                    if self.latency_s:
                        await asyncio.sleep(self.latency_s)
                up_writer.write(data)
                await up_writer.drain()
        except OSError:
            pass
        finally:
            up_writer.close()

    async def _pass_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(_CHUNK):
                self.bytes_sent += len(data)
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


@contextmanager
def wire_to(url: str) -> Iterator[Wire]:
    """A wire to the server at ``url``, served by a thread of its own."""
    parts = urlsplit(url)
    wire = Wire(to_host=parts.hostname or "127.0.0.1", to_port=parts.port or 80)
    ready, loop, stop = threading.Event(), asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(wire.serve(ready, stop)), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
