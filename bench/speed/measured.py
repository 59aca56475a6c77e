"""Runs a command and says how long it took and what it held."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LOOK_S = 0.25
# Fields of /proc/PID/stat, counted after the name: clock ticks in user and in kernel mode.
_UTIME, _STIME = 11, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """``peak_mb`` of all its processes together, ``own_mb`` without those of a browser: proportional set
    sizes, so that what processes share counts once."""

    code: int
    seconds: float
    peak_mb: float
    own_mb: float
    output: str


def run(words: Sequence[str], folder: Path, environ: Mapping[str, str] | None = None) -> Took:
    start = time.perf_counter()
    process = subprocess.Popen(
        list(words),
        cwd=folder,
        env={**os.environ, **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    peaks = [0.0, 0.0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peaks, done), daemon=True)
    watch.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    return Took(
        code=process.returncode, seconds=seconds, peak_mb=peaks[0], own_mb=peaks[1], output=output or ""
    )


def _watch(root: int, peaks: list[float], done: threading.Event) -> None:
    while not done.wait(_LOOK_S):
        held = [(_browser(pid), _pss_mb(pid)) for pid in _tree(root)]
        peaks[0] = max(peaks[0], sum(mb for _, mb in held))
        peaks[1] = max(peaks[1], sum(mb for browser, mb in held if not browser))


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


def _pss_mb(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def cpu_by_kind(root: int) -> Counter[str]:
    """Seconds of processor time of ``root`` (python) and all processes below it that live now, by what they
    are: python, node (the driver), browser, or Chromium's word for a child (renderer, gpu-process, ...)."""
    spent: Counter[str] = Counter()
    for pid in _tree(root):
        with suppress(OSError, IndexError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            words = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
            kind = re.search(r"--type=([\w-]+)", words)
            name = kind.group(1) if kind else "browser" if _browser(pid) else "node"
            ticks = int(fields[_UTIME]) + int(fields[_STIME])
            spent["python" if pid == root else name] += ticks / os.sysconf("SC_CLK_TCK")
    return spent


def _browser(pid: int) -> bool:
    with suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
        return b"chrom" in command or b"headless" in command
    return False
