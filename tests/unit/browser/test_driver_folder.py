"""Which folder for temporary files a browser's driver is given."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from selfserve_check.browser.driver_folder import driver_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is none")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of which a socket's path can be made."""
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def test_a_driver_gets_a_folder_of_its_own_which_goes_with_the_browser(short: Path) -> None:
    """Named in the environment while it starts, and at no other time."""
    before = os.environ.get("TMPDIR")
    with ExitStack() as around:
        with driver_folder(around):
            folder = Path(os.environ["TMPDIR"])
            assert folder.parent == short
        assert os.environ.get("TMPDIR") == before
        assert folder.is_dir()
    assert not folder.exists()


def test_of_two_at_once_one_does_without(short: Path) -> None:
    """Otherwise the one would be given the other's, and the environment be left as it was not."""
    before = os.environ.get("TMPDIR")
    with ExitStack() as around:
        with driver_folder(around):
            mine = os.environ["TMPDIR"]
            with driver_folder(around):
                assert os.environ["TMPDIR"] == mine
        assert os.environ.get("TMPDIR") == before
        assert len(list(short.iterdir())) == 1


@pytest.mark.parametrize("parent", ["/tmp/" + "long" * 20, "/nowhere"])  # noqa: S108 -- nothing is written
def test_who_cannot_have_one_does_without(parent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run does not end because its temporary files would lie elsewhere."""
    monkeypatch.setattr(tempfile, "tempdir", parent)
    before = os.environ.get("TMPDIR")
    with ExitStack() as around, driver_folder(around):
        assert os.environ.get("TMPDIR") == before
