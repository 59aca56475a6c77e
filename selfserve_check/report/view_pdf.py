"""What the printed report shows, computed from one ``run.json``: for who reads from page one on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfserve_check.report import look, look_changes, words
from selfserve_check.report.figures import Figure, figures
from selfserve_check.report.links import Link, host_of, link, page_link
from selfserve_check.report.run_file import FindingPart, JourneyPart, ResultPart, RunFile
from selfserve_check.report.speech import _, n_, number
from selfserve_check.report.text import clean_run, one_line
from selfserve_check.report.view_agency import client_of
from selfserve_check.report.view_parts import CardLineView
from selfserve_check.report.view_question import card_views

SHOTS_MAX = 8
"""Pictures of one question."""

EVIDENCE_MAX = 3
MEND_MAX = 5
_CHAPTERS = ("failed", "errored", "needs_review", "passed", "skipped")

Sources = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfShot:
    """A picture of the way; ``src`` is "" where the picture is not there."""

    src: str
    alt: str
    text: str
    page: str
    tall: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfQuestion:
    """``brief``: nothing more is to be told than its first line."""

    anchor: str
    id: str
    question: str
    outcome: str
    word: str
    reason: str
    aside: str
    why: str
    brief: bool
    lines: tuple[CardLineView, ...]
    path: str
    shots: tuple[PdfShot, ...]
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfChapter:
    anchor: str
    title: str
    outcome: str
    questions: tuple[PdfQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfCount:
    outcome: str
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfView:
    title: str
    site: Link
    when: str
    headline: str
    score: str
    counts: tuple[PdfCount, ...]
    asides: tuple[str, ...]
    scope: tuple[CardLineView, ...]
    mend: tuple[PdfQuestion, ...]
    since: str
    changes: tuple[CardLineView, ...]
    figures: tuple[Figure, ...]
    chapters: tuple[PdfChapter, ...]
    found: tuple[CardLineView, ...]
    notes: tuple[str, ...]
    politeness: tuple[str, ...]
    made_by: str
    client: str
    prepared_by: str
    branded: bool


def build(run: RunFile, sources: Sources) -> PdfView:
    """``run`` as the printed report shows it; ``sources`` gives the address of each picture by its path."""
    shown = clean_run(run)
    asked = [
        _question(result, f"q-{number}", sources) for number, result in enumerate(look.ordered(shown), 1)
    ]
    counts = shown.totals.model_dump()
    return PdfView(
        title=f"{host_of(shown.site)}: {look.headline(shown)}",
        site=link(shown.site, text=host_of(shown.site)),
        when=words.moment(shown.started_at),
        headline=look.headline(shown),
        score="" if shown.score is None else words.percent(shown.score),
        counts=tuple(
            PdfCount(outcome=key, word=word, count=counts[key])
            for key, word in words.OUTCOMES.items()
            if counts[key] > 0
        ),
        asides=tuple(look.asides(shown)),
        scope=tuple(_scope(shown)),
        mend=tuple(one for one in asked if one.outcome == "failed")[:MEND_MAX],
        since=look_changes.since_text(shown.changes) if shown.changes else "",
        changes=tuple(
            CardLineView(label=told.head, text=_joined(told.question, told.details))
            for told in look_changes.told(shown)
        ),
        figures=figures(shown),
        chapters=_chapters(asked),
        found=tuple(_found(finding) for finding in shown.findings),
        notes=tuple(one_line(note, chars_max=600) for note in shown.notes),
        politeness=tuple(one_line(line, chars_max=600) for line in shown.politeness),
        made_by=f"{shown.tool.name} {shown.tool.version}",
        client=client_of(shown),
        prepared_by=one_line(shown.brand.prepared_by, chars_max=200) if shown.brand else "",
        branded=bool(shown.brand and shown.brand.colour),
    )


def printed_anchors(run: RunFile) -> dict[str, str]:
    """Where in the printed report of ``run`` (cleaned) each question stands, by its id."""
    return {result.id: f"q-{number}" for number, result in enumerate(look.ordered(run), 1)}


def _joined(question: str, details: tuple[str, ...]) -> str:
    return f"{question}: {'; '.join(details)}" if details else question


def _chapters(asked: list[PdfQuestion]) -> tuple[PdfChapter, ...]:
    chapters = []
    for outcome in _CHAPTERS:
        members = tuple(one for one in asked if one.outcome == outcome)
        if members:
            chapters.append(
                PdfChapter(
                    anchor=f"part-{outcome}",
                    title=words.OUTCOMES[outcome],
                    outcome=outcome,
                    questions=members,
                )
            )
    return tuple(chapters)


def _scope(run: RunFile) -> list[CardLineView]:
    pairs = {
        _("Asked on"): words.moment(run.started_at),
        _("Questions"): number(len(run.results)),
        _("Pages loaded"): number(run.stats.pages_loaded),
        _("Took"): words.duration(run.stats.wall_s),
        _("Looked with"): one_line(run.tool.browser, chars_max=80),
    }
    return [CardLineView(label=label, text=text) for label, text in pairs.items() if text]


def _question(result: ResultPart, anchor: str, sources: Sources) -> PdfQuestion:
    brief = not look.needs_a_look(result)
    journey = look.best_journey(result)
    return PdfQuestion(
        anchor=anchor,
        id=one_line(result.id),
        question=one_line(result.question, chars_max=300),
        outcome=result.outcome,
        word=words.OUTCOMES[result.outcome],
        reason=look.reason_word(result),
        aside=_aside(result),
        why=look.why(result),
        brief=brief,
        lines=tuple(_evidence(result)[:1] if brief else _lines(result)),
        path=look.path_text(journey) if journey and journey.steps and not brief else "",
        shots=_shots(result, journey, sources) if journey and not brief else (),
        command="" if brief else one_line(result.command, chars_max=1_000),
    )


def _aside(result: ResultPart) -> str:
    asked = (
        ""
        if result.asked_per_month is None
        else _("asked {how_often}", how_often=words.asked_a_month(result.asked_per_month))
    )
    marks = [_("Second try only")] * result.flaky + [_("Harder to find")] * result.harder_to_find
    spent = ""
    if result.clicks is not None and result.outcome in ("passed", "failed", "needs_review"):
        spent = n_("{used} of {count} click", "{used} of {count} clicks", result.budget, used=result.clicks)
    return ", ".join(part for part in (asked, spent, *marks) if part)


def _lines(result: ResultPart) -> list[CardLineView]:
    hint = look.error_hint(result.error) if result.outcome == "errored" else ""
    found = [line for finding in result.findings for line in _findings(finding, result)]
    told = (
        (_("Expected answer"), look.expected(result.expected)),
        (_("What to do"), hint),
        (_("Why it does not count"), look.doubt_text(result)),
        (_("Wordings"), look.wording_text(result)),
        (_("On bad days"), look.condition_text(result)),
        (_("Language"), look.language_text(result)),
        (_("Visitors expected to find it"), look.reach_text(result)),
    )
    plain = [CardLineView(label=label, text=text) for label, text in told if text]
    return [*plain[:1], *found, *(card_views(result) or _evidence(result)), *plain[1:]]


def _findings(finding: FindingPart, result: ResultPart) -> list[CardLineView]:
    remedy = look.own_remedy(result, finding)
    said = [CardLineView(label=_("Found"), text=look.finding_text(finding))]
    said += [CardLineView(label=_("What to change"), text=one_line(remedy, chars_max=600))] if remedy else []
    if remedy and finding.effect:
        said.append(CardLineView(label=_("What that gains"), text=one_line(finding.effect, chars_max=600)))
    return said


def _evidence(result: ResultPart) -> list[CardLineView]:
    label = _("The answer") if result.outcome == "passed" else _("Seen")
    return [
        CardLineView(label=label, text=one_line(item.quote, chars_max=500), quoted=True, page=link(item.url))
        for item in result.evidence[:EVIDENCE_MAX]
    ]


def _found(finding: FindingPart) -> CardLineView:
    remedy = f" {one_line(finding.remedy, chars_max=400)}" if finding.remedy else ""
    return CardLineView(label="", text=f"{look.finding_text(finding)}{remedy}")


def _shots(result: ResultPart, journey: JourneyPart, sources: Sources) -> tuple[PdfShot, ...]:
    shots = [
        PdfShot(
            src=sources.get(step.picture.path, ""),
            alt=one_line(step.picture.caption, chars_max=200),
            text=look.step_text(step.action, step.label),
            page=page_link(step.url, result.start, chars_max=40).text,
            tall=step.picture.height > step.picture.width,
        )
        for step in journey.steps
        if step.picture
    ]
    end = journey.end_picture
    if end is not None:
        shots.append(
            PdfShot(
                src=sources.get(end.path, ""),
                alt=one_line(end.caption, chars_max=200),
                text=words.ENDS.get(journey.ending, journey.ending),
                page=page_link(journey.end_url, result.start, chars_max=40).text,
                tall=end.height > end.width,
            )
        )
    with_picture = [shot for shot in shots if shot.src]
    # The end is what the others lead to: it is never the one that is left out.
    return tuple(
        [*with_picture[: SHOTS_MAX - 1], *with_picture[-1:]]
        if len(with_picture) > SHOTS_MAX
        else with_picture
    )
