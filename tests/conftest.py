"""Shared by all tests: where the browser is, and what happens to tests that need one when there is none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from selfserve_check.browser.find import BrowserMissing, FoundBrowser, find_browser

# The same examples every time: what a change breaks shows with that change, never with another one's. New
# ones are looked for by hand: SELFSERVE_EXPLORE=1 pytest tests/property.
settings.register_profile("same", derandomize=not os.environ.get("SELFSERVE_EXPLORE"), deadline=None)
settings.load_profile("same")

REQUIRE_KEY = "SELFSERVE_REQUIRE_BROWSER"

# Nothing is kept between runs of the tests, and nothing is put into the user's own cache.
_CACHE = tempfile.TemporaryDirectory(prefix="selfserve-cache-")
os.environ["SELFSERVE_CACHE"] = _CACHE.name


def browser_is_required() -> bool:
    return is_required("browser")


@pytest.fixture(scope="session")
def found_browser() -> FoundBrowser:
    """The browser of this machine; without one the test is skipped, or fails where one is required."""
    found = find_browser(None, os.environ)
    if isinstance(found, BrowserMissing):
        if browser_is_required():
            pytest.fail(found.message)
        pytest.skip(found.message)
    return found


@pytest.fixture(scope="session")
def chromium_path(found_browser: FoundBrowser) -> Path:
    return found_browser.path


# Files of which one test takes a minute or more: begun last, they would keep one process at work alone.
LONG_FILES = (
    "test_wheel.py",
    "test_same_verdict.py",
    "test_month.py",
    "test_trouble_failing.py",
    "test_pytest_plugin_smoke.py",
    "test_faults.py",
    "test_killed_runs.py",
    "test_killed_often.py",
    "test_secrets_seeded.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first (``make test`` hands out whole files in this order), all else as it was found."""
    place = {name: number for number, name in enumerate(LONG_FILES)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked ``browser`` needs no fixture to be skipped, or failed, where there is no browser."""
    if item.get_closest_marker("browser") is None:
        return
    found = find_browser(None, os.environ)
    if isinstance(found, BrowserMissing):
        if browser_is_required():
            pytest.fail(found.message, pytrace=False)
        pytest.skip(found.message)


# What a test may need, by its marker, and the variable that makes doing without it a failure.
NEEDS = {"browser": REQUIRE_KEY, "postgres": "SELFSERVE_REQUIRE_POSTGRES"}
_skipped: dict[str, list[str]] = {need: [] for need in NEEDS}


def is_required(need: str) -> bool:
    """``make test`` requires all: a run that proved nothing about them must not be green."""
    return os.environ.get(NEEDS[need], "") not in ("", "0")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    for need, nodes in _skipped.items():
        if report.skipped and need in report.keywords and not hasattr(report, "wasxfail"):
            nodes.append(report.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Where something is required, a test of it that was skipped for any reason fails the run."""
    if any(nodes and is_required(need) for need, nodes in _skipped.items()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for need, nodes in _skipped.items():
        if nodes and is_required(need):
            terminalreporter.section(f"{need} tests were skipped, which fails this run", red=True)
            for node in nodes:
                terminalreporter.write_line(node)
