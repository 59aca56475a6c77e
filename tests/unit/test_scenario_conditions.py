"""``conditions:`` in a scenario file and under a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.errors import FileProblemsError
from selfserve_check.scenario_file import load_scenarios

TEXT = """site: https://shop.example
conditions: [no_scripts, {locale: de-DE}]
questions:
  - What does delivery cost?
  - {question: Where is my order?, conditions: keyboard}
  - {question: Can I talk to a person?, conditions: []}
"""


def test_a_question_s_conditions_take_the_place_of_the_file_s(tmp_path: Path) -> None:
    """An empty list means none; a file that says nothing leaves it to the configuration."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert [one.conditions for one in load_scenarios([file])] == [
        ("no_scripts", "locale: de-DE"),
        ("keyboard",),
        (),
    ]
    file.write_text("site: https://shop.example\nquestions: [What does delivery cost?]\n", encoding="utf-8")
    assert load_scenarios([file])[0].conditions is None


def test_an_unknown_condition_names_the_place_and_the_nearest(tmp_path: Path) -> None:
    """File, line and column, as every mistake."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT.replace("keyboard", "keybord"), encoding="utf-8")
    with pytest.raises(FileProblemsError) as caught:
        load_scenarios([file])
    assert "a.yaml:5:" in str(caught.value)
    assert "did you mean 'keyboard'?" in str(caught.value)
