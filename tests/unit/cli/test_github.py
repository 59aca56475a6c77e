"""In a job of GitHub Actions: what a run prints is no command, and what it writes is read back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from github_runner import commands_in, outputs_in
from nights import result, run
from typer.testing import CliRunner

from selfserve_check.cli.github import SUMMARY_BYTES_MAX, commands_off, outputs, tell_github
from selfserve_check.cli.main import app
from selfserve_check.report import run_json
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.write import ReportFiles

ON = {"GITHUB_ACTIONS": "true"}


def written(one: RunFile, folder: str = "reports/20260310-020000-shop-example") -> ReportFiles:
    at = Path(folder)
    return ReportFiles(
        folder=at,
        run_json=at / "run.json",
        junit=at / "junit.xml",
        summary=at / "summary.md",
        html=at / "index.html",
        recording=None,
        latest=None if "\n" in folder else Path("reports/latest"),
        run=one,
    )


def job(folder: Path) -> dict[str, str]:
    return {
        **ON,
        "GITHUB_OUTPUT": str(folder / "out"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "GITHUB_WORKSPACE": str(folder),
    }


def test_what_is_printed_meanwhile_is_no_command_and_annotations_are_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with commands_off(ON):
        typer.echo("::error::from a page")
        typer.echo("::add-mask::30 days", err=True)
        typer.echo("without an end of its line ::error::x", nl=False)
    typer.echo("::error::of our own")
    said = capsys.readouterr()
    assert [command.text for command in commands_in(said.out)] == ["of our own"]
    assert said.err == ""


def test_commands_are_on_again_after_a_crash(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), commands_off(ON):
        raise ZeroDivisionError
    typer.echo("::error::of our own")
    assert [command.text for command in commands_in(capsys.readouterr().out)] == ["of our own"]


def test_each_run_has_a_token_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        with commands_off(ON):
            pass
    lines = capsys.readouterr().out.split("\n")
    tokens = [line.rpartition("::")[2] for line in lines if line.startswith("::stop-commands::")]
    assert len(set(tokens)) == 2
    assert all(len(token) == 48 for token in tokens)


def test_elsewhere_nothing_is_printed_or_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    environ = job(tmp_path) | {"GITHUB_ACTIONS": ""}
    with commands_off(environ):
        typer.echo("plain")
    tell_github([written(run(result("q", "failed")))], 1, environ)
    assert capsys.readouterr().out == "plain\n"
    assert list(tmp_path.iterdir()) == []


def test_verbs_that_print_what_pages_say_print_no_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``compare`` of two nights, of which one tells of a label that means harm."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for name, outcome in (("a.json", "passed"), ("b.json", "failed")):
        one = run(result("q", outcome, question="::error::owned"), run_id=name)
        (tmp_path / name).write_text(run_json.render(one), encoding="utf-8")
    words = ["compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")]
    done = CliRunner().invoke(app, words)
    assert "::error::owned" in done.output.partition("::stop-commands::")[2]
    assert commands_in(done.output) == []
    assert CliRunner().invoke(app, [*words, "--help"]).exit_code == 0


def test_outputs_say_what_later_steps_decide_by(tmp_path: Path) -> None:
    one = run(result("a"), result("b", "failed"), result("c", "errored"), result("d", flaky=True))
    assert outputs([written(one)], 1) == {
        "exit-code": "1",
        "outcome": "failed",
        "passed": "2",
        "failed": "1",
        "needs-review": "0",
        "errored": "1",
        "flaky": "1",
        "new-failures": "0",
        "fixed": "0",
        "score": "66.7",
        "report": "reports/latest",
    }


def test_summary_and_outputs_are_read_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "summary").write_text("## Of an earlier step\n")
    one = run(result("a", "failed", question="What does it cost?"))
    tell_github([written(one)], 1, job(tmp_path))
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert summary.startswith("## Of an earlier step\n## shop")
    assert "What does it cost?" in summary
    assert outputs_in(tmp_path / "out")["outcome"] == "failed"


def test_a_folder_that_holds_a_line_break_writes_no_output_of_its_own(tmp_path: Path) -> None:
    folder = "reports\noutcome=answered\nEOF\nexit-code<<EOF\n0"
    tell_github([written(run(result("a", "failed")), folder)], 1, job(tmp_path))
    found = outputs_in(tmp_path / "out")
    assert (found["outcome"], found["exit-code"]) == ("failed", "1")
    assert found["report"] == folder


def test_summaries_of_many_sites_stay_under_what_github_takes(tmp_path: Path) -> None:
    """One byte more and GitHub shows nothing at all."""
    (tmp_path / "summary").write_text("x" * 700_000)
    many = [result(str(n), "failed", question=f"Question {n}? {'why ' * 30}") for n in range(2_000)]
    tell_github([written(run(*many)), written(run(*many)), written(run(*many))], 1, job(tmp_path))
    text = (tmp_path / "summary").read_bytes()
    assert 800_000 < len(text) <= SUMMARY_BYTES_MAX
    assert text.count(b"## shop") >= 3


def test_a_file_that_cannot_be_written_is_said_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = job(tmp_path) | {
        "GITHUB_OUTPUT": str(tmp_path / "no/such"),
        "GITHUB_STEP_SUMMARY": str(tmp_path),
    }
    tell_github([written(run(result("a", "failed")))], 1, environ)
    said = capsys.readouterr()
    assert "GITHUB_OUTPUT: cannot be written" in said.err
    assert "GITHUB_STEP_SUMMARY: cannot be written" in said.err
    assert len(commands_in(said.out)) == 1
