"""The audits over a run: switched, bounded, shared out, and kept from each other's crashes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from worlds import DESKTOP, HOME, Page, World, WorldExplorer, at

from selfserve_check.app import auditor as auditor_module
from selfserve_check.app.auditor import Auditor
from selfserve_check.app.second_look import after_consent
from selfserve_check.diagnosis.audits import AUDITS, Audit, findings_of
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.document import FileLink, FileText
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.said import say
from selfserve_check.model.scenario import FactAnswer, Promise, Scenario
from selfserve_check.settings_limits import AuditsSection
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

SCENARIO = Scenario(
    id="q", question="How long?", site=HOME, start=HOME, answer=FactAnswer(all_of=("30 days",))
)
RESULT = QuestionResult(scenario=SCENARIO, outcome=Outcome.PASSED)


def audited(
    *results: QuestionResult, settings: AuditsSection | None = None
) -> tuple[tuple[QuestionResult, ...], tuple[Finding, ...]]:
    auditor = Auditor(
        graph=SiteGraph(), view=DESKTOP, scent_model=WordScent(), settings=settings or AuditsSection()
    )
    examined = asyncio.run(auditor.audit(results))
    return examined.results, examined.findings


def test_every_audit_has_a_switch_of_its_name() -> None:
    """Nothing is found that cannot be switched off."""
    switches = {name for name, field in AuditsSection.model_fields.items() if field.annotation is bool}
    assert switches == {audit.name for audit in AUDITS}


def test_a_finding_of_one_question_goes_to_its_result() -> None:
    """The others belong to the site."""
    promise = Promise(page=f"{HOME}sale", says="60 days")
    result = replace(RESULT, scenario=replace(SCENARIO, promise=promise))
    (after,), of_site = audited(result)
    assert [finding.kind for finding in after.findings] == ["promise_unread"]
    assert after.findings[0].questions == ()
    assert of_site == ()


def test_what_is_switched_off_is_not_looked_for() -> None:
    """By its name in the settings."""
    promise = Promise(page=f"{HOME}sale", says="60 days")
    result = replace(RESULT, scenario=replace(SCENARIO, promise=promise))
    (after,), _ = audited(result, settings=AuditsSection(promises=False))
    assert after.findings == ()


def test_what_is_more_than_is_told_is_counted() -> None:
    """The worst come first, and nobody reads a hundred."""
    many = tuple(Finding(kind="dead_link", text=str(number)) for number in range(12))
    audit = Audit(name="dead_links", find=lambda _ground: many, found=say("dead links"))
    ground = Ground(results=(), graph=SiteGraph(), view=DESKTOP)
    assert findings_of(audit, ground, 12) == many
    kept = findings_of(audit, ground, 10)
    assert kept[:10] == many[:10]
    assert kept[10].text == "Beside these there are more dead links: 2 (audits.findings_max)."


def test_a_crash_of_one_audit_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and nothing else is lost."""

    def crash(_ground: Ground) -> tuple[Finding, ...]:
        raise RuntimeError("of its own")

    fine = Audit(
        name="dead_links", find=lambda _ground: (Finding(kind="dead_link", text="x"),), found=say("")
    )
    crashing = Audit(name="person", find=crash, found=say(""))
    monkeypatch.setattr(auditor_module, "AUDITS", (crashing, fine))
    (after,), of_site = audited(RESULT)
    assert after == RESULT
    assert [finding.kind for finding in of_site] == ["audit_failed", "dead_link"]
    assert "RuntimeError: of its own" in of_site[0].text


def test_no_file_is_fetched_where_none_is_linked() -> None:
    """A request is sent for a reason."""
    asked: list[Sequence[FileLink]] = []

    async def read(links: Sequence[FileLink]) -> tuple[FileText, ...]:
        asked.append(links)
        return ()

    auditor = Auditor(
        graph=SiteGraph(),
        view=DESKTOP,
        scent_model=WordScent(),
        settings=AuditsSection(),
        read_files=read,
    )
    asyncio.run(auditor.audit((RESULT,)))
    assert asked == []


def test_what_is_counted_goes_into_the_figures() -> None:
    """A failed question from whose last page nothing leads anywhere: nobody knows of a way to a person; and
    a promise that could not be read was not checked."""
    promise = Promise(page=f"{HOME}sale", says="60 days")
    result = replace(RESULT, outcome=Outcome.FAILED, scenario=replace(SCENARIO, promise=promise))
    auditor = Auditor(graph=SiteGraph(), view=DESKTOP, scent_model=WordScent(), settings=AuditsSection())
    counted = asyncio.run(auditor.audit((result,))).counted
    assert (counted.kept, counted.checked, counted.clicks_to_person) == (0, 0, ())


MISSING = replace(
    RESULT,
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
    findings=(Finding(kind="missing", text="", quotes=(Quote(url=f"{HOME}r", text="Returns"),)),),
)


@pytest.mark.parametrize(
    ("result", "settings", "looked"),
    [
        (MISSING, AuditsSection(), [(f"{HOME}r",)]),
        (RESULT, AuditsSection(), [()]),
        (MISSING, AuditsSection(only_some=False), []),
    ],
    ids=["missing", "answered", "switched-off"],
)
def test_a_page_is_looked_at_after_a_yes_to_cookies_where_its_question_is_missing(
    result: QuestionResult, settings: AuditsSection, looked: list[tuple[str, ...]]
) -> None:
    """And with the audit's switch alone."""
    asked: list[tuple[str, ...]] = []

    async def look(pages: Sequence[str]) -> None:
        asked.append(tuple(pages))

    auditor = Auditor(
        graph=SiteGraph(),
        view=DESKTOP,
        scent_model=WordScent(),
        settings=settings,
        look_after_consent=look,
    )
    asyncio.run(auditor.audit((result,)))
    assert asked == looked


def test_the_look_adds_what_it_sees_in_a_view_of_its_own() -> None:
    """So that nothing else takes it for what visitors see; and it says that cookies were accepted."""
    notes: list[str] = []
    graph = SiteGraph()
    site = SharedSite(WorldExplorer(World(documents={"/r": Page(title="Returns")})), graph)
    look = after_consent(site, DESKTOP, notes.append)
    asyncio.run(look([at("/r"), at("/gone")]))
    assert [(state.url, state.view.condition) for state in graph.states] == [(at("/r"), "after_consent")]
    assert [note[:52] for note in notes] == ["2 pages were opened once more with cookies accepted,"]
    asyncio.run(look([]))
    assert len(notes) == 1
