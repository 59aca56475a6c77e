"""The tables for a spreadsheet: what is in them, and what a spreadsheet must not make of it."""

from __future__ import annotations

import csv
import io

import pytest
from report_parts import result_of, run_of

from selfserve_check.report import findings_csv, questions_csv
from selfserve_check.report.run_file import EvidencePart, FindingPart, ReachPart
from selfserve_check.report.spreadsheet import defused
from selfserve_check.report.write import tables


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_what_looks_like_a_formula_is_text(sign: str) -> None:
    """At the start of a cell, behind what nobody sees, and where a semicolon would make a cell of it."""
    assert defused(f"{sign}1+1") == f"'{sign}1+1"
    assert defused(f"\u200e{sign}1+1") == f"'\u200e{sign}1+1"
    assert defused(f" \t{sign}1") == f"'{sign}1"
    assert defused(f"a;{sign}1") == f"a;'{sign}1"
    assert defused(f'a;" {sign}1') == f"a;\" '{sign}1"


def test_ordinary_words_stay_as_they_are() -> None:
    """A spreadsheet's own marks do not litter what people read."""
    assert defused("30-day returns; call us, or write: a@b.example = fine") == (
        "30-day returns; call us, or write: a@b.example = fine"
    )


def test_a_table_is_rfc_4180_with_a_mark_for_excel() -> None:
    """CRLF after each line, quotes doubled, one line a question whatever line feeds its text had."""
    text = questions_csv.render(run_of(result_of(question='Say "a, b"\nplease?')))
    assert text.startswith("\ufeffid,question,")
    assert text.count("\r\n") == 2
    assert text.replace("\r\n", "").count("\n") == 0
    assert '"Say ""a, b"" please?"' in text


def test_questions_tell_how_each_fared() -> None:
    """Words as in the reports, figures to reckon with."""
    reaches = [ReachPart(device="desktop", share=0.5), ReachPart(device="phone", share=0.125, unknown=0.25)]
    seen = [EvidencePart(url="https://tiles.example/returns", quote="within 30 days")]
    run = run_of(result_of(clicks=2, asked_per_month=1200, reaches=reaches, evidence=seen, flaky=True))
    (row,) = _rows(questions_csv.render(run))
    assert row["verdict"] == "Answered"
    assert (row["clicks"], row["clicks allowed"], row["asked per month"]) == ("2", "5", "1200")
    assert (row["expected to find it (%)"], row["unknown (%)"]) == ("12.5", "25.0")
    assert (row["answer seen"], row["on page"]) == ("within 30 days", "https://tiles.example/returns")
    assert row["second try only"] == "yes"


def test_findings_are_those_of_questions_and_of_the_site() -> None:
    """Each in a line of its own; of the site's, which questions they concern."""
    own = FindingPart(
        kind="hidden", text="Nothing links there.", url="https://tiles.example/s", remedy="Link it."
    )
    wide = FindingPart(kind="contradiction", text="Two pages differ.", questions=["a", "b"])
    run = run_of(result_of("a", "failed", findings=[own]), findings=[wide])
    first, second = _rows(findings_csv.render(run))
    assert (first["kind"], first["what to change"], first["ids of questions"]) == ("hidden", "Link it.", "a")
    assert (second["kind"], second["question"], second["ids of questions"]) == ("contradiction", "", "a, b")


def test_a_report_has_three_tables() -> None:
    """By the names of their files."""
    assert list(tables(run_of(result_of()))) == ["questions.csv", "findings.csv", "worklist.csv"]
