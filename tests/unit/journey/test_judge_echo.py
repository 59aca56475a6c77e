"""A page that repeats what the visitor typed says nothing about it."""

from __future__ import annotations

import pytest
from judge_pages import SITE, ask, facts, heading, page, text

from selfserve_check.journey.echo import echoes, is_echo, says_nothing_found, typed_in
from selfserve_check.model.observation import Passage, PassageKind, Region
from selfserve_check.model.verdict import Absent, Answered, Partial

SEARCHED = SITE + "/search?q=send+something+back"

ECHOES = [
    ("10 pages found for 'send something back'", SEARCHED),
    ("Search results for: send something back", SEARCHED),
    ("No results for “send something back”", SEARCHED),
    ("Did you mean send something black?", SEARCHED),
    ("send something back", SEARCHED),
    ("Home / Search / send something back", SEARCHED),
    ("Sorry, nothing was found for send something back. Try again.", SEARCHED),
    ("Search: returns", SITE + "/search?q=returns"),
    ("Results for send back", SITE + "/search/send%20back"),
    ("Results: send parcels back", SITE + "/#search=send%20parcels%20back"),
    ("3 articles found for send back", SITE + "/help"),
    ("Your search for parcel did not match anything", SITE + "/help"),
    ("Suchergebnisse für Rückgabe", SITE + "/"),
    ("12 Treffer für Rückgabe", SITE + "/?suche=R%C3%BCckgabe"),
    ("Résultats pour retour", SITE + "/"),
    ("Vouliez-vous dire retours ?", SITE + "/"),
]

NO_ECHOES = [
    ("You can send something back within 30 days.", SEARCHED),
    ("How to send something back to us: print the label", SEARCHED),
    ("Send it back free of charge", SEARCHED),
    ("Returns", SITE + "/search?q=returns"),
    ("No returns", SITE + "/search?q=returns"),
    ("send something back", SITE + "/returns"),
    ("Exam results for 2024 are out", SITE + "/"),
    ("We found 10 shops in Leeds", SITE + "/"),
    ("Products for sensitive skin", SITE + "/"),
    ("6 items for £10", SITE + "/"),
    ("Search for a store near you", SITE + "/"),
    ("spring sale shoes", SITE + "/shoes?utm_campaign=spring+sale+shoes"),
    ("Search results for send back: you have 30 days. Post it to us.", SEARCHED),
]


@pytest.mark.parametrize(("words", "url"), ECHOES)
def test_what_was_typed_with_furniture_around_it_is_an_echo(words: str, url: str) -> None:
    """Counts, "did you mean", breadcrumbs, in several languages."""
    assert is_echo(words, url)


@pytest.mark.parametrize(("words", "url"), NO_ECHOES)
def test_a_text_that_says_something_of_its_own_is_none(words: str, url: str) -> None:
    """However many of the typed words it has."""
    assert not is_echo(words, url)


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        (SITE + "/search?q=send+Something+back&page=2", ("send something back",)),
        (SITE + "/#search=send%20back", ("send back",)),
        (SITE + "/#/find?query=send+back", ("send back",)),
        (SITE + "/search/send-back", ("send-back",)),
        (SITE + "/search?what=two+words&sort=new", ("two words",)),
        (SITE + "/help?topic=returns", ()),
        (SITE + "/help?utm_campaign=spring+sale", ()),
        (SITE + "/?q=", ()),
    ],
)
def test_the_address_says_what_was_typed(url: str, typed: tuple[str, ...]) -> None:
    """Search parameters of the query and of the fragment, and the part behind /search/."""
    assert typed_in(url) == typed


def test_the_echoing_passages_are_told_apart() -> None:
    """A heading or field that is the query is one too; results with a text of their own are not."""
    seen = page(
        heading("returns"),
        Passage(text="returns", kind=PassageKind.FIELD, region=Region.MAIN),
        text("returns"),
        text("2 results found for returns"),
        text("Returns: you have 30 days."),
        url=SITE + "/search?q=returns",
    )
    assert echoes(seen) == frozenset((0, 1, 3))


QUESTION = "How long do I have to send something back?"


def test_an_echo_is_neither_evidence_nor_near() -> None:
    """The best passage of a page without an answer is never the visitor's own words."""
    seen = page(
        heading("send something back"),
        text("No pages found for send something back", "send something back"),
        title="send something back - Acme",
        url=SEARCHED,
    )
    assert isinstance(ask(QUESTION, seen), Absent)
    assert isinstance(ask(QUESTION, seen, facts("30 days")), Absent)


def test_a_fact_below_an_echoing_heading_is_not_about_the_question_for_that() -> None:
    """Every result stands below "Results for …", and so does the wrong one."""
    above = "Search results for send something back"
    trial = page(heading(above), text("Free for 30 days", above), url=SEARCHED)
    assert not isinstance(ask(QUESTION, trial, facts("30 days")), Answered)
    answer = page(heading(above), text("Send an item back within 30 days.", above), url=SEARCHED)
    assert isinstance(ask(QUESTION, answer, facts("30 days")), Answered)


def test_a_fact_that_was_typed_is_not_shown_by_its_echo() -> None:
    """ "Results for 30 days return" states nothing."""
    url = SITE + "/search?q=return+within+30+days"
    seen = page(text("5 results for return within 30 days"), url=url)
    assert not isinstance(ask("How long to return?", seen, facts("30 days")), Answered | Partial)


@pytest.mark.parametrize(
    ("said", "nothing"),
    [
        ("No results found for 'jammed sheet'", True),
        ("0 products", True),
        ("Sorry, we couldn't find anything for that.", True),
        ("Your search did not match any pages.", True),
        ("Keine Treffer", True),
        ("Aucun résultat pour « colis »", True),
        ("12 results for 'jammed sheet'", False),
        ("There is no charge for returns.", False),
    ],
)
def test_a_search_that_found_nothing_says_so(said: str, nothing: bool) -> None:
    """Only asked of the page that a search led to, where such a sentence means just that."""
    assert says_nothing_found(page(text(said))) is nothing
