"""Answers that only some visitors see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audited_sites import found, ground_over, scenario_of
from worlds import DESKTOP, Document, Page, at, disclosure, link

from selfserve_check.model.condition import NO_SCRIPTS, SLOW, under
from selfserve_check.model.finding import Finding
from selfserve_check.site.graph import SiteGraph

PHONE = replace(DESKTOP, device="phone")
NO_JS = under(DESKTOP, NO_SCRIPTS)
HOME_PAGE = Page(title="Tiles", things=(link("Return something", "/r"),))
SHOWN: dict[str, Document] = {
    "/": HOME_PAGE,
    "/r": Page(title="Returns", text=("You can return anything within 30 days.",)),
}
BARE: dict[str, Document] = {"/": HOME_PAGE, "/r": Page(title="Returns", text=("Please wait.",))}
FOLDED: dict[str, Document] = {
    "/": HOME_PAGE,
    "/r": Page(
        title="Returns", things=(disclosure("Small print", "You can return anything within 30 days."),)
    ),
}


def texts(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.text for finding in findings]


def test_an_answer_that_a_phone_does_not_show_is_told() -> None:
    """By what its visitors found, and by what its page shows."""
    said = texts(found("only_some", ground_over(SHOWN, scenario_of(), views={PHONE: BARE})))
    wanted = "Visitors find the answer with one device (computer), and nobody does with another (phone)."
    assert any(wanted in text for text in said)
    assert (
        f"The answer on {at('/r')} is seen with one device (computer) and not with another (phone)." in said
    )


def test_an_answer_that_needs_javascript_is_told() -> None:
    """With what to change."""
    (finding,) = found("only_some", ground_over(SHOWN, scenario_of(), views={NO_JS: BARE}))
    assert finding.text == f"The answer on {at('/r')} is seen only with JavaScript."
    assert "HTML that the server sends" in finding.remedy
    assert finding.questions == ("q",)


@pytest.mark.parametrize("view", [PHONE, NO_JS])
def test_an_answer_that_both_show_is_not_told(view: object) -> None:
    """The same page."""
    assert found("only_some", ground_over(SHOWN, scenario_of(), views={view: SHOWN})) == ()  # type: ignore[dict-item]  # a view


def test_an_answer_folded_away_on_a_phone_is_seen_there() -> None:
    """One opens it."""
    said = texts(found("only_some", ground_over(SHOWN, scenario_of(), views={PHONE: FOLDED})))
    assert not any("is seen with one device" in text for text in said)


def test_a_page_on_which_something_was_left_closed_says_nothing() -> None:
    """The answer may be folded away there."""
    ground = ground_over(SHOWN, scenario_of(), views={PHONE: FOLDED})
    graph = SiteGraph()
    for state, reply in ground.graph.loads.items():
        graph.add_load(state, reply)
    said = texts(found("only_some", replace(ground, graph=graph)))
    assert not any("is seen with one device" in text for text in said)


def test_a_page_that_was_not_read_in_the_other_view_says_nothing() -> None:
    """Nobody knows."""
    other: dict[str, Document] = {"/": Page(title="Tiles")}
    said = texts(found("only_some", ground_over(SHOWN, scenario_of(), views={under(DESKTOP, SLOW): other})))
    assert said == []


CONSENT = (
    "Please accept marketing cookies to view this content.",
    "This video is blocked because of your cookie settings.",
    "You need to allow functional cookies to see the table of sizes.",
    "Bitte akzeptieren Sie unsere Cookies, um die Karte zu sehen.",
)
NO_CONSENT = (
    "We use cookies to remember your basket.",
    "Cookies are small files that let us see which pages are read.",
    "You can change your cookie settings at any time.",
    "Our biscuits and cookies are baked to order.",
)


@pytest.mark.parametrize("text", CONSENT)
def test_what_is_shown_after_a_yes_to_cookies_alone_is_told(text: str) -> None:
    """A placeholder in the page itself."""
    (finding,) = found("only_some", ground_over({"/": Page(title="Sizes", text=(text,))}))
    assert (finding.kind, finding.quotes[0].text) == ("after_consent", text)


@pytest.mark.parametrize("text", NO_CONSENT)
def test_what_merely_speaks_of_cookies_is_not_told(text: str) -> None:
    """The privacy page of every site."""
    assert found("only_some", ground_over({"/": Page(title="Privacy", text=(text,))})) == ()
