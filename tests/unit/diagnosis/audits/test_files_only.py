"""Answers that stand in a file or in a picture's description, and on no page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audited_sites import found, ground_over, scenario_of
from worlds import DESKTOP, HOME, Document, File, Page, at, link

from selfserve_check.diagnosis.audits.file_links import file_links
from selfserve_check.diagnosis.audits.files_only import page_of_file
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.model.document import FileLink, FileText
from selfserve_check.model.observation import Observation, Passage, PassageKind
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven
from selfserve_check.model.verdict import Answered, Evidence
from selfserve_check.site.graph import SiteGraph

ANSWER = "You can return anything within 30 days."
GUIDE = FileLink(page=HOME, label="Returns guide (PDF)", url=at("/guide.pdf"))
SITE: dict[str, Document] = {
    "/": Page(title="Tiles", things=(link("Returns guide (PDF)", "/guide.pdf"), link("Shop", "/shop"))),
    "/guide.pdf": File(),
    "/shop": Page(title="Shop"),
}


def file(*pages: str, link: FileLink = GUIDE) -> FileText:
    return FileText(link=link, pages=pages)


def test_an_answer_in_a_pdf_alone_is_told_with_its_page() -> None:
    """The second page of the file; the lines are as the paper has them."""
    text = "How to return\nYou can return anything\nwithin 30 days.\n\nPack it well."
    (finding,) = found("files", ground_over(SITE, scenario_of(), files=[file("Welcome", text)]))
    assert (finding.kind, finding.url, finding.questions) == ("file_only", at("/guide.pdf"), ("q",))
    assert "on its page 2: “You can return anything within 30 days.”" in finding.text or (
        "within 30 days." in finding.text and "on its page 2" in finding.text
    )
    assert f"linked as “Returns guide (PDF)” on {HOME}" in finding.text


@pytest.mark.parametrize(
    "text",
    ["Delivery takes 30 days.", "You can return anything within 14 days.", ""],
    ids=["another-topic", "another-fact", "no-text"],
)
def test_a_pdf_that_does_not_answer_is_not_told(text: str) -> None:
    """The judge is the same as for pages."""
    assert found("files", ground_over(SITE, scenario_of(), files=[file(text)])) == ()


def test_a_pdf_beside_a_page_that_answers_is_not_told() -> None:
    """Nobody needs it."""
    documents = SITE | {
        "/": Page(title="Tiles", things=(link("Returns", "/r"),)),
        "/r": Page(title="Returns", text=(ANSWER,)),
    }
    assert found("files", ground_over(documents, scenario_of(), files=[file(ANSWER)])) == ()


def test_the_lines_of_a_paragraph_are_put_together() -> None:
    """A heading that ends no sentence runs into what follows, as on paper; an empty line parts."""
    seen = page_of_file(file(""), "You can return\nanything. Within\n30 days.\n\nPack it well.")
    assert [passage.text for passage in seen.passages] == [
        "You can return anything. Within 30 days.",
        "Pack it well.",
    ]


def links_of(ground: Ground, files_max: int = 5) -> list[str]:
    found = file_links(ground.results, ground.graph, DESKTOP, WordScent(), files_max)
    return [one.url for one in found]


def test_the_files_worth_reading_come_first() -> None:
    """By what the label promises to the questions that no page answers."""
    documents: dict[str, Document] = {
        "/": Page(
            title="Tiles", things=(link("Price list", "/prices.pdf"), link("Return something", "/r.pdf"))
        ),
        "/prices.pdf": File(),
        "/r.pdf": File(),
    }
    ground = ground_over(documents, scenario_of())
    assert links_of(ground) == [at("/r.pdf"), at("/prices.pdf")]
    assert links_of(ground, 1) == [at("/r.pdf")]


def test_a_file_is_known_by_what_came_where_its_address_does_not_say_so() -> None:
    """A download link without an ending."""
    documents: dict[str, Document] = {
        "/": Page(title="Tiles", things=(link("Return something", "/download"), link("Shop", "/shop"))),
        "/download": File(),
        "/shop": Page(title="Shop"),
    }
    assert links_of(ground_over(documents, scenario_of())) == [at("/download")]


def test_nothing_is_fetched_where_nothing_is_unanswered_or_nobody_said_the_answer() -> None:
    """A file costs a request."""
    answered = SITE | {"/": Page(title="Tiles", text=(ANSWER,), things=(link("Guide", "/guide.pdf"),))}
    assert links_of(ground_over(answered, scenario_of())) == []
    assert links_of(ground_over(SITE, scenario_of(answer=NoAnswerGiven()))) == []


def pictured(*kinds: PassageKind) -> Ground:
    """A page that answers in passages of ``kinds``, and a visitor who read the first."""
    passages = tuple(Passage(text=ANSWER, headings=("Returns",), kind=kind) for kind in kinds)
    asked = ground_over({"/": Page(title="Returns", text=(ANSWER,))}, scenario_of())
    (result,) = asked.results
    (record,) = result.records
    assert record.journey.best is not None
    seen = Observation(url=HOME, title="Returns", lang="en", passages=passages)
    graph = SiteGraph()
    page = PageState(id=record.journey.best, observation=seen)
    graph.add_load(page.id, Arrived(page=page))
    verdict = Answered(evidence=(Evidence(url=HOME, quote=ANSWER, passage=0),))
    journey = replace(record.journey, verdict=verdict)
    told = QuestionResult(
        scenario=result.scenario,
        outcome=Outcome.PASSED,
        records=(JourneyRecord(journey=journey, outcome=Outcome.PASSED),),
        best=0,
        evidence=verdict.evidence,
    )
    return Ground(results=(told,), graph=graph, view=DESKTOP)


def test_an_answer_in_a_picture_s_description_alone_is_told() -> None:
    """Those who look at the page may not see it."""
    (finding,) = found("files", pictured(PassageKind.ALT))
    assert (finding.kind, finding.url) == ("picture_only", HOME)


def test_an_answer_in_the_text_is_not_told_whatever_pictures_say() -> None:
    """It stands there."""
    assert found("files", pictured(PassageKind.TEXT)) == ()


def test_an_answer_that_picture_and_text_both_give_is_not_told() -> None:
    """Whichever of the two the visitor is said to have read."""
    assert found("files", pictured(PassageKind.ALT, PassageKind.TEXT)) == ()
