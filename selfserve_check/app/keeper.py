"""Keeps one server and all its children, and ends them when whoever started it is gone, however it went.

Run as a program of its own: ``keeper.py STOP_S COMMAND WORD...``. It ends the server when its standard input
does, which a crash or ``kill -9`` of the starter brings about, too; it exits with the server's own code when
that ends first. It knows the standard library alone, so that it is up at once.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_POLL_S = 0.05
_KILLS_MAX = 100
"""Rounds of killing: a child may be born in the middle of one."""
_SET_CHILD_SUBREAPER = 36  # prctl(2)
_NOT_STARTED = 127


def main(argv: list[str]) -> int:
    """Start ``argv[1:]`` and keep it; ``argv[0]`` is how many seconds it may take to end."""
    stop_s, words = float(argv[0]), argv[1:]
    over = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    _adopt_orphans()
    try:
        server = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 -- the user's own
    except OSError as error:
        sys.stderr.write(f"{words[0]}: {error.strerror or error}\n")
        return _NOT_STARTED
    for waiting in (_starter_gone, server.wait):
        threading.Thread(target=_then, args=(waiting, over), daemon=True).start()
    while not over.wait(3_600):
        pass
    end_all(server, stop_s)
    code = server.poll()
    return _NOT_STARTED if code is None else code if code >= 0 else 128 - code


def end_all(server: subprocess.Popen[bytes], stop_s: float) -> None:
    """Ask everything below this process to end, and kill after ``stop_s`` what did not."""
    if os.name == "nt":
        command = ["taskkill", "/T", "/F", "/PID", str(server.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 -- literal words and a number
        return
    _send(_everyone(server), signal.SIGTERM)
    until = time.monotonic() + stop_s
    while _everyone(server) and time.monotonic() < until:
        time.sleep(_POLL_S)
    for _ in range(_KILLS_MAX):
        left = _everyone(server)
        if not left:
            return
        _send(left, signal.SIGKILL)
        time.sleep(_POLL_S)


def _then(waiting: Callable[[], object], over: threading.Event) -> None:
    with suppress(OSError):
        waiting()
    over.set()


def _starter_gone() -> None:
    while os.read(0, 1_024):  # nothing is ever written; no buffer, which a thread would hold at the end
        pass


def _adopt_orphans() -> None:
    """A server that goes into the background leaves its parent; then it becomes a child of this process."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _everyone(server: subprocess.Popen[bytes]) -> list[int]:
    """The processes below this one that still live; elsewhere than on Linux, the server's group."""
    if sys.platform != "linux":
        server.poll()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(server.pid, 0)
            return [-server.pid]
        return []
    parents = dict(_parents(Path("/proc").glob("[0-9]*/stat")))
    found: list[int] = []
    level = {os.getpid()}
    while level:
        level = {pid for pid, (parent, _) in parents.items() if parent in level} - set(found)
        found += level
    return [pid for pid in found if parents[pid][1] not in "ZX" and pid != os.getpid()]


def _parents(stats: Iterable[Path]) -> Iterable[tuple[int, tuple[int, str]]]:
    for stat in stats:
        with suppress(OSError, ValueError, IndexError):  # it ended meanwhile
            fields = stat.read_bytes().rpartition(b")")[2].split()
            yield int(stat.parent.name), (int(fields[1]), fields[0].decode("ascii"))


def _send(pids: Iterable[int], number: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
