"""A run as the history keeps it: the straight way, what its pages showed, and no more than needed."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import pytest
from asking import ANSWER, FACT, RETURNS, asked, home
from nights import SITE, result, run
from worlds import Document, Opens, Page, World, WorldExplorer, at, link

from selfserve_check.history.pages import CHARS_MAX, LINKS_MAX, PASSAGES_MAX, PageDigest, digest_of
from selfserve_check.history.past import in_utc, key_of, past_of, path_of, site_of
from selfserve_check.history.recorded import read_past
from selfserve_check.journey.outcome import journey_outcome
from selfserve_check.journey.walk import walk
from selfserve_check.language.redact import Redactor
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Run, RunStats
from selfserve_check.model.scenario import Scenario
from selfserve_check.report.run_file import JourneyPart, StepPart
from selfserve_check.report.write import write_report
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import Recording, pack
from selfserve_check.site.shared_site import SharedSite


def step(action: str, label: str, url: str, *, got: str = "arrived", clicks: int = 1) -> StepPart:
    values = {
        "url": SITE + url,
        "action": action,
        "label": label,
        "scent": 0.5,
        "result": got,
        "clicks": clicks,
    }
    return StepPart.model_validate(values)


def journey(*steps: StepPart, end: str = "/returns") -> JourneyPart:
    return JourneyPart(
        persona="menu",
        device="phone",
        wording="w",
        outcome="passed",
        ending="found",
        clicks=len(steps),
        steps=[step("open", SITE + "/", "/", clicks=0), *steps],
        end_url=SITE + end,
    )


def ways(*steps: StepPart) -> list[tuple[str, str, str]]:
    path = path_of(journey(*steps), "q")
    return [(one.label, one.url.removeprefix(SITE), one.landed.removeprefix(SITE)) for one in path.steps]


def test_the_way_is_kept_without_its_detours() -> None:
    """What Back undid led nowhere; so did what was dead, refused or did nothing."""
    assert ways(
        step("click", "Offers", "/"),
        step("back", "", "/offers"),
        step("click", "Dead", "/", got="broken"),
        step("back", "", "/"),
        step("click", "Elsewhere", "/", got="refused", clicks=0),
        step("click", "Button", "/", got="no_change"),
        step("click", "Help", "/"),
        step("disclose", "How long?", "/help"),
    ) == [("Help", "/", "/help"), ("How long?", "/help", "/returns")]


def test_the_way_knows_who_went_it_and_over_which_pages() -> None:
    """Each page once, the start first."""
    path = path_of(journey(step("click", "Help", "/"), step("click", "Returns", "/help")), "q")
    assert (path.persona, path.device, path.start) == ("menu", "phone", SITE + "/")
    assert [url.removeprefix(SITE) for url in path.pages] == ["/", "/help", "/returns"]


@pytest.mark.parametrize(
    ("moment", "utc"),
    [
        ("2026-03-14T02:00:00+01:00", "2026-03-14T01:00:00+00:00"),
        ("2026-03-14T02:00:00", "2026-03-14T02:00:00+00:00"),
        ("no date", "no date"),
    ],
)
def test_nights_sort_as_text_wherever_they_were(moment: str, utc: str) -> None:
    """In UTC, to the second."""
    assert in_utc(moment) == utc


def test_runs_over_one_site_have_one_site() -> None:
    """Whatever page they were given, and however its host was written."""
    assert site_of("https://Shop.Example/spring?x=1") == "https://shop.example"
    assert past_of(run(site="https://Shop.Example/spring")).site == "https://shop.example"


def test_a_question_that_was_edited_is_another() -> None:
    """Its words, its answer, its start or its budget; not its tags."""
    plain = past_of(run(result())).questions[0].asked
    for change in ({"question": "other"}, {"start": SITE + "/x"}, {"budget": 2}):
        assert past_of(run(result(**change))).questions[0].asked != plain
    assert past_of(run(result(tags=["x"], asked_per_month=5))).questions[0].asked == plain


def test_two_runs_that_began_in_one_second_are_two() -> None:
    """And the same one read twice is one."""
    one, other = past_of(run(result())), past_of(run(result(outcome="failed")))
    assert key_of(one) != key_of(other)
    assert key_of(one) == key_of(past_of(run(result())))


SHOP: dict[str, Document] = {
    "/": home(link("Returns", "/r")),
    "/r": Page(
        title="Returns", things=(Opens(kind=AffordanceKind.DISCLOSURE, label="How long?", text=(ANSWER,)),)
    ),
}


def graph_of(documents: dict[str, Document]) -> tuple[SiteGraph, QuestionResult]:
    """What one visitor saw, and what became of the question."""
    scenario = Scenario(id="q", question=asked().wording, site=SITE, start=at("/"), answer=FACT)
    graph = SiteGraph()

    async def walked() -> QuestionResult:
        site = SharedSite(explorer=WorldExplorer(World(documents=documents)), graph=graph)
        found = await walk(site, asked())
        await site.close()
        record = JourneyRecord(journey=found, outcome=journey_outcome(scenario, found))
        return QuestionResult(scenario=scenario, outcome=record.outcome, records=(record,), best=0)

    return graph, asyncio.run(walked())


def test_a_report_with_its_recording_is_a_night_with_its_pages(tmp_path: Path) -> None:
    """Those of the straight way, opened as the visitor opened them."""
    graph, found = graph_of(SHOP)
    assert found.outcome is Outcome.PASSED
    made = Run(
        run_id="r",
        started_at="2026-03-01T02:00:00+00:00",
        finished_at="2026-03-01T02:00:00+00:00",
        tool_version="0",
        browser="b",
        site=SITE,
        complete=True,
        results=(found,),
        stats=RunStats(),
    )
    packed = pack(Recording(site=SITE, made_by="0", graph=graph), Redactor())
    files = write_report(made, tmp_path, packed)
    (kept,) = read_past(files.folder).questions
    assert [digest.title for digest in kept.pages] == ["Tiles", "Returns", "Returns"]
    assert ANSWER in kept.pages[-1].passages
    assert ANSWER not in kept.pages[1].passages
    (files.folder / "recording.json.gz").write_bytes(gzip.compress(b"{}"))
    (without,) = read_past(files.run_json).questions
    assert (without.path, without.pages) == (kept.path, ())


def test_a_page_is_kept_in_bounds_and_says_so() -> None:
    """Long texts are cut, long lists too; then what is missing may still have been there."""
    many = tuple(link(f"Link {n}", f"/{n}") for n in range(LINKS_MAX + 1))
    long = tuple(f"{n} " + "word " * 100 for n in range(PASSAGES_MAX + 1))
    digest = digest_at({"/": Page(title="Long", text=long, things=many)})
    assert digest.cut
    assert (len(digest.links), len(digest.passages)) == (LINKS_MAX, PASSAGES_MAX)
    assert max(map(len, digest.passages)) <= CHARS_MAX
    assert not digest_at(SHOP).cut


def test_a_page_that_no_text_of_a_database_can_hold_is_kept() -> None:
    """Half characters and NULs become marks."""
    digest = digest_at({"/": Page(title="a\0b", text=("half \ud800 a character",))})
    assert "\0" not in digest.title
    assert digest.passages[-1].encode() == b"half ? a character"


def digest_at(documents: dict[str, Document]) -> PageDigest:
    graph, _ = graph_of({"/r": RETURNS, **documents})
    (state,) = [page.id for page in graph.states.values() if page.id.url == at("/") and not page.id.actions]
    digest = digest_of(state, graph)
    assert digest is not None
    return digest
