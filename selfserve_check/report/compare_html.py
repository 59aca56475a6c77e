"""A comparison as one HTML file that opens from disk: no script, nothing from outside."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from selfserve_check.report import look_compare, words
from selfserve_check.report.compare_file import ComparedQuestionPart, ComparisonFile
from selfserve_check.report.html import environment, hash_source, source
from selfserve_check.report.links import Link, link
from selfserve_check.report.speech import _, number, speaking
from selfserve_check.report.text import one_line

_CSS_PARTS = ("base.css", "compare.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    name: str
    site: Link
    when: str
    score: str
    percent: int
    counts: str
    aside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    outcome: str
    text: str
    best: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    question: str
    asked: str
    cells: tuple[CellView, ...]
    best: str
    page: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    title: str
    summary: tuple[str, ...]
    sites: bool
    runs: tuple[RunView, ...]
    sections: tuple[look_compare.Section, ...]
    rows: tuple[RowView, ...]
    unmatched: tuple[str, ...]


def render(found: ComparisonFile) -> str:
    """``found`` as one document."""
    with speaking(found.language):
        return _rendered(look_compare.cleaned(found))


def _rendered(shown: ComparisonFile) -> str:
    css = "".join(source(name) for name in _CSS_PARTS)
    policy = f"default-src 'none'; style-src {hash_source(css)}; base-uri 'none'; form-action 'none'"
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            compared=_view(shown),
            language=shown.language,
            policy=policy,
            # Our own file, not page text: the browser compares its bytes with the hash of the policy.
            css=Markup(css),  # noqa: S704 - our own file, and escaping would break its hash
        )
    )


def _view(shown: ComparisonFile) -> CompareView:
    return CompareView(
        title=look_compare.title(shown),
        summary=look_compare.summary(shown),
        sites=shown.kind == "sites",
        runs=tuple(
            RunView(
                name=one_line(run.name, chars_max=80),
                site=link(run.site),
                when=words.moment(run.started_at),
                score=look_compare.score_text(run.score) or "–",
                percent=round(100 * min(1.0, max(0.0, run.score or 0.0))),
                counts=_(
                    "{answered} answered, {unanswered} not answered",
                    answered=number(run.totals.passed),
                    unanswered=number(run.totals.failed),
                ),
                aside="" if run.complete else _("Stopped before every question was asked"),
            )
            for run in shown.runs
        ),
        sections=look_compare.sections(shown),
        rows=tuple(_row(shown, question) for question in shown.questions),
        unmatched=look_compare.unmatched_text(shown),
    )


def _row(shown: ComparisonFile, question: ComparedQuestionPart) -> RowView:
    best = look_compare.best_text(shown, question) if shown.kind == "sites" else ""
    cell = question.cells[question.best[0]] if question.best else None
    return RowView(
        question=one_line(question.question, chars_max=300),
        asked="" if question.asked_per_month is None else words.asked_a_month(question.asked_per_month),
        cells=tuple(
            CellView(
                outcome=one.outcome if one else "none",
                text=look_compare.cell_text(one),
                best=place in question.best and shown.kind == "sites",
            )
            for place, one in enumerate(question.cells)
        ),
        best=best,
        page=link(cell.url) if best and cell and cell.url else None,
    )
