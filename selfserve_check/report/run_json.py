"""``run.json`` itself: the contract, written so that two runs can be compared line by line.

Version 1.2 adds: ``conditions`` and ``certainty`` of evidence, why a journey's nearest passage was
``not_accepted``, what each of a question's ``wordings`` found, and which pages were read by ``words_only``.
Version 1.3 adds: what each of a question's ``conditions`` found.
"""

from __future__ import annotations

from selfserve_check.report.run_file import RunFile


def render(run: RunFile) -> str:
    """``run`` as indented JSON, ending in a line feed. Reading it back gives an equal value."""
    return run.model_dump_json(indent=2) + "\n"
