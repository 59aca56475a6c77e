"""Opens the database of the history: SQLite or PostgreSQL, at the newest version, with bounded waits."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from selfserve_check.errors import SelfserveError
from selfserve_check.history.tables import HEAD

WAIT_S = 10.0
"""How long another run may hold the store before this one stops waiting."""

_MIGRATING = 7_311_948_225  # any number, as long as every version of this program takes the same
_READS = re.compile(r"v\d{4}")


class HistoryError(SelfserveError):
    """The history cannot be used. The message says why and what to do; it never holds a password."""


def open_engine(url: str, wait_s: float = WAIT_S) -> sa.Engine:
    """An engine for ``url`` (``sqlite:///…`` or ``postgresql://…``), its tables made or brought up to date.

    Raises HistoryError when it is locked, full, unreachable, damaged or of a newer version.
    """
    try:
        with told_trouble():
            engine = _engine(url, wait_s)
            _bring_up_to_date(engine)
    # What a driver thinks of odd parts of an address (a port that is a word, an option it does not know).
    except (ValueError, TypeError) as error:
        raise HistoryError("history.url is no address at which a database can be reached") from error
    return engine


@contextmanager
def told_trouble() -> Iterator[None]:
    """Turn what a database may throw into a HistoryError of one line."""
    try:
        yield
    except sa.exc.NoSuchModuleError as error:
        raise HistoryError(
            "history.url: only sqlite:///FILE and postgresql://… can hold the history"
        ) from error
    except ModuleNotFoundError as error:
        raise HistoryError(
            "history.url: PostgreSQL needs its driver: pip install 'selfserve-check[postgres]'"
        ) from error
    except sqlite3.Error as error:  # before a connection is one of SQLAlchemy's
        raise HistoryError(_first_line(error)) from error
    except sa.exc.DBAPIError as error:
        raise HistoryError(_first_line(error.orig)) from error
    except (sa.exc.SQLAlchemyError, OSError) as error:
        raise HistoryError(_first_line(error)) from error


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes. In SQLite it takes the lock at once: one that reads first and then wants to
    write could not wait for another."""
    with told_trouble(), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state of the store."""
    with told_trouble(), engine.connect() as connection, connection.begin():
        yield connection


def _engine(url: str, wait_s: float) -> sa.Engine:
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, wait_s)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
        milliseconds = int(wait_s * 1_000)
        arguments: dict[str, Any] = {
            "connect_timeout": max(2, int(wait_s)),
            "options": f"-c lock_timeout={milliseconds} -c statement_timeout={milliseconds * 6}",
        }
        return sa.create_engine(parsed, connect_args=arguments, poolclass=sa.NullPool)
    raise HistoryError("history.url: only sqlite:///FILE and postgresql://… can hold the history")


def _sqlite(url: sa.URL, wait_s: float) -> sa.Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # The driver takes nothing of a query; SQLAlchemy would warn of it, and quote it.
    engine = sa.create_engine(url.set(query={}), connect_args={"timeout": wait_s}, poolclass=sa.NullPool)

    @sa.event.listens_for(engine, "connect")
    def _prepared(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are ours, tables made in one included
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _bring_up_to_date(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        version = _version(connection)
    if version == HEAD:
        return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATING})
        version = _version(connection)  # another run may have been quicker
        if version == HEAD:
            return
        if version is not None and (not _READS.fullmatch(version) or version > HEAD):
            raise HistoryError(
                f"the store was written by a newer selfserve-check (its version is {version}, this program "
                f"knows {HEAD}): upgrade, or name another store in history.url"
            )
        _migrate(connection)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _migrate(connection: sa.Connection, to: str = "head") -> None:
    # Imported late: a store that is up to date, as it nearly always is, needs none of it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise HistoryError(_first_line(error)) from error


def _first_line(error: BaseException | None) -> str:
    text = str(error).strip().partition("\n")[0] or type(error).__name__
    return text[:300]
