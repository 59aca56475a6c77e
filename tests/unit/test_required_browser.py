"""A run that must have a browser is not green when its browser tests were skipped (tests/conftest.py)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
SKIPPING = """
import pytest

@pytest.mark.browser
def test_skipped(): pytest.skip("for a reason of its own")

def test_skipped_but_no_browser_test(): pytest.skip("fine")

def test_passes(): pass
"""
PASSING = """
import pytest

@pytest.mark.browser
def test_passes(chromium_path): assert chromium_path
"""
INI = "[pytest]\nmarkers =\n  browser: needs a real browser\n  postgres: needs a server\n"


def outcome(folder: Path, tests: str, environ: dict[str, str], *options: str) -> tuple[int, str]:
    """Exit code and output of pytest over ``tests`` in a folder of its own."""
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "test_it.py").write_text(tests)
    (folder / "pytest.ini").write_text(INI)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SELFSERVE_", "PYTEST_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options],
        cwd=folder,
        env=kept | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_a_skipped_browser_test_fails_the_run_where_one_is_required(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Whatever the reason of the skip, in one process and in several; pytest's own summary stays last."""
    code, said = outcome(tmp_path, SKIPPING, {"SELFSERVE_REQUIRE_BROWSER": "1"}, *options)
    assert code == 1
    assert "browser tests were skipped, which fails this run" in said
    assert "test_it.py::test_skipped\n" in said
    assert said.strip().splitlines()[-1].startswith("1 passed, 2 skipped in")


def test_a_skipped_postgres_test_fails_the_run_where_a_server_is_required(tmp_path: Path) -> None:
    """And only there."""
    skipping = SKIPPING.replace("browser", "postgres")
    code, said = outcome(tmp_path, skipping, {"SELFSERVE_REQUIRE_POSTGRES": "1"})
    assert code == 1
    assert "postgres tests were skipped, which fails this run" in said
    code, _ = outcome(tmp_path, skipping, {"SELFSERVE_REQUIRE_BROWSER": "1"})
    assert code == 0


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    """A developer without a browser can still run the rest."""
    code, said = outcome(tmp_path, SKIPPING, {})
    assert code == 0
    assert "fails this run" not in said


def test_a_browser_that_was_named_wrongly_is_an_error(tmp_path: Path) -> None:
    """A typing error in the environment must not turn into a skip."""
    wrong = {"SELFSERVE_BROWSER__EXECUTABLE": "/no/such/browser"}
    code, said = outcome(tmp_path, PASSING, wrong)
    assert code == 1
    assert "/no/such/browser" in said
