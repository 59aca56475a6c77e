"""The examples for CI machines do what their comments say."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from nights import result, run
from ruamel.yaml import YAML
from typer.main import get_command

from selfserve_check.cli.main import app
from selfserve_check.report.write import folder_name

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def gitlab() -> dict[str, Any]:
    file = YAML(typ="safe").load((EXAMPLES / "gitlab-ci.yml").read_text(encoding="utf-8"))
    job: dict[str, Any] = file["customer-questions"]
    return job


def test_gitlab_finds_the_report_of_each_run_once() -> None:
    """Not a second time behind the link that is called latest."""
    pattern = gitlab()["artifacts"]["reports"]["junit"]
    assert fnmatchcase(f"reports/{folder_name(run(result()))}/junit.xml", pattern)
    assert not fnmatchcase("reports/latest/junit.xml", pattern)


def test_gitlab_keeps_the_browser_and_the_history_also_of_a_red_night() -> None:
    job = gitlab()
    kept = {path: one.get("when", "on_success") for one in job["cache"] for path in one["paths"]}
    assert kept[".selfserve-check"] == "always"
    folder = job["variables"]["PLAYWRIGHT_BROWSERS_PATH"].removeprefix("$CI_PROJECT_DIR/")
    assert folder in kept
    assert job["allow_failure"] == {"exit_codes": [3]}


@pytest.mark.parametrize("name", ["gitlab-ci.yml", "Jenkinsfile"])
def test_every_command_of_ours_has_the_options_that_it_is_given(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    lines = [
        line.partition("selfserve-check ")[2] for line in text.splitlines() if "selfserve-check " in line
    ]
    split = [line.partition("'")[0].split() for line in lines]
    called = [words for words in split if words and words[0] in VERBS]
    assert {words[0] for words in called} == {"doctor", "run"}
    for words in called:
        known = {option for param in VERBS[words[0]].params for option in param.opts}
        assert {word for word in words if word.startswith("--")} <= known, words


VERBS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]  # a group
