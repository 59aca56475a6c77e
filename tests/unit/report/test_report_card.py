"""The writer's card in every format, and the worklist."""

from __future__ import annotations

import csv
import io

import pytest
from report_parts import result_of, run_of

from selfserve_check.report import html, markdown, terminal, worklist
from selfserve_check.report.card import card_lines
from selfserve_check.report.run_file import FindingPart, ResultPart
from selfserve_check.report.run_parts import CardPart, PlacePart, QuotePart

PAGE = PlacePart(url="https://tiles.example/returns", title="Returns", heading="Costs")


def card_of(**changes: object) -> CardPart:
    values: dict[str, object] = {
        "wordings": ["How long?", "what is your return period"],
        "asked_per_month": 1200,
        "reason": "No page answers it.",
        "looked": [PlacePart(url="https://tiles.example/", title="Tiles"), PAGE],
        "lost": PAGE,
        "nearest": QuotePart(url="https://tiles.example/returns", text="You can return tiles."),
        "missing": ["30 days"],
        "change": "Write the answer.",
        "place": PAGE,
        "seen": 40,
        "whole": True,
    }
    return CardPart.model_validate(values | changes)


def unanswered(**changes: object) -> ResultPart:
    return result_of(outcome="failed", reason="missing", card=card_of(**changes))


def told(result: ResultPart) -> dict[str, str]:
    return {line.label: line.text for line in card_lines(result)}


def rows(*results: ResultPart) -> list[dict[str, str]]:
    text = worklist.render(run_of(*results))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_card_says_everything_a_writer_must_know() -> None:
    """From how customers put it to where the change belongs."""
    assert told(unanswered()) == {
        "Customers also say": "what is your return period",
        "Asked": "1,200 times a month",
        "Why it fails": "We scanned the site and found no page that answers this.",
        "Visitors looked on": "“Tiles” (tiles.example); “Returns” (/returns), under “Costs”",
        "Most went astray on": "“Returns” (/returns), under “Costs”",
        "Nearest passage": "You can return tiles.",
        "What it does not say": "“30 days”",
        "What to change": "Write the answer.",
        "What that gains": "Not measured",
        "Where": "“Returns” (/returns), under “Costs”",
    }


def test_a_passage_that_lacks_nothing_is_only_not_found() -> None:
    """And a measured effect is told."""
    lines = told(unanswered(missing=[], effect="not found -> 2 clicks"))
    assert lines["What it does not say"] == "Nothing: it answers. Visitors do not come to it."
    assert lines["What that gains"] == "not found -> 2 clicks"


def test_without_a_passage_the_card_says_so() -> None:
    """Nothing is quoted."""
    lines = told(unanswered(nearest=None, missing=[]))
    assert lines["Nearest passage"] == "No page seen says anything about it"
    assert "What it does not say" not in lines


def test_an_answered_question_has_no_card() -> None:
    """And no line in the worklist."""
    assert card_lines(result_of()) == ()
    assert rows(result_of()) == []


def test_missing_becomes_not_found_where_not_all_was_seen() -> None:
    """In few words and in a sentence, in every format."""
    part = unanswered(whole=False)
    run = run_of(part)
    assert "not found in 40 pages" in markdown.render(run)
    assert "Not found in 40 pages" in html.render(run, {})
    assert any("No answer was found in the 40 page views that were seen" in x for x in terminal.lines(run))
    whole = run_of(unanswered())
    assert "no page answers it" in markdown.render(whole)


def test_the_remedy_of_the_card_is_told_once() -> None:
    """The finding above it leaves it to the card; another remedy is told there."""
    findings = [
        FindingPart(kind="missing", text="No page.", remedy="Write the answer."),
        FindingPart(kind="wording", text="Another.", remedy="Use these words."),
    ]
    run = run_of(result_of(outcome="failed", reason="missing", card=card_of(), findings=findings))
    for text in (markdown.render(run), html.render(run, {})):
        assert text.count("Use these words.") == 1
    assert markdown.render(run).count("Write the answer.") == 1


def test_the_worklist_has_a_line_a_question_those_asked_most_first() -> None:
    """Readable by any spreadsheet."""
    rare = result_of("rare", outcome="failed", reason="hidden", card=card_of(), asked_per_month=3)
    often = result_of("often", outcome="failed", reason="missing", card=card_of(), asked_per_month=900)
    found = rows(rare, often, result_of("fine"))
    assert [row["id"] for row in found] == ["often", "rare"]
    assert found[0]["what to change"] == "Write the answer."
    assert found[0]["where to put it"] == "https://tiles.example/returns"
    assert tuple(found[0]) == worklist.COLUMNS


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "＝1+1", "  =cmd|' /C calc'!A0"]
)
def test_what_a_spreadsheet_would_compute_is_defused(text: str) -> None:
    """A page may say anything."""
    row = rows(unanswered(nearest=QuotePart(url="https://tiles.example/", text=text), missing=[text]))[0]
    assert row["nearest passage"].startswith("'")
    assert row["what it does not say"].startswith("'")


def test_commas_quotes_and_line_ends_stay_in_their_cell() -> None:
    """RFC 4180."""
    nasty = 'He said "30, or 60"\r\nand left;'
    row = rows(unanswered(nearest=QuotePart(url="https://tiles.example/", text=nasty)))[0]
    assert row["nearest passage"] == 'He said "30, or 60" and left;'


def test_findings_of_the_site_stand_in_the_reports() -> None:
    """In their own place, with what to change."""
    found = [FindingPart(kind="dead_link", text="“A <b>” leads nowhere.", remedy="Mend it.")]
    run = run_of(result_of(), findings=found)
    assert "Also found on the site" in html.render(run, {})
    assert "A &lt;b&gt;" in html.render(run, {})
    assert "### Also found on the site" in markdown.render(run)
    assert "Mend it." in markdown.render(run)
    assert "Also found" not in html.render(run_of(result_of()), {})
