"""The processes of a browser: how much memory they hold, what to do when it is too much, and how they end.

A page can make its renderer grow without end, and a long run makes the browser itself grow. Memory that is
shared with others (the program's own files) counts for nobody. Linux only: elsewhere nothing is known.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_PROCESSES_MAX = 500
_STATM_RESIDENT, _STATM_SHARED = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process of the browser; ``own_bytes`` is resident memory that it shares with no other."""

    pid: int
    own_bytes: int
    is_renderer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRenderer:
    """One page has grown too large by itself: its process is to end, and the page with it."""

    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renew:
    """The browser as a whole has grown: a new one is to take over."""


def too_much(processes: Sequence[Process], bytes_max: int) -> EndRenderer | Renew | None:
    """What to do about ``processes``; None while they hold ``bytes_max`` or less together.

    A renderer with half of that to itself is a page that eats memory; without one it is the browser's age.
    """
    if sum(process.own_bytes for process in processes) <= bytes_max:
        return None
    renderers = [process for process in processes if process.is_renderer]
    fattest = max(renderers, key=lambda process: process.own_bytes, default=None)
    if fattest is not None and fattest.own_bytes > bytes_max / 2:
        return EndRenderer(pid=fattest.pid)
    return Renew()


def processes_of(root: int, proc: Path = PROC) -> tuple[Process, ...]:
    """The process ``root`` and all below it; empty where there is no /proc to read."""
    found: dict[int, Process] = {}
    waiting = [root] if root > 1 else []
    while waiting and len(found) < _PROCESSES_MAX:
        pid = waiting.pop()
        with suppress(OSError, ValueError, IndexError):  # it ended meanwhile
            if pid not in found:
                found[pid] = _process(proc / str(pid), pid)
                # A renderer starts no other process, and reading the lists of its threads takes longest.
                waiting += () if found[pid].is_renderer else _children(proc / str(pid))
    return tuple(found.values())


def _process(folder: Path, pid: int) -> Process:
    pages = (folder / "statm").read_text().split()
    own = int(pages[_STATM_RESIDENT]) - int(pages[_STATM_SHARED])
    command = (folder / "cmdline").read_bytes()
    size = os.sysconf("SC_PAGE_SIZE")
    return Process(pid=pid, own_bytes=own * size, is_renderer=b"--type=renderer" in command)


def _children(folder: Path) -> list[int]:
    lists = [(task / "children").read_text() for task in (folder / "task").iterdir()]
    return [int(pid) for text in lists for pid in text.split()]


def kill_leftover(pid: int) -> bool:
    """End the browser process ``pid`` and its children when it outlived its closing; True if it had to.

    It must be a browser that Playwright started: a process number is reused, and means another process
    inside a container. Elsewhere than on Linux, Playwright's own clean-up is relied upon.
    """
    if sys.platform != "linux" or pid <= 1 or not _is_playwright_browser(pid):
        return False
    with suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
    return True


def _is_playwright_browser(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"--remote-debugging-pipe" in command and b"playwright_chromiumdev_profile" in command
