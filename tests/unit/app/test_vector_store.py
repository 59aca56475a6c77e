"""Vectors between runs: kept, bounded, and never in the way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from selfserve_check.app import vector_store
from selfserve_check.app.vector_store import SqliteVectors
from selfserve_check.cache_folder import cache_folder

ONE = np.linspace(0, 1, 384, dtype=np.float32)
OTHER = np.linspace(1, 0, 384, dtype=np.float32)


def test_what_was_put_is_there_for_the_next_run(tmp_path: Path) -> None:
    """Bit for bit, from a new connection."""
    path = tmp_path / "deep" / "vectors.sqlite"
    SqliteVectors(path).put({"Returns": ONE, "Größe": OTHER})
    found = SqliteVectors(path).get(["Größe", "Returns", "Delivery"])
    assert sorted(found) == ["Größe", "Returns"]
    assert np.array_equal(found["Returns"], ONE)
    assert np.array_equal(found["Größe"], OTHER)


def test_no_text_is_written(tmp_path: Path) -> None:
    """The file tells nobody what a site says."""
    path = tmp_path / "vectors.sqlite"
    store = SqliteVectors(path)
    store.put({"a very secret label": ONE})
    store.close()
    assert b"secret" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def test_a_damaged_file_costs_only_time(tmp_path: Path) -> None:
    """It is left alone, and nothing is found."""
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"this is no database" * 100)
    store = SqliteVectors(path)
    store.put({"Returns": ONE})
    assert store.get(["Returns"]) == {}


def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "taken").write_text("")
    store = SqliteVectors(tmp_path / "taken" / "vectors.sqlite")
    store.put({"Returns": ONE})
    assert store.get(["Returns"]) == {}


def test_a_full_file_is_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It never grows beyond its bound; the newest stay."""
    monkeypatch.setattr(vector_store, "ROWS_MAX", 3)
    store = SqliteVectors(tmp_path / "vectors.sqlite")
    store.put({f"old {n}": ONE for n in range(3)})
    store.put({"new": OTHER})
    assert sorted(store.get(["old 0", "old 2", "new"])) == ["new"]


def test_more_texts_than_one_question_holds(tmp_path: Path) -> None:
    """Many are asked for in portions."""
    store = SqliteVectors(tmp_path / "vectors.sqlite")
    store.put({f"label {n}": ONE for n in range(1200)})
    assert len(store.get([f"label {n}" for n in range(1300)])) == 1200


def test_where_the_cache_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own variable beats the desktop's, which beats the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("SELFSERVE_CACHE", raising=False)
    assert cache_folder() == tmp_path / ".cache" / "selfserve-check"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "selfserve-check"
    monkeypatch.setenv("SELFSERVE_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"


def test_vectors_of_another_width_have_a_file_of_their_own(tmp_path: Path) -> None:
    """Kept and found at the width that the store is for; one of another width is not found."""
    wide = np.linspace(0, 1, 512, dtype=np.float32)
    store = SqliteVectors(tmp_path / "wide.sqlite", width=512)
    store.put({"Versand": wide, "Returns": ONE})
    found = store.get(["Versand", "Returns"])
    assert list(found) == ["Versand"]
    assert np.array_equal(found["Versand"], wide)
