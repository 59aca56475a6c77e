"""What reports say of conditions: the matrix of bad days, the lines, the contract."""

from __future__ import annotations

from report_parts import journey_of, result_of, run_of

from selfserve_check.report import html, look, markdown, terminal
from selfserve_check.report.run_file import ConditionPart, FindingPart
from selfserve_check.report.view import build

NO_SCRIPTS = ConditionPart(condition="no_scripts", outcome="failed", breaks=True)
KEYBOARD = ConditionPart(condition="keyboard", outcome="passed")
GERMAN = ConditionPart(condition="locale: de-DE", outcome="errored")
BROKEN = result_of(
    conditions=[NO_SCRIPTS, KEYBOARD],
    journeys=[
        journey_of("passed"),
        journey_of("failed", condition="no_scripts"),
        journey_of("passed", condition="keyboard"),
    ],
    findings=[
        FindingPart(kind="condition", text="Without scripts nobody finds the answer.", remedy="Do it.")
    ],
)
OTHER = result_of("other", conditions=[GERMAN], journeys=[journey_of("passed")])


def test_the_matrix_of_bad_days_shows_which_condition_breaks_which_question() -> None:
    """The normal day first; what was not asked under a condition is no failure."""
    days = build(run_of(BROKEN, OTHER, result_of("plain")), {}).bad_days
    heads = [column.visitor for column in days.columns]
    assert heads == ["Normal day", "Without scripts", "By keyboard", "In de-DE"]
    cells = [[(cell.outcome, cell.detail) for cell in row.cells] for row in days.rows]
    assert cells == [
        [("passed", ""), ("failed", "breaks it"), ("passed", ""), ("none", "")],
        [("passed", ""), ("none", ""), ("none", ""), ("errored", "")],
    ]
    assert days.rows[0].cells[1].anchor == "/q/return-window/2"


def test_who_found_what_is_told_of_normal_days() -> None:
    """A column for each condition and visitor would hide what decides."""
    matrix = build(run_of(BROKEN), {}).matrix
    assert [(column.visitor, column.device) for column in matrix.columns] == [
        ("Reads and clicks", "computer")
    ]


def test_without_conditions_there_is_no_matrix_of_bad_days() -> None:
    """An empty table says nothing."""
    assert build(run_of(result_of()), {}).bad_days.columns == ()
    assert "On a bad day" not in html.render(run_of(result_of()), {})


def test_a_pass_that_a_condition_breaks_needs_a_look() -> None:
    """It stays a pass, and every format tells what breaks it."""
    assert look.needs_a_look(BROKEN)
    assert look.needs_a_look(OTHER)
    assert look.condition_text(BROKEN) == "Not answered without scripts; still answered by keyboard"
    assert look.condition_text(OTHER) == "Could not be asked in de-DE"
    run = run_of(BROKEN)
    told = "\n".join(terminal.lines(run))
    assert "PASS" in told
    assert "Without scripts nobody finds the answer." in told
    assert "**Bad days:** Not answered without scripts" in markdown.render(run)
    assert "On a bad day" in html.render(run, {})
