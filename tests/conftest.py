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
    """``make test`` sets this: a run that proved nothing about the browser must not be green."""
    return os.environ.get(REQUIRE_KEY, "") not in ("", "0")


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


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked ``browser`` needs no fixture to be skipped, or failed, where there is no browser."""
    if item.get_closest_marker("browser") is None:
        return
    found = find_browser(None, os.environ)
    if isinstance(found, BrowserMissing):
        if browser_is_required():
            pytest.fail(found.message, pytrace=False)
        pytest.skip(found.message)


_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and "browser" in report.keywords and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Where a browser is required, a browser test that was skipped for any reason fails the run."""
    if _skipped and browser_is_required():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped and browser_is_required():
        terminalreporter.section("browser tests were skipped, which fails this run", red=True)
        for node in _skipped:
            terminalreporter.write_line(node)
