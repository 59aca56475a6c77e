"""``selfserve-check report``: another format of a run, from the folder alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from report_parts import result_of, run_of
from typer.testing import CliRunner

from selfserve_check.cli.report import register
from selfserve_check.report.run_json import render


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    register(made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "run.json").write_text(render(run_of(result_of())), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("format_", "beginning"),
    [
        ("html", "<!doctype html>"),
        ("junit", "<?xml version"),
        ("md", "## tiles.example: 1 of 1 question answered"),
        ("json", '{\n  "schema_version": "1.6"'),
        ("csv", "\ufeffquestion,also asked as,asked per month,verdict,reason"),
    ],
)
def test_each_format_goes_to_standard_output(
    app: typer.Typer, folder: Path, format_: str, beginning: str
) -> None:
    """From the folder of a report or its run.json alike."""
    by_folder = CliRunner().invoke(app, [str(folder), "--format", format_])
    by_file = CliRunner().invoke(app, [str(folder / "run.json"), "--format", format_])
    assert by_folder.exit_code == 0
    assert by_folder.stdout.startswith(beginning)
    assert by_folder.stdout == by_file.stdout


def test_output_names_a_file(app: typer.Typer, folder: Path) -> None:
    """Folders on the way are made."""
    target = folder / "new" / "summary.md"
    result = CliRunner().invoke(app, [str(folder), "--format", "md", "--output", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    dash = CliRunner().invoke(app, [str(folder), "--format", "md", "--output", "-"])
    assert dash.stdout == target.read_text(encoding="utf-8")
    assert target.read_text(encoding="utf-8").startswith("## tiles.example")


def test_what_is_no_run_exits_with_2(app: typer.Typer, folder: Path) -> None:
    """Bad usage, with a message and no traceback."""
    (folder / "run.json").write_text("no")
    result = CliRunner().invoke(app, [str(folder)])
    assert result.exit_code == 2
    assert "run.json: not JSON" in result.stderr


def test_the_report_speaks_the_language_it_is_asked_for(app: typer.Typer, folder: Path) -> None:
    """Else that of the run; one that nobody has translated is told, with those that there are."""
    asked = CliRunner().invoke(app, [str(folder), "--language", "de"])
    assert '<html lang="de">' in asked.stdout
    assert '<html lang="en">' in CliRunner().invoke(app, [str(folder)]).stdout
    refused = CliRunner().invoke(app, [str(folder), "--language", "tlh"])
    assert refused.exit_code == 2
    assert "choose one of en, de, fr, es" in refused.stderr


def test_a_folder_gets_all_tables(app: typer.Typer, folder: Path) -> None:
    """One of them goes where it is sent."""
    all_of_them = CliRunner().invoke(
        app, [str(folder), "--format", "csv", "--output", str(folder / "tables")]
    )
    assert all_of_them.exit_code == 0
    names = {file.name for file in (folder / "tables").iterdir()}
    assert names == {"questions.csv", "findings.csv", "worklist.csv"}
    one = CliRunner().invoke(app, [str(folder), "--format", "csv", "--table", "findings"])
    assert one.stdout_bytes == (folder / "tables" / "findings.csv").read_bytes()


def test_assets_go_beside_the_page(app: typer.Typer, folder: Path) -> None:
    """The folder is made though this run has no picture to put there."""
    done = CliRunner().invoke(
        app, [str(folder), "--output", str(folder / "r.html"), "--assets", str(folder / "pics")]
    )
    assert done.exit_code == 0, done.output
    assert "img-src &#39;self&#39;" in (folder / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--assets", "x"], "--assets belongs to --format html with an --output file"),
        (["--format", "md", "--assets", "x", "--output", "y"], "--assets belongs to --format html"),
        (["--format", "md", "--table", "findings"], "--table findings belongs to --format csv"),
        (["--format", "md", "--output", "."], "is a folder; name a file in it: report.md"),
        (["--format", "docx"], "'docx' is not one of"),
    ],
)
def test_what_does_not_fit_is_told(app: typer.Typer, folder: Path, options: list[str], said: str) -> None:
    """With what would."""
    done = CliRunner().invoke(app, [str(folder), *options])
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())
