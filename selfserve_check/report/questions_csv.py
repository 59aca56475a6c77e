"""``questions.csv``: one line for each question, and how it fared."""

from __future__ import annotations

from selfserve_check.report import look
from selfserve_check.report.run_file import ReachPart, ResultPart, RunFile
from selfserve_check.report.speech import _, speaking
from selfserve_check.report.spreadsheet import table
from selfserve_check.report.text import clean_run

NAME = "questions.csv"
COLUMNS = (
    "id",
    "question",
    "verdict",
    "reason",
    "why",
    "asked per month",
    "importance",
    "tags",
    "expected answer",
    "clicks",
    "clicks allowed",
    "shortest way known",
    "expected to find it (%)",
    "unknown (%)",
    "answer seen",
    "on page",
    "second try only",
    "harder to find than before",
    "written in",
)


def render(run: RunFile) -> str:
    """Every question of ``run``, those that need a person first."""
    with speaking(run.language):
        return table(COLUMNS, [_cells(result) for result in look.ordered(clean_run(run))])


def _cells(result: ResultPart) -> tuple[str, ...]:
    seen = result.evidence[0] if result.evidence else None
    worst = min(result.reaches, key=lambda reach: reach.share, default=None)
    return (
        result.id,
        result.question,
        look.outcome_word(result),
        look.reason_word(result),
        look.why(result),
        _figure(result.asked_per_month),
        result.severity,
        ", ".join(result.tags),
        look.expected(result.expected),
        _figure(result.clicks),
        str(result.budget),
        _figure(result.clicks_min),
        _percent(worst, "share"),
        _percent(worst, "unknown"),
        seen.quote if seen else "",
        seen.url if seen else "",
        _("yes") if result.flaky else "",
        _("yes") if result.harder_to_find else "",
        result.source,
    )


def _figure(value: int | None) -> str:
    return "" if value is None else str(value)


def _percent(reach: ReachPart | None, name: str) -> str:
    """Of the view in which fewest find it. A figure alone, so that a spreadsheet can reckon with it."""
    return "" if reach is None else f"{100 * getattr(reach, name):.1f}"
