"""Runs beside each other: nights of one site, and a client among its competitors, in every format."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_parts import click_on, journey_of, result_of, run_of

from selfserve_check.errors import UserError
from selfserve_check.history.beside import RUNS_MAX, Given, beside
from selfserve_check.history.past import past_of
from selfserve_check.report import compare_html, compare_text
from selfserve_check.report.compare_file import ComparisonFile
from selfserve_check.report.run_file import EvidencePart, ResultPart, RunFile

OURS, THEIRS, OTHERS = "https://ours.example", "https://theirs.example", "https://others.example"
HOSTILE = "</td><script>alert(1)</script> =1+1 | [x](javascript:y) \x1b[31m @all \u202e"


def _given(run: RunFile, called: str = "run.json") -> Given:
    return Given(run=run, past=past_of(run), called=called)


def _night(day: int, *results: ResultPart, site: str = OURS) -> Given:
    started = f"2026-03-{day:02}T02:00:00+00:00"
    return _given(run_of(*results, site=site, started_at=started, run_id=f"r{day}{site}"), f"{day}.json")


def _asked(name: str, outcome: str = "passed", quote: str = "within 30 days", **changes: Any) -> ResultPart:
    evidence = [EvidencePart(url=f"{OURS}/{name}", quote=quote)]
    values: dict[str, Any] = {"question": f"What about {name}?", "evidence": evidence, "clicks": 1}
    return result_of(name, outcome, **(values | changes))


def _by_click(name: str, label: str, clicks: int, **changes: Any) -> ResultPart:
    journeys = [journey_of("passed", click_on(label))]
    return _asked(name, clicks=clicks, journeys=journeys, best_journey=0, **changes)


def _nights() -> ComparisonFile:
    return beside(
        [
            _night(
                1, _asked("lost"), _asked("found", "failed"), _asked("far"), _asked("edited"), _asked("gone")
            ),
            _night(
                2,
                _asked("lost", "failed", reason="hidden"),
                _asked("found"),
                _asked("far", clicks=3),
                _asked("edited", quote="within 14 days"),
                _asked("fresh"),
            ),
        ]
    )


def _sites() -> ComparisonFile:
    return beside(
        [
            _night(1, _asked("a", "failed", reason="missing"), _by_click("b", "Help", 3), _asked("c")),
            _night(
                3, _by_click("a", "Returns", 1, asked_per_month=900), _by_click("b", "Prices", 1), site=THEIRS
            ),
            _night(2, _asked("a", "errored"), _asked("b", "failed"), _asked("c", "failed"), site=OTHERS),
        ]
    )


def test_nights_tell_what_is_lost_found_longer_and_changed() -> None:
    """With both quotes; a question of one night alone is listed."""
    lines = compare_text.terminal_lines(_nights())
    text = "\n".join(lines)
    for section, question in (
        ("Newly lost:", "What about lost?"),
        ("Found again:", "What about found?"),
        ("Longer paths:", "What about far?"),
        ("Changed answers:", "What about edited?"),
    ):
        assert lines[lines.index(section) + 1] == f"  {question}"
    assert "it took 1 click before" in text
    assert "it said “within 30 days”" in text
    assert "it now says “within 14 days”" in text
    assert "What about gone? (1 March 2026, 02:00 (UTC) only)" in text
    assert "What about fresh? (2 March 2026, 02:00 (UTC) only)" in text


def test_a_question_that_only_changed_its_id_is_the_same() -> None:
    """By its words, white space and case aside."""
    before = _asked("old-id", question="What does  delivery cost?")
    after = _asked("new-id", "failed", question="What does Delivery cost?")
    found = beside([_night(1, before), _night(2, after)])
    assert [question.id for question in found.questions] == ["new-id"]
    assert found.unmatched == []
    assert found.changes is not None
    assert [(one.id, one.kind, one.was) for one in found.changes.changes] == [
        ("new-id", "new_failure", "passed")
    ]


def test_an_id_counts_more_than_words() -> None:
    """Two questions that swapped their words keep their ids."""
    one, other = _asked("x", question="Same words?"), _asked("y", question="Other words?")
    swapped = (_asked("x", question="Other words?"), _asked("y", question="Same words?"))
    found = beside([_night(1, one, other), _night(2, *swapped)])
    assert [question.id for question in found.questions] == ["x", "y"]


def test_sites_are_told_by_what_the_best_does() -> None:
    """The first is one's own; who answers in the fewest clicks is the best."""
    found = _sites()
    assert [question.best for question in found.questions] == [[1], [1], [0]]
    text = "\n".join(compare_text.terminal_lines(found))
    assert "1 is answered by others and not by ours.example." in text
    assert "1 takes fewer clicks with others." in text
    assert "1 is answered by ours.example alone." in text
    assert "Best: theirs.example, Returns: “within 30 days”" in text
    assert "What about a?  (900 a month)" in text


def test_more_nights_than_two_show_each() -> None:
    """Changes are those from the first to the last."""
    found = beside(
        [_night(day, _asked("a", outcome)) for day, outcome in ((1, "passed"), (2, "failed"), (3, "failed"))]
    )
    assert [cell.outcome for cell in found.questions[0].cells if cell] == ["passed", "failed", "failed"]
    assert found.changes is not None
    assert [one.kind for one in found.changes.changes] == ["new_failure"]


def test_what_makes_no_sense_is_refused() -> None:
    """Too few, too many, and nights out of order."""
    night = _night(1, _asked("a"))
    with pytest.raises(UserError, match="2 to 12 runs; 1 were given"):
        beside([night])
    with pytest.raises(UserError, match="13 were given"):
        beside([night] * (RUNS_MAX + 1))
    with pytest.raises(UserError, match=r"2\.json is a later run than 1\.json"):
        beside([_night(2, _asked("a")), night])


def test_json_is_the_comparison_itself() -> None:
    """And reads back as it."""
    found = _nights()
    assert ComparisonFile.model_validate(json.loads(compare_text.json_text(found))) == found


def test_a_spreadsheet_has_a_line_a_question() -> None:
    """With the change beside it."""
    text = compare_text.csv_table(_nights()).removeprefix("\ufeff")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["lost"]["2 March 2026, 02:00 (UTC): verdict"] == "Not answered: not linked"
    assert (rows["far"]["change"], rows["far"]["in detail"]) == (
        "More clicks away than before",
        "it took 1 click before",
    )


def test_html_is_one_file_that_runs_nothing() -> None:
    """A matrix of questions and runs, under a policy that allows no script."""
    page = compare_html.render(_sites())
    tree = lxml_html.fromstring(page)
    assert len(tree.xpath("//tbody/tr")) == 3
    assert [name.strip() for name in tree.xpath("//table//thead//th/text()")] == [
        "Question",
        "ours.example",
        "theirs.example",
        "others.example",
        "What the best does",
    ]
    assert tree.xpath("//script") == []
    assert "default-src &#39;none&#39;" in page


def test_text_of_sites_is_data_in_every_format() -> None:
    """Markup, formulas, control characters."""
    evil = _asked("q", question=HOSTILE, quote=HOSTILE)
    found = beside(
        [
            _night(1, evil),
            _night(2, evil, site=THEIRS),
            _night(3, evil.model_copy(update={"outcome": "failed"}), site=OTHERS),
        ]
    )
    page = lxml_html.fromstring(compare_html.render(found))
    assert page.xpath("//script") == []
    assert page.xpath("//a[starts-with(@href, 'javascript')]") == []
    shown = MarkdownIt("commonmark").enable("table").render(compare_text.markdown(found))
    assert "<script" not in shown
    assert "javascript:y" not in [link.get("href") for link in lxml_html.fromstring(shown).xpath("//a")]
    assert "\x1b" not in "".join(compare_text.terminal_lines(found))
    assert "\u202e" not in compare_text.json_text(found)


def test_markdown_is_cut_with_a_word_about_it() -> None:
    """A step summary has a limit."""
    nights = [
        _night(day, *(_asked(f"q{n}", question=f"Question {n}? " * 8) for n in range(300))) for day in (1, 2)
    ]
    text = compare_text.markdown(beside(nights), bytes_max=20_000)
    assert len(text.encode()) <= 20_000
    assert "Cut to stay under the size limit: 2 more blocks" in text
