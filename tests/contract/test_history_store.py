"""One suite over both stores: SQLite, and a real PostgreSQL."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from nights import SITE, night, page, path, question
from postgres import bin_folder, server

from selfserve_check.app.memory import Memory
from selfserve_check.history.engine import HistoryError, open_engine
from selfserve_check.history.queue import put, take_in, waiting
from selfserve_check.history.store import SIGHTS_KEPT, Store, open_store
from selfserve_check.history.tables import answers, sights


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    binaries = bin_folder()
    if binaries is None:
        said = "no PostgreSQL here (tools/ensure-postgres.sh installs Debian's)"
        if os.environ.get("SELFSERVE_REQUIRE_POSTGRES", "") not in ("", "0"):
            pytest.fail(said)
        pytest.skip(said)
    with server(binaries) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'history.sqlite'}"
        return
    address: str = request.getfixturevalue("postgres_url")
    yield address
    engine = sa.create_engine(sa.make_url(address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


def test_what_was_kept_is_read_back_whole(store: Store) -> None:
    """With its path, its quotes and what its pages showed, whatever characters they hold."""
    odd = page("/", "Äöü 😀 \u202e \x01 'quoted'; DROP TABLE runs; --", links=(('Ret"urns', "/returns"),))
    run = night(1, question(pages=(odd, page("/returns", "You have 30 days."))), question("b", "failed"))
    assert store.add(run)
    (line,) = store.lines()
    assert store.run(line.number) == run
    assert dict(line.counts) == {"passed": 1, "failed": 1}


def test_the_same_run_is_kept_once(store: Store) -> None:
    """A queued run that is taken in twice is one run; another that began in the same second is another."""
    run = night(1, question())
    assert store.add(run)
    assert not store.add(run)
    assert store.add(night(1, question(outcome="failed")))
    assert len(store.lines()) == 2


def test_the_baseline_is_the_last_complete_run_of_the_site(url: str, tmp_path: Path) -> None:
    """Neither a run that was stopped nor one of another site."""
    memory = Memory(url=url, folder=tmp_path / "kept", keep_days=400)
    for run in (
        night(1, question()),
        night(2, question("b")),
        night(3, question(), complete=False),
        night(4, question(), site="https://other.example"),
    ):
        assert memory.keep(run) == ()
    found = memory.recall(SITE).baseline
    assert found is not None
    assert found.run_id == night(2).run_id
    assert set(found.before) == {"q", "b"}
    assert memory.recall("https://nobody.example").baseline is None
    assert not (tmp_path / "kept").exists()


def test_the_last_path_is_that_of_the_last_pass(store: Store) -> None:
    """Not that of a failure after it."""
    store.add(night(1, question(way=path(label="Old")), question("b", way=path("b"))))
    store.add(night(2, question(way=path(label="New")), question("b", "failed")))
    store.add(night(3, question("q", "failed"), question("b", "errored")))
    assert {name: way.steps[0].label for name, way in store.last_paths(SITE).items()} == {
        "q": "New",
        "b": "Returns",
    }


def test_nights_come_oldest_first_in_whatever_order_they_were_kept(store: Store) -> None:
    """A queue may hand in an old run after a new one."""
    for day in (3, 1, 2):
        store.add(night(day, question(outcome="failed" if day > 1 else "passed")))
    assert [one.outcome for one in store.nights(SITE, "q")] == ["passed", "failed", "failed"]
    assert [line.started_at[8:10] for line in store.lines()] == ["03", "02", "01"]
    assert store.nights("https://nobody.example") == ()


def test_pages_are_kept_of_the_newest_runs_alone(store: Store) -> None:
    """They are what takes room."""
    for day in range(1, SIGHTS_KEPT + 2):
        store.add(night(1, question(pages=(page("/", f"night {day}"),), clicks=day)))
    with_pages = [store.run(line.number) for line in store.lines(limit=100)]
    assert [bool(run and run.questions[0].pages) for run in with_pages] == [True] * SIGHTS_KEPT + [False]


def test_prune_forgets_what_is_old_and_nothing_else(store: Store) -> None:
    """Answers and pages go with their run."""
    for day in (1, 2, 3):
        store.add(night(day, question(pages=(page("/", "text"),))))
    assert store.prune("2026-03-03T00:00:00+00:00") == 2
    assert [line.started_at[:10] for line in store.lines()] == ["2026-03-03"]
    with store.engine.connect() as connection:
        for table in (answers, sights):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 1


def test_a_run_is_found_by_its_name_and_by_its_number(store: Store) -> None:
    """Both stand in the list of runs."""
    store.add(night(1, question()))
    (line,) = store.lines()
    assert store.numbered(line.run_id) == store.numbered(str(line.number)) == line.number
    assert store.numbered("nothing") is None
    assert store.numbered("99999") is None


def test_many_runs_at_once_are_all_kept(url: str) -> None:
    """On a store that none of them has seen before: one makes its tables, the others wait."""
    troubles: list[BaseException] = []

    def keep(day: int) -> None:
        try:
            with open_store(url, wait_s=60) as mine:
                mine.add(night(day, question()))
        except BaseException as error:  # noqa: BLE001 -- told below
            troubles.append(error)

    threads = [threading.Thread(target=keep, args=(day,)) for day in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with open_store(url) as opened:
        assert len(opened.lines()) == 8


def test_a_store_of_a_newer_version_is_refused(url: str) -> None:
    """Nothing in it is touched, and the message says what to do."""
    with open_store(url) as opened:
        opened.add(night(1, question()))
        with opened.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = 'v0099'"))
    with pytest.raises(HistoryError, match=r"newer selfserve-check.*upgrade"), open_store(url):
        pass


def test_a_locked_store_is_told_in_bounded_time(url: str) -> None:
    """The run is queued, and taken in once the store is free; what is queued is one file a run."""
    with open_store(url, wait_s=0.2) as opened:
        opened.add(night(1, question()))
        holder = open_engine(url)
        with holder.connect().execution_options(writes=True) as connection, connection.begin():
            if holder.dialect.name == "postgresql":
                connection.execute(sa.text("LOCK TABLE runs IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(HistoryError, match="lock"):
                opened.add(night(2, question()))
        holder.dispose()
        assert opened.add(night(2, question()))


def test_the_queue_is_taken_in_oldest_first_and_once(store: Store, tmp_path: Path) -> None:
    """What is no run is set aside and named."""
    queue = tmp_path / "queue"
    for day in (2, 1):
        put(queue, night(day, question()))
    (queue / "20260303020000-half.json").write_text('{"run_id": "x"')
    taken = take_in(queue, store)
    assert (taken.runs, taken.damaged) == (2, ("20260303020000-half.json",))
    assert waiting(queue) == []
    assert take_in(queue, store).runs == 0
    assert len(store.lines()) == 2
