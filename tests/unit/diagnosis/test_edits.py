"""A change to a site, as a graph that was edited."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from asking import ANSWER, asked, home
from worlds import DESKTOP, HOME, Document, Link, Page, World, WorldExplorer, at, disclosure, link

from selfserve_check.diagnosis.edit_lines import link_line, passage_line, rename_line, reveal_line
from selfserve_check.diagnosis.edits import edited, edited_by_all
from selfserve_check.diagnosis.survey import survey
from selfserve_check.errors import UserError
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.walk import walk
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.observation import Observation, Region
from selfserve_check.model.remedy import AddLink, AddPassage, Edit, Rename, Reveal
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite
from selfserve_check.site.shared_site import SharedSite

START = StateId(view=DESKTOP, url=HOME)
FOOTER = Link(label="Imprint", to="/imprint", region=Region.FOOTER)
SHOP: dict[str, Document] = {
    "/": home(link("Service", "/service"), link("More", "/a"), link("More", "/b"), FOOTER),
    "/service": Page(title="Service", text=("We help.",), things=(disclosure("Going back", ANSWER), FOOTER)),
    "/a": Page(title="A", things=(FOOTER,)),
    "/b": Page(title="B", things=(link("Service", "/service"),)),
    "/imprint": Page(title="Imprint"),
}


def graph_of(documents: dict[str, Document], pages_max: int = 50) -> SiteGraph:
    """Everything there is to see, as far as somebody looked."""
    site = SharedSite(WorldExplorer(World(documents=documents)), SiteGraph())
    asyncio.run(
        survey(
            site,
            DESKTOP,
            starts=[HOME],
            site_map=[],
            wordings=["Service"],
            scent_model=WordScent(),
            pages_max=pages_max,
        )
    )
    return site.graph


def page_after(edit: Edit, path: str = "/", documents: dict[str, Document] = SHOP) -> Observation:
    graph = edited(graph_of(documents), edit).graph
    return graph.states[StateId(view=DESKTOP, url=at(path))].observation


def walked_after(*edits: Edit, budget: int = 2) -> Journey:
    graph = edited_by_all(graph_of(SHOP), edits).graph
    return asyncio.run(walk(RecordedSite(graph), asked(budget=budget)))


def labels(page: Observation) -> list[str]:
    return [found.label for found in page.affordances]


def test_without_an_edit_nobody_finds_the_answer() -> None:
    """The shop that is edited below fails its visitors."""
    assert walked_after().ending is not Ending.FOUND


def test_a_renamed_link_leads_where_it_led() -> None:
    """And its new words are what visitors go by; two links further the answer lies behind a disclosure."""
    journey = walked_after(
        Rename(page=HOME, old="Service", new="How long to return something"),
        Rename(page=at("/service"), old="Going back", new="How long"),
    )
    assert journey.ending is Ending.FOUND
    assert [step.label for step in journey.steps[1:]] == ["How long to return something", "How long"]


def test_a_rename_in_the_text_of_a_page_stays_on_that_page() -> None:
    """The same words on another page are another link."""
    graph = edited(graph_of(SHOP), Rename(page=HOME, old="Service", new="Returns")).graph
    assert labels(graph.states[START].observation)[0] == "Returns"
    assert labels(graph.states[StateId(view=DESKTOP, url=at("/b"))].observation) == ["Service"]


def test_what_stands_in_the_footer_is_renamed_on_every_page() -> None:
    """It is one thing of the whole site; unless the writer says otherwise."""
    rename = Rename(page=HOME, old="Imprint", new="About us")
    everywhere = edited(graph_of(SHOP), rename)
    assert everywhere.places == 4  # the start page, /a, and /service closed and opened
    here = edited(graph_of(SHOP), replace(rename, only_here=True))
    assert here.places == 1
    assert here.changed == {START}


def test_of_several_with_one_label_all_are_renamed_or_those_with_the_target() -> None:
    """ "More" and "More" lead to two pages: a target tells them apart."""
    assert labels(page_after(Rename(page=HOME, old="More", new="Rest")))[1:3] == ["Rest", "Rest"]
    one = Rename(page=HOME, old="More", new="Rest", target=at("/b"))
    assert labels(page_after(one))[1:3] == ["More", "Rest"]


def test_an_added_link_is_read_and_followed() -> None:
    """It stands first in the main part, as a line of its own."""
    page = page_after(AddLink(page=HOME, target=at("/service"), label="Returns"))
    assert labels(page)[0] == "Returns"
    assert page.passages[0].text == "Returns"
    assert page.affordances[0].plain


def test_a_link_to_a_page_that_nobody_saw_leads_nowhere_known() -> None:
    """It is followed, and the visitor's fate is unknown."""
    journey = walked_after(AddLink(page=HOME, target=at("/new"), label="How long to return something"))
    assert [step.result for step in journey.steps][1] == "unobserved"
    assert journey.ending is Ending.COULD_NOT_ASK


def test_what_is_revealed_is_read_without_the_click() -> None:
    """The disclosure is gone, and its text stands where it opened."""
    page = page_after(Reveal(page=at("/service"), label="Going back"), "/service")
    assert [passage.text for passage in page.passages] == ["Service", "We help.", ANSWER]
    assert "Going back" not in labels(page)
    edits = (
        Reveal(page=at("/service"), label="Going back"),
        Rename(page=HOME, old="Service", new="Return something"),
    )
    assert walked_after(*edits, budget=1).ending is Ending.FOUND


def test_a_passage_stands_on_every_state_of_its_page() -> None:
    """What an act revealed is still what it revealed."""
    graph = graph_of(SHOP)
    (opened,) = [state for state in graph.states if state.actions]
    after = edited(graph, AddPassage(page=at("/service"), text="Tiles.", heading="News")).graph
    before_page, page = graph.states[opened], after.states[opened]
    assert before_page.revealed is not None
    assert page.revealed is not None
    assert [page.observation.passages[index].text for index in page.revealed] == [ANSWER]
    assert "Tiles." in [passage.text for passage in page.observation.passages]


def test_a_passage_takes_the_place_of_another() -> None:
    """Word for word, and nothing else moves."""
    edit = AddPassage(page=at("/service"), text="We help at once.", instead_of="We help.")
    assert page_after(edit, "/service").passages[1].text == "We help at once."


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Rename(page=HOME, old="Servise", new="x"), "nothing on this page is called “Servise”; the nearest: “Service”"),
        (Rename(page=at("/servic"), old="Service", new="x"), "this page is not in the recording; pages that are: https://shop.example/service"),
        (Reveal(page=HOME, label="Service"), "“Service” is a link to another page"),
        (Reveal(page=HOME, label="Servic"), "nothing on this page is called “Servic”"),
        (AddPassage(page=HOME, text="x", instead_of="not there"), "there is no passage “not there”"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_told(edit: Edit, said: str) -> None:
    """With what the writer may have meant."""
    with pytest.raises(UserError) as error:
        edited(graph_of(SHOP), edit)
    assert said in str(error.value)


def test_what_nobody_opened_cannot_be_revealed() -> None:
    """Nobody knows what is behind it."""
    with pytest.raises(UserError, match="nobody opened “Going back” in this recording"):
        edited(graph_of(SHOP, pages_max=2), Reveal(page=at("/service"), label="Going back"))


def test_the_lines_that_people_type() -> None:
    """A page is an address or a path; the colon of an address parts nothing."""
    assert rename_line("/a: Old name => New name", HOME, only_here=True) == Rename(
        page=at("/a"), old="Old name", new="New name", only_here=True
    )
    assert link_line("https://shop.example/a -> /b: To B: now", HOME) == AddLink(
        page=at("/a"), target=at("/b"), label="To B: now"
    )
    assert reveal_line("/a: Details", HOME) == Reveal(page=at("/a"), label="Details")
    assert passage_line("/a: Returns => 30 days.", HOME) == AddPassage(
        page=at("/a"), heading="Returns", text="30 days."
    )
    assert passage_line("/a: 30 days.", HOME) == AddPassage(page=at("/a"), text="30 days.")


@pytest.mark.parametrize("line", ["", "/a", "/a: ", "/a: b", "/a: b =>", "/a: => b", ": a => b"])
def test_a_line_that_is_no_rename_says_how_to_write_one(line: str) -> None:
    """Whatever is missing."""
    with pytest.raises(UserError, match="PAGE: OLD => NEW"):
        rename_line(line, HOME, only_here=False)


@pytest.mark.parametrize("line", ["", "/a", "/a -> /b", "/a -> /b:", "/a: b", " -> /b: c"])
def test_a_line_that_is_no_link_says_how_to_write_one(line: str) -> None:
    """Whatever is missing."""
    with pytest.raises(UserError, match="PAGE -> TARGET: LABEL"):
        link_line(line, HOME)
