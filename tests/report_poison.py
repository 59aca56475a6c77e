"""Puts a text into every place of a run where a page, or a person, could have written one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selfserve_check.report.run_file import RunFile

# Words of the contract itself: only they cannot be written by a page.
_FIXED = frozenset(
    {"schema_version", "outcome", "reason", "severity", "action", "pass_when", "fared", "language", "colour"}
)


def poisoned(run: RunFile, text: Callable[[], str]) -> RunFile:
    """``run`` with ``text()`` in every string field, the words of the contract excepted."""
    return RunFile.model_validate(_poisoned(run.model_dump(), text))


def _poisoned(value: Any, text: Callable[[], str]) -> Any:
    if isinstance(value, str):
        return text()
    if isinstance(value, list):
        return [_poisoned(item, text) for item in value]
    if isinstance(value, dict):
        fixed = _FIXED | ({"kind"} if value.keys() & {"none_of", "only_here"} else set())
        return {key: item if key in fixed else _poisoned(item, text) for key, item in value.items()}
    return value
