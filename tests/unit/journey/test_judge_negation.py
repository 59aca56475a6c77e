"""What denies a stated fact and what only sounds like it, in ordinary policy sentences."""

from __future__ import annotations

import pytest
from judge_pages import ask, facts, page, text

from selfserve_check.journey.judge_negation import denies
from selfserve_check.journey.judge_sentence import sentences_at
from selfserve_check.language.facts import find_facts, parse_fact
from selfserve_check.model.verdict import Answered, Partial, Wrong

DENIED = [
    ("There is no 30-day return period.", "30 days"),
    ("We do not refund within 30 days.", "30 days"),
    ("Delivery is not free.", "free"),
    ("Delivery isn't free.", "free"),
    ("We don't offer free returns.", "free returns"),
    ("There are no free returns.", "free returns"),
    ("Please note that we do not refund within 30 days.", "30 days"),
    ("We do not offer refunds, exchanges or returns within 30 days.", "30 days"),
    ("Our 30-day return offer is no longer available.", "30 days"),
    ("The 30-day period does not apply.", "30 days"),
    ("We no longer offer 30 days.", "30 days"),
    ("You have 14 days instead of 30 days.", "30 days"),
    ("The period used to be 30 days.", "30 days"),
    ("Express delivery does not cost £4.95.", "£4.95"),
    ("You do not have to pay £5 for returns.", "£5"),
    ("We cannot refund you within 14 days.", "14 days"),
    ("The return period is not 30 days.", "30 days"),
    ("Students do not get 10% off.", "10%"),
    ("No tools required", "tools required"),
    ("The shop isn't open 9am-5pm.", "9 am to 5 pm"),
    ("Parking is never free.", "free"),
    ("Wir gewähren kein 30-Tage-Rückgaberecht, keine 30 Tage.", "30 Tage"),
    ("Delivery is not always free.", "free"),
    ("We can't deliver in 2 days.", "2 days"),
]

STATED = [
    ("If you are not happy you can send it back within 30 days.", "30 days"),
    ("If you are not happy, send it back within 30 days.", "30 days"),
    ("Return it no later than 30 days after delivery.", "30 days"),
    ("Not only do we give you 30 days, returns are free.", "30 days"),
    ("Items cannot be returned after 30 days.", "30 days"),
    ("We do not accept returns after 30 days.", "30 days"),
    ("You cannot return items 30 days after delivery.", "30 days"),
    ("Items not returned within 30 days will not be refunded.", "30 days"),
    ("If you do not return it within 30 days we will charge you.", "30 days"),
    ("Items that are not faulty can be returned within 30 days.", "30 days"),
    ("You do not need to give a reason to return it within 30 days.", "30 days"),
    ("This does not affect your right to cancel within 14 days.", "14 days"),
    ("Don't forget to return it within 30 days.", "30 days"),
    ("Delivery will not take longer than 3 days.", "3 days"),
    ("We do not charge for returns: you have 30 days.", "30 days"),
    ("There is no charge for returns within 30 days.", "30 days"),
    ("Not what you expected? Return it within 30 days.", "30 days"),
    ("Sale items cannot be returned, but you have 30 days for all others.", "30 days"),
    ("We don't ask why; send it back within 30 days.", "30 days"),
    ("You must not exceed 30 days.", "30 days"),
    ("Returns are not refunded until 14 days after arrival.", "14 days"),
    ("No fuss, no questions: 30 days to return.", "30 days"),
    ("It doesn't fit? You have 30 days.", "30 days"),
    ("Don't like it, return it within 30 days.", "30 days"),
    ("Delivery is free and does not cost more than £4.95.", "£4.95"),
    ("You can return it within 30 days, no questions asked.", "30 days"),
    ("You have 30 days to return it if it is not right for you.", "30 days"),
    ("Refunds are not instant and take 5 days.", "5 days"),
    ("The 30-day period does not apply to sale items.", "30 days"),
    ("30 days is not available for sale items.", "30 days"),
    ("Orders not over £50 cost £4.95.", "£4.95"),
    ("If it is not free we tell you: delivery is free.", "free"),
    ("Don't hesitate to call 020 7946 0000.", "020 7946 0000"),
    ("If you can't log in, call 020 7946 0000.", "020 7946 0000"),
    ("You will not be charged before 14 days are over.", "14 days"),
    ("We aim to reply within 2 days but cannot promise it.", "2 days"),
    ("Why not send it back within 30 days?", "30 days"),
    ("Products that do not meet your expectations may be returned within 30 days.", "30 days"),
    ("You have not less than 30 days.", "30 days"),
    ("We will not refund items returned later than 30 days.", "30 days"),
    ("Should you not be satisfied, 30 days are yours.", "30 days"),
    ("Whether or not you open it, you have 30 days.", "30 days"),
    ("We do not deliver on Sundays, delivery takes 3 days.", "3 days"),
    ("The warranty does not cover wear and lasts 2 years.", "2 years"),
    ("Customers who are not members pay £5.", "£5"),
    ("It is not possible to change an order more than 24 hours old.", "24 hours"),
    ("Tickets cannot be exchanged less than 24 hours before departure.", "24 hours"),
    ("Call us if your parcel has not arrived within 5 working days.", "5 working days"),
    ("A parcel that has not come in 10 days is lost.", "10 days"),
]


def denied(sentence: str, fact: str) -> list[bool]:
    parsed = parse_fact(fact)
    return [
        any(
            denies(one, span.start, span.end, parsed.kinds)
            for one in sentences_at(sentence, span.start, span.end)
        )
        for span in find_facts(parsed, sentence)
    ]


@pytest.mark.parametrize(("sentence", "fact"), DENIED)
def test_a_sentence_that_denies_its_fact_is_seen(sentence: str, fact: str) -> None:
    """Every place of the fact in it is denied."""
    assert denied(sentence, fact)
    assert all(denied(sentence, fact))


@pytest.mark.parametrize(("sentence", "fact"), STATED)
def test_a_not_that_is_about_something_else_denies_nothing(sentence: str, fact: str) -> None:
    """Conditions, limits, other clauses and "not only" leave the fact standing."""
    assert denied(sentence, fact)
    assert not denied(sentence, fact)[-1]


RETURN = "How long do I have to return an item?"


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no 30-day return period for an item.",
        "We do not let you return an item within 30 days.",
        "Our 30-day return period for items is no longer available.",
    ],
)
def test_a_denied_fact_is_shown_with_the_reason_and_never_passes(sentence: str) -> None:
    """Neither an answer nor wrong: a person sees the sentence."""
    verdict = ask(RETURN, page(text(sentence, "Returns")), facts("30 days"))
    assert isinstance(verdict, Partial)
    assert verdict.evidence[0].quote == sentence
    assert verdict.missing == ("30 days",)
    assert verdict.because == (f"the sentence denies it: “{sentence}”",)


def test_another_sentence_of_the_page_may_still_state_it() -> None:
    """One denial elsewhere does not take back a plain statement."""
    seen = page(
        text("In our outlet there is no 30-day return period.", "Outlet"),
        text("You can return an item within 30 days.", "Returns"),
    )
    verdict = ask(RETURN, seen, facts("30 days"))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].passage == 1


def test_a_denied_forbidden_fact_is_not_against_the_page() -> None:
    """ "Not 14 days" is no 14 days."""
    seen = page(text("You can return an item within 30 days. We do not limit returns to 14 days.", "Returns"))
    assert isinstance(ask(RETURN, seen, facts("30 days", none_of=("14 days",))), Wrong)
    seen = page(text("You can return an item within 30 days, not 14 days.", "Returns"))
    assert isinstance(ask(RETURN, seen, facts("30 days", none_of=("14 days",))), Answered)
