"""The history serves a run and never stops it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from nights import SITE, night, path, question, result, run

from selfserve_check.app.memory import QUEUE_NAME, STORE_NAME, Memory, beside, memory_of
from selfserve_check.errors import UserError
from selfserve_check.history.compare import baseline_of
from selfserve_check.history.gate import FailOn
from selfserve_check.history.past import PastRun
from selfserve_check.history.queue import waiting
from selfserve_check.report.run_json import render
from selfserve_check.settings import read_settings

PASSWORD = "hunter2-of-the-history"


def memory(folder: Path, **more: object) -> Memory:
    values = {"url": "", "folder": folder / "kept", "keep_days": 400, "wait_s": 0.2}
    return Memory(**(values | more))  # type: ignore[arg-type]  # any field of a memory


def test_a_project_without_a_history_gets_one(tmp_path: Path) -> None:
    """In its own folder, which no version control picks up."""
    mine = memory(tmp_path)
    first = mine.recall(SITE)
    assert (first.baseline, dict(first.last_paths), first.notes) == (None, {}, ())
    assert mine.keep(night(1, question())) == ()
    assert sorted(file.name for file in (tmp_path / "kept").iterdir() if "sqlite-" not in file.name) == [
        ".gitignore",
        STORE_NAME,
    ]
    second = mine.recall(SITE + "/somewhere")
    assert second.baseline is not None
    assert second.baseline.before["q"].outcome == "passed"
    assert dict(second.last_paths) == {"q": path()}


def test_a_question_is_held_against_the_last_night_that_says_something(tmp_path: Path) -> None:
    """Not against one on which it could not be asked, nor one of a run that was stopped."""
    mine = memory(tmp_path)
    for one in (
        night(1, question("a", "failed"), question("b")),
        night(2, question("a", "failed"), question("b", "failed"), complete=False),
        night(3, question("a", "errored"), question("b", "failed")),
        night(4, question("b", "errored")),
    ):
        mine.keep(one)
    baseline = mine.recall(SITE).baseline
    assert baseline is not None
    assert baseline.run_id == night(4).run_id
    assert {name: one.outcome for name, one in baseline.before.items()} == {"a": "failed", "b": "failed"}
    assert {name: since[:10] for name, since in baseline.since.items()} == {
        "a": "2026-03-01",
        "b": "2026-03-03",
    }


@pytest.mark.parametrize(
    ("last", "troubled"),
    [
        (night(1, question("a"), question("b", "errored")), False),
        (night(1, question("a", "errored"), question("b", "errored"), question("c", "skipped")), True),
        (night(1, question("a"), complete=False), True),
        (night(1, question("a", "skipped")), False),
    ],
)
def test_a_run_knows_whether_the_one_before_could_ask(tmp_path: Path, last: PastRun, troubled: bool) -> None:
    """So that people are told once, and not every night."""
    mine = memory(tmp_path)
    assert not mine.recall(SITE).troubled
    mine.keep(last)
    assert mine.recall(SITE).troubled is troubled


def _locked(folder: Path) -> sqlite3.Connection:
    holder = sqlite3.connect(folder / "kept" / STORE_NAME, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    return holder


def test_a_locked_store_costs_one_line_and_no_run(tmp_path: Path) -> None:
    """It is queued, and taken in by the next run."""
    mine = memory(tmp_path)
    mine.keep(night(1, question()))
    holder = _locked(tmp_path)
    (note,) = mine.keep(night(2, question(outcome="failed")))
    holder.close()
    assert "locked" in note
    assert "queued" in note
    assert "\n" not in note
    recalled = mine.recall(SITE)
    assert recalled.notes == ("the history took in 1 queued run",)
    assert recalled.baseline is not None
    assert recalled.baseline.before["q"].outcome == "failed"
    assert waiting(tmp_path / "kept" / QUEUE_NAME) == []


@pytest.mark.parametrize("damage", ["rubbish", "newer", "truncated", "folder"])
def test_a_store_that_cannot_be_used_costs_one_line_and_no_run(tmp_path: Path, damage: str) -> None:
    """Whatever is wrong with it; nothing in it is touched."""
    mine = memory(tmp_path)
    mine.keep(night(1, question()))
    file = tmp_path / "kept" / STORE_NAME
    if damage == "newer":
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
        connection.close()
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(b"no database " * 500 if damage == "rubbish" else file.read_bytes()[:5_000])
        for beside_it in (file.with_name(STORE_NAME + "-wal"), file.with_name(STORE_NAME + "-shm")):
            beside_it.unlink(missing_ok=True)
    (before,) = mine.recall(SITE).notes
    assert "cannot be read" in before
    (after,) = mine.keep(night(2, question()))
    assert "queued" in after
    assert len(waiting(tmp_path / "kept" / QUEUE_NAME)) == 1
    with pytest.raises(UserError, match="the history cannot be used"), mine.opened():
        pass


def test_where_not_even_the_queue_can_be_written_nothing_is_raised(tmp_path: Path) -> None:
    """The report is there; one line says that the history is not."""
    blocked = tmp_path / "kept"
    blocked.write_text("a file where the folder should be")
    (note,) = memory(tmp_path).keep(night(1, question()))
    assert "nor could the queue" in note


def test_a_full_store_costs_one_line_and_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own word for a full disk; what was in the store stays in it."""
    mine = memory(tmp_path)
    mine.keep(night(1, question()))
    connect = sqlite3.dbapi2.connect

    def cramped(*given: Any, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **more)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the size it has, and not a page more
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3.dbapi2, "connect", cramped)
        (note,) = mine.keep(night(2, *(question(f"q{n}", quote="word " * 200) for n in range(50))))
    assert "full" in note
    assert "queued" in note
    assert mine.recall(SITE).notes == ("the history took in 1 queued run",)
    with mine.opened() as store:
        assert len(store.lines()) == 2


def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    """In bounded time."""
    environ = {"HISTORY_PASSWORD": PASSWORD}
    config = tmp_path / "playwright.config.yaml"
    config.write_text(
        "history: {url: 'postgresql://me:${HISTORY_PASSWORD}@127.0.0.1:1/none', folder: kept}\n"
    )
    mine = memory_of(read_settings(config, environ))
    assert PASSWORD in mine.url
    notes = (*mine.recall(SITE).notes, *mine.keep(night(1, question())))
    assert len(notes) == 2
    assert PASSWORD not in "".join(notes)
    assert (tmp_path / "kept" / ".gitignore").read_text() == "*\n"
    assert len(waiting(tmp_path / "kept" / QUEUE_NAME)) == 1


@pytest.mark.parametrize(
    "address",
    [
        PASSWORD,
        f"postgresql://me:{PASSWORD}@db.invalid:port/none",
        f"postgresql://me:{PASSWORD}@[bad/none",
        f"postgresql://me:{PASSWORD}@127.0.0.1:1/none?nonsense={PASSWORD}",
        f"mysql://me:{PASSWORD}@127.0.0.1/none",
        f"sqlite:////proc/nowhere/here.sqlite?nonsense={PASSWORD}",
    ],
)
def test_an_address_that_is_none_is_told_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A variable may hold anything."""
    monkeypatch.chdir(tmp_path)
    config = tmp_path / "playwright.config.yaml"
    config.write_text("history: {url: '${HISTORY}', folder: kept}\n")
    mine = memory_of(read_settings(config, {"HISTORY": address}))
    (before,), (after,) = mine.recall(SITE).notes, mine.keep(night(1, question()))
    assert "cannot be read" in before
    assert "queued" in after
    assert PASSWORD not in before + after
    assert "\n" not in before + after


def test_a_history_that_is_switched_off_keeps_nothing(tmp_path: Path) -> None:
    """And makes no folder."""
    mine = memory(tmp_path, enabled=False)
    assert mine.recall(SITE).baseline is None
    assert mine.keep(night(1, question())) == ()
    assert list(tmp_path.iterdir()) == []


def test_old_nights_are_forgotten_as_new_ones_come(tmp_path: Path) -> None:
    """So many days as the settings say, counted from the run that is kept."""
    mine = memory(tmp_path, keep_days=5)
    for day in (1, 9, 10):
        mine.keep(night(day, question()))
    with mine.opened() as store:
        assert [line.started_at[8:10] for line in store.lines()] == ["10", "09"]


def test_a_baseline_may_be_a_file(tmp_path: Path) -> None:
    """For machines that forget: the run.json of the last night, kept as an artifact. Its ways count, too."""
    way = {
        "persona": "menu",
        "device": "desktop",
        "wording": "w",
        "outcome": "passed",
        "ending": "found",
        "clicks": 1,
        "steps": [
            {"url": SITE + "/", "action": "open", "label": "", "scent": 0},
            {"url": SITE + "/", "action": "click", "label": "Returns", "scent": 1, "clicks": 1},
        ],
        "end_url": SITE + "/returns",
    }
    old = run(result("a", "failed"), result("q", journeys=[way], best_journey=0))
    (tmp_path / "run.json").write_text(render(old))
    recalled = memory(tmp_path).recall(SITE, str(tmp_path / "run.json"))
    assert recalled.baseline is not None
    assert recalled.baseline.run_id == old.run_id
    assert recalled.baseline.since == {"a": "2026-03-10T02:00:00+00:00"}
    assert [step.label for step in recalled.last_paths["q"].steps] == ["Returns"]
    with pytest.raises(UserError, match=r"is a run over https://shop\.example, not over"):
        memory(tmp_path).recall("https://other.example", str(tmp_path / "run.json"))


def test_a_baseline_may_be_a_run_of_the_history(tmp_path: Path) -> None:
    """By its name or its number; one that is nowhere is bad usage."""
    mine = memory(tmp_path)
    mine.keep(night(1, question()))
    mine.keep(night(2, question(outcome="failed")))
    recalled = mine.recall(SITE, night(1).run_id)
    assert recalled.baseline is not None
    assert recalled.baseline.before["q"].outcome == "passed"
    with pytest.raises(UserError, match="neither a file nor a run of the history"):
        mine.recall(SITE, "nothing")


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    """A first run by the default rule has no changes at all; by another rule it says which."""
    first = run(result("a", "failed"))
    assert beside(None, {}, FailOn(), ())(first) == first
    part = beside(None, {}, FailOn(rule="new"), ())(first).changes
    assert part is not None
    assert (part.baseline, part.fail_on, part.excused) == ("", "new", [])
    known = beside(baseline_of(night(1, question("a", "failed"))), {}, FailOn(rule="new"), ())(first).changes
    assert known is not None
    assert [(one.id, one.why) for one in known.excused] == [("a", "not answered since 2026-03-01")]
