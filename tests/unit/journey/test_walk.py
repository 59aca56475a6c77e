"""One visitor looks for one answer, on small sites."""

from __future__ import annotations

import pytest
from asking import ANSWER, RETURNS, asked, home, walked
from worlds import (
    HOME,
    Dead,
    Document,
    Down,
    File,
    Forbidden,
    Page,
    SearchBox,
    Wall,
    at,
    link,
)

from selfserve_check.model.journey import Ending, Journey, Move
from selfserve_check.model.scenario import NoAnswerGiven, PageAnswer
from selfserve_check.model.verdict import Absent, Answered, Partial, Wrong


def way(journey: Journey) -> list[tuple[Move, str, str]]:
    """The steps after the first, as (move, label, result)."""
    return [(step.move, step.label, step.result) for step in journey.steps[1:]]


def test_a_visitor_finds_the_answer_behind_a_link() -> None:
    """Opened, clicked, read: one click, and the evidence is the passage that says it."""
    journey = walked({"/": home(link("Shop", "/shop"), link("Returns", "/returns")), "/returns": RETURNS})
    assert journey.ending is Ending.FOUND
    assert way(journey) == [(Move.CLICK, "Returns", "arrived")]
    assert (journey.clicks, journey.backs) == (1, 0)
    assert isinstance(journey.verdict, Answered)
    assert journey.verdict.evidence[0].quote == ANSWER
    assert journey.best is not None
    assert journey.best.url == at("/returns")


def test_an_answer_on_the_start_page_costs_nothing() -> None:
    """The visitor reads before it clicks."""
    journey = walked({"/": Page(title="Returns", text=(ANSWER,))})
    assert (journey.ending, journey.clicks, len(journey.steps)) == (Ending.FOUND, 0, 1)
    assert journey.steps[0].move is Move.OPEN


def test_a_step_says_what_was_chosen_and_why() -> None:
    """Label, scent, cues and rivals, where it was done and where it led."""
    documents: dict[str, Document] = {
        "/": home(link("Returns and shipping", "/other"), link("Return something", "/returns")),
        "/returns": RETURNS,
    }
    step = walked(documents).steps[1]
    assert (step.url, step.title, step.label, step.clicks) == (HOME, "Tiles", "Return something", 1)
    assert step.because == ("shares 'return'",)
    assert [rival.label for rival in step.rivals] == ["Returns and shipping"]
    assert step.scent > step.rivals[0].value > 0
    assert step.state.url == HOME
    assert step.landed is not None
    assert step.landed.url == at("/returns")


def test_a_dead_link_costs_a_click_and_the_way_back_another() -> None:
    """Back from a dead end, to the next best; the dead link is noted with its label."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/gone"), link("Returns policy and shipping", "/returns")),
        "/gone": Dead(status=410),
        "/returns": RETURNS,
    }
    journey = walked(documents)
    assert way(journey) == [
        (Move.CLICK, "Return something", "broken"),
        (Move.BACK, "Back", "arrived"),
        (Move.CLICK, "Returns policy and shipping", "arrived"),
    ]
    assert journey.ending is Ending.FOUND
    assert (journey.clicks, journey.backs) == (3, 1)
    assert [(note.kind, note.text) for note in journey.notes] == [
        ("broken", "'Return something' leads to a dead end: the site answered 410")
    ]


def test_back_stands_where_the_visitor_stood_and_says_why() -> None:
    """A report can draw it: left from, arrived at, hoped for."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/a"), link("Returns policy and shipping", "/returns")),
        "/a": Page(title="Empty"),
        "/returns": RETURNS,
    }
    back = walked(documents).steps[2]
    assert (back.move, back.url, back.title, back.clicks) == (Move.BACK, at("/a"), "Empty", 1)
    assert back.because == ("'Returns policy and shipping' looked better",)
    assert back.landed is not None
    assert back.landed.url == HOME


@pytest.mark.parametrize(
    ("budget", "ending"), [(0, Ending.BUDGET_SPENT), (1, Ending.BUDGET_SPENT), (2, Ending.FOUND)]
)
def test_the_budget_is_all_that_may_be_spent(budget: int, ending: Ending) -> None:
    """Two clicks away: found with two, not with one, and never more is spent than was given."""
    documents: dict[str, Document] = {
        "/": home(link("Help", "/help")),
        "/help": Page(title="Help", things=(link("Returns", "/returns"),)),
        "/returns": RETURNS,
    }
    journey = walked(documents, asked(budget=budget))
    assert journey.ending is ending
    assert journey.clicks == budget


def test_nothing_worth_a_click_is_told_from_an_empty_purse() -> None:
    """The site has nothing to offer, and clicks are left."""
    journey = walked({"/": home(link("Careers", "/careers"))})
    assert (journey.ending, journey.clicks) == (Ending.NOTHING_LEFT, 0)
    assert isinstance(journey.verdict, Absent)


def test_a_page_that_does_not_come_leaves_the_question_unasked() -> None:
    """Never the site's failure; the first cause is kept."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/r"), link("Returns and shipping", "/s")),
        "/r": Down(kind="server_error"),
        "/s": Down(kind="timeout"),
    }
    journey = walked(documents)
    assert journey.ending is Ending.COULD_NOT_ASK
    assert journey.cause is not None
    assert journey.cause.kind == "server_error"


def test_a_wall_is_a_dead_end_of_the_site_s_own() -> None:
    """Noted, walked back from, and no cause of ours."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/r"), link("Returns and shipping", "/returns")),
        "/r": Wall(page=Page(title="Log in", things=(link("Return something", "/register"),))),
        "/returns": RETURNS,
    }
    journey = walked(documents)
    assert [result for _, _, result in way(journey)] == ["walled", "arrived", "arrived"]
    assert [note.kind for note in journey.notes] == ["walled"]
    assert journey.ending is Ending.FOUND


def test_a_wrong_fact_ends_the_walk() -> None:
    """The visitor reads it, believes it, and looks no further."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/campaign"), link("Returns and shipping", "/returns")),
        "/campaign": Page(title="Returns", text=("You have 14 days to return something.",)),
        "/returns": RETURNS,
    }
    journey = walked(documents)
    assert journey.ending is Ending.READ_WRONG
    assert isinstance(journey.verdict, Wrong)
    assert journey.verdict.against == ("14 days",)
    assert journey.clicks == 1


def test_without_a_given_answer_the_walk_stops_at_a_passage_that_comes_near_enough() -> None:
    """It proposes what it found; a person says whether it is the answer."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/returns"), link("Returning things", "/more")),
        "/returns": Page(title="Returns", text=("You do not have long to return something: thirty days.",)),
    }
    journey = walked(documents, asked(NoAnswerGiven()))
    assert journey.ending is Ending.PROPOSED
    assert isinstance(journey.verdict, Partial)
    assert journey.clicks == 1


def test_with_a_given_answer_a_near_passage_does_not_stop_the_walk() -> None:
    """It is kept as the best so far, and the visitor goes on."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/near"), link("Returns and shipping", "/far")),
        "/near": Page(title="Returns", text=("You can return something in our shop.",)),
        "/far": Page(title="Shipping", text=("We ship tiles.",)),
    }
    journey = walked(documents)
    assert journey.ending in (Ending.NOTHING_LEFT, Ending.BUDGET_SPENT)
    assert isinstance(journey.verdict, Partial)
    assert journey.best is not None
    assert journey.best.url == at("/near")


def test_a_how_to_is_answered_by_reaching_its_page() -> None:
    """The page's own heading is the evidence."""
    documents: dict[str, Document] = {
        "/": home(link("Reset your password", "/help/reset")),
        "/help/reset": Page(title="Reset your password", text=("Press the button.",)),
    }
    sent = asked(PageAnswer(page="/help/reset"), question="How do I reset my password?")
    journey = walked(documents, sent)
    assert (journey.ending, journey.clicks) == (Ending.FOUND, 1)


def test_pages_that_link_to_each_other_are_no_trap() -> None:
    """Each page is gone to once."""
    documents: dict[str, Document] = {
        "/": home(link("Returns A", "/a")),
        "/a": Page(title="A", things=(link("Returns B", "/b"), link("Return home", "/"))),
        "/b": Page(title="B", things=(link("Returns A", "/a"), link("Return home", "/"))),
    }
    journey = walked(documents, asked(budget=50))
    assert [label for _, label, _ in way(journey)] == ["Returns A", "Returns B"]
    assert journey.ending is Ending.NOTHING_LEFT


@pytest.mark.parametrize(
    ("start", "ending", "note"),
    [
        (Dead(), Ending.NOTHING_LEFT, "broken"),
        (Wall(), Ending.NOTHING_LEFT, "walled"),
        (Down(), Ending.COULD_NOT_ASK, "could_not_ask"),
        (Forbidden(), Ending.COULD_NOT_ASK, "robots"),
        (File(), Ending.COULD_NOT_ASK, "not_a_page"),
    ],
)
def test_a_start_page_that_is_none_ends_the_walk_at_once(start: Document, ending: Ending, note: str) -> None:
    """Broken and walled are the site's, everything else is ours, and has a cause."""
    journey = walked({"/": start})
    assert journey.ending is ending
    assert [made.kind for made in journey.notes] == [note]
    assert len(journey.steps) == 1
    assert (journey.cause is not None) == (ending is Ending.COULD_NOT_ASK)
    assert journey.best is None


def test_a_start_on_another_host_is_refused_with_a_cause() -> None:
    """Nothing was opened, and the cause says so."""
    journey = walked({}, asked(start="https://other.example/"))
    assert journey.ending is Ending.COULD_NOT_ASK
    assert journey.cause is not None
    assert "other.example" in journey.cause.detail


def test_the_same_visitor_takes_the_same_way_twice() -> None:
    """Same site, same question, same journey."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/gone"), link("Returns and shipping", "/returns"), SearchBox()),
        "/returns": RETURNS,
    }
    assert walked(documents) == walked(documents)
