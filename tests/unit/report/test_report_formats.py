"""JUnit, Markdown and the terminal: structure, limits and what each must not let through."""

from __future__ import annotations

import re

from lxml import etree
from markdown_it import MarkdownIt
from report_parts import click_on, journey_of, result_of, run_of

from selfserve_check.report import junit, look, markdown, terminal
from selfserve_check.report.run_file import (
    ErrorPart,
    EvidencePart,
    FindingPart,
    PicturePart,
    RunFile,
    TotalsPart,
)

HIDDEN = FindingPart(
    kind="hidden",
    text="https://tiles.example/samples answers it. No link leads there.",
    url="https://tiles.example/samples",
    remedy="Link to it from Help.",
)


def _failed(**changes: object) -> RunFile:
    gap = result_of(
        "samples",
        "failed",
        question="Can I order a sample?",
        reason="hidden",
        findings=[HIDDEN],
        journeys=[journey_of("failed", click_on("Help"))],
        command="selfserve-check run shop.yaml --only samples",
    )
    return run_of(gap, **changes)


def test_a_failure_in_junit_can_be_read_alone() -> None:
    """The question, what was expected, why, what to change, the path and the command."""
    tree = etree.fromstring(junit.render(_failed()).encode())
    text = tree.findtext(".//failure")
    assert text.splitlines() == [
        "Question: Can I order a sample?",
        "Expected: “30 days”",
        "Not answered: A page answers this, but no link leads to it.",
        "Found: https://tiles.example/samples answers it. No link leads there.",
        "What to change: Link to it from Help.",
        "Path: Opened the start page → Clicked “Help”",
        "Ended on: tiles.example/returns",
        "Ask again: selfserve-check run shop.yaml --only samples",
    ]


def test_junit_is_red_where_the_exit_code_is() -> None:
    """A warning, a question to check and one that is off are skipped; what could not be asked is an error."""
    run = run_of(
        result_of("a", "failed"),
        result_of("b", "failed", severity="blocker"),
        result_of("c", "failed", severity="warn"),
        result_of("d", "needs_review"),
        result_of("e", "errored", error=ErrorPart(kind="dns", detail="No such host")),
        result_of("f", "skipped"),
        result_of("g", "passed"),
    )
    suite = etree.fromstring(junit.render(run).encode()).find("testsuite")
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "7", "failures": "2", "errors": "1", "skipped": "3"}
    assert suite.find(".//error").get("type") == "dns"


def test_junit_stays_xml_whatever_a_page_says() -> None:
    """Control characters are dropped and markup is text."""
    run = run_of(result_of("x", "failed", question="a ]]> <b> & \x00\x0b\ud800\ufffe \"'", tags=["\x1b"]))
    tree = etree.fromstring(junit.render(run).encode())
    assert tree.find(".//testcase").get("name") == "a ]]> <b> & \"' [x]"


def test_a_question_that_needed_a_second_try_says_so_in_junit() -> None:
    """It stays a pass with its own count, told as Surefire tells it; the output says it to all others."""
    suite = etree.fromstring(junit.render(run_of(result_of(flaky=True), result_of("b"))).encode())[0]
    assert {suite.get(kind) for kind in ("failures", "errors", "skipped")} == {"0"}
    assert suite.find(".//property[@name='flaky']").get("value") == "1"
    (told,) = suite.findall(".//flakyFailure")
    assert told.get("type") == "second_try"
    assert "It took a second try" in told.get("message")
    assert suite.findtext(".//system-out") == "Flaky: the answer was found on a second try only."


def test_a_flaky_pass_is_counted_and_told_in_the_terminal() -> None:
    """Never silently green: it has its own mark, its why, and its count beside the answered."""
    lines = terminal.lines(run_of(result_of(flaky=True, clicks=1), result_of("b")), width=200)
    assert lines[0] == "FLAKY How long do I have to send something back?"
    assert lines[1].startswith("      Why      A visitor found the answer in 1 click. It took a second try")
    assert lines[-3].startswith("2 of 2 questions answered: 2 answered (1 of them flaky). Score: 100 %")
    assert lines[-2:] == ["One answer was found on a second try only.", "1 min, 12 pages loaded."]


def test_a_flaky_pass_is_counted_and_told_in_markdown() -> None:
    """The same in the summary of a step: the count, the row, and why."""
    text = markdown.render(run_of(result_of(flaky=True, clicks=1), result_of("b")))
    assert "✅ 2 answered (1 of them flaky). Score" in text
    assert "| 🔁 | How long do I have to send something back? | Answered (second try) | 1 of 5 |" in text
    assert "### 🔁 How long do I have to send something back?" in text


def test_flaky_passes_of_older_files_are_counted_too() -> None:
    """Before version 1.6 the totals had no such count."""
    old = run_of(result_of(flaky=True), totals=TotalsPart(passed=1))
    assert look.counts(old) == {"passed": "1 answered (1 of them flaky)"}


def test_markdown_tells_the_gap_and_what_to_change() -> None:
    """Headline, table, reason, where, remedy, command."""
    text = markdown.render(_failed())
    assert "## tiles.example: 0 of 1 question answered" in text
    assert "| ❌ | Can I order a sample? | Not answered: not linked |" in text
    assert "- **What to change:** Link to it from Help." in text
    assert "- **Ask again:** `selfserve-check run shop.yaml --only samples`" in text


def test_markdown_does_nothing_with_what_a_page_says() -> None:
    """No markup, link, mention, table cell or code comes out of page text."""
    hostile = (
        "<img src=x> [a](javascript:x) ![i](http://e.example) | `c` *b* @all "
        "www.e.example http://e.example $x$"
    )
    evidence = [EvidencePart(url="javascript:alert(1)", quote=hostile)]
    text = markdown.render(run_of(result_of(outcome="failed", question=hostile, evidence=evidence)))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<img" not in html
    assert "<a" not in html
    assert html.count("<td>") == 4
    assert "@all" not in html
    assert "http://e" not in text


def test_code_survives_back_ticks() -> None:
    """A command with back-ticks stays one piece of code."""
    assert markdown.code("echo `x`") == "`` echo `x` ``"
    assert markdown.code("") == ""


def test_markdown_is_cut_with_a_word_about_it() -> None:
    """A step summary has a limit; what is left out is counted."""
    run = run_of(*(result_of(f"q{n}", "failed", question=f"Question {n}?" * 10) for n in range(50)))
    text = markdown.render(run, bytes_max=8_000)
    rows, gaps = text.count("| ❌ |"), text.count("### ❌")
    assert len(text.encode()) <= 8_000
    assert 0 < rows < 50
    assert 0 < gaps < 50
    assert f"{50 - rows} rows of the table and {50 - gaps} questions in detail left out." in text


def test_the_terminal_tells_each_gap_and_the_totals() -> None:
    """What the last lines of a run say."""
    run = _failed(notes=["x"])
    assert terminal.lines(run, report="reports/latest/index.html") == [
        "FAIL  Can I order a sample?",
        "      Why      Not linked",
        "      Found    https://tiles.example/samples answers it. No link leads there.",
        "      Change   Link to it from Help.",
        "      Again    selfserve-check run shop.yaml --only samples",
        "",
        "0 of 1 question answered: 1 not answered. Score: 0 % (weighted by how often each is asked).",
        "1 min, 12 pages loaded.",
        "Report: reports/latest/index.html",
    ]


def test_without_a_finding_the_terminal_says_where_the_visitor_ended() -> None:
    """Where the scent ended, and the nearest thing seen."""
    evidence = [EvidencePart(url="https://tiles.example/faq", quote="Packed by hand.")]
    run = run_of(result_of(outcome="failed", journeys=[journey_of("failed")], evidence=evidence))
    assert terminal.lines(run)[1:5] == [
        "      Why      The visitor who came nearest used all 5 clicks allowed without finding the answer.",
        "      Ended on tiles.example/returns",
        "      Seen     “Packed by hand.” (tiles.example/faq)",
        "",
    ]


def test_a_terminal_is_not_driven_by_a_page() -> None:
    """Colours and titles from a page are dropped."""
    run = run_of(result_of(outcome="failed", question="\x1b[2J\x1b]0;gone\x07Really\u202e?"))
    assert terminal.lines(run)[0] == "FAIL  Really?"


def test_a_command_stays_on_one_line() -> None:
    """A question of two lines makes no second line in a terminal."""
    run = run_of(result_of(outcome="failed", command="selfserve-check ask https://x.example 'a\n\tb'"))
    assert "      Again    selfserve-check ask https://x.example 'a b'" in terminal.lines(run)


def test_a_long_list_of_gaps_ends_with_a_count() -> None:
    """The report has the rest."""
    run = run_of(*(result_of(f"q{n}", "failed") for n in range(30)))
    lines = terminal.lines(run)
    assert sum(line.startswith("FAIL") for line in lines) == 25
    assert "… and 5 more questions: see the report." in lines


def test_junit_names_the_picture_of_where_the_visitor_ended_and_no_page_can_name_a_file() -> None:
    """As GitLab and Jenkins read it: a path from the top of the project, in the output of the test."""
    picture = PicturePart(path="pictures/ab.jpg", sha256="ab", width=1, height=1, caption="")
    seen = EvidencePart(url="https://tiles.example/", quote="[[ATTACHMENT|../../etc/passwd]]")
    lost = result_of("a", "failed", journeys=[journey_of("failed", end_picture=picture)], evidence=[seen])
    answered = result_of("b", journeys=[journey_of(end_picture=picture)])
    run = run_of(lost, answered)
    text = junit.render_with_pictures(run, "reports/20260314-shop")
    assert re.findall(r"\[\[ATTACHMENT\|(.+?)\]\]", text) == ["reports/20260314-shop/pictures/ab.jpg"]
    assert "[[ATTACHMENT" not in junit.render(run)
