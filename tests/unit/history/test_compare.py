"""This night beside the last: each kind of change, and what is no change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nights import SITE, night, page, path, question

from selfserve_check.history.compare import Baseline, baseline_of, compare
from selfserve_check.history.past import PastQuestion, Quote
from selfserve_check.report.run_parts import ChangePart


def changes(before: PastQuestion | None, now: PastQuestion) -> list[ChangePart]:
    old = night(1, *([before] if before else []))
    return list(compare(night(2, now), baseline_of(old)))


def kinds(before: PastQuestion | None, now: PastQuestion) -> list[str]:
    return [change.kind for change in changes(before, now)]


PASSED, FAILED, ERRORED = question(), question(outcome="failed"), question(outcome="errored")
REVIEW = question(outcome="needs_review")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (PASSED, PASSED, []),
        (PASSED, FAILED, ["new_failure"]),
        (REVIEW, FAILED, ["new_failure"]),
        (None, FAILED, ["new_failure"]),
        (FAILED, FAILED, ["still_failing"]),
        (FAILED, PASSED, ["fixed"]),
        (FAILED, REVIEW, []),
        (PASSED, REVIEW, ["to_check"]),
        (PASSED, ERRORED, ["could_not_ask"]),
        (ERRORED, FAILED, ["new_failure"]),
        (PASSED, question(outcome="skipped"), []),
        (None, PASSED, []),
        (PASSED, replace(PASSED, flaky=True), ["flaky"]),
        (FAILED, replace(PASSED, flaky=True), ["flaky", "fixed"]),
        (PASSED, replace(PASSED, harder=True), ["harder_to_find"]),
        (replace(PASSED, harder=True), replace(PASSED, harder=True), []),
        (PASSED, replace(PASSED, clicks=2), ["longer"]),
        (replace(PASSED, clicks=2), PASSED, []),
        (
            question("q", "failed", reason="hidden"),
            question("q", "failed", reason="misled"),
            ["still_failing"],
        ),
        (question("q", "failed", reason="misled"), question("q", "failed", reason="wrong"), ["new_failure"]),
        (question("q", "failed", reason="wrong"), question("q", "failed", reason="wrong"), ["still_failing"]),
    ],
)
def test_each_change_has_its_kind(
    before: PastQuestion | None, now: PastQuestion, expected: list[str]
) -> None:
    """And the same twice is none."""
    assert kinds(before, now) == expected


def test_a_failure_is_dated_to_its_first_night() -> None:
    """Not to the baseline's, where the history knows better."""
    baseline = Baseline(run_id="r", started_at="2026-03-09", before={"q": FAILED}, since={"q": "2026-03-04"})
    (change,) = compare(night(10, FAILED), baseline)
    assert change.since == "2026-03-04"


def test_the_worst_changes_come_first() -> None:
    """Whatever the order of the questions."""
    old = night(1, question("a", "failed"), question("b", "failed"), question("c"))
    now = night(2, question("a", "failed"), question("b"), question("c", "failed"))
    assert [(one.kind, one.id) for one in compare(now, baseline_of(old))] == [
        ("new_failure", "c"),
        ("fixed", "b"),
        ("still_failing", "a"),
    ]


def test_a_question_that_its_author_edited_says_so() -> None:
    """Then it may not be the site that changed."""
    (change,) = changes(PASSED, question(outcome="failed", asked="b"))
    assert change.edited


def test_an_answer_that_was_edited_is_told_with_both_quotes() -> None:
    """Also where the new text still answers the question."""
    old = question(pages=(page("/returns", "You have 30 days."),))
    new = question(
        quote="You have 30 days, or 60 for members.",
        pages=(page("/returns", "You have 30 days, or 60 for members."),),
    )
    (change,) = changes(old, new)
    assert (change.kind, change.quote_before, change.quote_now) == (
        "answer_changed",
        "You have 30 days.",
        "You have 30 days, or 60 for members.",
    )


def test_another_passage_that_answers_too_is_no_change() -> None:
    """As long as the first one still stands where it stood."""
    both = page("/returns", "You have 30 days.", "Returns: 30 days.")
    old = question(pages=(page("/returns", "You have 30 days."),))
    assert kinds(old, question(quote="Returns: 30 days.", pages=(both,))) == []


def test_an_answer_found_elsewhere_is_no_change_where_nobody_looked_at_the_old_page() -> None:
    """What was not looked at is not known."""
    elsewhere = replace(
        question(pages=(page("/faq", "30 days for all."),)),
        quotes=(Quote(url=SITE + "/faq", text="30 days for all."),),
    )
    assert kinds(question(pages=(page("/returns", "You have 30 days."),)), elsewhere) == []


def test_a_longer_way_tells_both_and_why() -> None:
    """The label that was on the start page is gone from it."""
    old = question(pages=(page("/", links=(("Returns", "/returns"),)), page("/returns", "You have 30 days.")))
    new = question(
        clicks=2,
        way=path(label="Help"),
        pages=(page("/", links=(("Help", "/help"),)), page("/returns", "You have 30 days.")),
    )
    (change,) = changes(old, new)
    assert (change.kind, change.clicks_before) == ("longer", 1)
    assert [one.what for one in change.differences] == ["label_gone"]
