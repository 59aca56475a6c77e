"""Promises of campaign pages held against the pages with the rules."""

from __future__ import annotations

import pytest
from audited_sites import found, ground_over, scenario_of
from worlds import Document, Down, Page, at, link

from selfserve_check.diagnosis.audits.promises import held_promises
from selfserve_check.model.finding import Quote

SALE = Page(title="Spring sale", text=("You have 60 days to return tiles from the spring sale.",))
QUESTION = "How long can I return tiles from the spring sale?"


def site(*rules: str, sale: Document = SALE) -> dict[str, Document]:
    things = (link("Returns", "/returns"), link("Tiles", "/tiles"))
    return {
        "/": Page(title="Shop", things=things),
        "/returns": Page(title="Returns", text=rules),
        "/tiles": Page(title="Tiles", text=("Mineral tiles weigh 90 grams.", "Made in 60 days of work.")),
        "/sale": sale,
    }


def states(documents: dict[str, Document], says: str = "60 days") -> list[str]:
    scenario = scenario_of(QUESTION, "60 days", promise=("/sale", says))
    return [held.state for held in held_promises(ground_over(documents, scenario))]


def test_a_broken_promise_quotes_both_pages() -> None:
    """The campaign says 60 days, the rules say 30."""
    rule = "You can return tiles within 30 days, those from a sale too."
    scenario = scenario_of(QUESTION, "60 days", promise=("/sale", "60 days"))
    (finding,) = found("promises", ground_over(site(rule), scenario))
    assert finding.kind == "promise_broken"
    assert finding.quotes[0] == Quote(url=at("/sale"), text=SALE.text[0])
    assert finding.quotes[1].url == at("/returns")
    assert "30 days" in finding.quotes[1].text
    assert finding.questions == ("q",)


@pytest.mark.parametrize(
    "rule",
    [
        "You can return tiles from the spring sale within one month.",
        "Return tiles from the sale within 14 days.",
    ],
)
def test_a_promise_is_broken_by_less(rule: str) -> None:
    """In whatever unit."""
    assert states(site(rule)) == ["broken"]


@pytest.mark.parametrize(
    "rule",
    [
        "You can return tiles from the spring sale within 60 days.",
        "You can return tiles from the spring sale within two months.",
        "Tiles can be returned for sixty days.",
    ],
)
def test_a_promise_is_kept_in_other_units_and_words(rule: str) -> None:
    """Units are understood: two months are 59 to 62 days."""
    assert states(site(rule)) == ["kept"]


@pytest.mark.parametrize(
    "rule",
    [
        "Delivery takes 5 days.",
        "We answer letters within 14 days.",
        "You can return tiles to our shop.",
        "You can return tiles within 2 weeks.",
    ],
)
def test_what_is_about_something_else_neither_keeps_nor_breaks_it(rule: str) -> None:
    """Another subject, no length of time at all, or a rule that does not speak of the sale."""
    assert states(site(rule)) == ["not_corroborated"]


def test_a_page_that_says_no_such_thing_made_no_promise() -> None:
    """The campaign is over, or the scenario quotes it wrongly."""
    other = Page(title="Spring sale", text=("20 % off mineral tiles.",))
    assert states(site("Return tiles within 60 days.", sale=other)) == ["not_made"]


def test_a_page_that_did_not_come_is_unread_never_broken() -> None:
    """We do not know what it says."""
    assert states(site("Return tiles within 30 days.", sale=Down())) == ["unread"]


def test_a_price_is_a_promise_too() -> None:
    """Free above a sum, against another sum."""
    sale = Page(title="Spring sale", text=("Delivery of sale tiles costs £5.",))
    documents = site("Delivery of tiles costs £6.95, in a sale too.", sale=sale)
    scenario = scenario_of("What does delivery of sale tiles cost?", "£5", promise=("/sale", "£5"))
    (held,) = held_promises(ground_over(documents, scenario))
    assert (held.state, held.told[0].quote) == ("broken", "Delivery of tiles costs £6.95, in a sale too.")


def test_a_promise_without_a_figure_is_looked_for_as_it_is_written() -> None:
    """ "No questions asked" is kept where another page says so about the same."""
    sale = Page(title="Spring sale", text=("Return tiles, no questions asked.",))
    kept = site("Return sale tiles to us, no questions asked.", sale=sale)
    alone = site("Return tiles in their packs.", sale=sale)
    assert states(kept, "no questions asked") == ["kept"]
    assert states(alone, "no questions asked") == ["not_corroborated"]


def test_without_a_promise_there_is_nothing_to_hold() -> None:
    """Most questions."""
    assert found("promises", ground_over(site("x 30 days"), scenario_of(QUESTION, "60 days"))) == ()


def test_a_promise_with_words_of_its_own_is_broken_only_by_a_text_that_has_them() -> None:
    """ "Free over £150" says nothing of what express delivery costs; another sum for the same words breaks it."""
    sale = Page(title="Spring sale", text=("Delivery is free over £150.",))
    fine = site("Delivery costs £6.95, and is free over £150.", "Express delivery costs £12.50.", sale=sale)
    other = site("Delivery is free over £200.", "Express delivery costs £12.50.", sale=sale)
    scenario = scenario_of("What does delivery cost?", "£6.95", promise=("/sale", "free over £150"))
    told = [held_promises(ground_over(documents, scenario))[0] for documents in (fine, other)]
    assert [held.state for held in told] == ["kept", "broken"]
    assert [one.quote.lower() for one in told[1].told] == ["delivery is free over £200."]


def test_a_question_in_two_parts_is_two_for_a_promise() -> None:
    """The rule speaks of the one and not of the other."""
    rule = "You can return tiles within 30 days, those from a sale too."
    question = f"{QUESTION[:-1]}, and do I need a returns number, a receipt and the first box?"
    scenario = scenario_of(question, "60 days", promise=("/sale", "60 days"))
    assert [held.state for held in held_promises(ground_over(site(rule), scenario))] == ["broken"]
