"""Where visitors left the way to the answer."""

from __future__ import annotations

import pytest
from worlds import DESKTOP, HOME, at

from selfserve_check.diagnosis.lookout import Sighting
from selfserve_check.diagnosis.parting import Parting, parting_of
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey, Move, Step
from selfserve_check.model.verdict import Absent

START, HELP, OTHER, ANSWER = (
    StateId(view=DESKTOP, url=url) for url in (HOME, at("/help"), at("/other"), at("/r"))
)
WAY = Sighting(
    url=at("/r"), title="R", quote="", clicks=2, labels=("Help", "Returns"), states=(START, HELP, ANSWER)
)


def step(move: Move, origin: StateId, label: str, landed: StateId | None) -> Step:
    return Step(move=move, state=origin, url=origin.url, title="", label=label, landed=landed)


OPENED = step(Move.OPEN, START, HOME, START)
TO_HELP = step(Move.CLICK, START, "Help", HELP)
ASIDE = step(Move.CLICK, START, "Offers", OTHER)
FROM_HELP = step(Move.CLICK, HELP, "Delivery", OTHER)


def journey(*steps: Step) -> Journey:
    return Journey(
        persona="menu", view=DESKTOP, wording="q", steps=steps, ending=Ending.NOTHING_LEFT, verdict=Absent()
    )


@pytest.mark.parametrize(
    ("steps", "parting"),
    [
        ((OPENED, ASIDE), Parting(state=START, chosen=("Offers",), right="Help")),
        ((OPENED, TO_HELP, FROM_HELP), Parting(state=HELP, chosen=("Delivery",), right="Returns")),
        (
            (OPENED, ASIDE, step(Move.BACK, OTHER, "Back", START), TO_HELP, FROM_HELP),
            Parting(state=HELP, chosen=("Delivery",), right="Returns"),
        ),
        ((OPENED, TO_HELP), Parting(state=HELP, chosen=(), right="Returns")),
        ((OPENED,), Parting(state=START, chosen=(), right="Help")),
        (
            (OPENED, step(Move.SEARCH, START, "send back", OTHER)),
            Parting(state=START, chosen=("search for send back",), right="Help"),
        ),
        ((), None),
    ],
    ids=[
        "at once",
        "one click on",
        "after going back",
        "gave up there",
        "never clicked",
        "searched",
        "nobody",
    ],
)
def test_a_visitor_leaves_the_way_at_its_furthest_page(
    steps: tuple[Step, ...], parting: Parting | None
) -> None:
    """With what was chosen there first and what should have been."""
    assert parting_of([journey(*steps)], WAY) == parting


def test_most_visitors_say_where_and_what() -> None:
    """Of equals the earlier page; the label that most chose comes first."""
    offers, news = ASIDE, step(Move.CLICK, START, "News", OTHER)
    leavers = [journey(OPENED, news), journey(OPENED, offers), journey(OPENED, offers)]
    on_help = journey(OPENED, TO_HELP, FROM_HELP)
    assert parting_of([on_help, *leavers], WAY) == Parting(
        state=START, chosen=("Offers", "News"), right="Help"
    )
    assert parting_of([on_help, leavers[0]], WAY) == Parting(state=START, chosen=("News",), right="Help")


def test_at_most_three_labels_are_told() -> None:
    """A line of a report is short."""
    away = [journey(OPENED, step(Move.CLICK, START, label, OTHER)) for label in "ABCD"]
    assert parting_of(away, WAY) == Parting(state=START, chosen=("A", "B", "C"), right="Help")


def test_an_answer_on_the_start_page_has_no_parting() -> None:
    """Nothing had to be clicked."""
    way = Sighting(url=HOME, title="", quote="", clicks=0, states=(START,))
    assert parting_of([journey(OPENED, ASIDE)], way) is None
