"""What stands behind each door, computed from a run."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from report_parts import journey_of, result_of, run_of

from selfserve_check.report import html
from selfserve_check.report.run_file import EvidencePart, FindingPart, ResultPart, RunFile
from selfserve_check.report.run_parts import (
    ChangePart,
    ChangesPart,
    EditPart,
    QuestionEffectPart,
    QuotePart,
    RemedyPart,
    RunMetricsPart,
)
from selfserve_check.report.view_found import promises, terms
from selfserve_check.report.view_writers import writers_view

SITE = "https://tiles.example"


def _door(run: RunFile, name: str) -> Tag:
    found = BeautifulSoup(html.render(run, {}), "lxml").select_one(f".is-{name}.door")
    assert found is not None
    return found


def _text(run: RunFile, door: str, selector: str) -> list[str]:
    return [" ".join(tag.get_text(" ", strip=True).split()) for tag in _door(run, door).select(selector)]


def _asked(id_: str, outcome: str, asked: int | None, *tags: str) -> ResultPart:
    return result_of(id_, outcome, question=f"Question {id_}?", asked_per_month=asked, tags=list(tags))


def _found(kind: str, **changes: object) -> FindingPart:
    return FindingPart.model_validate({"kind": kind, "text": f"Found: {kind}."} | changes)


def test_the_work_of_a_writer_is_ordered_by_how_many_ask() -> None:
    """What nobody counted comes last; answered questions are no work."""
    run = run_of(
        _asked("a", "failed", None),
        _asked("b", "failed", 900),
        _asked("c", "passed", 5_000),
        _asked("d", "failed", 40),
    )
    assert _text(run, "writers", ".work h4") == ["Question b?", "Question d?", "Question a?"]
    assert _text(run, "writers", ".hero .lead") == [
        "3 questions are waiting for you, asked 940 times a month in all."
    ]


def test_topics_say_how_much_of_each_is_answered() -> None:
    """Those with most to do first; what could not be asked counts for none; questions without a tag last."""
    run = run_of(
        _asked("a", "passed", 1, "care"),
        _asked("b", "failed", 1, "returns"),
        _asked("c", "needs_review", 1, "returns"),
        _asked("d", "errored", 1, "returns"),
        _asked("e", "passed", 1),
    )
    assert _text(run, "writers", ".topics li") == [
        "returns 0 of 2 answered",
        "care 1 of 1 answered",
        "without a topic 1 of 1 answered",
    ]


def test_without_tags_there_are_no_topics() -> None:
    """A list of one nameless topic would say nothing."""
    assert _text(run_of(_asked("a", "passed", 1)), "writers", ".topics") == []


def test_a_writer_with_nothing_to_do_is_told_so() -> None:
    """And gets no empty lists."""
    view = writers_view(run_of(_asked("a", "passed", 1)), {"a": "/q/a"}, {})
    assert view.lead == "Nothing to write: customers find the answer to every question that could be asked."
    assert (view.cards, view.terms, view.review, view.found) == ((), (), (), ())


def test_words_stand_beside_those_of_the_site() -> None:
    """Theirs, yours, and nothing where the site has none."""
    run = run_of(
        _asked("a", "failed", 30),
        findings=[
            _found(
                "vocabulary",
                term="lamp",
                url=f"{SITE}/light",
                quotes=[QuotePart(url=f"{SITE}/light", text="luminaire")],
            ),
            _found("vocabulary", term="tablet", questions=["a"]),
        ],
    )
    assert [(one.theirs, one.ours, one.asked) for one in terms(run)] == [
        ("lamp", "luminaire", 0),
        ("tablet", "", 30),
    ]
    assert _text(run, "writers", "#terms ~ .scroll tbody tr") == [
        "lamp luminaire /light",
        "tablet nothing like it",
    ]


def test_answers_to_judge_are_shown_with_their_passage() -> None:
    """And are not counted as work to write."""
    seen = EvidencePart(url=f"{SITE}/contact", quote="Call us.")
    run = run_of(result_of("p", "needs_review", question="Who helps?", evidence=[seen]))
    assert _text(run, "writers", "section:has(> #review) blockquote") == ["Call us."]
    assert _text(run, "writers", "#work") == []


KINDS = (
    "contradiction",
    "dead_link",
    "structured_data",
    "file_only",
    "picture_only",
    "only_some",
    "after_consent",
    "go_away",
    "no_person",
    "promise_broken",
    "promise_kept",
    "promise_not_made",
    "promise_not_corroborated",
    "promise_unread",
    "more",
    "a_kind_of_tomorrow",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_finding_stands_behind_some_door(kind: str) -> None:
    """Whatever its kind: what was found is told."""
    run = run_of(result_of(), findings=[_found(kind)])
    assert any(f"Found: {kind}." in _door(run, door).get_text() for door in ("team", "writers", "agency"))


def test_promises_show_both_quotes_and_broken_ones_first() -> None:
    """Also those that a question of the scenario file promised."""
    broken = _found(
        "promise_broken",
        url=f"{SITE}/sale",
        quotes=[
            QuotePart(url=f"{SITE}/sale", text="60 days to return"),
            QuotePart(url=f"{SITE}/returns", text="Within 30 days."),
        ],
    )
    kept = _found("promise_kept", url=f"{SITE}/sale", quotes=[QuotePart(url=f"{SITE}/faq", text="Yes.")])
    run = run_of(result_of(findings=[broken]), findings=[kept])
    first, second = promises(run)
    assert first.promised is not None
    assert (first.word, first.promised.text, [one.text for one in first.others], first.text) == (
        "Broken",
        "60 days to return",
        ["Within 30 days."],
        "",
    )
    assert (second.word, second.promised, second.text) == ("Kept", None, "Found: promise_kept.")


def test_a_client_sees_what_stands_in_the_way_of_the_launch() -> None:
    """Only failures of questions that must be answered; else a sentence that says there are none."""
    run = run_of(
        result_of("a", "failed", severity="blocker", question="Must I pay?"),
        result_of("b", "failed", question="May I?"),
    )
    assert _text(run, "agency", "section:has(> #blockers) .rows a") == ["Must I pay?"]
    done = run_of(result_of("a", severity="blocker"), result_of("b", severity="blocker"))
    assert (
        "All 2 questions that must be answered before the launch are answered."
        in _door(done, "agency").get_text()
    )
    assert (
        "No question was marked as one that must be answered"
        in _door(run_of(result_of()), "agency").get_text()
    )


def test_the_way_to_a_person_is_told_also_where_it_is_short() -> None:
    """No finding is not the same as nothing known."""
    near = run_of(result_of(), metrics=RunMetricsPart(go_away=0.0))
    assert _text(near, "agency", "#person + p") == [
        "Wherever visitors gave up, a way to a person was at most two clicks away."
    ]
    assert _text(run_of(result_of()), "agency", "#person + p") == [
        "Nothing was found about the way to a person."
    ]


def test_before_and_after_holds_changes_and_measured_effects() -> None:
    """Since an earlier run, and what a change would do."""
    remedy = RemedyPart(
        change=EditPart(kind="link", page=f"{SITE}/help", label="Returns", target=f"{SITE}/returns"),
        says="Put a link.",
        measured="2 of 2 visitors find it.",
        effect=QuestionEffectPart(id="a", question="Q?", visitors=[]),
    )
    changes = ChangesPart(
        baseline="r0",
        baseline_at="2026-03-13T02:00:00+01:00",
        changes=[ChangePart(id="a", kind="new_failure", was="passed")],
    )
    run = run_of(result_of("a", "failed", remedy=remedy), changes=changes)
    text = _door(run, "agency").get_text(" ", strip=True)
    assert "Since the run of 13 March 2026" in text
    assert "Newly not answered" in text
    assert "2 of 2 visitors find it." in text


def test_new_failures_can_be_filtered() -> None:
    """Where there was something to compare with."""
    changes = ChangesPart(baseline="r0", changes=[ChangePart(id="a", kind="new_failure")])
    lost = [journey_of("failed")]
    run = run_of(
        result_of("a", "failed", journeys=lost), result_of("b", "failed", journeys=lost), changes=changes
    )
    rows = _door(run, "team").select(".matrix tbody tr")
    assert [str(row["data-marks"]) for row in rows] == ["new", ""]


def test_visitors_differ_where_one_finds_it_and_another_does_not() -> None:
    """On a normal day."""
    run = run_of(
        result_of("a", journeys=[journey_of(), journey_of("failed", persona="search")]), result_of("b")
    )
    assert [str(row["data-marks"]) for row in _door(run, "team").select(".matrix tbody tr")] == [
        "differs",
        "",
    ]
