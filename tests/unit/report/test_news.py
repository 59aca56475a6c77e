"""What people are told: states that changed, the worst three, and nothing that a page says."""

from __future__ import annotations

from typing import Any

import pytest
from nights import result, run
from report_poison import poisoned

from selfserve_check.report.news import message, news_of
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import ChangePart, ChangesPart, ExcusedPart

ALL = {"new_failure", "fixed", "incomplete"}


def changed(
    *results: Any, kinds: dict[str, str], fail_on: str = "any", excused: tuple[str, ...] = ()
) -> RunFile:
    part = ChangesPart(
        baseline="r0",
        baseline_at="2026-03-09T02:00:00+00:00",
        fail_on=fail_on,
        changes=[ChangePart.model_validate({"id": name, "kind": kind}) for name, kind in kinds.items()],
        excused=[ExcusedPart(id=name, why="known") for name in excused],
    )
    return run(*results, changes=part)


def told(one: RunFile, **more: Any) -> tuple[str, str]:
    news = news_of(one, ALL, **more)
    assert news is not None
    return message([news], "https://ci.example/7")


def test_the_three_worst_are_named_the_rest_is_counted_and_the_report_linked() -> None:
    results = [
        result("a", "failed", question="A?", asked_per_month=10, reason="missing"),
        result("b", "failed", question="B?", asked_per_month=900, reason="hidden"),
        result("c", "failed", question="C?", severity="blocker"),
        result("d", "failed", question="D?"),
        result("e", "failed", question="E?"),
        result("old", "failed", question="Old?"),
        result("back", question="Back?"),
    ]
    kinds = dict.fromkeys("abcde", "new_failure") | {"old": "still_failing", "back": "fixed"}
    title, text = told(changed(*results, kinds=kinds))
    assert title == "selfserve-check: shop.example: 5 newly not answered, 1 answered again"
    assert text.split("\n") == [
        "Newly not answered:",
        "- C? (blocker)",
        "- B? (asked 900 times a month): not linked",
        "- A? (asked 10 times a month): no page answers it",
        "and 2 more",
        "Answered again:",
        "- Back?",
        "Report: https://ci.example/7",
    ]


@pytest.mark.parametrize(
    "kinds", [{"q": "still_failing"}, {"q": "flaky"}, {"q": "longer"}, {"q": "could_not_ask"}, {}]
)
def test_what_is_as_it_was_is_no_news(kinds: dict[str, str]) -> None:
    assert news_of(changed(result("q", "failed"), kinds=kinds), ALL) is None


def test_a_warning_and_a_known_failure_are_no_news() -> None:
    kinds = {"w": "new_failure", "k": "new_failure"}
    results = [result("w", "failed", severity="warn"), result("k", "failed")]
    assert news_of(changed(*results, kinds=kinds, fail_on="new", excused=("k",)), ALL) is None


def test_what_does_not_fail_the_build_for_another_reason_is_still_news() -> None:
    """--fail-on blocker says what turns a build red, not what people want to hear of."""
    one = changed(result("q", "failed"), kinds={"q": "new_failure"}, fail_on="blocker", excused=("q",))
    assert told(one)[0] == "selfserve-check: shop.example: 1 newly not answered"


def test_without_an_earlier_run_every_failure_is_a_first_one() -> None:
    one = run(result("a", "failed"), result("b"), result("c", "errored"))
    assert told(one)[0] == "selfserve-check: shop.example: 1 newly not answered"


def test_a_run_cut_short_or_a_site_that_is_down_is_told_once() -> None:
    cut = run(result("a"), complete=False)
    down = run(result("a", "errored"), result("b", "errored"))
    assert "ended before every question was asked" in told(cut)[1]
    assert "No question could be asked" in told(down)[1]
    assert news_of(cut, ALL, troubled_before=True) is None
    assert news_of(down, ALL, troubled_before=True) is None


def test_only_the_occasions_that_were_asked_for() -> None:
    one = changed(result("a", "failed"), result("b"), kinds={"a": "new_failure", "b": "fixed"})
    fixed = news_of(one, {"fixed"})
    assert fixed is not None
    assert (len(fixed.broken), len(fixed.mended)) == (0, 1)
    assert news_of(one, {"incomplete"}) is None


@pytest.mark.parametrize(
    "text", ["@channel <!here> <@U1>", "[a](http://evil.example)", "`x`\n\n# big\x1b[31m", "</b><script>"]
)
def test_no_text_calls_people_or_is_markup(text: str) -> None:
    """Put into every field that a page or a person writes."""
    one = poisoned(run(result("a", "failed")), lambda: text).model_copy(update={"changes": None})
    title, said = told(one)
    for part in ("@channel", "<", "](", "`", "\x1b", "\n#"):
        assert part not in title + said.partition("Report:")[0]


def test_two_sites_are_one_message() -> None:
    one, two = run(result("a", "failed")), run(result("b", "failed"), site="https://help.example")
    title, text = message([news for file in (one, two) if (news := news_of(file, ALL))], "")
    assert title == "selfserve-check: shop.example: 1 newly not answered; help.example: 1 newly not answered"
    assert text.split("\n")[0] == "shop.example:"
    assert "Report" not in text
