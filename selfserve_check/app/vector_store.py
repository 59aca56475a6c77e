"""Vectors between runs, in a small database of the user's cache folder.

It holds figures by the hash of a text, never the text. Whatever goes wrong with the file (no right to write,
a full disk, damage, another version) costs time and nothing else: the vectors are computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
T = TypeVar("T")
ROWS_MAX = 100_000
"""About 160 MB. Above it the file is emptied."""

_AT_ONCE = 500
_WAIT_S = 2.0
_FLOAT_BYTES = 4


@dataclass(slots=True)
class SqliteVectors:
    """A ``VectorStore`` in ``path`` for vectors of ``width`` numbers, opened when first needed. After a
    failure it is left alone."""

    path: Path
    width: int = 384
    _open: sqlite3.Connection | None = None
    _given_up: bool = field(default=False)

    def get(self, texts: Sequence[str]) -> dict[str, Array]:
        """The vectors that are kept of ``texts``."""
        return self._tried(lambda database: _found(database, texts, self.width)) or {}

    def put(self, vectors: dict[str, Array]) -> None:
        """Keep ``vectors`` as well."""
        self._tried(lambda database: _kept(database, vectors))

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _tried(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What ``work`` gives, or None once the file failed."""
        if self._given_up:
            return None
        try:
            return work(self._opened())
        except (sqlite3.Error, OSError):
            self._given_up = True
            with contextlib.suppress(sqlite3.Error):
                self.close()
            return None

    def _opened(self) -> sqlite3.Connection:
        if self._open is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._open = sqlite3.connect(self.path, timeout=_WAIT_S, check_same_thread=False)
            self._open.execute("PRAGMA journal_mode=WAL")
            self._open.execute("PRAGMA synchronous=OFF")
            self._open.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
            )
        return self._open


def _found(database: sqlite3.Connection, texts: Sequence[str], width: int) -> dict[str, Array]:
    by_key = {_key(text): text for text in texts}
    keys = list(by_key)
    found: dict[str, Array] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 -- question marks alone
        for key, raw in database.execute(query, some):
            if len(raw) == _FLOAT_BYTES * width:
                found[by_key[key]] = np.frombuffer(raw, dtype="<f4").astype(np.float32)
    return found


def _kept(database: sqlite3.Connection, vectors: dict[str, Array]) -> None:
    (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
    if count + len(vectors) > ROWS_MAX:
        database.execute("DELETE FROM vectors")
    rows = [(_key(text), vector.astype("<f4").tobytes()) for text, vector in vectors.items()]
    database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows[:ROWS_MAX])
    database.commit()


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
