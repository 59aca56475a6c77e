"""What is read in while a browser starts is there before the first question, and its troubles stop nobody."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from jinja2 import Environment

from selfserve_check.app.senses import senses
from selfserve_check.app.warm import Warm
from selfserve_check.report.html import environment


class Unreadable(Sequence[str]):
    """Wordings that cannot be had."""

    def __getitem__(self, _place: object) -> str:
        raise OSError("the disk is gone")

    def __len__(self) -> int:
        return 1


async def warmed(wordings: Sequence[str]) -> str:
    async with Warm(wordings) as warm:
        await warm.to_ask()
        return "asked"


def test_the_first_question_finds_the_model_read_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its vector is there, and nothing is encoded for it again."""
    monkeypatch.setenv("SELFSERVE_CACHE", str(tmp_path))
    senses.cache_clear()
    try:
        assert asyncio.run(warmed(["How long may I keep a glorp?"])) == "asked"
        encoded = tmp_path / "minilm-int8-1.sqlite"
        assert encoded.is_file()
    finally:
        senses.cache_clear()


def test_trouble_is_left_to_whoever_needs_what_could_not_be_read() -> None:
    """A run tells it with the question that it befell, not before the site was looked at."""
    assert asyncio.run(warmed(Unreadable())) == "asked"


def test_a_browser_that_does_not_start_leaves_nothing_running() -> None:
    """What was begun ends before the trouble is told."""

    async def refused() -> None:
        async with Warm(["How long?"]):
            raise RuntimeError("no browser")

    with pytest.raises(RuntimeError, match="no browser"):
        asyncio.run(refused())


def test_the_first_report_finds_its_templates_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a report does not wait for them."""
    environment.cache_clear()

    async def pages_are_loaded() -> None:
        async with Warm(["How long?"]) as warm:
            await warm.to_ask()

    asyncio.run(pages_are_loaded())
    monkeypatch.setattr(Environment, "compile", None)
    for name in ("report.html.j2", "questions.html.j2", "macros.html.j2"):
        assert environment().get_template(name)


def test_nothing_of_this_is_read_in_before_a_browser_is_started() -> None:
    """The browser would wait for it."""
    late = "'selfserve_check.runner', 'selfserve_check.app.auditor', 'selfserve_check.report', 'numpy'"
    told = f"import sys, selfserve_check.app.run; print([one for one in ({late}) if one in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
