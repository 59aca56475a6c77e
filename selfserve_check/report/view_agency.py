"""What an agency hands to its client: a cover, the score and its parts, what stands in the way of a launch,
promises and who keeps them, the way to a person, before and after, and how it was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfserve_check.report import look, words
from selfserve_check.report.brand import logo_uri
from selfserve_check.report.figures import Figure, of_customers
from selfserve_check.report.links import host_of
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.speech import _, n_, number
from selfserve_check.report.text import one_line
from selfserve_check.report.view_found import PromiseView, about_person, promises
from selfserve_check.report.view_parts import FactView, FindingView, MendView

REMEDIES_MAX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverView:
    """``logo`` holds the picture itself, "" where there is none."""

    client: str
    logo: str
    logo_alt: str
    day: str
    prepared_by: str
    scope: tuple[FactView, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView:
    """A change and what it was measured to do."""

    anchor: str
    question: str
    says: str
    measured: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A question in the appendix."""

    anchor: str
    question: str
    outcome: str
    word: str
    reason: str
    clicks: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """``person`` is what to say where no finding tells of it."""

    cover: CoverView
    score: str
    score_text: str
    parts: tuple[Figure, ...]
    blockers: tuple[MendView, ...]
    no_blockers: str
    promises: tuple[PromiseView, ...]
    person: tuple[FindingView, ...]
    no_person: str
    effects: tuple[EffectView, ...]
    appendix: tuple[LineView, ...]


def agency_view(
    run: RunFile, anchors: Mapping[str, str], blockers: tuple[MendView, ...], images: Mapping[str, bytes]
) -> AgencyView:
    """The door of ``run`` (cleaned); ``images`` are pictures by their path, the logo among them."""
    return AgencyView(
        cover=_cover(run, images),
        score="" if run.score is None else words.percent(run.score),
        score_text=_score_text(run),
        parts=of_customers(run),
        blockers=blockers,
        no_blockers=_no_blockers(run),
        promises=promises(run),
        person=about_person(run),
        no_person=_no_person(run),
        effects=tuple(_effects(run, anchors)),
        appendix=tuple(_line(result, anchors) for result in look.ordered(run)),
    )


def logo_of(run: RunFile, images: Mapping[str, bytes]) -> str:
    """The client's logo as an address that holds it, "" where there is none."""
    logo = run.brand.logo if run.brand else None
    return logo_uri(images[logo.path]) if logo is not None and logo.path in images else ""


def client_of(run: RunFile) -> str:
    """The client's name, "" where nobody gave it."""
    return one_line(run.brand.client, chars_max=100) if run.brand else ""


def _cover(run: RunFile, images: Mapping[str, bytes]) -> CoverView:
    client = client_of(run)
    return CoverView(
        client=client or host_of(run.site),
        logo=logo_of(run, images),
        logo_alt=client or host_of(run.site),
        day=words.day(run.started_at),
        prepared_by=one_line(run.brand.prepared_by, chars_max=200) if run.brand else "",
        scope=tuple(_scope(run)),
        limits=tuple(f"{line}." for line in look.asides(run)),
    )


def _scope(run: RunFile) -> list[FactView]:
    journeys = [journey for result in run.results for journey in result.journeys]
    who = dict.fromkeys(words.visitor_short(one_line(each.persona, chars_max=40)) for each in journeys)
    what = dict.fromkeys(words.device(one_line(each.device, chars_max=40)) for each in journeys)
    pairs = {
        _("Site"): host_of(run.site),
        _("Questions"): number(len(run.results)),
        _("Visitors"): ", ".join(list(who)[:6]),
        _("Looked with"): ", ".join(list(what)[:4]),
        _("Pages loaded"): number(run.stats.pages_loaded),
    }
    return [FactView(label=label, value=value) for label, value in pairs.items() if value]


def _score_text(run: RunFile) -> str:
    counts = run.totals
    asked = counts.passed + counts.failed + counts.needs_review
    if run.score is None or not asked:
        return _("No question could be asked, so there is no score.")
    weighted = any(result.asked_per_month is not None for result in run.results)
    answered = look.headline(run)
    if weighted:
        return _("{answered}. A question counts by how often customers ask it.", answered=answered)
    return _("{answered}. Every question counts the same.", answered=answered)


def _no_blockers(run: RunFile) -> str:
    marked = sum(result.severity == "blocker" for result in run.results)
    if not marked:
        return _("No question was marked as one that must be answered before the launch.")
    return n_(
        "The one question that must be answered before the launch is answered.",
        "All {count} questions that must be answered before the launch are answered.",
        marked,
    )


def _no_person(run: RunFile) -> str:
    index = run.metrics.go_away if run.metrics else None
    if index == 0:
        return _("Wherever visitors gave up, a way to a person was at most two clicks away.")
    return _("Nothing was found about the way to a person.")


def _effects(run: RunFile, anchors: Mapping[str, str]) -> list[EffectView]:
    helped = [result for result in look.ordered(run) if result.remedy is not None]
    return [
        EffectView(
            anchor=anchors[result.id],
            question=one_line(result.question),
            says=one_line(result.remedy.says, chars_max=600),
            measured=one_line(result.remedy.measured, chars_max=600),
        )
        for result in helped[:REMEDIES_MAX]
        if result.remedy is not None
    ]


def _line(result: ResultPart, anchors: Mapping[str, str]) -> LineView:
    counted = result.clicks is not None and result.outcome in ("passed", "failed", "needs_review")
    return LineView(
        anchor=anchors[result.id],
        question=one_line(result.question),
        outcome=result.outcome,
        word=words.OUTCOMES[result.outcome],
        reason=look.reason_word(result),
        clicks=n_("{used} of {count}", "{used} of {count}", result.budget, used=result.clicks)
        if counted
        else "",
        asked="" if result.asked_per_month is None else number(result.asked_per_month),
    )
