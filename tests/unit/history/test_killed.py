"""A process that is killed while it writes leaves a store that opens, and no run half in it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from nights import SITE, night, question

from selfserve_check.history.queue import put, take_in, waiting
from selfserve_check.history.store import open_store

QUESTIONS = 40
WRITER = """
import os, signal, sys
sys.path.insert(0, sys.argv[3])
import sqlalchemy as sa
from nights import night, page, question
from selfserve_check.history import queue
from selfserve_check.history.store import open_store
from pathlib import Path

url, moment = sys.argv[1], sys.argv[2]
run = night(2, *(question(f"q{n}", pages=(page(f"/{n}", "text"),)) for n in range(40)))

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

with open_store(url) as store:
    @sa.event.listens_for(store.engine, "after_cursor_execute")
    def after(connection, cursor, statement, *_):
        if moment in statement:
            die()

    if moment == "COMMIT":
        sa.event.listen(store.engine, "commit", die)
    if moment == "taken in":
        Path.unlink = die
        queue.take_in(Path(sys.argv[4]), store)
    if moment == "queued":
        Path.replace = die
        queue.put(Path(sys.argv[4]), run)
    store.add(run)
"""


def killed(folder: Path, moment: str) -> int:
    """How a writer ended that is killed at ``moment``."""
    tests = Path(__file__).parents[2]
    command = [sys.executable, "-c", WRITER, _url(folder), moment, str(tests), str(folder / "queue")]
    environ = {**os.environ, "PYTHONPATH": str(tests.parent)}
    return subprocess.run(command, env=environ, check=False, timeout=120).returncode


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'history.sqlite'}"


@pytest.mark.parametrize(
    "moment", ["BEGIN IMMEDIATE", "INSERT INTO runs", "INSERT INTO answers", "INSERT INTO sights", "COMMIT"]
)
def test_no_run_is_half_in_the_store(tmp_path: Path, moment: str) -> None:
    """Whichever statement was the last: the night before is there, the one that was cut short is not at all,
    and it can be kept by the next process."""
    with open_store(_url(tmp_path)) as store:
        store.add(night(1, question()))
    assert killed(tmp_path, moment) == -signal.SIGKILL
    with open_store(_url(tmp_path)) as store:
        assert [line.run_id for line in store.lines()] == [night(1).run_id]
        assert store.add(night(2, *(question(f"q{n}") for n in range(QUESTIONS))))
        (newest, _) = store.lines()
        assert dict(newest.counts) == {"passed": QUESTIONS}
    connection = sqlite3.connect(tmp_path / "history.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_queued_run_is_taken_in_once_though_its_file_outlived_the_process(tmp_path: Path) -> None:
    """Killed between keeping the run and removing its file."""
    put(tmp_path / "queue", night(1, question()))
    assert killed(tmp_path, "taken in") == -signal.SIGKILL
    assert len(waiting(tmp_path / "queue")) == 1
    with open_store(_url(tmp_path)) as store:
        assert len(store.nights(SITE)) == 1
        assert take_in(tmp_path / "queue", store).runs == 0
        assert len(store.nights(SITE)) == 1
    assert waiting(tmp_path / "queue") == []


def test_a_run_that_was_being_queued_is_no_half_file(tmp_path: Path) -> None:
    """What was not put in its place is not taken for a run, and goes when nobody can be writing it any more."""
    assert killed(tmp_path, "queued") == -signal.SIGKILL
    assert waiting(tmp_path / "queue") == []
    with open_store(_url(tmp_path)) as store:
        assert take_in(tmp_path / "queue", store).damaged == ()
        assert store.lines() == ()
        (half,) = (tmp_path / "queue").iterdir()  # perhaps another machine is still at it
        written = half.stat().st_mtime - 3_700
        os.utime(half, (written, written))
        take_in(tmp_path / "queue", store)
    assert list((tmp_path / "queue").iterdir()) == []
