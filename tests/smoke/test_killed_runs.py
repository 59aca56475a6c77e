"""``kill -9`` of a whole run with its browser, at moments nobody chose: what the next night finds.

``make test`` kills three runs, ``make soak`` twenty (SELFSERVE_KILLS=20).
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from killed_run import BROWSING, HALF_MADE, QUEUED
from test_nights_smoke import CONFIG, HOME, RETURNS, SCENARIOS, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(1_800),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

KILLS = int(os.environ.get("SELFSERVE_KILLS", "3"))
PROGRAM = Path(__file__).parents[1] / "killed_run.py"
GONE_S = 30.0
"""How long a browser may take to see that nobody needs it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A project, and the folder for the temporary files of its runs."""

    project: Path
    temporary: Path

    @property
    def store(self) -> Path:
        return self.project / ".selfserve-check" / "history.sqlite"

    @property
    def queued(self) -> list[Path]:
        return list((self.project / ".selfserve-check" / "queue").glob("*.json"))

    @property
    def half_made(self) -> list[Path]:
        """Reports that were begun."""
        return list((self.project / "reports").glob(".half-*"))

    def run(self, moment: object = 0, whom: str = "process") -> subprocess.CompletedProcess[str]:
        """One night, killed at ``moment``."""
        words = [sys.executable, PROGRAM, moment, whom, self.project / "deeds", "run", "scenarios.yaml"]
        cache = str(self.project / "cache")
        more = {"NO_COLOR": "1", "TMPDIR": str(self.temporary), "SELFSERVE_CACHE": cache}
        return subprocess.run(
            [str(word) for word in words],
            cwd=self.project,
            env={**os.environ, **more},
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(HOME.format("<a href=/r.html>Returns</a> "))
    (site / "d.html").write_text(HOME.format(""))
    (site / "r.html").write_text(RETURNS)
    # Not below tmp_path: a browser's socket lies in it, whose path must be short.
    with served(site) as address, tempfile.TemporaryDirectory(prefix="killed-") as temporary:
        (tmp_path / "scenarios.yaml").write_text(SCENARIOS.format(site=address))
        (tmp_path / "playwright.config.yaml").write_text(CONFIG)
        yield Place(project=tmp_path, temporary=Path(temporary))


def browsers(place: Place) -> list[str]:
    """The processes whose temporary files lie in the folder of the runs."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:  # it ended meanwhile
            continue
        if str(place.temporary).encode() in told:
            found.append(folder.name)
    return found


def wait_for_browsers(place: Place) -> list[str]:
    """Those that do not end by themselves."""
    until = time.monotonic() + GONE_S
    while (left := browsers(place)) and time.monotonic() < until:
        pass
    return left


def runs_in(store: Path) -> int:
    """How many whole runs the store holds; it must hold no other."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "runs" not in tables:  # killed while the first tables were made
            return 0
        runs = database.execute("SELECT id FROM runs").fetchall()
        answers = database.execute("SELECT run, count(*) FROM answers GROUP BY run").fetchall()
    assert sorted(answers) == [(number, 1) for (number,) in sorted(runs)]
    return len(runs)


def make_newer(store: Path, version: str) -> str:
    """Let the store be of ``version``; returns the one it was."""
    with closing(sqlite3.connect(store)) as database, database:
        (was,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        database.execute("UPDATE alembic_version SET version_num = ?", (version,))
    return str(was)


def moments(deeds: int) -> list[int]:
    """Spread over the whole run, and none of them chosen."""
    chance = random.Random(8)  # noqa: S311 -- moments, no secrets
    return [max(1, int(deeds * (place + chance.random()) / KILLS)) for place in range(KILLS)]


def test_whenever_a_run_is_killed_the_next_night_finds_a_whole_history_and_no_remains(place: Place) -> None:
    """Every other time the whole group goes at once, the browser's driver too, so that nobody clears up."""
    whole = place.run()
    assert whole.returncode == 0, whole.stdout + whole.stderr
    deeds = int((place.project / "deeds").read_text())
    for turn, moment in enumerate(moments(deeds)):
        killed = place.run(moment, "group" if turn % 2 else "process")
        assert killed.returncode in (-signal.SIGKILL, 0), killed.stdout + killed.stderr
        assert wait_for_browsers(place) == []
        assert runs_in(place.store) in range(1, turn + 3)
    # Whether chance met a moment that leaves something behind, nobody knows; these do.
    for chosen in (BROWSING, HALF_MADE):
        assert place.run(chosen, "group").returncode == -signal.SIGKILL
        assert wait_for_browsers(place) == []
        assert list(place.temporary.iterdir()) if chosen == BROWSING else place.half_made
    version = make_newer(place.store, "v9999")
    assert place.run(QUEUED, "group").returncode == -signal.SIGKILL
    assert len(place.queued) == 1
    make_newer(place.store, version)
    before = runs_in(place.store)
    after = place.run()
    assert after.returncode == 0, after.stdout + after.stderr
    assert "took in 1 queued run" in after.stdout + after.stderr
    assert (runs_in(place.store), place.queued) == (before + 2, [])
    assert wait_for_browsers(place) == []
    assert (list(place.temporary.iterdir()), place.half_made) == ([], [])
    reports = [folder for folder in (place.project / "reports").iterdir() if not folder.is_symlink()]
    assert all(json.loads((folder / "run.json").read_text())["complete"] for folder in reports)
