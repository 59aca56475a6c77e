"""The way that worked before: it is walked by its labels, and decides where visitors no longer find it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from asking import ANSWER, RETURNS, asked, home
from worlds import DESKTOP, Dead, Document, Opens, Page, Results, SearchBox, World, WorldSite, at, link

from selfserve_check.journey.last_path import LAST_PATH, fitting, follow
from selfserve_check.journey.site_port import Arrived
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.model.past_path import PastPath, PastStep


def way(*steps: tuple[str, str, str]) -> PastPath:
    """Of (action, label, landed)."""
    return PastPath(
        question="q",
        persona="menu",
        device="desktop",
        start=at("/"),
        steps=tuple(
            PastStep(action=action, label=label, url=at("/"), landed=at(landed))
            for action, label, landed in steps
        ),
    )


def followed(documents: Mapping[str, Document], path: PastPath, *, budget: int = 5) -> Journey:
    return asyncio.run(follow(WorldSite(World(documents=documents)), asked(budget=budget), path))


HELP = ("click", "Help", "/help"), ("click", "Sending things back", "/r")
SITE: dict[str, Document] = {
    "/": home(link("How long do you take to return a call?", "/x"), link("Help", "/help")),
    "/help": Page(title="Help", things=(link("Sending things back", "/r"),)),
    "/r": RETURNS,
    "/x": Page(title="X"),
}


def test_the_way_is_walked_by_its_labels() -> None:
    """Whatever smells better beside them; it costs what it costs anybody."""
    journey = followed(SITE, way(*HELP))
    assert journey.ending is Ending.FOUND
    assert [step.label for step in journey.steps] == [at("/"), "Help", "Sending things back"]
    assert (journey.clicks, journey.persona) == (2, LAST_PATH)


def test_labels_may_lead_elsewhere_than_before() -> None:
    """A page that moved is still found under its old label."""
    moved = SITE | {
        "/help": Page(title="Help", things=(link("Sending things back", "/new"),)),
        "/new": RETURNS,
    }
    assert followed(moved, way(*HELP)).ending is Ending.FOUND


def test_of_two_with_one_label_that_which_leads_where_it_led_is_taken() -> None:
    """Else the first on the page."""
    twice = SITE | {
        "/help": Page(
            title="Help", things=(link("Sending things back", "/x"), link("Sending things back", "/r"))
        )
    }
    assert followed(twice, way(*HELP)).ending is Ending.FOUND


def test_the_budget_counts_on_the_known_way_too() -> None:
    """Nobody clicks more often for knowing the way."""
    assert followed(SITE, way(*HELP), budget=1).ending is Ending.BUDGET_SPENT


@pytest.mark.parametrize(
    "change",
    [
        {"/help": Page(title="Help", things=(link("Returns policy", "/r"),))},
        {"/r": Dead()},
        {"/r": Page(title="Returns", text=("Nothing about it any more.",))},
    ],
    ids=["renamed", "dead", "emptied"],
)
def test_where_the_way_no_longer_leads_there_it_is_lost(change: dict[str, Document]) -> None:
    """A label is the way: a visitor who looks for the old one does not guess the new one."""
    assert followed(SITE | change, way(*HELP)).ending is Ending.NOTHING_LEFT


def test_what_already_stands_open_need_not_be_opened() -> None:
    """An accordion that is unfolded from the start shows the same link; opening it costs nobody a click."""
    path = way(("disclose", "More help", "/"), ("click", "Sending things back", "/r"))
    closed = SITE | {
        "/": home(
            Opens(
                kind=AffordanceKind.DISCLOSURE, label="More help", things=(link("Sending things back", "/r"),)
            )
        )
    }
    unfolded = SITE | {"/": home(link("Sending things back", "/r"))}
    assert (followed(closed, path).ending, followed(closed, path).clicks) == (Ending.FOUND, 2)
    assert (followed(unfolded, path).ending, followed(unfolded, path).clicks) == (Ending.FOUND, 1)


def test_a_search_is_sent_with_the_words_that_worked() -> None:
    """Into whatever the search box is called now."""
    found: dict[str, Document] = {
        "/": home(SearchBox(label="Search the shop")),
        "/search": Results(entries=(link("returns policy", "/r"),)),
        "/r": RETURNS,
    }
    path = way(("search", "returns", "/search?q=returns"), ("click", "returns policy", "/r"))
    assert followed(found, path).ending is Ending.FOUND


def test_a_label_that_now_deletes_something_is_left_alone() -> None:
    """What is safe is judged by what stands there tonight."""
    page = Page(title="Account", things=(link("Returns", "/account/delete"),))
    reply = World(documents={"/": page}).load(StateId(view=DESKTOP, url=at("/")))
    assert isinstance(reply, Arrived)
    assert reply.page.observation.affordances[0].kind is AffordanceKind.LINK
    assert fitting(reply.page, PastStep(action="click", label="Returns", url="", landed="")) is None


def test_the_answer_on_the_start_page_needs_no_step() -> None:
    """And a site that is down is no way at all."""
    assert followed({"/": Page(title="Home", text=(ANSWER,))}, way()).ending is Ending.FOUND
    assert followed({"/": Dead()}, way(*HELP)).ending is not Ending.FOUND
