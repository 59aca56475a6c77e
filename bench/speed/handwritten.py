"""The suite that a person would write by hand, who knows the way to each answer beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asked import Asked

_CONFTEST = '''
import pytest

@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {executable!r}, "args": ["--no-sandbox"]}}

@pytest.fixture
def start(page):
    """The start page, its cookie banner answered."""
    page.goto({site!r})
    banner = page.get_by_role("button", name={refuse!r})
    if {refuse!r} and banner.count() and banner.first.is_visible():
        banner.first.click()
    return page
'''

_HEAD = """
from playwright.sync_api import expect

def follow(page, role, name):
    page.get_by_role(role, name=name).filter(visible=True).first.click()
"""

_TEST = """

def test_{id}(start):
    page = start
{clicks}
    expect(page.get_by_text({heading!r}).filter(visible=True).first).to_be_visible()
    page.screenshot(path="{id}.png")
"""


def write_suite(
    asked: Sequence[Asked],
    ways: dict[str, list[tuple[str, str]]],
    folder: Path,
    *,
    site: str,
    executable: str,
    refuse: str = "",
) -> None:
    """A pytest-playwright suite in ``folder``: one test a question."""
    folder.mkdir(parents=True, exist_ok=True)
    tests = [
        _TEST.format(
            id=one.id,
            heading=one.heading,
            clicks="\n".join(f"    follow(page, {role!r}, {name!r})" for role, name in ways[one.id]),
        )
        for one in asked
    ]
    conftest = _CONFTEST.format(executable=executable, site=site, refuse=refuse)
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_answers.py").write_text(_HEAD + "".join(tests), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
