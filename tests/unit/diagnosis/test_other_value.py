"""A page that states another value of the kind that is asked for: wrong, never "only says contact us"."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import QUESTION, home
from diagnosed_sites import EMPTY, SCENARIO, SMALL_PRINT, diagnosed, finding_of
from worlds import Dead, Document, Page, at, disclosure, link

from selfserve_check.diagnosis.other_value import others_in
from selfserve_check.model.result import QuestionResult, Reason
from selfserve_check.model.scenario import FactAnswer, Scenario

# The demo's page, as it was recorded when "60 days" was asked of it, with "something" in place of "tiles".
STATED = "You can return something unopened within 30 days of delivery. The same goes for things from a sale."
NUMBER = "Ask us for a returns number by e-mail or telephone. Every return needs a returns number."
TO_RETURNS = link("Returns & refunds", "/r")
DEFLECTING = f"How long you have to return something: {NUMBER}"


def returns(*texts: str) -> Page:
    return Page(title=QUESTION, text=texts)


def scenario_of(*facts: str, any_of: tuple[str, ...] = ()) -> Scenario:
    return replace(SCENARIO, answer=FactAnswer(all_of=facts, any_of=any_of))


def asked(documents: dict[str, Document], *facts: str) -> QuestionResult:
    return diagnosed(documents, scenario=scenario_of(*(facts or ("60 days",))))


def test_a_page_that_states_another_value_is_wrong_and_does_not_deflect() -> None:
    """It is quoted, though it is short and asks customers to get in touch, too."""
    result = asked({"/": home(TO_RETURNS), "/r": returns(STATED, NUMBER)})
    assert result.reason is Reason.WRONG
    finding = finding_of(result)
    assert (finding.url, [one.text for one in finding.quotes]) == (at("/r"), [STATED])
    assert "which is not the expected answer" in finding.text


def test_it_is_wrong_before_a_dead_link_is_blamed() -> None:
    """What a page says comes before what looked like another way."""
    dead = link("How long to return", "/x")
    result = asked({"/": home(TO_RETURNS, dead), "/r": returns(STATED), "/x": Dead()})
    assert result.reason is Reason.WRONG


def test_it_is_wrong_in_what_was_opened_too() -> None:
    """A visitor read it."""
    result = asked({"/": home(disclosure("How long do I have to return something", STATED))})
    assert result.reason is Reason.WRONG


def test_an_answer_that_stands_on_another_page_comes_first() -> None:
    """Nobody forbade the other value: it may be right of something else."""
    other = Page(title="Return something", text=("You can return something within 60 days.",))
    result = asked({"/": home(TO_RETURNS, SMALL_PRINT), "/r": returns(STATED), "/imprint": other})
    assert result.reason is Reason.MISLED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (DEFLECTING, Reason.DEFLECTED),
        ("Your refund takes 10 working days.", Reason.MISSING),
        ("You can not return something within 30 days.", Reason.MISSING),
        ("Tiles from a sale can be returned.", Reason.MISSING),
    ],
    ids=["says-only-contact-us", "of-something-else", "denied", "without-a-value"],
)
def test_what_states_no_other_value_on_the_subject_is_not_wrong(text: str, reason: Reason) -> None:
    """Each looks like it."""
    assert asked({"/": home(TO_RETURNS), "/r": returns(text)}).reason is reason


def test_a_page_that_no_visitor_read_is_not_wrong() -> None:
    """Those who looked around saw it; no customer was told."""
    documents: dict[str, Document] = {"/": home(TO_RETURNS, SMALL_PRINT), "/r": EMPTY}
    assert asked(documents | {"/imprint": returns(STATED)}).reason is Reason.MISSING


def test_a_deflecting_page_that_no_visitor_read_and_that_states_a_value_deflects_nobody() -> None:
    """Its nearest passage has a value of the kind: that is no "contact us"."""
    documents: dict[str, Document] = {"/": home(TO_RETURNS, SMALL_PRINT), "/r": EMPTY}
    assert asked(documents | {"/imprint": returns(STATED, NUMBER)}).reason is Reason.MISSING


@pytest.mark.parametrize(
    ("expected", "text", "others"),
    [
        (scenario_of("60 days"), STATED, ("30 days",)),
        (scenario_of("60 days"), "You have 60 days, and 30 days for wood.", ()),
        (scenario_of("one month"), "You have 30 days.", ()),
        (scenario_of("1.9 kg"), "600 x 600 x 15 mm", ()),
        (scenario_of("1.9 kg"), "A tile weighs 2.2 kg.", ("2.2 kg",)),
        (scenario_of("60 days", "returns number"), STATED, ()),
        (scenario_of("unopened packs"), STATED, ()),
        (scenario_of("020 7946 0123"), "Call 0113 496 0112.", ()),
        (scenario_of(any_of=("60 days", "90 days")), STATED, ("30 days",)),
        (scenario_of(any_of=("60 days", "two packs")), STATED, ()),
    ],
    ids=[
        "another",
        "beside-the-expected-one",
        "as-long",
        "of-another-dimension",
        "of-the-dimension",
        "two-things-expected",
        "words-expected",
        "one-of-many-numbers",
        "none-of-the-expected",
        "words-would-do",
    ],
)
def test_only_a_value_that_cannot_be_the_expected_one_is_another(
    expected: Scenario, text: str, others: tuple[str, ...]
) -> None:
    """Of the kind and the dimension asked for."""
    assert others_in(expected, text) == others
