"""What people can read and we cannot is never proof that nobody answers."""

from __future__ import annotations

import pytest
from asking import home
from diagnosed_sites import diagnosed, finding_of
from worlds import Document, Page, at, link

from selfserve_check.model.observation import Signals
from selfserve_check.model.result import Outcome, Reason

MUCH = tuple(f"Lamp shades of linen, no. {number}, made by hand in our workshop." for number in range(20))


def visited(kind: str, text: tuple[str, ...]) -> Page:
    return Page(title="Returns", text=text, signals=Signals(unreadable=(kind,)))


@pytest.mark.parametrize(
    ("kind", "text", "outcome"),
    [
        ("canvas", (), Outcome.NEEDS_REVIEW),
        ("canvas", MUCH, Outcome.FAILED),
        ("virtual list", MUCH, Outcome.NEEDS_REVIEW),
        ("pdf embed", MUCH, Outcome.NEEDS_REVIEW),
    ],
)
def test_a_visitor_who_stood_before_it_leaves_it_to_a_person(
    kind: str, text: tuple[str, ...], outcome: Outcome
) -> None:
    """A canvas behind plenty of text is decoration; the rest may hold the answer whatever stands beside it."""
    result = diagnosed({"/": home(link("Returns", "/r")), "/r": visited(kind, text)})
    assert (result.outcome, result.reason) == (outcome, Reason.MISSING)
    if outcome is Outcome.NEEDS_REVIEW:
        assert finding_of(result).kind == "unreadable"
        assert finding_of(result).url == at("/r")


def test_one_that_no_visitor_came_to_changes_nothing() -> None:
    """A drawing somewhere on the site is no reason to doubt."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/r"), link("Imprint", "/imprint")),
        "/r": Page(title="Returns", text=MUCH),
        "/imprint": visited("canvas", ()),
    }
    assert diagnosed(documents).outcome is Outcome.FAILED
