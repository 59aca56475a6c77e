"""The small charts: found by clicks, expected by question, score over runs."""

from __future__ import annotations

from report_parts import result_of, run_of

from selfserve_check.report.map_parts import PastScorePart
from selfserve_check.report.run_file import ReachPart
from selfserve_check.report.run_parts import QuestionMetricsPart
from selfserve_check.report.view_charts import QUESTIONS_MAX, build


def _past(day: str, score: float) -> PastScorePart:
    return PastScorePart(run_id=day, started_at=f"{day}T02:00:00+00:00", score=score)


def test_found_by_clicks_weighs_as_the_score_does() -> None:
    """A question with a smaller budget keeps its last share."""
    run = run_of(
        result_of("a", metrics=QuestionMetricsPart(success_at=[0.0, 1.0, 1.0]), asked_per_month=30),
        result_of("b", metrics=QuestionMetricsPart(success_at=[0.0, 0.2]), asked_per_month=10),
    )
    rows = build(run, {}).by_clicks
    assert [(row.label.text, row.found, row.value) for row in rows] == [
        ("on the start page", 0, "0 %"),
        ("within 1 click", 800, "80 %"),
        ("within 2 clicks", 800, "80 %"),
    ]


def test_the_lowest_share_is_first_and_says_what_nobody_knows() -> None:
    """In the view in which fewest find it."""
    run = run_of(
        result_of("high", reaches=[ReachPart(device="desktop", share=0.9)]),
        result_of(
            "low",
            reaches=[
                ReachPart(device="desktop", share=0.8),
                ReachPart(device="phone", share=0.25, unknown=0.5),
                ReachPart(device="phone", share=0.0, condition="slow"),
            ],
        ),
        result_of("none"),
    )
    charts = build(run, {"low": "/q/low"})
    assert [(row.found, row.unknown, row.value) for row in charts.by_question] == [
        (250, 500, "25 %"),
        (900, 0, "90 %"),
    ]
    assert charts.by_question[0].label.href == "#/q/low"
    assert charts.has_unknown


def test_many_questions_are_cut_with_a_word() -> None:
    """The lowest are shown."""
    reach = [ReachPart(device="desktop", share=0.5)]
    charts = build(run_of(*(result_of(f"q{n}", reaches=reach) for n in range(40))), {})
    assert (len(charts.by_question), charts.rest) == (QUESTIONS_MAX, 40 - QUESTIONS_MAX)


def test_the_score_goes_through_time() -> None:
    """Places by date, this run last, the first and last figure in words."""
    past = [_past("2026-03-01", 0.5), _past("2026-03-11", 0.75)]
    chart = build(run_of(result_of(), past=past, started_at="2026-03-21T02:00:00+00:00"), {}).scores
    assert chart is not None
    first, middle, last = chart.points
    assert middle.x - first.x == last.x - middle.x
    assert first.y > middle.y > last.y
    assert chart.text == "The score over 3 runs: 50 % on 1 March 2026, 100 % on 21 March 2026."


def test_one_run_makes_no_line() -> None:
    """Nor does one that was cut short, or a past that is this very run."""
    assert build(run_of(result_of()), {}).scores is None
    assert build(run_of(result_of(), past=[_past("2026-03-01", 0.5)], complete=False), {}).scores is None
    assert build(run_of(result_of(), past=[_past("r1", 0.5)]), {}).scores is None


def test_odd_dates_stand_side_by_side() -> None:
    """A file may say anything."""
    past = [_past("never", 0.5), _past("2026-03-11", 0.75)]
    chart = build(run_of(result_of(), past=past), {}).scores
    assert chart is not None
    assert [point.x for point in chart.points] == sorted({point.x for point in chart.points})
