"""GitHub's annotations: nine of them, the worst first, and no page can write one of its own."""

from __future__ import annotations

import pytest
from github_runner import commands_in
from report_parts import result_of, run_of
from report_poison import poisoned

from selfserve_check.report.annotations import annotation_lines, harmless
from selfserve_check.report.run_file import ErrorPart
from selfserve_check.report.run_parts import ChangesPart, ExcusedPart

SMUGGLED = (
    "\n::error::owned",
    "\r\n  ::add-mask::a",
    "%0A::set-output name=score::100",
    "##[error]owned",
    "x,title=y::z",
    "::stop-commands::x",
    "\u2028::error::owned",
    "a:b,c=d%0D%250A",
)


def test_each_question_that_needs_a_person_is_marked_where_it_is_asked() -> None:
    run = run_of(
        result_of("a", "failed", question="What does it cost?", source="scenarios/shop.yaml:14"),
        result_of("b", "errored", error=ErrorPart(kind="timeout", detail="no answer in 30 s")),
        result_of("c", "failed", severity="warn"),
        result_of("d", "needs_review"),
        result_of("e", "passed"),
        result_of("f", "skipped"),
        result_of("g", "passed", flaky=True),
    )
    told = commands_in("\n".join(annotation_lines([run])))
    assert [command.name for command in told] == ["error", "warning", "warning", "warning", "notice"]
    assert told[0].properties == {
        "file": "scenarios/shop.yaml",
        "line": "14",
        "title": "Not answered: What does it cost?",
    }
    assert "no answer in 30 s" in told[2].text or "no answer in 30 s" in told[1].text


def test_a_blocker_comes_first_and_a_failure_that_does_not_fail_the_build_last() -> None:
    part = ChangesPart(fail_on="new", excused=[ExcusedPart(id="known", why="not answered since 2026-03-01")])
    run = run_of(
        result_of("known", "failed", question="Known?"),
        result_of("plain", "failed", question="Plain?"),
        result_of("worst", "failed", question="Worst?", severity="blocker"),
        changes=part,
    )
    told = [
        (command.name, command.properties["title"])
        for command in commands_in("\n".join(annotation_lines([run])))
    ]
    assert told == [
        ("error", "Not answered: Worst?"),
        ("error", "Not answered: Plain?"),
        ("notice", "Not answered: Known?"),
    ]


def test_of_twenty_over_two_sites_nine_are_shown_and_the_rest_is_counted() -> None:
    runs = [run_of(*(result_of(f"{site}{n}", "failed") for n in range(10))) for site in "ab"]
    told = commands_in("\n".join(annotation_lines(runs)))
    assert len(told) == 10
    assert [command.name for command in told[:9]] == ["error"] * 9
    assert told[9].text == "and 11 more: see the summary and the report"


def test_nine_need_no_tenth_line() -> None:
    run = run_of(*(result_of(str(n), "failed") for n in range(9)))
    assert len(annotation_lines([run])) == 9


@pytest.mark.parametrize("text", SMUGGLED)
def test_no_text_of_a_page_becomes_a_command(text: str) -> None:
    """In every field that a page or a person could have written."""
    run = poisoned(run_of(result_of("a", "failed"), result_of("b", "errored", error=None)), lambda: text)
    lines = annotation_lines([run])
    told = commands_in("\n".join(lines))
    assert [command.name for command in told] == ["error", "warning"]
    assert all(set(command.properties) <= {"file", "line", "title"} for command in told)
    assert all("##[" not in line for line in lines)


@pytest.mark.parametrize("text", SMUGGLED)
def test_text_made_harmless_holds_no_command(text: str) -> None:
    assert commands_in(harmless(text)) == []
    assert harmless("a ratio of 16::9, ## a heading") == "a ratio of 16::9, ## a heading"
