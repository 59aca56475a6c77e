"""One fixed run in every format, compared with files that a person has looked at.

When a format changes on purpose, run this file with UPDATE_GOLDEN=1, look at the difference, and commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from fixed_run import fixed_run

from selfserve_check.report import html, junit, markdown, run_json, terminal
from selfserve_check.report.convert import to_run_file
from selfserve_check.report.map_parts import PastScorePart
from selfserve_check.report.pdf_page import render as render_for_print
from selfserve_check.report.pictures import PictureFile
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.write import tables
from selfserve_check.schemas import schema_text

FILES = Path(__file__).parent / "files"


PAST = [
    PastScorePart(run_id="20260301-020000-tiles", started_at="2026-03-01T02:00:00+01:00", score=0.5),
    PastScorePart(run_id="20260308-020000-tiles", started_at="2026-03-08T02:00:00+01:00", score=0.8),
    PastScorePart(run_id="20260310-020000-tiles", started_at="2026-03-10T02:00:00+01:00", score=0.65),
]


def _made() -> tuple[RunFile, tuple[PictureFile, ...]]:
    run, pictures = to_run_file(fixed_run(), recording="recording.json.gz")
    return run.model_copy(update={"past": PAST}), pictures


def _formats() -> dict[str, str]:
    run, pictures = _made()
    return {
        "run.json": run_json.render(run),
        "junit.xml": junit.render(run),
        "summary.md": markdown.render(run),
        "index.html": html.render(run, {picture.path: picture.image for picture in pictures}),
        "print.html": render_for_print(run, {picture.path: picture.path for picture in pictures}, {}),
        **tables(run),
        "terminal.txt": "\n".join(terminal.lines(run, report="reports/latest/index.html")) + "\n",
    }


@pytest.mark.parametrize(
    "name",
    [
        "run.json",
        "junit.xml",
        "summary.md",
        "index.html",
        "print.html",
        "questions.csv",
        "findings.csv",
        "worklist.csv",
        "terminal.txt",
    ],
)
def test_each_format_is_as_it_was_looked_at(name: str) -> None:
    """Byte for byte: a report that changes by accident is noticed."""
    made = _formats()[name]
    file = FILES / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_bytes().decode("utf-8")


def test_the_pictures_lie_beside_the_run() -> None:
    """The folder of the golden run is a whole report: other formats can be made from it."""
    for picture in to_run_file(fixed_run())[1]:
        file = FILES / picture.path
        if os.environ.get("UPDATE_GOLDEN"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(picture.image)
        assert file.read_bytes() == picture.image


def test_the_fixed_run_holds_every_outcome_and_reason() -> None:
    """What is not in the run is not looked at."""
    run = to_run_file(fixed_run())[0]
    outcomes = {result.outcome for result in run.results}
    assert outcomes == {"passed", "failed", "needs_review", "errored", "skipped"}
    assert len({result.reason for result in run.results if result.reason}) == 10
    assert {step.action for each in run.results for way in each.journeys for step in way.steps} == {
        "open",
        "click",
        "disclose",
        "hover",
        "search",
        "back",
    }


def test_run_json_reads_back_as_the_same_run() -> None:
    """Nothing is lost on the way to the file."""
    run = _made()[0]
    assert RunFile.model_validate_json((FILES / "run.json").read_bytes()) == run


def test_run_json_is_what_its_schema_says() -> None:
    """Whoever reads the file by the schema that ships can read it all."""
    schema = json.loads(schema_text("run"))
    jsonschema.Draft202012Validator(schema).validate(json.loads((FILES / "run.json").read_bytes()))


def test_a_summary_fits_a_step_summary() -> None:
    """GitHub takes 1 MiB a step."""
    assert markdown.BYTES_MAX < 1_048_576


def test_no_secret_is_in_any_format() -> None:
    """The run holds a password and tokens in addresses."""
    assert [name for name, text in _formats().items() if "hunter2" in text] == []
