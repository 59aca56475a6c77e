"""Structured data beside what the page shows."""

from __future__ import annotations

import pytest
from audited_sites import found
from worlds import DESKTOP, HOME

from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.model.action import StateId
from selfserve_check.model.claims import Claim
from selfserve_check.model.finding import Finding
from selfserve_check.model.observation import Observation, Passage, PassageKind
from selfserve_check.site.graph import SiteGraph


def findings(claims: tuple[Claim, ...], *passages: Passage) -> tuple[Finding, ...]:
    graph = SiteGraph()
    state = StateId(view=DESKTOP, url=HOME)
    seen = Observation(url=HOME, title="Contact", lang="en", passages=passages, claims=claims)
    graph.add_load(state, Arrived(page=PageState(id=state, observation=seen)))
    return found("structured_data", Ground(results=(), graph=graph, view=DESKTOP))


def text(said: str, *headings: str) -> Passage:
    return Passage(text=said, headings=headings)


def telephone(number: str) -> Claim:
    return Claim(kind="telephone", says=number)


def hours(span: str, days: str = "Mo-Fr") -> Claim:
    return Claim(kind="hours", subject=days, says=span)


def faq(answer: str) -> Claim:
    return Claim(kind="faq", subject="How long can I return tiles?", says=answer)


QUESTION = "How long can I return tiles?"

OTHER = {
    "a telephone number": (telephone("+44 20 7946 0199"), text("Call 020 7946 0123")),
    "opening hours": (hours("09:00-18:00"), text("We are open 8 am to 5:30 pm.")),
    "a length of time in an answer": (
        faq("You have 60 days."),
        text("You can return them within 30 days.", QUESTION),
    ),
    "a price in an answer": (
        Claim(kind="faq", subject="What does express delivery cost?", says="£9.95"),
        text("It is £12.50.", "What does express delivery cost?"),
    ),
}
SAME = {
    "the same number, written otherwise": (telephone("+44 20 7946 0123"), text("Call 020 7946 0123")),
    "one of two numbers": (telephone("+44 20 7946 0123"), text("Sales 020 7946 0199, help 020 7946 0123")),
    "a page without a number": (telephone("+44 20 7946 0123"), text("Write to us.")),
    "the same hours": (hours("08:00-17:30"), text("8 am to 5:30 pm")),
    "the same length of time": (faq("You have one month."), text("Within 30 days.", QUESTION)),
    "an answer that is not shown": (faq("You have 60 days."), text("Within 30 days.", "Delivery")),
    "an answer without a figure": (faq("As long as you like."), text("Within 30 days.", QUESTION)),
}


@pytest.mark.parametrize("name", OTHER)
def test_data_that_says_something_else_is_told_with_both(name: str) -> None:
    """What machines read, and what people do."""
    claim, passage = OTHER[name]
    (finding,) = findings((claim,), passage)
    assert [quote.text for quote in finding.quotes] == [claim.says, passage.text]


@pytest.mark.parametrize("name", SAME)
def test_data_that_says_the_same_or_nothing_comparable_is_not_told(name: str) -> None:
    """What the page does not show cannot be held against it."""
    claim, passage = SAME[name]
    assert findings((claim,), passage) == ()


def test_hours_of_several_days_are_compared_as_far_as_the_page_shows_them() -> None:
    """Saturday is claimed, and the page shows the week alone: which is which cannot be told."""
    claims = (hours("08:00-17:30"), hours("09:00-13:00", "Sa"))
    assert findings(claims, text("8 am to 5:30 pm")) == ()


def test_a_folded_answer_counts_under_its_question() -> None:
    """As a heading; the heading itself is no answer."""
    asked = Passage(text=QUESTION, headings=("FAQ", QUESTION), kind=PassageKind.HEADING)
    assert findings((faq("You have 60 days."),), asked) == ()


def test_one_claim_of_every_page_is_told_once() -> None:
    """The organisation's number stands in the data of each page."""
    claim = telephone("+44 20 7946 0199")
    graph = SiteGraph()
    for number in range(3):
        url = f"{HOME}{number}"
        seen = Observation(url=url, title="t", passages=(text("Call 020 7946 0123"),), claims=(claim,))
        state = StateId(view=DESKTOP, url=url)
        graph.add_load(state, Arrived(page=PageState(id=state, observation=seen)))
    assert len(found("structured_data", Ground(results=(), graph=graph, view=DESKTOP))) == 1
