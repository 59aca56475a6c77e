"""What a browser's driver is told by its environment: its folder, and to be lean."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from selfserve_check.browser.driver_environment import driver_environment

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no folder")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of which a socket's path can be made."""
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


@on_linux
def test_a_driver_gets_a_folder_of_its_own_which_goes_with_the_browser(short: Path) -> None:
    """Named in the environment while it starts, and at no other time."""
    before = os.environ.get("TMPDIR")
    with ExitStack() as around:
        with driver_environment(around):
            folder = Path(os.environ["TMPDIR"])
            assert folder.parent == short
        assert os.environ.get("TMPDIR") == before
        assert folder.is_dir()
    assert not folder.exists()


@on_linux
def test_of_two_at_once_one_does_without(short: Path) -> None:
    """Otherwise the one would be given the other's, and the environment be left as it was not."""
    before = os.environ.get("TMPDIR")
    with ExitStack() as around:
        with driver_environment(around):
            mine = os.environ["TMPDIR"]
            with driver_environment(around):
                assert os.environ["TMPDIR"] == mine
        assert os.environ.get("TMPDIR") == before
        assert len(list(short.iterdir())) == 1


@pytest.mark.parametrize("parent", ["/tmp/" + "long" * 20, "/nowhere"])  # noqa: S108 -- nothing is written
def test_who_cannot_have_one_does_without(parent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run does not end because its temporary files would lie elsewhere."""
    monkeypatch.setattr(tempfile, "tempdir", parent)
    before = os.environ.get("TMPDIR")
    with ExitStack() as around, driver_environment(around):
        assert os.environ.get("TMPDIR") == before


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "--max-semi-space-size=1"),
        ("--trace-warnings", "--trace-warnings --max-semi-space-size=1"),
        ("--max-semi-space-size=64", "--max-semi-space-size=64"),
    ],
)
def test_node_is_told_to_be_lean_beside_what_the_user_tells_it(
    given: str | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only while the driver starts."""
    monkeypatch.delenv("NODE_OPTIONS", raising=False)
    if given is not None:
        monkeypatch.setenv("NODE_OPTIONS", given)
    with ExitStack() as around:
        with driver_environment(around):
            assert os.environ["NODE_OPTIONS"] == told
        assert os.environ.get("NODE_OPTIONS") == given


def test_a_node_of_the_users_own_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NODE_OPTIONS", raising=False)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/opt/node")
    monkeypatch.delenv("NODE_COMPILE_CACHE", raising=False)
    with ExitStack() as around, driver_environment(around):
        assert "NODE_OPTIONS" not in os.environ
        assert "NODE_COMPILE_CACHE" not in os.environ


@pytest.mark.parametrize("given", [None, "/their/own"])
def test_node_may_keep_what_it_made_of_its_code(given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the cache folder, unless the user says where."""
    monkeypatch.delenv("NODE_COMPILE_CACHE", raising=False)
    monkeypatch.setenv("SELFSERVE_CACHE", "/our/own")
    if given is not None:
        monkeypatch.setenv("NODE_COMPILE_CACHE", given)
    with ExitStack() as around:
        with driver_environment(around):
            assert os.environ["NODE_COMPILE_CACHE"] == (given or "/our/own/driver")
        assert os.environ.get("NODE_COMPILE_CACHE") == given
