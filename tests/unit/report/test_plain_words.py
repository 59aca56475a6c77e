"""The field's own words stay in the code: no sentence that is written for a reader holds one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "selfserve_check"
JARGON = re.compile(
    r"(?i)\b(?:persona|scent|reach(?! out)|survey|affordance|observation|budget|graph|page state|journey|needs[_ ]review"
    r"|errored|walled|deflected|misled|unobserved|go[- ]away|too_deep|search_only)s?\b"
)
SETTING = re.compile(r"[\w-]+\.[\w.]+|--[\w-]+")
# Whose sentences end up in a report: what was found, what to change, and the reports' own.
FOLDERS = ("diagnosis", "report")


def _sentences(file: Path) -> Iterator[str]:
    """String literals with a space in them, docstrings and descriptions of fields aside."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.keyword) and node.arg == "description":
            skipped.update(id(part) for part in ast.walk(node.value))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
            and " " in node.value.strip()
        ):
            yield node.value


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_sentence_for_readers_holds_a_word_of_the_field(folder: str) -> None:
    """Names of settings and options are not words: they are what one types."""
    found = [
        f"{file.name}: {text}"
        for file in sorted((PACKAGE / folder).rglob("*.py"))
        for text in _sentences(file)
        if JARGON.search(SETTING.sub("", text))
    ]
    assert found == []


def test_such_a_word_would_be_found(tmp_path: Path) -> None:
    """The check can fail, also inside an f-string."""
    file = tmp_path / "x.py"
    file.write_text('"""A persona."""\nx = f"the {1} persona was misled"\n', encoding="utf-8")
    assert [text for text in _sentences(file) if JARGON.search(text)] == [" persona was misled"]
