"""Starts the site under test before a run, waits until it answers, and stops it with all its children."""

from __future__ import annotations

import http.client
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from selfserve_check.errors import UserError
from selfserve_check.language.redact import Redactor
from selfserve_check.report.text import one_line
from selfserve_check.settings_web_server import WebServerSection

KEEPER = Path(__file__).with_name("keeper.py")
_ANSWER_S = 5.0
_LOOK_S = (0.05, 1.0)
"""How long to wait between two looks: at first, and at most."""
_TAIL_BYTES = 8_000
_TAIL_LINES = 12
_KEEPER_S = 20.0
_NOT_READY = frozenset({404})


@dataclass(slots=True, eq=False)
class _Tail:
    """The end of what a process writes; the rest is read and dropped, or the process would wait for us."""

    kept: bytearray = field(default_factory=bytearray)

    def follow(self, pipe: int) -> None:
        with suppress(OSError):
            while part := os.read(pipe, _TAIL_BYTES):
                self.kept += part
                del self.kept[:-_TAIL_BYTES]

    def lines(self, redact: Redactor) -> list[str]:
        text = bytes(self.kept).decode("utf-8", "replace")
        lines = [one_line(redact(line), chars_max=300) for line in text.splitlines()]
        return [line for line in lines if line][-_TAIL_LINES:]


@dataclass(slots=True, eq=False)
class WebServer:
    """A server under way. ``process`` is its keeper; None where one was found running."""

    section: WebServerSection
    redact: Redactor
    process: subprocess.Popen[bytes] | None = None
    tail: _Tail = field(default_factory=_Tail)
    reader: threading.Thread | None = None

    def told(self) -> tuple[str, ...]:
        """What a report must say of it: nothing while it runs."""
        if self.process is None or self.process.poll() is None:
            return ()
        return (f"The web server ended during the run ({self._ending()}){self._last_words()}",)

    def wait(self) -> None:
        """Return when it answers. Raises UserError when it ends or takes too long."""
        assert self.process is not None  # noqa: S101 -- a server that was found answers
        until = time.monotonic() + self.section.timeout_s
        pause = _LOOK_S[0]
        while not is_ready(self.section.url):
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(pause)
            if self.process.poll() is not None:
                raise UserError(
                    f"web_server.command ended ({self._ending()}) before {self.section.url} "
                    f"answered{self._last_words()}"
                )
            if time.monotonic() > until:
                raise UserError(
                    f"web_server: {self.section.url} did not answer within {self.section.timeout_s:g} s "
                    f"(web_server.timeout_s){self._last_words()}"
                )
            pause = min(pause * 1.5, _LOOK_S[1])

    def stop(self) -> None:
        """End it and all its children. Stopping twice does nothing."""
        if self.process is None:
            return
        with suppress(OSError):
            assert self.process.stdin is not None  # noqa: S101 -- started with a pipe
            self.process.stdin.close()
        try:
            self.process.wait(self.section.stop_s + _KEEPER_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._drained()

    def _ending(self) -> str:
        code = self.process.returncode if self.process is not None else None
        return f"exit code {code}"

    def _last_words(self) -> str:
        self._drained()
        lines = self.tail.lines(self.redact)
        return ". It wrote last:\n" + "\n".join(f"  {line}" for line in lines) if lines else ""

    def _drained(self) -> None:
        if self.reader is not None and self.process is not None and self.process.poll() is not None:
            self.reader.join(1.0)


@contextmanager
def web_server(
    section: WebServerSection, redact: Redactor, say: Callable[[str], None]
) -> Iterator[WebServer]:
    """The server that ``section`` names, answering; stopped at the end of the block, and by its keeper where
    this process is killed. Raises UserError when it does not come up, or its address is taken."""
    if is_ready(section.url):
        if not section.reuse:
            raise UserError(
                f"web_server: something answers at {section.url} already; stop it, or write reuse: true"
            )
        say(f"web_server: {section.url} answers already and is used as it is")
        yield WebServer(section=section, redact=redact)
        return
    server = _started(section, redact)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def _started(section: WebServerSection, redact: Redactor) -> WebServer:
    words = _words(section.command)
    if not section.folder.is_dir():
        raise UserError(f"web_server.folder: {section.folder} is no folder")
    process = subprocess.Popen(  # noqa: S603 -- the user's own command, from the user's own file
        [sys.executable, "-I", "-S", str(KEEPER), str(section.stop_s), *words],
        cwd=section.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    server = WebServer(section=section, redact=redact, process=process)
    assert process.stdout is not None  # noqa: S101 -- started with a pipe
    server.reader = threading.Thread(target=server.tail.follow, args=(process.stdout.fileno(),), daemon=True)
    server.reader.start()
    return server


def _words(command: str | tuple[str, ...]) -> list[str]:
    """As for ``webServer`` of Playwright, a line is for the shell; a list of words is run without one."""
    if not isinstance(command, str):
        return list(command)
    return ["cmd", "/c", command] if sys.platform == "win32" else ["/bin/sh", "-c", command]


def is_ready(url: str) -> bool:
    """Whether a server answers at ``url``; one that is still building says 404 or 5xx."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl._create_unverified_context()  # noqa: S323 -- loopback, with a certificate of its own making
        line: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, parts.port, timeout=_ANSWER_S, context=context
        )
    else:
        line = http.client.HTTPConnection(host, parts.port, timeout=_ANSWER_S)
    try:
        line.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        status = line.getresponse().status
        return status < 500 and status not in _NOT_READY
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
