"""What the launcher decides and says, without a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from selfserve_check.browser.flags import launch_arguments
from selfserve_check.browser.launch import BrowserPool, LaunchOptions, Sandbox, wants_sandbox
from selfserve_check.browser.launch_words import launch_problem, version_text
from selfserve_check.browser.processes import kill_leftover


@pytest.mark.parametrize(
    ("setting", "is_root", "on"),
    [
        (Sandbox.AUTO, False, True),
        (Sandbox.AUTO, True, False),
        (Sandbox.ON, True, True),
        (Sandbox.OFF, False, False),
    ],
)
def test_the_sandbox_is_on_unless_root_or_told_otherwise(setting: Sandbox, is_root: bool, on: bool) -> None:
    """Only root, or the user's word, turns it off."""
    assert wants_sandbox(setting, is_root=is_root) is on


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("chrome: error while loading shared libraries: libnss3.so: cannot open", "lacks system libraries"),
        ("FATAL: No usable sandbox!", "SELFSERVE_BROWSER__SANDBOX=off"),
        ("Missing X server or $DISPLAY", "leave browser.headless at true"),
        (
            "BrowserType.launch: it exploded\nCall log:\n - here",
            "did not start as a browser (BrowserType.launch: it",
        ),
        ("", "no message"),
    ],
)
def test_a_browser_that_does_not_start_says_what_to_do(detail: str, said: str) -> None:
    """Each known trouble has its own way out; the unknown is quoted."""
    message = launch_problem(Path("/opt/chrome"), detail)
    assert message.startswith("/opt/chrome ")
    assert said in message


def test_versions_are_words_for_people() -> None:
    """What a browser calls itself, in the words of the report."""
    assert version_text("Chrome/156.0.8078.79") == "Chromium 156.0.8078.79"
    assert version_text("HeadlessChrome/156.0.1") == "Chromium headless shell 156.0.1"
    assert version_text("Edg/156.0.2") == "Edge 156.0.2"
    assert version_text("") == ""


def test_each_switch_is_given_once() -> None:
    """Chromium keeps only the last of two equal switches, so a second would undo the first."""
    names = [argument.partition("=")[0] for argument in launch_arguments()]
    assert len(names) == len(set(names))


def test_only_a_browser_of_playwright_is_ever_killed() -> None:
    """A process number may have been given to another program meanwhile."""
    assert not kill_leftover(os.getpid())
    assert not kill_leftover(0)
    assert not kill_leftover(1)


def _pool() -> BrowserPool:
    return BrowserPool(LaunchOptions(executable=Path("/nowhere"), memory_max_mb=1_000))


def test_a_browser_that_was_never_started_is_not_looked_at() -> None:
    """Nothing is ended, and nothing is told."""
    pool = _pool()
    pool.look_at_memory(lambda _pid: pytest.fail("looked"))
    assert (pool.pages_ended, pool.renewals) == (0, 0)
    assert not [note for note in pool.notes if "limits.memory_max_mb" in note]
