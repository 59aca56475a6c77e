"""Parts of the pytest plugin that need nothing of it, nor anything heavy: what a question that a test asked
comes to, what is taken from the page of a test, and paths."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CONFIG_NAME = "playwright.config.yaml"
ENDINGS = (".yaml", ".yml")


class NotAnswered(AssertionError):  # noqa: N818 -- as with CouldNotAsk
    """The site does not answer the question."""


class CouldNotAsk(Exception):  # noqa: N818 -- it is no error of the test, and is told apart by its name
    """The question could not be asked; that says nothing about the site's content."""


class PleaseCheck(pytest.PytestWarning):
    """A person should look: no answer was given to compare with, or it took a second try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question asked from a page came to. ``outcome`` is passed, or needs_review where no answer was
    given to compare with; ``quote`` stands at ``url``."""

    outcome: str
    clicks: int | None
    path: str
    quote: str
    url: str
    flaky: bool = False


# They are the plugin's own, and people import them from there: so pytest shows them.
for _public in (NotAnswered, CouldNotAsk, PleaseCheck, Answer):
    _public.__module__ = "selfserve_check.pytest_plugin"


def address_of(page: Any) -> str:
    """Where ``page`` stands."""
    url = getattr(page, "url", None)
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise pytest.UsageError(f"selfserve.ask: the page stands at {url!r}; open one first: page.goto(…)")
    return url


def session_of(page: Any) -> str:
    """The page's cookies and local storage as JSON, "" where there are none."""
    state = page.context.storage_state()
    if not isinstance(state, dict):
        if hasattr(state, "close"):
            state.close()
        raise pytest.UsageError("selfserve.ask takes a page of playwright.sync_api, not of async_api")
    return json.dumps(state) if any(state.values()) else ""


def may_be_scenarios(path: Path) -> bool:
    """A look that costs nothing: where the configuration lies is a project, and no folder of scenarios."""
    if path.is_dir():
        return not (path / CONFIG_NAME).exists() and any(
            next(path.glob(f"{depth}*{end}"), None) for depth in ("", "*/") for end in ENDINGS
        )
    return path.suffix in ENDINGS


def is_in(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def nearby(path: Path) -> Path:
    """``path`` as one would type it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
