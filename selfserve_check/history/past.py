"""A run as the history keeps it: what comparing two nights needs, bounded, and no pictures. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from selfserve_check.history.pages import PageDigest
from selfserve_check.model.past_path import PastPath, PastStep
from selfserve_check.report.run_file import EvidencePart, JourneyPart, ResultPart, RunFile

FORMAT = 1
EVIDENCE_MAX = 3
QUOTE_CHARS_MAX = 1_000
DECIDED = ("passed", "failed", "needs_review")
"""Outcomes that say something about the site."""

WORSE = frozenset({"wrong", "contradictory"})
"""Reasons of a failure by which visitors are told something false: another failure than not finding it."""

_PUSHING = ("arrived", "broken", "walled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage that an outcome rested on."""

    url: str
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """How one visitor fared."""

    persona: str
    device: str
    condition: str
    wording: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastQuestion:
    """One question on one night. ``asked`` changes when its author edits it (its words, its answer, where it
    starts or its budget); ``path`` leads straight to where it ended, without the detours; ``pages`` are the
    pages on that path and on the last path that worked."""

    id: str
    question: str
    outcome: str
    asked: str
    reason: str = ""
    flaky: bool = False
    harder: bool = False
    severity: str = "error"
    clicks: int | None = None
    error: str = ""
    path: PastPath | None = None
    quotes: tuple[Quote, ...] = ()
    visitors: tuple[Visitor, ...] = ()
    pages: tuple[PageDigest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """One run. ``started_at`` is ISO 8601 in UTC, so that runs sort by it as text; ``site`` is scheme and
    host alone."""

    run_id: str
    site: str
    started_at: str
    complete: bool
    tool_version: str
    wall_s: float
    score: float | None = None
    questions: tuple[PastQuestion, ...] = ()
    format: int = FORMAT

    def named(self, question: str) -> PastQuestion | None:
        return next((one for one in self.questions if one.id == question), None)


ADAPTER = TypeAdapter(PastRun)


def past_of(run: RunFile, pages: Mapping[str, Sequence[PageDigest]] | None = None) -> PastRun:
    """``run`` as the history keeps it, with what its ``pages`` showed, by question."""
    seen = pages or {}
    return PastRun(
        run_id=run.run_id,
        site=site_of(run.site),
        started_at=in_utc(run.started_at),
        complete=run.complete,
        tool_version=run.tool.version,
        wall_s=run.stats.wall_s,
        score=run.score,
        questions=tuple(_question(result, tuple(seen.get(result.id, ()))) for result in run.results),
    )


def key_of(run: PastRun) -> str:
    """What tells this run from every other: two runs that began in one second have the same ``run_id``."""
    plain = replace(run, questions=tuple(replace(one, pages=()) for one in run.questions))
    return hashlib.sha256(ADAPTER.dump_json(plain)).hexdigest()[:32]


def site_of(url: str) -> str:
    """Scheme and host of ``url``: what runs over one site have in common."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def in_utc(moment: str) -> str:
    """``moment`` (ISO 8601) in UTC to the second; one that cannot be read stays as it is."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    aware = read if read.tzinfo else read.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")


def path_of(journey: JourneyPart, question: str) -> PastPath:
    """The straight way of ``journey``: what Back undid, and what led nowhere, is left out."""
    trail: list[PastStep] = []
    ends = [*(step.url for step in journey.steps[1:]), journey.end_url]
    for step, landed in zip(journey.steps, ends, strict=True):
        if step.action == "back":
            trail = trail[:-1]
        elif step.action != "open" and step.result in _PUSHING:
            trail.append(
                PastStep(
                    action=step.action, label=step.label, url=step.url, landed=landed, clicks=step.clicks
                )
            )
    return PastPath(
        question=question,
        persona=journey.persona,
        device=journey.device,
        locale=journey.locale,
        start=journey.steps[0].url if journey.steps else "",
        steps=tuple(trail),
    )


def _question(result: ResultPart, pages: tuple[PageDigest, ...]) -> PastQuestion:
    best = _best(result)
    return PastQuestion(
        id=result.id,
        question=result.question,
        outcome=result.outcome,
        asked=_asked(result),
        reason=result.reason or "",
        flaky=result.flaky,
        harder=result.harder_to_find,
        severity=result.severity,
        clicks=result.clicks,
        error=f"{result.error.kind}: {result.error.detail}"[:QUOTE_CHARS_MAX] if result.error else "",
        path=path_of(best, result.id) if best else None,
        quotes=_quotes(result.evidence),
        visitors=tuple(_visitor(journey) for journey in result.journeys),
        pages=pages,
    )


def _best(result: ResultPart) -> JourneyPart | None:
    index = result.best_journey
    return result.journeys[index] if index is not None and 0 <= index < len(result.journeys) else None


def _asked(result: ResultPart) -> str:
    parts = (result.question, result.start, str(result.budget), result.expected.model_dump_json())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _quotes(evidence: Iterable[EvidencePart]) -> tuple[Quote, ...]:
    return tuple(
        Quote(url=one.url, text=one.quote[:QUOTE_CHARS_MAX], facts=tuple(one.facts))
        for one in list(evidence)[:EVIDENCE_MAX]
    )


def _visitor(journey: JourneyPart) -> Visitor:
    return Visitor(
        persona=journey.persona,
        device=journey.device,
        condition=journey.condition,
        wording=journey.wording,
        outcome=journey.outcome,
    )
