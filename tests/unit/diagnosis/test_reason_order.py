"""Where two reasons fit, the table says which one a writer is told; and what each says beside its name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import ANSWER, RETURNS, WRONG_ANSWER, home
from diagnosed_sites import EMPTY, SCENARIO, SMALL_PRINT, diagnosed, finding_of
from worlds import HOME, Dead, Document, Page, Results, SearchBox, Wall, at, disclosure, link, tab

from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.model.card import Place
from selfserve_check.model.finding import Quote
from selfserve_check.model.observation import Signals
from selfserve_check.model.result import Reason
from selfserve_check.model.scenario import PassWhen

GOOD = link("Return something", "/good")
FAR: dict[str, Document] = {
    "/1": Page(title="Help", things=(link("Terms", "/2"),)),
    "/2": Page(title="Terms", things=(link("Small print", "/3"),)),
    "/3": RETURNS,
}
WRONG_PAGE = Page(title="Returns", text=(WRONG_ANSWER,))
DEFLECTING = Page(title="Returns", text=("How long you have to return something: please ask our team.",))
CANVAS = Page(title="Returns", signals=Signals(unreadable=("canvas",)))

TWO_FIT: dict[str, tuple[dict[str, Document], tuple[str, ...], Reason]] = {
    "contradictory before too deep": (
        {"/": home(GOOD, link("Help", "/1")), "/good": WRONG_PAGE} | FAR,
        (),
        Reason.CONTRADICTORY,
    ),
    "contradictory before hidden": (
        {"/": home(GOOD), "/good": WRONG_PAGE, "/lone": RETURNS},
        ("/lone",),
        Reason.CONTRADICTORY,
    ),
    "too deep before broken": (
        FAR | {"/": home(GOOD, link("Help", "/1")), "/good": Dead()},
        (),
        Reason.TOO_DEEP,
    ),
    "misled before hidden": (
        {"/": home(GOOD, SMALL_PRINT), "/good": EMPTY, "/imprint": RETURNS, "/lone": RETURNS},
        ("/lone",),
        Reason.MISLED,
    ),
    "misled before walled": (
        {"/": home(GOOD, SMALL_PRINT), "/good": Wall(), "/imprint": RETURNS},
        (),
        Reason.MISLED,
    ),
    "misled before deflected": (
        {"/": home(GOOD, SMALL_PRINT), "/good": DEFLECTING, "/imprint": RETURNS},
        (),
        Reason.MISLED,
    ),
    "hidden before broken": (
        {"/": home(GOOD), "/good": Dead(), "/lone": RETURNS},
        ("/lone",),
        Reason.HIDDEN,
    ),
    "hidden before deflected": (
        {"/": home(GOOD), "/good": DEFLECTING, "/lone": RETURNS},
        ("/lone",),
        Reason.HIDDEN,
    ),
    "broken before walled": (
        {
            "/": home(GOOD, link("Return something else", "/wall")),
            "/good": Dead(status=410),
            "/wall": Wall(),
        },
        (),
        Reason.BROKEN,
    ),
    "broken before deflected": (
        {"/": home(GOOD, link("Returns", "/d")), "/good": Dead(), "/d": DEFLECTING},
        (),
        Reason.BROKEN,
    ),
    "walled before deflected": (
        {"/": home(GOOD, link("Returns", "/d")), "/good": Wall(), "/d": DEFLECTING},
        (),
        Reason.WALLED,
    ),
    "deflected before missing": ({"/": home(GOOD), "/good": DEFLECTING}, (), Reason.DEFLECTED),
    "deflected before unreadable": (
        {"/": home(GOOD, link("Returned", "/c")), "/good": DEFLECTING, "/c": CANVAS},
        (),
        Reason.DEFLECTED,
    ),
}


@pytest.mark.parametrize("name", TWO_FIT)
def test_the_first_of_the_table_wins(name: str) -> None:
    """Each site has the marks of both reasons."""
    documents, site_map, reason = TWO_FIT[name]
    result = diagnosed(documents, site_map=site_map, scenario=replace(SCENARIO, budget=2))
    assert result.reason is reason


def test_search_only_comes_before_what_stopped_a_visitor() -> None:
    """A dead link looked best, and the search finds the answer."""
    documents: dict[str, Document] = {
        "/": home(SearchBox(), link("Return something", "/gone"), link("Shop", "/shop")),
        "/gone": Dead(),
        "/search": Results(entries=(link("return something", "/r"),)),
        "/shop": EMPTY,
        "/r": RETURNS,
    }
    scenario = replace(SCENARIO, pass_when=PassWhen.ALL, budget=2)
    assert diagnosed(documents, scenario=scenario, personas=(MENU, SEARCH)).reason is Reason.SEARCH_ONLY


def test_one_page_that_says_both_contradicts_itself() -> None:
    """It is not called another page; both sentences are quoted."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/r")),
        "/r": Page(
            title="Returns",
            things=(tab("How long to return something", WRONG_ANSWER), tab("Small print", ANSWER)),
        ),
    }
    result = diagnosed(documents)
    assert result.reason is Reason.CONTRADICTORY
    assert "The same page gives the expected one, too" in finding_of(result).text
    assert [quote.text for quote in finding_of(result).quotes] == [WRONG_ANSWER, ANSWER]


def test_misled_names_the_rank_of_the_right_label_and_the_labels_that_beat_it() -> None:
    """By the scent that visitors go by; what smells the same does not beat it."""
    things = (link("Return something", "/a"), link("How long to return", "/b"), link("Return period", "/r"))
    documents: dict[str, Document] = {"/": home(*things), "/a": EMPTY, "/b": EMPTY, "/r": RETURNS}
    result = diagnosed(documents, scenario=replace(SCENARIO, budget=1))
    text = finding_of(result).text
    assert "“Return period” leads to the answer" in text
    assert "It is number 3 of 3 there by how promising it looks" in text
    assert "“How long to return”, “Return something” look more promising" in text or (
        "“Return something”, “How long to return” look more promising" in text
    )


def test_misled_says_nothing_of_rank_where_the_right_label_smells_best() -> None:
    """Somebody left the way further on."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/hub"), link("Shop", "/s")),
        "/hub": Page(title="Help", things=(link("Returns", "/decoy"), SMALL_PRINT)),
        "/decoy": EMPTY,
        "/s": EMPTY,
        "/imprint": RETURNS,
    }
    text = finding_of(diagnosed(documents, scenario=replace(SCENARIO, budget=2))).text
    assert "“Imprint” leads to the answer. It is number 2 of 2" in text


def test_an_answer_folded_away_on_a_page_that_nothing_links_to_is_hidden_not_missing() -> None:
    """The look around opens what is closed there, too."""
    folded = Page(title="Old help", things=(disclosure("How long to return something", ANSWER),))
    documents: dict[str, Document] = {"/": home(link("Returns", "/a")), "/a": EMPTY, "/lone": folded}
    result = diagnosed(documents, site_map=("/lone",))
    assert result.reason is Reason.HIDDEN
    assert finding_of(result).url == at("/lone")


def test_hidden_behind_a_dead_link_names_the_link_that_should_lead_there() -> None:
    """The page moved, and the link stayed behind."""
    documents: dict[str, Document] = {"/": home(GOOD), "/good": Dead(), "/lone": RETURNS}
    finding = finding_of(diagnosed(documents, site_map=("/lone",)))
    assert "“Return something” on https://shop.example/ looked like the way" in finding.text
    assert finding.remedy == f"Let “Return something” on {HOME} lead there."


CONTACT = "How long you have to return something? Please contact us and tell."


@pytest.mark.parametrize(
    "page",
    [
        Page(title="Contact", text=(CONTACT,)),
        Page(title="Returns", text=("How long you have to return something depends on the tile.",)),
    ],
    ids=["the-contact-page-itself", "no-contact-named"],
)
def test_not_deflected_is_the_contact_page_or_a_page_that_names_no_contact(page: Page) -> None:
    """A contact page is near to every question."""
    assert diagnosed({"/": home(link("Returns", "/r")), "/r": page}).reason is Reason.MISSING


def test_the_card_says_where_visitors_looked_and_were_lost_and_what_comes_nearest() -> None:
    """In the order of the visits; nothing is missing from a passage that answers."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/decoy"), SMALL_PRINT),
        "/decoy": EMPTY,
        "/imprint": RETURNS,
    }
    card = diagnosed(documents).card
    assert card is not None
    assert card.looked == (
        Place(url=HOME, title="Tiles"),
        Place(url=at("/decoy"), title="Nothing here"),
    )
    assert card.lost == card.place == Place(url=HOME, title="Tiles")
    assert card.nearest == Quote(url=at("/imprint"), text=ANSWER)
    assert card.missing == ()


def test_the_card_of_a_missing_answer_says_what_the_nearest_passage_lacks() -> None:
    """Found by those who looked around, though no visitor stood there."""
    near = "You can return something you do not like, however long you have had it."
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/a"), SMALL_PRINT),
        "/a": EMPTY,
        "/imprint": Page(title="Imprint", text=(near,)),
    }
    result = diagnosed(documents, scenario=replace(SCENARIO, budget=1))
    assert (result.reason, result.card is not None) == (Reason.MISSING, True)
    assert result.card is not None
    assert result.card.nearest == Quote(url=at("/imprint"), text=near)
    assert result.card.missing == ("30 days",)
    assert near in finding_of(result).text


def test_a_pass_has_no_card() -> None:
    """There is nothing to write."""
    assert diagnosed({"/": home(link("Returns", "/r")), "/r": RETURNS}).card is None


def test_a_list_of_search_results_is_never_the_nearest_passage() -> None:
    """It repeats what was typed."""
    documents: dict[str, Document] = {
        "/": home(SearchBox(), link("Returns", "/r")),
        "/search": Results(entries=(link("How long you have to return something", "/r"),)),
        "/r": Page(title="Returns", text=("You can return something to our shop.",)),
    }
    card = diagnosed(documents, personas=(SEARCH,)).card
    assert card is not None
    assert card.nearest == Quote(url=at("/r"), text="You can return something to our shop.")
