"""What a visitor may do on a page, what it costs, and what is refused."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

import pytest
from asking import ANSWER, POST, RETURNS, asked, home, walked
from worlds import (
    DESKTOP,
    HOME,
    Button,
    Document,
    File,
    Forbidden,
    Link,
    Page,
    Results,
    SearchBox,
    Thing,
    at,
    disclosure,
    hover_menu,
    link,
    menu,
    route,
    tab,
)

from selfserve_check.journey.persona import SEARCH
from selfserve_check.journey.site_port import Arrived, PageState, Reply
from selfserve_check.journey.walk import walk
from selfserve_check.language.queries import rephrased, search_text
from selfserve_check.model.action import Action, Click, StateId, View
from selfserve_check.model.journey import Ending, Journey, Move
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Observation,
    Passage,
)
from selfserve_check.model.verdict import Answered

DEAD_BUTTON = Affordance(
    key=AffordanceKey(kind=AffordanceKind.BUTTON, name="Return something"), role="button"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedSite:
    """Says what it was told to say."""

    opens: dict[tuple[View, str], Reply]
    acts: dict[tuple[StateId, Action], Reply]

    async def open(self, view: View, url: str) -> Reply:
        return self.opens[view, url]

    async def act(self, state: StateId, action: Action) -> Reply:
        return self.acts[state, action]


def way(journey: Journey) -> list[tuple[Move, str, str]]:
    """The steps after the first, as (move, label, result)."""
    return [(step.move, step.label, step.result) for step in journey.steps[1:]]


def test_a_link_to_another_host_is_noted_and_free() -> None:
    """The note says which host to add; the visitor goes on as if the link were not there."""
    documents: dict[str, Document] = {
        "/": home(
            Link(label="Return something", to="https://help.example/r"),
            link("Returns and shipping", "/returns"),
        ),
        "/returns": RETURNS,
    }
    journey = walked(documents)
    assert way(journey) == [
        (Move.CLICK, "Return something", "refused"),
        (Move.CLICK, "Returns and shipping", "arrived"),
    ]
    assert (journey.ending, journey.clicks) == (Ending.FOUND, 1)
    (note,) = journey.notes
    assert note.kind == "off_host"
    assert "help.example" in note.text


def test_the_answer_on_another_host_alone_is_the_site_s_failure() -> None:
    """Which hosts may be visited is the user's choice, said in a note; it is no error."""
    journey = walked({"/": home(Link(label="Return something", to="https://help.example/r"))})
    assert (journey.ending, journey.cause) == (Ending.NOTHING_LEFT, None)


def test_the_answer_may_be_on_another_host_of_the_site_s_own_domain() -> None:
    """Its help centre, which nobody gave us: that is for the user to add, and no failure of the site."""
    journey = walked({"/": home(Link(label="Return something", to="https://help.shop.example/r"))})
    assert journey.ending is Ending.COULD_NOT_ASK
    assert journey.cause is not None
    assert journey.cause.hint == 'if it belongs to the site, add hosts: ["help.shop.example"]'


def test_what_robots_txt_forbids_leaves_the_question_unasked() -> None:
    """The answer may be behind it: we could not ask, and the hint says how we could."""
    journey = walked({"/": home(link("Returns", "/returns")), "/returns": Forbidden()})
    assert journey.ending is Ending.COULD_NOT_ASK
    assert journey.cause is not None
    assert (journey.cause.kind, journey.cause.url) == ("robots", at("/returns"))
    assert journey.clicks == 0


def test_what_robots_txt_forbids_does_not_matter_when_the_answer_is_elsewhere() -> None:
    """A pass is a pass."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/r"), link("Returns and shipping", "/returns")),
        "/r": Forbidden(),
        "/returns": RETURNS,
    }
    journey = walked(documents)
    assert (journey.ending, journey.cause) == (Ending.FOUND, None)


@pytest.mark.parametrize(
    "documents",
    [
        {"/": home(link("Returns", "/r")), "/r": Page(title="Returns", text=("Loading",), blocked=(POST,))},
        {"/": home(Button(label="Return something", blocked=(POST,)))},
    ],
)
def test_a_stopped_request_leaves_a_question_unasked_that_was_not_answered(
    documents: dict[str, Document],
) -> None:
    """Of a page that had nothing to show, or of a button that did nothing; the line to add is named."""
    journey = walked(documents)
    assert journey.ending is Ending.COULD_NOT_ASK
    assert journey.cause is not None
    assert journey.cause.kind == "blocked_request"
    assert "POST https://shop.example/api" in journey.cause.hint


def test_a_stopped_request_does_not_matter_when_the_answer_is_found() -> None:
    """Only a question that did not pass hangs on it."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/r")),
        "/r": Page(title="Returns", text=(ANSWER,), blocked=(POST,)),
    }
    journey = walked(documents)
    assert (journey.ending, journey.cause) == (Ending.FOUND, None)


def test_a_file_is_not_a_page() -> None:
    """Not opened, free, and noted: the answer may well stand in it."""
    journey = walked({"/": home(link("Returns", "/returns.pdf")), "/returns.pdf": File()})
    assert (journey.ending, journey.clicks) == (Ending.NOTHING_LEFT, 0)
    assert [note.kind for note in journey.notes] == ["not_a_page"]


@pytest.mark.parametrize(
    ("opener", "move"),
    [
        (disclosure("How long can I return something?", ANSWER), Move.DISCLOSE),
        (tab("Returns", ANSWER), Move.DISCLOSE),
        (menu("Returns", link("Return period", "/returns")), Move.DISCLOSE),
        (hover_menu("Returns", link("Return period", "/returns")), Move.HOVER),
    ],
)
def test_what_opens_is_opened(opener: Thing, move: Move) -> None:
    """Disclosures, tabs and menus cost one; a hover menu opens by itself and is free."""
    journey = walked({"/": home(opener), "/returns": RETURNS})
    assert journey.ending is Ending.FOUND
    assert journey.steps[1].move is move
    assert journey.steps[1].clicks == (0 if move is Move.HOVER else 1)


def test_evidence_lies_in_what_an_act_revealed() -> None:
    """The passage behind the disclosure, by its place in the observation."""
    page = Page(title="FAQ", text=("We answer gladly.",), things=(disclosure("Return something", ANSWER),))
    journey = walked({"/": page})
    assert isinstance(journey.verdict, Answered)
    assert journey.best_revealed == (2,)
    assert [evidence.passage for evidence in journey.verdict.evidence] == [2]


def test_what_was_in_sight_before_an_act_is_no_evidence_of_it() -> None:
    """The act revealed nothing that answers, though the page shows the words."""
    before = Observation(url=HOME, title="Tiles", affordances=(DEAD_BUTTON,))
    after = replace(before, title="Returns", passages=(Passage(text=ANSWER),))
    press = Click(key=DEAD_BUTTON.key)
    start = StateId(view=DESKTOP, url=HOME)
    landed = PageState(id=replace(start, actions=(press,)), observation=after, revealed=())
    site = FixedSite(
        opens={(DESKTOP, HOME): Arrived(page=PageState(id=start, observation=before))},
        acts={(start, press): Arrived(page=landed)},
    )
    journey = asyncio.run(walk(site, asked()))
    assert journey.steps[1].result == "arrived"
    assert journey.ending is Ending.NOTHING_LEFT


def test_cards_that_pile_up_under_one_address_are_walked() -> None:
    """A single-page application: the address stays, the state is the acts done in it."""
    card = route("Returns", "/app", things=(disclosure("How long can I return something?", ANSWER),))
    journey = walked({"/": home(card)})
    assert journey.ending is Ending.FOUND
    assert journey.best is not None
    assert (journey.best.url, len(journey.best.actions)) == (HOME, 2)


def test_the_search_visitor_types_first() -> None:
    """The content words of the question, one click, and then it reads the results."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/returns"), SearchBox()),
        "/search": Results(entries=(link("How to return something", "/returns"), link("Tiles", "/tiles"))),
        "/returns": RETURNS,
    }
    journey = walked(documents, asked(persona=SEARCH))
    (search, click) = journey.steps[1:]
    assert (search.move, search.clicks) == (Move.SEARCH, 1)
    assert "return" in search.label
    assert click.label == "How to return something"
    assert (journey.ending, journey.clicks) == (Ending.FOUND, 2)


LONG_QUESTION = "How many calendar weeks may pass before I return broken ceiling tiles?"


def test_a_search_that_returns_nothing_is_rephrased_once() -> None:
    """Fewer words are typed next, on the page that found nothing; a third search is not sent."""
    first, second = search_text(LONG_QUESTION), rephrased(LONG_QUESTION)
    nothing = Page(title="Search", text=("No results.",), things=(SearchBox(),))
    documents: dict[str, Document] = {
        "/": home(SearchBox()),
        f"/search?q={quote_plus(first)}": nothing,
        f"/search?q={quote_plus(second)}": nothing,
    }
    journey = walked(documents, asked(persona=SEARCH, question=LONG_QUESTION))
    assert [step.label for step in journey.steps if step.move is Move.SEARCH] == [first, second]


def test_a_search_that_found_something_is_not_repeated() -> None:
    """Its results are read like any page."""
    documents: dict[str, Document] = {
        "/": home(SearchBox()),
        "/search": Page(title="Search", text=("3 results.",), things=(SearchBox(), link("Tiles", "/tiles"))),
    }
    journey = walked(documents, asked(persona=SEARCH, question=LONG_QUESTION))
    assert sum(step.move is Move.SEARCH for step in journey.steps) == 1


def test_an_in_page_jump_is_free_and_tried_once() -> None:
    """It only scrolls, and everything on the page is already read."""
    journey = walked({"/": home(link("Return something", "#returns"))})
    assert way(journey) == [(Move.CLICK, "Return something", "no_change")]
    assert (journey.clicks, journey.ending) == (0, Ending.NOTHING_LEFT)


def test_a_dead_button_costs_a_click() -> None:
    """The visitor pressed it, and nothing happened."""
    journey = walked({"/": home(Button(label="Return something"))})
    assert way(journey) == [(Move.CLICK, "Return something", "no_change")]
    assert (journey.clicks, journey.ending) == (1, Ending.NOTHING_LEFT)


def test_a_walk_that_only_hovers_ends_at_its_limit_of_steps() -> None:
    """Free acts have a limit of their own."""
    menus = tuple(hover_menu(f"Returns {n}") for n in range(9))
    journey = walked({"/": home(*menus)}, asked(steps_max=4))
    assert (journey.ending, len(journey.steps), journey.clicks) == (Ending.STEP_LIMIT, 4, 0)
    assert journey.cause is not None
    assert "limits.steps_max" in journey.cause.detail
