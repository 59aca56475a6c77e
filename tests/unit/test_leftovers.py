"""Folders that go with the process that made them, and what the next one clears away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from selfserve_check.leftovers import CLEARED_MAX, clear_away, held_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
PREFIX = "made-"
HOLDING = """\
import sys
from pathlib import Path
from selfserve_check.leftovers import held_folder
with held_folder(Path(sys.argv[1]), "made-") as folder:
    (folder / "file").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(parent: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that holds a folder in ``parent``, as long as it lives."""
    words = [sys.executable, "-c", HOLDING, str(parent)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_a_folder_goes_with_its_block(tmp_path: Path) -> None:
    """With all that is in it, and it is for this user alone."""
    with held_folder(tmp_path, PREFIX) as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_text("x")
        assert folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    """As long as it lives nobody touches its folder."""
    with another_process(tmp_path) as (process, theirs):
        with held_folder(tmp_path, PREFIX) as mine:
            assert {theirs, mine} == set(tmp_path.iterdir())
        process.kill()
        process.wait()
        assert (theirs / "file").exists()
        with held_folder(tmp_path, PREFIX) as mine:
            assert list(tmp_path.iterdir()) == [mine]


def test_a_folder_that_was_renamed_stays(tmp_path: Path) -> None:
    """That is how something half made becomes whole."""
    with held_folder(tmp_path, PREFIX) as folder:
        folder.rename(tmp_path / "whole")
    assert [one.name for one in tmp_path.iterdir()] == ["whole"]


def test_only_folders_are_cleared_away(tmp_path: Path) -> None:
    """Neither a file, nor where a link leads to, nor what has another name."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("x")
    (tmp_path / "made-link").symlink_to(tmp_path / "kept", target_is_directory=True)
    (tmp_path / "made-file").write_text("x")
    assert clear_away(tmp_path, PREFIX) == 0
    assert {one.name for one in tmp_path.iterdir()} == {"kept", "made-link", "made-file"}
    assert (tmp_path / "kept" / "file").exists()


def test_clearing_away_has_a_limit(tmp_path: Path) -> None:
    """The next time takes the next ones."""
    for number in range(CLEARED_MAX + 3):
        (tmp_path / f"made-{number}").mkdir()
    assert clear_away(tmp_path, PREFIX) == CLEARED_MAX
    assert clear_away(tmp_path, PREFIX) == 3
    assert clear_away(tmp_path / "nowhere", PREFIX) == 0
