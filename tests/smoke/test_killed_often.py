"""``kill -9`` at twenty moments that nobody chose: the store opens, no run is half in it, the queue is taken in."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from nights import night, page, question

from selfserve_check.app.memory import QUEUE_NAME, STORE_NAME, Memory
from selfserve_check.history.past import PastRun
from selfserve_check.history.queue import waiting

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

KILLS = 20
QUESTIONS = 40
REPORT = {
    "run.json",
    "junit.xml",
    "summary.md",
    "index.html",
    "questions.csv",
    "findings.csv",
    "worklist.csv",
}
MOMENT_S = 0.6
"""The longest a process may work before it is killed; long enough for many runs."""
SITE = "https://shop.example"
# What the end of every run does, over and over: the report is written, then the run is kept.
AT_WORK = """\
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {smoke!r}]
from test_killed_often import a_run, memory
from selfserve_check.model.result import Run, RunStats
from selfserve_check.report.write import write_report
folder, turn = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for number in range(10_000):
    run = a_run(turn, number)
    write_report(
        Run(run_id=run.run_id, started_at=run.started_at, finished_at=run.started_at, tool_version="0",
            browser="", site=run.site, complete=True, results=(), stats=RunStats()),
        folder / "reports",
    )
    notes = memory(folder).keep(run)
    print(run.run_id, "queued" if notes else "kept", flush=True)
"""


def a_run(turn: int, number: int) -> PastRun:
    """A run with enough in it to take its time."""
    pages = tuple(page(f"/{place}", f"Page {place} " * 60) for place in range(3))
    asked = tuple(question(f"q{place}", pages=pages) for place in range(QUESTIONS))
    plain = night(1 + turn, *asked)
    at = f"2026-03-{1 + turn:02d}T{number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}+00:00"
    return PastRun(
        **{
            name: getattr(plain, name)
            for name in ("site", "complete", "tool_version", "wall_s", "score", "questions")
        },
        run_id=f"{turn}-{number}",
        started_at=at,
    )


def memory(folder: Path) -> Memory:
    return Memory(url="", folder=folder / "history", keep_days=36_500, wait_s=0.05)


def killed(folder: Path, turn: int, moment_s: float, *, once_said: bool) -> dict[str, str]:
    """What a process said that it had kept or queued before it was killed, so long after it began, or after it
    had first said something: a busy machine comes to nothing else."""
    script = AT_WORK.format(tests=str(Path(__file__).parents[1]), smoke=str(Path(__file__).parent))
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(turn)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    said = [process.stdout.readline().rstrip()] if once_said else []
    threading.Timer(moment_s, os.kill, (process.pid, signal.SIGKILL)).start()
    said += process.stdout.read().splitlines()
    assert process.wait() == -signal.SIGKILL
    return dict(line.split() for line in said if line.endswith(("kept", "queued")))


@pytest.mark.timeout(600)
def test_whenever_it_is_killed_every_run_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    """Every third process finds the store locked by another program, and queues its runs."""
    chance = random.Random(8)  # noqa: S311 -- moments, no secrets
    said: dict[str, str] = {}
    for turn in range(KILLS):
        locked = _locked(tmp_path) if turn % 3 == 2 else None
        said |= killed(tmp_path, turn, chance.uniform(0.0, MOMENT_S), once_said=turn % 6 in (0, 5))
        if locked is not None:
            locked.close()
        with memory(tmp_path).opened():
            pass
        assert waiting(tmp_path / "history" / QUEUE_NAME) == []
    with memory(tmp_path).opened() as store:
        lines = store.lines(SITE, 100_000)
        whole = [store.run(line.number) for line in lines]
    kept = {run.run_id for run in whole if run is not None}
    assert {"kept", "queued"} == set(said.values())
    assert set(said) <= kept  # what it said it kept is there; what it did not come to say may be
    assert len(kept) == len(lines) <= len(said) + KILLS
    assert {len(run.questions) for run in whole if run is not None} == {QUESTIONS}
    with sqlite3.connect(tmp_path / "history" / STORE_NAME) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    _reports_are_whole(tmp_path / "reports")


def _locked(folder: Path) -> sqlite3.Connection:
    """The store as another program holds it."""
    with memory(folder).opened():
        pass
    connection = sqlite3.connect(folder / "history" / STORE_NAME, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def _reports_are_whole(reports: Path) -> None:
    """A report that was being written is nowhere to be seen, and ``latest`` leads to a whole one."""
    shown = [folder for folder in reports.iterdir() if not folder.name.startswith(".")]
    assert len(shown) > 1
    for folder in shown:
        names = {file.name for file in folder.iterdir()}
        assert names == REPORT, folder
        assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["complete"] is True
