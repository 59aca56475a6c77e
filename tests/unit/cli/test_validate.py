"""``selfserve-check validate``."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from selfserve_check.cli import validate as validate_command

CONFIG = Path("playwright.config.yaml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with one good scenario file."""
    monkeypatch.chdir(tmp_path)
    Path("scenarios").mkdir()
    Path("scenarios/a.yaml").write_text("questions: [How long?, How much?]\n", encoding="utf-8")


def run(*arguments: str) -> Result:
    app = typer.Typer()
    validate_command.register(app)
    app.command(name="other")(lambda: None)
    return CliRunner().invoke(app, ["validate", *arguments])


def test_good_files_give_one_line_and_exit_with_0() -> None:
    """The summary counts files and questions; the configuration is a file."""
    CONFIG.write_text("site: https://shop.example\n", encoding="utf-8")
    result = run()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 files, 2 questions, no problems\n", "")


def test_a_site_may_come_from_the_command_line() -> None:
    """As it may for a run."""
    assert run("--site", "https://shop.example").stdout == "1 file, 2 questions, no problems\n"
    assert run().exit_code == 2
    assert "--site" in run().stderr
    assert run("--site", "shop").exit_code == 2


def test_problems_of_all_files_go_to_stderr_and_exit_with_2() -> None:
    """Those of a broken configuration do not hide those of the scenarios, nor cause any there."""
    CONFIG.write_text("sit: https://shop.example\n", encoding="utf-8")
    Path("scenarios/a.yaml").write_text("budget: 0\nquestions: [a]\n", encoding="utf-8")
    result = run("scenarios")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "playwright.config.yaml:1:1: unknown key 'sit'; did you mean 'site'?",
        "scenarios/a.yaml:1:9: must be at least 1, not 0",
    ]


def test_a_configuration_among_the_paths_is_checked_as_one() -> None:
    """``validate *.yaml`` works."""
    other = Path("client")
    other.mkdir()
    (other / CONFIG).write_text("site: https://shop.example\n", encoding="utf-8")
    assert run("scenarios/a.yaml", str(other / CONFIG)).stdout == "2 files, 2 questions, no problems\n"


def test_the_configuration_names_the_scenarios() -> None:
    """Where no path is given; a folder that is not there is a problem."""
    CONFIG.write_text("site: https://shop.example\nrun: {scenarios: [asks]}\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr == "asks:1:1: no such file or folder\n"


def test_playwright_s_own_configuration_is_pointed_out() -> None:
    """The names look alike; neither program reads the other's file."""
    Path("playwright.config.ts").touch()
    result = run("--site", "https://shop.example")
    assert result.exit_code == 0
    assert result.stderr.startswith("note: playwright.config.ts is read by Playwright's own test runner")


def test_warnings_do_not_fail_and_show_no_secret() -> None:
    """A password in an address works, and is better kept elsewhere."""
    CONFIG.write_text("site: https://bob:hunter2@shop.example\nheaders: {a.example: {X-A: '${UNSET_X}'}}\n")
    result = run()
    assert result.exit_code == 0
    assert "warning: playwright.config.yaml:1:7: the password was taken out" in result.stderr
    assert "UNSET_X is not set" in result.stderr
    assert "hunter2" not in result.output
