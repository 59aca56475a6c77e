"""Which link alone a page in the middle of a way is read for, when the way is gone once more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import DESKTOP, at

from selfserve_check.journey.onward import leads_on, link_onward
from selfserve_check.model.action import Action, Click, Hover, Search, StateId
from selfserve_check.model.journey import Move, Step
from selfserve_check.model.observation import AffordanceKey, AffordanceKind

LINK = AffordanceKey(kind=AffordanceKind.LINK, name="Returns", target=at("/returns"))
MORE = Click(key=AffordanceKey(kind=AffordanceKind.DISCLOSURE, name="More"))


def state(path: str, *actions: Action) -> StateId:
    return StateId(view=DESKTOP, url=at(path), actions=actions)


OPEN = Step(move=Move.OPEN, state=state("/"), url=at("/"), title="", landed=state("/"))
CLICK = Step(
    move=Move.CLICK, state=state("/"), url=at("/"), title="", action=Click(key=LINK), landed=state("/returns")
)


def test_it_is_the_link_whose_document_came() -> None:
    assert link_onward((OPEN, CLICK), 0) == LINK


def test_a_part_of_the_document_is_the_document() -> None:
    named = replace(LINK, target=at("/returns#how"))
    assert link_onward((OPEN, replace(CLICK, action=Click(key=named))), 0) == named


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(replace(CLICK, landed=state("/", Click(key=LINK))), id="a script showed something"),
        pytest.param(replace(CLICK, landed=state("/elsewhere")), id="it led elsewhere"),
        pytest.param(replace(CLICK, landed=None, result="broken"), id="it was broken"),
        pytest.param(replace(CLICK, action=Click(key=replace(LINK, frame="0"))), id="in a frame"),
        pytest.param(
            replace(CLICK, action=Click(key=replace(LINK, kind=AffordanceKind.BUTTON))), id="no link"
        ),
        pytest.param(replace(CLICK, action=Hover(key=LINK)), id="only pointed at"),
        pytest.param(replace(CLICK, action=Search(key=LINK, text="returns")), id="typed"),
        pytest.param(replace(CLICK, state=state("/", MORE)), id="clicked elsewhere"),
        pytest.param(replace(CLICK, move=Move.BACK, action=None), id="no act"),
    ],
)
def test_whatever_else_comes_next_the_page_is_read_whole(step: Step) -> None:
    assert link_onward((OPEN, step), 0) is None


def test_the_last_page_is_read_whole() -> None:
    assert link_onward((OPEN, CLICK), 1) is None


@pytest.mark.parametrize(
    ("target", "leads"),
    [("/returns", True), ("/help#returns", False), ("mailto:help@shop.example", False), ("", False)],
)
def test_a_link_leads_on_to_another_document(target: str, *, leads: bool) -> None:
    named = target if ":" in target or not target else at(target)
    assert leads_on(Click(key=replace(LINK, target=named)), at("/help")) is leads


def test_a_button_leads_nowhere_by_itself() -> None:
    assert not leads_on(Click(key=replace(LINK, kind=AffordanceKind.BUTTON)), at("/help"))
