"""For whom a fact holds: conditions are quoted, and decide where they take out what was asked."""

from __future__ import annotations

import pytest
from judge_pages import ask, facts, page, row, text

from selfserve_check.model.verdict import Answered, Partial

HOW_LONG = "How long do I have to return "

QUOTED = [
    ("Return any item within 30 days, except sale items.", ("except sale items",)),
    ("Return any item within 30 days. This does not apply to sale items.", ("does not apply to sale items",)),
    ("Return any item within 30 days. Sale items are excluded.", ("Sale items are excluded",)),
    ("Return any item within 30 days unless it is personalised.", ("unless it is personalised",)),
    ("You have 30 days to return an item, for business customers only.", ("for business customers only",)),
    ("Return any item within 30 days, provided the seal is intact.", ("provided the seal is intact",)),
    ("Return any item within 30 days, excluding earrings; refunds follow.", ("excluding earrings",)),
    ("Return any item within 30 days (except gift cards).", ("except gift cards",)),
    ("Return any item within 30 days.", ()),
    ("If you are not happy, return the item within 30 days.", ()),
    ("Return any item within 30 days. Parcels that weigh 20 kg are collected.", ()),
]


@pytest.mark.parametrize(("sentence", "quotes"), QUOTED)
def test_conditions_beside_a_fact_are_quoted(sentence: str, quotes: tuple[str, ...]) -> None:
    """In the sentence of the fact or in the one behind; the answer still counts."""
    verdict = ask(f"{HOW_LONG}an item?", page(text(sentence, "Returns")), facts("30 days"))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].conditions == quotes


def test_a_condition_in_the_next_item_of_a_list_is_quoted() -> None:
    """A list says one thing in several passages."""
    seen = page(text("Return any item within 30 days.", "Returns"), text("Excludes sale items.", "Returns"))
    verdict = ask(f"{HOW_LONG}an item?", seen, facts("30 days"))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].conditions == ("Excludes sale items",)


def test_the_next_row_of_a_table_is_no_condition() -> None:
    """Rows stand for themselves."""
    seen = page(
        row("Standard delivery | £4.95", "Delivery"), row("Express only in London | £9.95", "Delivery")
    )
    verdict = ask("What does standard delivery cost?", seen, facts("£4.95"))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].conditions == ()


OUT = [
    ("a sale item?", "Return any item within 30 days, except sale items."),
    ("a sale item?", "Return any item within 30 days. This does not apply to sale items."),
    (
        "a sale item?",
        "Return any item, on sale or not, within 30 days. Sale items from outlets are excluded.",
        True,
    ),
    ("a sale item?", "Return any item within 30 days. Sale items are excluded."),
    ("a sale item?", "Return any item within 30 days. Sale items cannot be returned."),
    ("swimwear?", "Return any item within 30 days, except earrings, swimwear and gifts."),
    ("a faulty item?", "Return items within 30 days unless they are faulty."),
    ("an item as a private customer?", "You have 30 days to return an item, for business customers only."),
    ("an item as a private customer?", "Business customers have 30 days to return an item."),
    ("an item as a private person?", "You have 30 days to return an item. Only for business customers."),
    (
        "an item as a business customer?",
        "You have 30 days to return an item, for business customers only.",
        True,
    ),
    ("an item?", "Return any item within 30 days, except sale items.", True),
    ("an item?", "Return any item within 30 days. Sale items cannot be returned.", True),
    ("a gift?", "Return gifts within 30 days, except gift cards.", True),
    ("a sale item?", "Sale items can be returned within 30 days, not in our outlet shops.", True),
    ("a sale item?", "Return any item within 14 days, except sale items: return those within 30 days.", True),
    ("an item within five business days?", "Return an item within 30 days as a consumer.", True),
]


@pytest.mark.parametrize(("what", "sentence", "holds"), [(*one, False)[:3] for one in OUT])
def test_a_condition_decides_where_it_takes_out_what_was_asked(what: str, sentence: str, holds: bool) -> None:
    """An exception for another thing changes nothing."""
    seen = page(text(sentence, "Returns for private persons, private customers and business customers"))
    verdict = ask(HOW_LONG + what, seen, facts("30 days"))
    assert isinstance(verdict, Answered if holds else Partial)
    if isinstance(verdict, Partial):
        assert verdict.evidence[0].quote == sentence
        assert verdict.because


def test_what_is_taken_out_is_told() -> None:
    """The reason quotes the page."""
    seen = page(text("Return any item within 30 days, except sale items.", "Returns"))
    verdict = ask(f"{HOW_LONG}a sale item?", seen, facts("30 days"))
    assert isinstance(verdict, Partial)
    assert verdict.because == ("it does not hold for what is asked: “except sale items”",)


@pytest.mark.parametrize(
    ("question", "sentence", "fact", "holds"),
    [
        ("What does delivery cost?", "Delivery costs £4.95, excluding delivery to Ireland.", "£4.95", True),
        ("What does delivery to Ireland cost?", "Delivery costs £4.95, excluding Ireland.", "£4.95", False),
        ("How much is a ticket for kids?", "A ticket for adults is £10.", "£10", False),
        ("How much is a ticket for kids?", "A ticket is £10 for adults and £5 for children.", "£5", True),
        (
            "I have a new address, how long does a change take?",
            "A change of address takes 3 days, your current one stays till then.",
            "3 days",
            True,
        ),
    ],
)
def test_whom_a_price_is_for(question: str, sentence: str, fact: str, holds: bool) -> None:
    """Opposite groups of people contradict; everyday words like "new" do not."""
    verdict = ask(question, page(text(sentence)), facts(fact))
    assert isinstance(verdict, Answered) is holds
