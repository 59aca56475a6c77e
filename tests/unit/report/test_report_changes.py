"""What changed since the last run, in every format; text of a site stays text there."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from report_parts import result_of, run_of

from selfserve_check.report import html, junit, look_changes, markdown, terminal
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import ChangePart, ChangesPart, DifferencePart, ExcusedPart

HOSTILE = "<script>alert(1)</script> \x1b[31m **bold** [link](http://evil.example) \u202e"
PAGE = "https://tiles.example/help"


def changed(*changes: ChangePart, **more: Any) -> RunFile:
    part = ChangesPart(baseline="r0", baseline_at="2026-03-13T01:00:00+00:00", changes=list(changes), **more)
    failed = result_of("a", "failed", question="How long do I have?")
    return run_of(failed, result_of("b", question="What does it cost?"), changes=part)


def difference(what: str, was: str = "", now: str = "") -> DifferencePart:
    return DifferencePart.model_validate({"what": what, "url": PAGE, "was": was, "now": now})


NEW = ChangePart(
    id="a",
    kind="new_failure",
    was="passed",
    differences=[difference("label_renamed", "Returns", "Send back")],
)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (difference("label_gone", "Returns"), "“Returns” is gone from tiles.example/help"),
        (
            difference("label_renamed", "Returns", "Send back"),
            "“Returns” on tiles.example/help is now called “Send back”",
        ),
        (
            difference("link_dead", "Returns"),
            "“Returns” on tiles.example/help leads to a page that is not there",
        ),
        (
            difference("page_moved", "https://tiles.example/a", "https://tiles.example/b"),
            "the link on tiles.example/help led to tiles.example/a and now leads to tiles.example/b",
        ),
        (difference("page_gone"), "tiles.example/help is not there any more"),
        (
            difference("passage_edited", "30 days", "14 days"),
            "the text on tiles.example/help was edited: it said “30 days” and now says “14 days”",
        ),
        (difference("passage_gone", "30 days"), "tiles.example/help no longer says “30 days”"),
        (difference("label_new", "", "Returns"), "“Returns” is new on tiles.example/help"),
        (difference("passage_new", "", "30 days"), "tiles.example/help now says “30 days”"),
    ],
)
def test_a_difference_is_half_a_sentence(one: DifferencePart, said: str) -> None:
    """In plain words, with the page."""
    assert look_changes.difference_text(one) == said


def test_every_difference_and_every_kind_has_words() -> None:
    """A word that run.json may hold and nobody can read would be a gap."""
    whats = DifferencePart.model_json_schema()["properties"]["what"]["enum"]
    assert all(look_changes.difference_text(difference(what, "x", "y")) for what in whats)
    kinds = ChangePart.model_json_schema()["properties"]["kind"]["enum"]
    assert set(kinds) == set(look_changes.HEADS)


def test_every_format_for_people_tells_the_changes() -> None:
    """With the question, what changed on the page, and since when."""
    run = changed(
        NEW, ChangePart(id="b", kind="answer_changed", quote_before="It is 4 EUR", quote_now="It is 5 EUR")
    )
    shown = {
        "terminal": " ".join("\n".join(terminal.lines(run)).split()),
        "markdown": markdown.render(run),
        "html": html.render(run, {}),
    }
    for name, text in shown.items():
        for said in (
            "Since the run of 13 March 2026, 01:00 (UTC)",
            "Newly not answered",
            "is now called “Send back”",
            "it said “It is 4 EUR”",
            "it now says “It is 5 EUR”",
        ):
            assert said.replace("(UTC)", "\\(UTC\\)") in text or said in text, (name, said)


def test_nothing_changed_is_said_too() -> None:
    """Silence would leave open whether anybody compared."""
    run = changed()
    assert "Since the run of 13 March 2026, 01:00 (UTC): nothing changed." in terminal.lines(run)
    assert "nothing changed" in markdown.render(run)
    assert "Nothing changed." in html.render(run, {})
    alone = run_of(result_of())
    for text in ("\n".join(terminal.lines(alone)), markdown.render(alone), html.render(alone, {})):
        assert "Since the run" not in text


def test_what_does_not_fail_the_build_is_said_and_skipped() -> None:
    """In JUnit as skipped with why; the rest is red."""
    run = changed(NEW, fail_on="new", excused=[ExcusedPart(id="a", why="not answered since 2026-03-01")])
    suite = etree.fromstring(junit.render(run).encode())[0]
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")
    skipped = suite.find(".//skipped")
    assert skipped is not None
    assert str(skipped.get("message")).startswith("Known failure (not answered since 2026-03-01)")
    assert "of 1 question that is not answered 1 does not count" in "\n".join(terminal.lines(run))
    without = run_of(*run.results, changes=ChangesPart(fail_on="new"))
    assert etree.fromstring(junit.render(without).encode())[0].get("failures") == "1"
    assert "every failure counts as new" in "\n".join(terminal.lines(without))


def test_text_of_a_site_stays_text() -> None:
    """Labels, quotes and reasons of people alike."""
    run = changed(
        NEW.model_copy(
            update={"differences": [difference("label_renamed", HOSTILE, HOSTILE)], "quote_before": HOSTILE}
        ),
        fail_on="new",
        excused=[ExcusedPart(id="a", why=HOSTILE)],
    )
    page = html.render(run, {})
    assert "<script>alert(1)" not in page
    lines = "\n".join(terminal.lines(run))
    assert "\x1b" not in lines
    assert "\u202e" not in lines
    summary = markdown.render(run)
    assert "<script>" not in summary
    assert "](http://evil.example)" not in summary
    assert etree.fromstring(junit.render(run).encode()).find(".//script") is None
