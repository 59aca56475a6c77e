"""A store of every earlier version becomes one of today, with all that is in it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from nights import SITE, night, page, path, question

from selfserve_check.history import engine as engine_module
from selfserve_check.history.engine import open_engine
from selfserve_check.history.store import open_store
from selfserve_check.history.tables import HEAD, metadata

STORES = Path(__file__).parent / "stores"
VERSIONS = Path(engine_module.__file__).parent / "migrations"


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(VERSIONS))


def dumped(version: str, folder: Path) -> str:
    """A store as that version wrote it, from its dump beside this file."""
    file = folder / "history.sqlite"
    connection = sqlite3.connect(file)
    connection.executescript((STORES / f"{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    return f"sqlite:///{file}"


@pytest.mark.parametrize("version", sorted(file.stem for file in STORES.glob("*.sql")))
def test_a_store_of_this_version_is_read_whole(version: str, tmp_path: Path) -> None:
    """Two nights, with pages; and a third can be added."""
    with open_store(dumped(version, tmp_path)) as store:
        assert [one.outcome for one in store.nights(SITE, "q")] == ["passed", "failed"]
        assert dict(store.last_paths(SITE)) == {"q": path()}
        (newest, oldest) = store.lines()
        first = store.run(oldest.number)
        assert first is not None
        assert first.questions[0].pages == (page("/returns", "You have 30 days."),)
        assert newest.score == 0.5
        assert store.add(night(3, question()))


def test_every_version_has_a_dump_and_its_place_in_line() -> None:
    """Whoever adds a migration adds the store that the version before left behind."""
    revisions = [script.revision for script in scripts().walk_revisions()]
    assert revisions[0] == HEAD
    assert all(re.fullmatch(r"v\d{4}", revision) for revision in revisions)
    assert sorted(revisions) == sorted(file.stem for file in STORES.glob("*.sql"))


def test_the_tables_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    """Column by column, index by index."""
    engine = open_engine(f"sqlite:///{tmp_path / 'history.sqlite'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is one transaction: nothing half made is left for the next run."""

    def broken(connection: sa.Connection, to: str = "head") -> None:
        connection.execute(sa.text("CREATE TABLE runs (id INTEGER)"))
        raise OSError("no space left on device")

    url = f"sqlite:///{tmp_path / 'history.sqlite'}"
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_migrate", broken)
        with pytest.raises(engine_module.HistoryError, match="no space left"):
            open_engine(url)
    with open_store(url) as store:
        assert store.add(night(1, question()))
