"""A run that kills itself, as ``kill -9`` would, at its so-manyth deed: a program, and what starts it.

Deeds are what a run does with files, sockets, processes and the store, as Python's audit hooks tell them. They
come all along a run, and nearly as many every time; a moment is one of them, so that no test waits by the clock.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

DEEDS = frozenset(
    {
        "open",
        "os.listdir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.scandir",
        "os.symlink",
        "socket.__new__",
        "socket.connect",
        "sqlite3.connect",
        "subprocess.Popen",
        "tempfile.mkdtemp",
    }
)
# Programs and packages read their own files, and at once very many.
_PROGRAM = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[1]))
QUEUED = "queued"
"""The moment when the run lies in the queue, and the process has yet to end."""
HALF_MADE = "half-made"
"""The moment when the first file of the report is to be written."""
BROWSING = "browsing"
"""The moment when a folder for the browser's files was made, and the browser is to be started."""


def main() -> None:
    """``killed_run.py MOMENT WHOM COUNT argv...``: MOMENT is a number of deeds, QUEUED, HALF_MADE, BROWSING,
    or 0 for never; WHOM is ``process`` or ``group``; the file COUNT is told how many deeds there were."""
    moment, whom, count = sys.argv[1:4]
    sys.argv = ["selfserve-check", *sys.argv[4:]]
    done = folders = 0

    def hear(event: str, values: tuple[object, ...]) -> None:
        nonlocal done, folders
        if event not in DEEDS:
            return
        what = str(values[0]) if values else ""
        if event == "open" and what.startswith(_PROGRAM):
            return
        done += 1
        queued = event == "os.remove" and "/queue/" in what  # of the half-written file, which was renamed
        half_made = event == "open" and "/.half-" in what
        now = {QUEUED: queued, HALF_MADE: half_made, BROWSING: folders > 0 and event == "subprocess.Popen"}
        folders += event == "tempfile.mkdtemp"
        if str(done) == moment or now.get(moment):
            if whom == "group":
                os.killpg(0, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    from selfserve_check.__main__ import main as run

    try:
        run()
    finally:
        number, done = done, -1_000_000
        Path(count).write_text(str(number), encoding="ascii")


if __name__ == "__main__":
    main()
