"""Runs the audits over a finished run: fetches what they need, and keeps one that crashes from the others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from selfserve_check.app.second_look import LookAfterConsent
from selfserve_check.diagnosis.audits import AUDITS, Audit, findings_of
from selfserve_check.diagnosis.audits.after_consent import pages_worth_a_look
from selfserve_check.diagnosis.audits.file_links import file_links
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.diagnosis.audits.person import ways_to_a_person
from selfserve_check.diagnosis.audits.promises import held_promises
from selfserve_check.diagnosis.measured import Audited
from selfserve_check.diagnosis.remedy_words import shown_first
from selfserve_check.journey.outcome import with_findings
from selfserve_check.journey.rank import ScentModel
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.document import FileLink, FileText
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.said import say
from selfserve_check.settings_limits import AuditsSection
from selfserve_check.site.graph import SiteGraph

_LOG = logging.getLogger(__name__)
# Findings of these kinds are of one question each, and are told with it.
_OF_A_QUESTION = frozenset(
    (
        "promise_broken",
        "promise_kept",
        "promise_not_corroborated",
        "promise_not_made",
        "promise_unread",
        "only_some",
        "file_only",
        "picture_only",
    )
)

ReadFiles = Callable[[Sequence[FileLink]], Awaitable[tuple[FileText, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """``results`` with the findings that are theirs, those of the whole site, and what was counted."""

    results: tuple[QuestionResult, ...]
    findings: tuple[Finding, ...] = ()
    counted: Audited = field(default_factory=Audited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditor:
    """``read_files`` is None where no file can be fetched (a recording), ``look_after_consent`` where no page
    can be looked at after a yes to cookies, or no banner was refused; it adds what it sees to ``graph``."""

    graph: SiteGraph
    view: View
    scent_model: ScentModel
    settings: AuditsSection
    meaning: Closeness | None = None
    read_files: ReadFiles | None = None
    look_after_consent: LookAfterConsent | None = None

    async def audit(self, results: Sequence[QuestionResult]) -> Examined:
        """What every audit that is switched on finds in ``results`` and the graph."""
        if self.look_after_consent is not None and self.settings.only_some:
            await self.look_after_consent(pages_worth_a_look(results))
        ground = Ground(
            results=tuple(results),
            graph=self.graph,
            view=self.view,
            files=await self._files(tuple(results)),
            meaning=self.meaning,
        )
        found: list[Finding] = []
        for audit in AUDITS:
            if getattr(self.settings, audit.name):
                found += _guarded(audit, ground, self.settings.findings_max)
                # Each takes its time over a large site, and whoever stops the run is to be heard.
                await asyncio.sleep(0)
        shared, own = _shared_out(tuple(results), found)
        return Examined(results=shared, findings=own, counted=self._counted(ground))

    def _counted(self, ground: Ground) -> Audited:
        held = held_promises(ground) if self.settings.promises else ()
        checked = [one.state for one in held if one.state in ("kept", "broken", "not_corroborated")]
        ways = ways_to_a_person(ground) if self.settings.person else ()
        return Audited(
            kept=checked.count("kept"),
            checked=len(checked),
            clicks_to_person=tuple((way.question, way.clicks) for way in ways if way.known),
        )

    async def _files(self, results: tuple[QuestionResult, ...]) -> tuple[FileText, ...]:
        if self.read_files is None or not self.settings.files or not self.settings.files_max:
            return ()
        links = file_links(results, self.graph, self.view, self.scent_model, self.settings.files_max)
        return await self.read_files(links) if links else ()


def _guarded(audit: Audit, ground: Ground, findings_max: int) -> tuple[Finding, ...]:
    try:
        return findings_of(audit, ground, findings_max)
    except Exception as error:  # noqa: BLE001 -- one audit's crash must not take the run's results with it
        _LOG.exception("the audit %s failed; all others are told", audit.name)
        text = say(
            "The audit “{name}” could not be carried out ({why}).",
            name=audit.name,
            why=f"{type(error).__name__}: {error}"[:400],
        )
        return (Finding(kind="audit_failed", text=text, remedy=say("Please report this.")),)


def _shared_out(
    results: tuple[QuestionResult, ...], found: Sequence[Finding]
) -> tuple[tuple[QuestionResult, ...], tuple[Finding, ...]]:
    by_question: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.kind in _OF_A_QUESTION and len(finding.questions) == 1:
            by_question.setdefault(finding.questions[0], []).append(replace(finding, questions=()))
    shared = tuple(
        shown_first(with_findings(result, by_question.get(result.scenario.id, ()))) for result in results
    )
    own = tuple(one for one in found if not (one.kind in _OF_A_QUESTION and len(one.questions) == 1))
    return shared, own
