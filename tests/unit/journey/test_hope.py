"""What is hoped for beyond a label's own scent: closed parts of a page that was chosen for its scent."""

from __future__ import annotations

import asyncio

import pytest
from asking import asked, home
from worlds import Document, Page, World, WorldSite, disclosure, link

from selfserve_check.journey.hope import Hope, with_hope, with_promise
from selfserve_check.journey.walk import walk
from selfserve_check.model.journey import Move, Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Region


def scent(
    value: float,
    kind: AffordanceKind = AffordanceKind.DISCLOSURE,
    *,
    to: str = "",
    region: Region = Region.MAIN,
) -> Scent:
    key = AffordanceKey(kind=kind, name="More", target=to)
    return Scent(affordance=Affordance(key=key, role="button", label="More", region=region), value=value)


@pytest.mark.parametrize("kind", [AffordanceKind.DISCLOSURE, AffordanceKind.TAB, AffordanceKind.BUTTON])
def test_what_opens_on_a_page_gains_from_why_the_page_was_chosen(kind: AffordanceKind) -> None:
    """0.4 of it, and the reader learns why."""
    (one,) = with_promise([scent(0.3, kind)], 0.5)
    assert one.value == pytest.approx(0.5)
    assert one.cues[-1].because == "it is closed on a page that looked like it"


def test_a_label_is_at_most_doubled() -> None:
    """What says nothing gains nothing, and nothing smells more than 1."""
    values = [one.value for one in with_promise([scent(0.0), scent(0.1), scent(0.9)], 1.0)]
    assert values == [0.0, 0.2, 1.0]


def test_links_and_what_stands_around_the_content_gain_nothing() -> None:
    """They lead elsewhere, or belong to the site and not to the page."""
    others = [
        scent(0.3, AffordanceKind.LINK, to="https://shop.example/x"),
        scent(0.3, region=Region.NAVIGATION),
        scent(0.3, region=Region.FOOTER),
        scent(0.3, AffordanceKind.MENU),
    ]
    assert list(with_promise(others, 0.5)) == others


def test_on_the_start_page_nothing_was_promised() -> None:
    """Nobody chose it."""
    assert [one.value for one in with_promise([scent(0.3)], 0.0)] == [0.3]


def test_the_visitor_opens_the_page_that_was_chosen_before_leaving_it() -> None:
    """The closed part is opened though a link beside it says a little more; so is the next one, once open."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/returns")),
        "/returns": Page(
            title="Returns",
            things=(
                link("Something to return", "/decoy"),
                disclosure("Return", "Not yet."),
                disclosure("Long return", "No."),
            ),
        ),
        "/decoy": Page(title="Decoy"),
    }
    journey = asyncio.run(walk(WorldSite(World(documents=documents)), asked()))
    moves = [(step.move, step.label) for step in journey.steps[1:4]]
    assert moves[0] == (Move.CLICK, "Return something")
    assert [move for move, _ in moves[1:]] == [Move.DISCLOSE, Move.DISCLOSE]


def test_where_nothing_smells_a_list_that_goes_on_is_worth_a_look() -> None:
    """A script shows its next part; a link to the next page, or a button to the last one, gains nothing."""
    hope = Hope(unsure=0.4, nothing=0.2, hub=0.2, menu=0.2, search=0.2)
    on = scent(0.0, AffordanceKind.PAGER)
    link_on = scent(0.0, AffordanceKind.PAGER, to="https://shop.example/2")
    key = AffordanceKey(kind=AffordanceKind.PAGER, name="Previous")
    back = Scent(affordance=Affordance(key=key, role="button", label="Previous"), value=0.0)
    values = [one.value for one in with_hope([on, link_on, back], "How long?", hope)]
    assert values == [0.1, 0.0, 0.0]
