"""Pages that state different facts on one subject; and all those that only seem to."""

from __future__ import annotations

import pytest
from audited_sites import found, ground_over, scenario_of
from worlds import Document, Page, at, disclosure, link

from selfserve_check.model.finding import Quote

HOME_PAGE = Page(title="Tiles", things=(link("Delivery", "/d"), link("Questions", "/f")))


def site(first: Page, second: Page) -> dict[str, Document]:
    return {"/": HOME_PAGE, "/d": first, "/f": second}


def page(title: str, *text: str) -> Page:
    return Page(title=title, text=text)


CONTRADICTING = {
    "a price": site(
        page("Delivery", "Express delivery costs £9.95 and arrives the next day."),
        page("FAQ", "Express delivery costs £12.50."),
    ),
    "a length of time": site(
        page("Returns", "You can return unopened packs within 30 days."),
        page("FAQ", "You can return unopened packs within 14 days."),
    ),
    "months against days": site(
        page("Returns", "Unopened packs can be returned within two months."),
        page("Questions", "Unopened packs can be returned within 30 days."),
    ),
    "a share": site(
        page("Trade", "The trade discount on mineral tiles is 15 %."),
        page("FAQ", "Our trade discount on mineral tiles is 10 %."),
    ),
}


@pytest.mark.parametrize("name", CONTRADICTING)
def test_two_pages_that_differ_are_quoted(name: str) -> None:
    """Both sentences, word for word, with their addresses; though nobody asked."""
    (finding,) = found("contradictions", ground_over(CONTRADICTING[name]))
    assert {quote.url for quote in finding.quotes} == {at("/d"), at("/f")}
    assert all(quote.text in finding.text for quote in finding.quotes)


def test_an_answer_folded_away_counts() -> None:
    """Under the question that opens it."""
    folded = Page(
        title="FAQ",
        things=(disclosure("How much does express delivery cost?", "Express delivery is £12.50."),),
    )
    ground = ground_over(site(page("Delivery", "Express delivery costs £9.95."), folded))
    (finding,) = found("contradictions", ground)
    assert Quote(url=at("/f"), text="Express delivery is £12.50.") in finding.quotes


LOOK_ALIKES = {
    "another service": (
        page("Delivery", "Express delivery costs £9.95."),
        page("FAQ", "Standard delivery costs £6.95."),
    ),
    "two products": (
        page("Fjord mineral tile", "The weight of one tile is 1.9 kg."),
        page("Oslo acoustic panel", "The weight of one panel is 4.2 kg."),
    ),
    "two products, one sentence": (
        page("Fjord", "A pack of tiles costs £38.50."),
        page("Skerry", "A pack of tiles costs £44.00."),
    ),
    "a condition": (
        page("Delivery", "Pallet delivery costs £39.00."),
        page("FAQ", "Pallet delivery costs £15.00 if you fetch it from the depot."),
    ),
    "from and up to": (
        page("Delivery", "Pallet delivery costs from £39.00."),
        page("FAQ", "Pallet delivery costs £59.00."),
    ),
    "the same in other units": (
        page("Returns", "Unopened packs can be returned within one month."),
        page("FAQ", "Unopened packs can be returned within 30 days."),
    ),
    "one lies within the other": (
        page("Delivery", "Pallet delivery takes 3 to 5 days."),
        page("FAQ", "Pallet delivery takes 4 days."),
    ),
    "working days are not days": (
        page("Delivery", "Pallet delivery takes 5 working days."),
        page("FAQ", "Pallet delivery takes 7 days."),
    ),
    "other currencies": (
        page("Delivery", "Pallet delivery costs £39.00."),
        page("FAQ", "Pallet delivery costs 45 EUR."),
    ),
    "two countries": (
        page("Delivery to Norway", "Pallet delivery costs £89.00."),
        page("Delivery to Wales", "Pallet delivery costs £39.00."),
    ),
    "first and second year": (
        page("Plans", "The first year of the plan costs £20."),
        page("FAQ", "The second year of the plan costs £40."),
    ),
    "nothing in common but the kind": (
        page("About", "We have been here for 40 years."),
        page("FAQ", "The warranty holds for 15 years."),
    ),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_what_only_seems_to_differ_is_let_go(name: str) -> None:
    """A false alarm costs the trust in all the others."""
    assert found("contradictions", ground_over(site(*LOOK_ALIKES[name]))) == ()


def test_two_products_that_name_each_other_are_two_products() -> None:
    """On the page of each stands a card of the other: what stands right above a price decides."""
    alta = Page(
        title="Alta steel tile", things=(disclosure("Bergen wood tile", "One spare pack of tiles costs £9."),)
    )
    bergen = Page(
        title="Bergen wood tile", things=(disclosure("Alta steel tile", "One spare pack of tiles costs £7."),)
    )
    assert found("contradictions", ground_over(site(alta, bergen))) == ()


def test_a_heading_above_one_sentence_that_the_other_s_trail_has_parts_nothing() -> None:
    """ "Islands" on the delivery page, "Do you deliver to islands?" in the FAQ."""
    delivery = Page(
        title="Delivery", things=(disclosure("Islands", "The island surcharge is £18 for each pack."),)
    )
    faq = Page(
        title="Questions",
        things=(disclosure("Do you deliver to islands?", "The island surcharge is £15 for each pack."),),
    )
    assert len(found("contradictions", ground_over(site(delivery, faq)))) == 1


def test_one_page_does_not_contradict_itself_and_the_footer_counts_once() -> None:
    """A table of prices on one page is no contradiction."""
    same = page("Delivery", "Pallet delivery costs £39.00.", "Pallet delivery costs £59.00.")
    assert found("contradictions", ground_over(site(same, page("FAQ", "Nothing here.")))) == ()


def test_the_questions_that_rest_on_it_are_named() -> None:
    """A pass whose evidence another page takes back."""
    documents = site(
        page("Returns", "You can return unopened packs within 30 days."),
        page("Questions", "You can return unopened packs within 14 days."),
    )
    question = scenario_of("How long can I return unopened packs?", "30 days", name="window")
    (finding,) = found("contradictions", ground_over(documents, question))
    assert finding.questions == ("window",)


def test_what_is_said_on_every_page_is_told_once() -> None:
    """Twenty pages with the same foot."""
    documents: dict[str, Document] = {
        f"/{number}": page(f"Page {number}", "Pallet delivery costs £39.00.") for number in range(20)
    }
    things = tuple(link(f"Page {number}", f"/{number}") for number in range(20))
    other = page("Delivery", "Pallet delivery costs £59.00.")
    documents |= {"/": Page(title="Tiles", things=(*things, link("Delivery", "/d"))), "/d": other}
    assert len(found("contradictions", ground_over(documents))) <= 1
