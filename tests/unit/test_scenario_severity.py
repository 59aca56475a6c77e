"""``severity_by_tag:`` in a scenario file."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.errors import FileProblemsError
from selfserve_check.model.scenario import Severity
from selfserve_check.scenario_file import load_scenarios

TEXT = """site: https://shop.example
severity: warn
tags: [spring]
severity_by_tag: {pre-launch: blocker, beta: "off", spring: error}
questions:
  - {question: What does delivery cost?, tags: [other, pre-launch, beta]}
  - {question: Where is my order?, tags: [beta, pre-launch]}
  - {question: Can I talk to a person?, tags: [pre-launch], severity: warn}
  - {question: Is it open on Sunday?}
"""


def test_a_tag_says_how_bad_it_is(tmp_path: Path) -> None:
    """The question's own word first, then its tags in their order, then those of the file."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert [one.severity for one in load_scenarios([file])] == [
        Severity.BLOCKER,
        Severity.OFF,
        Severity.WARN,
        Severity.ERROR,
    ]
    file.write_text(TEXT.replace("tags: [spring]\n", ""), encoding="utf-8")
    assert load_scenarios([file])[-1].severity is Severity.WARN


def test_a_severity_that_there_is_not_is_named_with_its_place(tmp_path: Path) -> None:
    """As every mistake."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT.replace("pre-launch: blocker", "pre-launch: bloker"), encoding="utf-8")
    with pytest.raises(FileProblemsError, match=r"a\.yaml:4:\d+: 'bloker' is not one of"):
        load_scenarios([file])
