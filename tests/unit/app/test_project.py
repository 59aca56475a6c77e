"""What test frameworks print of a question: enough to act on, and nothing that a CI machine would carry out."""

from __future__ import annotations

from pathlib import Path

import pytest
from github_runner import commands_in

from selfserve_check.app.project import Project, details, part_of, path_of, why
from selfserve_check.errors import UserError
from selfserve_check.journey.outcome import errored
from selfserve_check.model.journey import Cause
from selfserve_check.scenario_file import single_scenario

HOSTILE = "gone\r\n::error::owned\n  ::add-mask::30 days\n##[error]owned \x1b[31m"


def test_what_a_page_says_is_no_command_in_the_output_of_a_test() -> None:
    asked = single_scenario("https://shop.example/", "::error::How long?", answer="##[error]30 days")
    part = part_of(errored(asked, Cause(kind="network", detail=HOSTILE, hint=HOSTILE)))
    printed = "\n".join([details(part), why(part), path_of(part)])
    assert "owned" in printed
    assert commands_in(printed) == []
    assert "\x1b" not in printed


def test_a_project_reads_its_settings_when_they_are_needed(tmp_path: Path) -> None:
    """And tells then what is wrong with them."""
    project = Project(config=tmp_path / "playwright.config.yaml")
    with pytest.raises(UserError, match=r"playwright\.config\.yaml"):
        assert project.loaded


def test_a_page_that_is_no_web_page_is_refused_with_a_sentence(tmp_path: Path) -> None:
    project = Project(config=None)
    with pytest.raises(UserError, match="URL"):
        project.ask_from("file:///etc/passwd", "Why?", answer=None, budget=1, session="")
