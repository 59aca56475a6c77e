"""``findings.csv``: one line for each thing that was found, of the questions and of the whole site."""

from __future__ import annotations

from collections.abc import Iterator

from selfserve_check.report import look
from selfserve_check.report.run_file import FindingPart, ResultPart, RunFile
from selfserve_check.report.speech import speaking
from selfserve_check.report.spreadsheet import table
from selfserve_check.report.text import clean_run

NAME = "findings.csv"
COLUMNS = (
    "kind",
    "what is wrong",
    "page",
    "what to change",
    "what that gains",
    "quoted",
    "question",
    "asked per month",
    "verdict",
    "ids of questions",
)


def render(run: RunFile) -> str:
    """Every finding of ``run``: those of questions in the order of the report, then those of the site."""
    with speaking(run.language):
        return table(COLUMNS, list(_rows(clean_run(run))))


def _rows(run: RunFile) -> Iterator[tuple[str, ...]]:
    for result in look.ordered(run):
        for finding in result.findings:
            yield (*_said(finding), *_asked(result))
    for finding in run.findings:
        yield (*_said(finding), "", "", "", ", ".join(finding.questions))


def _said(finding: FindingPart) -> tuple[str, ...]:
    quotes = " / ".join(f"“{quote.text}” {quote.url}" for quote in finding.quotes)
    return (finding.kind, finding.text, finding.url, finding.remedy, finding.effect, quotes)


def _asked(result: ResultPart) -> tuple[str, ...]:
    asked = "" if result.asked_per_month is None else str(result.asked_per_month)
    return (result.question, asked, look.outcome_word(result), result.id)
