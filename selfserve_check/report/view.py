"""Everything the HTML report prints, computed from one ``run.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from selfserve_check.report import look, look_changes, words
from selfserve_check.report.figures import Figure, figures
from selfserve_check.report.links import Link, host_of, link
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.speech import _, number, spoken
from selfserve_check.report.text import clean_run, one_line
from selfserve_check.report.view_agency import AgencyView, agency_view, client_of, logo_of
from selfserve_check.report.view_days import bad_days
from selfserve_check.report.view_found import for_team
from selfserve_check.report.view_matrix import matrix_view
from selfserve_check.report.view_parts import (
    ChangeView,
    FactView,
    FilterView,
    FindingView,
    MatrixView,
    MendView,
    QuestionView,
    TotalView,
)
from selfserve_check.report.view_question import Sources, asked, question_view
from selfserve_check.report.view_writers import WritersView, keys_of, writers_view

MEND_MAX = 5
BAR_LENGTH = 1_000
_NEW = "new_failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleView:
    """A question of which something is told apart: that nobody could ask it, or that it hung by a thread."""

    anchor: str
    question: str
    outcome: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """``script_words`` is what the script says, as JSON; ``marks`` are the filters beside the verdicts."""

    language: str
    title: str
    site: Link
    client: str
    logo: str
    headline: str
    score: str
    score_note: str
    complete: bool
    asides: tuple[str, ...]
    totals: tuple[TotalView, ...]
    totals_text: str
    facts: tuple[FactView, ...]
    notes: tuple[str, ...]
    politeness: tuple[str, ...]
    mend: tuple[MendView, ...]
    mend_rest: int
    found: tuple[FindingView, ...]
    since: str
    gate: str
    changes: tuple[ChangeView, ...]
    errors: tuple[TroubleView, ...]
    shaky: tuple[TroubleView, ...]
    matrix: MatrixView
    bad_days: MatrixView
    outcomes: tuple[FilterView, ...]
    marks: tuple[FilterView, ...]
    tags: tuple[FilterView, ...]
    questions: tuple[QuestionView, ...]
    figures: tuple[Figure, ...]
    writers: WritersView
    agency: AgencyView
    script_words: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ordered:
    """The questions in the order of the report; ``anchors``, ``tags`` and ``marks`` go with them, ``places``
    leads from an id to its anchor and ``keys`` from a tag to its key."""

    results: list[ResultPart]
    anchors: list[str]
    tags: list[str]
    marks: list[str]
    places: dict[str, str]
    keys: dict[str, str]


def build(run: RunFile, sources: Sources, images: Mapping[str, bytes] | None = None) -> ReportView:
    """``run`` as the report shows it, in the language spoken; ``sources`` gives the address of each picture
    by its path ("" or absent when the picture is not there), ``images`` the pictures themselves."""
    shown = clean_run(run)
    made = _in_order(shown)
    pictures = images or {}
    gaps = [pair for pair in zip(made.results, made.anchors, strict=True) if pair[0].outcome == "failed"]
    blockers = tuple(_mend(result, anchor) for result, anchor in gaps if result.severity == "blocker")
    totals = _totals(shown)
    matrix = matrix_view(made.results, made.anchors, made.tags, made.marks)
    return ReportView(
        language=spoken(),
        title=f"{host_of(shown.site)}: {look.headline(shown)}",
        site=link(shown.site, text=host_of(shown.site)),
        client=client_of(shown),
        logo=logo_of(shown, pictures),
        headline=look.headline(shown),
        score="" if shown.score is None else words.percent(shown.score),
        score_note=_score_note(shown),
        complete=shown.complete,
        asides=tuple(look.asides(shown)),
        totals=totals,
        totals_text=", ".join(f"{number(total.count)} {total.word.lower()}" for total in totals),
        facts=tuple(_facts(shown)),
        notes=tuple(one_line(note, chars_max=600) for note in shown.notes),
        politeness=tuple(one_line(line, chars_max=600) for line in shown.politeness),
        mend=tuple(_mend(result, anchor) for result, anchor in gaps[:MEND_MAX]),
        mend_rest=max(len(gaps) - MEND_MAX, 0),
        found=for_team(shown),
        since=look_changes.since_text(shown.changes) if shown.changes else "",
        gate=look_changes.gate_text(shown),
        changes=_changes(shown, made.places),
        errors=tuple(_error(result, made.places) for result in made.results if result.outcome == "errored"),
        shaky=tuple(_shaky(result, made.places) for result in made.results if _hangs_by_a_thread(result)),
        matrix=matrix,
        bad_days=bad_days(made.results, made.anchors, made.tags),
        outcomes=tuple(
            FilterView(key=one.outcome, word=one.word, count=one.count, name=one.outcome) for one in totals
        ),
        marks=tuple(_mark_filters(matrix)),
        tags=tuple(_tag_filter(tag, key, made.results) for tag, key in made.keys.items()),
        questions=_questions(made, sources),
        figures=figures(shown),
        writers=writers_view(shown, made.places, made.keys),
        agency=agency_view(shown, made.places, blockers, pictures),
        script_words=json.dumps(_script_words(), ensure_ascii=False),
        made_by=f"{shown.tool.name} {shown.tool.version}",
    )


def _in_order(run: RunFile) -> _Ordered:
    results = look.ordered(run)
    anchors = _anchors(results)
    names = sorted({tag for each in results for tag in each.tags})
    keys = {tag: f"t{place}" for place, tag in enumerate(names)}
    new = {change.id for change in run.changes.changes if change.kind == _NEW} if run.changes else set()
    return _Ordered(
        results=results,
        anchors=anchors,
        tags=[keys_of(result, keys) for result in results],
        marks=[_marks(result, new) for result in results],
        places={result.id: anchor for result, anchor in zip(results, anchors, strict=True)},
        keys=keys,
    )


def _questions(made: _Ordered, sources: Sources) -> tuple[QuestionView, ...]:
    return tuple(
        question_view(result, anchor=anchor, tags=tags, marks=marks, sources=sources)
        for result, anchor, tags, marks in zip(made.results, made.anchors, made.tags, made.marks, strict=True)
    )


def _script_words() -> dict[str, str]:
    return {
        "copy": _("Copy"),
        "save": _("Save as a file"),
        "copied": _("Copied"),
        "selected": _("Selected: copy it now"),
        "enlarge": _("Enlarge"),
        "place": _("{place} of {all}: {text}"),
        "shown": _("{shown} of {all} shown"),
    }


def _marks(result: ResultPart, new: set[str]) -> str:
    """What a filter can pick beside the verdict: visitors who differ, failures that are new, shaky passes."""
    outcomes = {journey.outcome for journey in result.journeys if journey.condition == "normal"}
    said = {
        "differs": len(outcomes) > 1,
        "new": result.id in new,
        "shaky": _hangs_by_a_thread(result),
    }
    return " ".join(name for name, holds in said.items() if holds)


def _hangs_by_a_thread(result: ResultPart) -> bool:
    return result.flaky or result.harder_to_find


def _mark_filters(matrix: MatrixView) -> list[FilterView]:
    names = {"differs": _("Visitors differ"), "new": _("New"), "shaky": _("Second try or harder")}
    counts = {name: sum(name in row.marks.split() for row in matrix.rows) for name in names}
    return [
        FilterView(key=name, word=word, count=counts[name], name=name)
        for name, word in names.items()
        if counts[name]
    ]


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


def _error(result: ResultPart, anchors: Mapping[str, str]) -> TroubleView:
    return TroubleView(
        anchor=anchors[result.id],
        question=one_line(result.question),
        outcome=result.outcome,
        text=look.error_text(result.error),
        hint=look.error_hint(result.error),
    )


def _shaky(result: ResultPart, anchors: Mapping[str, str]) -> TroubleView:
    return TroubleView(
        anchor=anchors[result.id],
        question=one_line(result.question),
        outcome=result.outcome,
        text=look.why(result),
        hint="",
    )


def _anchors(results: list[ResultPart]) -> list[str]:
    """A permalink for each question: ``/q/return-window``. An odd id gets a plain one made of it."""
    taken: dict[str, int] = {}
    anchors = []
    for result in results:
        slug = re.sub(r"[^\w.-]+", "-", result.id).strip("-")[:80] or "question"
        taken[slug] = taken.get(slug, 0) + 1
        anchors.append(f"/q/{slug}" if taken[slug] == 1 else f"/q/{slug}~{taken[slug]}")
    return anchors


def _tag_filter(tag: str, key: str, results: list[ResultPart]) -> FilterView:
    count = sum(1 for result in results if tag in result.tags)
    return FilterView(key=key, word=one_line(tag, chars_max=60) or _("(no text)"), count=count, name=tag)


def _score_note(run: RunFile) -> str:
    if run.score is None:
        return ""
    if any(result.asked_per_month is not None for result in run.results):
        return _("of what customers ask is answered, each question weighted by how often it is asked")
    return _("of the questions are answered")


def _totals(run: RunFile) -> tuple[TotalView, ...]:
    counts = run.totals.model_dump()
    whole = sum(max(counts[outcome], 0) for outcome in words.OUTCOMES)
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
        _("Asked on"): words.moment(run.started_at),
        _("Took"): words.duration(run.stats.wall_s),
        _("Pages loaded"): number(run.stats.pages_loaded),
        _("Requests held back"): number(run.stats.requests_blocked),
        _("Looked with"): one_line(run.tool.browser, chars_max=80),
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
