"""``run.json`` itself: the contract, written so that two runs can be compared line by line."""

from __future__ import annotations

from selfserve_check.report.run_file import RunFile


def render(run: RunFile) -> str:
    """``run`` as indented JSON, ending in a line feed. Reading it back gives an equal value."""
    return run.model_dump_json(indent=2) + "\n"
