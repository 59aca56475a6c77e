"""Everything the HTML report prints, computed from one ``run.json``."""

from __future__ import annotations

import re

from selfserve_check.report import look, look_changes, words
from selfserve_check.report.figures import figures
from selfserve_check.report.links import host_of, link
from selfserve_check.report.run_file import JourneyPart, ResultPart, RunFile
from selfserve_check.report.text import clean_run, one_line
from selfserve_check.report.view_days import bad_days, is_told_here
from selfserve_check.report.view_parts import (
    CellView,
    ChangeView,
    ColumnView,
    FactView,
    FilterView,
    MatrixView,
    MendView,
    QuestionView,
    ReportView,
    RowView,
    TotalView,
)
from selfserve_check.report.view_question import Sources, asked, finding_view, question_view

MEND_MAX = 5
BAR_LENGTH = 1_000
_NOTHING = CellView(outcome="none", word="Did not look", detail="", anchor="")

_Column = tuple[str, str, str, str]


def build(run: RunFile, sources: Sources) -> ReportView:
    """``run`` as the report shows it; ``sources`` gives the address of each picture by its path ("" or absent
    when the picture is not there)."""
    shown = clean_run(run)
    results = look.ordered(shown)
    anchors = _anchors(results)
    keys = {
        tag: f"t{number}" for number, tag in enumerate(sorted({tag for each in results for tag in each.tags}))
    }
    gaps = [pair for pair in zip(results, anchors, strict=True) if pair[0].outcome == "failed"]
    return ReportView(
        title=f"{host_of(shown.site)}: {look.headline(shown)}",
        site=link(shown.site, text=host_of(shown.site)),
        headline=look.headline(shown),
        score="" if shown.score is None else words.percent(shown.score),
        score_note=_score_note(shown),
        complete=shown.complete,
        asides=tuple(look.asides(shown)),
        totals=_totals(shown),
        totals_text=", ".join(f"{total.count} {total.word.lower()}" for total in _totals(shown)),
        facts=tuple(_facts(shown)),
        notes=tuple(one_line(note, chars_max=600) for note in shown.notes),
        politeness=tuple(one_line(line, chars_max=600) for line in shown.politeness),
        mend=tuple(_mend(result, anchor) for result, anchor in gaps[:MEND_MAX]),
        mend_rest=max(len(gaps) - MEND_MAX, 0),
        found=tuple(finding_view(finding, finding.remedy) for finding in shown.findings),
        since=look_changes.since_text(shown.changes) if shown.changes else "",
        gate=look_changes.gate_text(shown),
        changes=_changes(shown, {result.id: anchor for result, anchor in zip(results, anchors, strict=True)}),
        matrix=_matrix(results, anchors, keys),
        bad_days=bad_days(results, anchors, [_tag_keys(result, keys) for result in results]),
        outcomes=tuple(
            FilterView(key=total.outcome, word=total.word, count=total.count) for total in _totals(shown)
        ),
        tags=tuple(_tag_filter(tag, key, results) for tag, key in keys.items()),
        questions=tuple(_questions(results, anchors, keys, sources)),
        figures=figures(shown),
        made_by=f"{shown.tool.name} {shown.tool.version}",
    )


def anchors_of(run: RunFile) -> dict[str, str]:
    """Where in the report of ``run`` (cleaned) each question stands, by its id."""
    results = look.ordered(run)
    return dict(zip((result.id for result in results), _anchors(results), strict=True))


def _changes(run: RunFile, anchors: dict[str, str]) -> tuple[ChangeView, ...]:
    return tuple(
        ChangeView(
            head=one.head,
            question=one.question,
            anchor=anchors.get(one.id, ""),
            details=one.details,
            bad=one.bad,
        )
        for one in look_changes.told(run)
    )


def _questions(
    results: list[ResultPart], anchors: list[str], keys: dict[str, str], sources: Sources
) -> list[QuestionView]:
    return [
        question_view(result, anchor=anchor, tags=_tag_keys(result, keys), sources=sources)
        for result, anchor in zip(results, anchors, strict=True)
    ]


def _anchors(results: list[ResultPart]) -> list[str]:
    """A permalink for each question: ``/q/return-window``. An odd id gets a plain one made of it."""
    taken: dict[str, int] = {}
    anchors = []
    for result in results:
        slug = re.sub(r"[^\w.-]+", "-", result.id).strip("-")[:80] or "question"
        taken[slug] = taken.get(slug, 0) + 1
        anchors.append(f"/q/{slug}" if taken[slug] == 1 else f"/q/{slug}~{taken[slug]}")
    return anchors


def _tag_keys(result: ResultPart, keys: dict[str, str]) -> str:
    return " ".join(keys[tag] for tag in result.tags)


def _tag_filter(tag: str, key: str, results: list[ResultPart]) -> FilterView:
    count = sum(1 for result in results if tag in result.tags)
    return FilterView(key=key, word=one_line(tag, chars_max=60) or "(no text)", count=count)


def _score_note(run: RunFile) -> str:
    if run.score is None:
        return ""
    if any(result.asked_per_month is not None for result in run.results):
        return "of what customers ask is answered, each question weighted by how often it is asked"
    return "of the questions are answered"


def _totals(run: RunFile) -> tuple[TotalView, ...]:
    counts = run.totals.model_dump()
    whole = sum(max(count, 0) for count in counts.values())
    views, done = [], 0
    for outcome, word in words.OUTCOMES.items():
        if (count := counts[outcome]) <= 0:
            continue
        start, end = done * BAR_LENGTH // whole, (done + count) * BAR_LENGTH // whole
        views.append(TotalView(outcome=outcome, word=word, count=count, start=start, length=end - start))
        done += count
    return tuple(views)


def _facts(run: RunFile) -> list[FactView]:
    pairs = {
        "Asked on": words.moment(run.started_at),
        "Took": words.duration(run.stats.wall_s),
        "Pages loaded": f"{run.stats.pages_loaded:,}",
        "Requests held back": f"{run.stats.requests_blocked:,}",
        "Looked with": one_line(run.tool.browser, chars_max=80),
    }
    return [FactView(label=label, value=value) for label, value in pairs.items() if value]


def _mend(result: ResultPart, anchor: str) -> MendView:
    remedies = [finding.remedy for finding in result.findings if finding.remedy]
    reason = look.reason_word(result) or look.why(result)
    return MendView(
        anchor=anchor,
        question=one_line(result.question),
        outcome=result.outcome,
        asked=asked(result),
        reason=reason,
        remedy=one_line(remedies[0], chars_max=300) if remedies else "",
    )


def _matrix(results: list[ResultPart], anchors: list[str], keys: dict[str, str]) -> MatrixView:
    columns = _columns(results)
    rows = tuple(
        RowView(
            anchor=anchor,
            question=one_line(result.question),
            outcome=result.outcome,
            tags=_tag_keys(result, keys),
            word=words.OUTCOMES[result.outcome],
            asked=asked(result),
            cells=tuple(_cell(result, anchor, column) for column in columns),
        )
        for result, anchor in zip(results, anchors, strict=True)
    )
    return MatrixView(columns=tuple(_column_view(column, columns) for column in columns), rows=rows)


def _columns(results: list[ResultPart]) -> list[_Column]:
    """Every kind of visitor, those of one persona side by side, else in the order they are first met."""
    journeys = [journey for result in results for journey in result.journeys if is_told_here(result, journey)]
    met = list(dict.fromkeys(_column(journey) for journey in journeys))
    ranks = [list(dict.fromkeys(column[place] for column in met)) for place in range(4)]
    return sorted(
        met, key=lambda column: [rank.index(part) for rank, part in zip(ranks, column, strict=True)]
    )


def _column(journey: JourneyPart) -> _Column:
    return (journey.persona, journey.device, journey.locale, journey.condition)


def _column_view(column: _Column, columns: list[_Column]) -> ColumnView:
    persona, device, locale, condition = column
    locales = {other[2] for other in columns}
    extras = [locale] if len(locales) > 1 else []
    extras += [words.condition(condition)] if condition != "normal" else []
    where = ", ".join([words.device(device), *extras])
    return ColumnView(
        visitor=one_line(words.visitor_short(persona), chars_max=40), device=one_line(where, chars_max=60)
    )


def _cell(result: ResultPart, anchor: str, column: _Column) -> CellView:
    """How this visitor fared; with several wordings the best of them, and how many did as well."""
    walked = [(index, each) for index, each in enumerate(result.journeys) if _column(each) == column]
    if not walked:
        return _NOTHING
    best = next(
        outcome
        for outcome in ("passed", "needs_review", "failed", "errored", "skipped")
        if any(each.outcome == outcome for _, each in walked)
    )
    alike = [(index, each) for index, each in walked if each.outcome == best]
    index, journey = min(alike, key=lambda pair: pair[1].clicks)
    spent = words.clicks(journey.clicks) if best in ("passed", "failed", "needs_review") else ""
    of_all = f"{len(alike)} of {len(walked)} wordings" if len(walked) > 1 else ""
    return CellView(
        outcome=best,
        word=words.OUTCOMES[best],
        detail=", ".join(part for part in (spent, of_all) if part),
        anchor=f"{anchor}/{index + 1}",
    )
