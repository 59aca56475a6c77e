"""The judge believes a fact only where the page speaks of the question."""

from __future__ import annotations

import pytest
from judge_pages import ask, facts, heading, page, row, text

from selfserve_check.model.observation import Observation, Region
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.model.verdict import Answered

RETURN_QUESTIONS = (
    "How long do I have to send something back?",
    "How long do I have to return an item?",
    "What is your return period?",
)

RETURN_PAGES = {
    "under its own question": page(
        heading("How long do I have to return an item?"),
        text("30 days.", "How long do I have to return an item?"),
        title="FAQ - Acme",
    ),
    "in a sentence, on a page titled so": page(
        text("You can return goods within 30 days."), title="Returns - Acme"
    ),
    "in a sentence alone": page(text("You can return goods within 30 days.")),
    "under two headings": page(
        text("You have 30 days from the day you receive your parcel.", "Returns", "How long do I have?")
    ),
    "under one heading": page(
        text("You have 30 days from the day you receive your parcel.", "Returns & refunds")
    ),
}

RETURN_TRAPS = {
    "trial on the home page": page(
        text("Returns", region=Region.NAVIGATION),
        text("Start your 30-day free trial today", "Welcome to Acme"),
        title="Acme - tiles",
    ),
    "trial on the returns page": page(
        heading("Returns"), text("Start your 30-day free trial today", "Returns"), title="Returns - Acme"
    ),
    "trial in another word order": page(
        text("The free trial lasts 30 days.", "Returns"), title="Returns - Acme"
    ),
    "sample": page(text("Order a free sample and get 30 days to decide", "Samples"), title="Samples - Acme"),
    "warranty": page(text("Lamps carry a warranty of 30 days.", "Warranty"), title="Warranty - Acme"),
    "delivery": page(
        text("We deliver made-to-order items within 30 days.", "Delivery"), title="Delivery - Acme"
    ),
    "a question, not an answer": page(
        text("Can I return an item after 30 days?", "FAQ"), title="Returns - Acme"
    ),
    "a teaser in the menu": page(
        text("30-day trial", region=Region.NAVIGATION),
        text("Items cannot be returned when opened."),
        title="Returns - Acme",
    ),
    "the refund beside another return period": page(
        text("Return any item within 14 days of delivery."),
        text("Refunds reach your account within 30 days."),
        title="Returns - Acme",
    ),
}


@pytest.mark.parametrize("question", RETURN_QUESTIONS)
@pytest.mark.parametrize("seen", RETURN_PAGES.values(), ids=RETURN_PAGES.keys())
def test_a_fact_about_the_question_answers(question: str, seen: Observation) -> None:
    """Own words, headings, title and synonyms each can tie a figure to the question."""
    assert isinstance(ask(question, seen, facts("30 days")), Answered)


@pytest.mark.parametrize("question", RETURN_QUESTIONS)
@pytest.mark.parametrize("seen", RETURN_TRAPS.values(), ids=RETURN_TRAPS.keys())
def test_the_same_figure_about_something_else_does_not(question: str, seen: Observation) -> None:
    """Thirty days of something else say nothing about returns."""
    assert not isinstance(ask(question, seen, facts("30 days")), Answered)


RIGHT = [
    (
        "What does delivery cost?",
        page(row("Standard | 2-3 days | €4.95", "Delivery", "Prices"), title="Delivery - Acme"),
        FactAnswer(any_of=("4.95 EUR", "free over 50 EUR")),
    ),
    (
        "What does delivery cost?",
        page(text("Shipping is free over €50.", "Help")),
        FactAnswer(any_of=("4.95 EUR", "free over 50 EUR")),
    ),
    (
        "What does delivery to Norway cost?",
        page(text("Norway: 14.95 EUR", "Delivery", "Prices by country"), title="Delivery - Acme"),
        facts("14.95 EUR"),
    ),
    (
        "What is your phone number?",
        page(text("020 7946 0000", region=Region.FOOTER)),
        facts("+44 20 7946 0000"),
    ),
    ("Can I talk to a person?", page(text("020 7946 0000", "Contact")), facts("+44 20 7946 0000")),
    (
        "When are you open?",
        page(text("Monday to Friday, 9am–5pm", "Opening hours"), title="Contact - Acme"),
        facts("9 am to 5 pm"),
    ),
    ("How many people can sleep in the tent?", page(text("Sleeps 4 people", "Tent")), facts("4")),
    (
        "How many tiles are in a box?",
        page(row("Box contents | 12 tiles", "Mineral tile", "Specification"), title="Mineral tile - Acme"),
        facts("12"),
    ),
    (
        "How long is the guarantee on ceiling tiles?",
        page(
            text("Mineral tiles are guaranteed for ten years.", "Warranty"), title="Warranty | Acme Ceilings"
        ),
        facts("10 years"),
    ),
    (
        "Do you have a student discount?",
        page(text("Students get 10% off with a valid ID")),
        facts("10%"),
    ),
    (
        "Where is my data stored?",
        page(text("Customer data is stored in Frankfurt and encrypted."), title="Security - Acme"),
        facts("Frankfurt"),
    ),
    (
        "Is there a seat I can put together without a screwdriver?",
        page(text("No tools are required to assemble the chair.", "Black chair")),
        FactAnswer(matches=("No tools are required to assemble the chair",)),
    ),
    (
        "Wie lange kann ich Ware zurückgeben?",
        page(text("Sie können Ware innerhalb von 30 Tagen zurückgeben.", "Rückgabe"), lang="de"),
        facts("30 Tage"),
    ),
]

TRAPS = [
    (
        "What does delivery cost?",
        page(
            text("€4.95", "Basic ceiling tile"),
            text("Delivery takes 3 days.", "Basic ceiling tile", "Delivery"),
            title="Basic ceiling tile - Acme",
        ),
        facts("4.95 EUR"),
    ),
    (
        "What does delivery to Norway cost?",
        page(text("Delivery costs 4.95 EUR.", "Delivery"), title="Delivery - Acme"),
        facts("4.95 EUR"),
    ),
    (
        "How many people can sleep in the tent?",
        page(text("4 reviews", "Tent"), text("Page 4 of 5"), title="Tent - Acme"),
        facts("4"),
    ),
    (
        "How many tiles are in a box?",
        page(
            text("10 tiles in stock", "Mineral tile"),
            text("12 tiles per box", "Mineral tile"),
            title="Mineral tile - Acme tiles",
        ),
        facts("10"),
    ),
    (
        "How long is the guarantee on ceiling tiles?",
        page(
            text("Fans are guaranteed for ten years.", "Warranty"),
            text("Tiles are guaranteed for five years.", "Warranty"),
            title="Warranty | Acme Ceilings",
        ),
        facts("10 years"),
    ),
    (
        "What is the fire rating of the Fjord tile?",
        page(text("Euroclass A2-s1, d0", "Aqua", "Fire rating"), title="Aqua mineral tile - Acme"),
        facts("A2-s1,d0"),
    ),
    (
        "Do you have a student discount?",
        page(text("Get 10% off your first order when you sign up", region=Region.FOOTER)),
        facts("10%"),
    ),
    (
        "Where is my data stored?",
        page(text("Our office in Frankfurt is hiring."), title="Jobs - Acme"),
        facts("Frankfurt"),
    ),
    ("Do you deliver to Norway?", page(text("Yes, we love tiles.", "About us")), facts("Yes")),
    (
        "How long do I have to return an item?",
        page(text("Free trial for 30 days.", "Home")),
        FactAnswer(matches=(r"\d+ days",)),
    ),
    (
        "How much do Acme tiles cost?",
        page(text("Acme tiles come with a £5 voucher", "News"), title="Acme tiles"),
        facts("£5"),
    ),
]


@pytest.mark.parametrize(("question", "seen", "answer"), RIGHT)
def test_right_pages_answer(question: str, seen: Observation, answer: FactAnswer) -> None:
    """Facts of every kind, on pages that speak of the question in one way or another."""
    assert isinstance(ask(question, seen, answer), Answered)


@pytest.mark.parametrize(("question", "seen", "answer"), TRAPS)
def test_look_alikes_do_not(question: str, seen: Observation, answer: FactAnswer) -> None:
    """The fact is there, and about something else."""
    assert not isinstance(ask(question, seen, answer), Answered)


def test_another_wording_can_tie_the_fact() -> None:
    """The best wording counts, for customers put a question in many ways."""
    seen = page(text("We refund within 14 days.", "Money matters"))
    assert not isinstance(ask("When do I see my cash again?", seen, facts("14 days")), Answered)
    wordings = ("how long does a refund take",)
    assert isinstance(ask("When do I see my cash again?", seen, facts("14 days"), also=wordings), Answered)


def test_the_name_of_the_site_says_little() -> None:
    """A word of the site's name stands on every page and ties nothing."""
    seen = page(
        text("Opening offer: £12.", "News"),
        title="News | Tile World",
        url="https://www.tileworld.example/news",
    )
    assert not isinstance(ask("What do tile spacers cost at Tile World?", seen, facts("£12")), Answered)


def test_a_misspelt_question_is_tied_to_its_fact() -> None:
    """Typed in a hurry, it is the same question."""
    seen = page(text("Warranty claims are accepted for 30 days."), text("Delivery takes 4 days."))
    verdict = ask("How long is the warrenty?", seen, facts("30 days"))
    assert isinstance(verdict, Answered)
    assert isinstance(ask("How long is the warranty?", seen, facts("30 days")), Answered)


def test_a_near_spelling_never_changes_the_fact() -> None:
    """What is expected must stand there letter by letter."""
    seen = page(text("The warranty is handled by Zindler."))
    assert isinstance(ask("Who handles the warranty?", seen, facts("Zindler")), Answered)
    assert not isinstance(ask("Who handles the warrenty?", seen, facts("Zindlar")), Answered)
