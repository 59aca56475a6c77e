"""Which pages are about to send their visitor on."""

from __future__ import annotations

import pytest

from selfserve_check.browser.moving import refresh_in_s, says_it_moves
from selfserve_check.model.observation import Observation, Passage

HERE = "https://shop.example/old"


@pytest.mark.parametrize(
    ("content", "seconds"),
    [("3; url=/new", 4.0), ("0;URL='/new'", 1.0), ("5, /new", 6.0), ("60; url=/new", 0.0), ("5", 0.0)],
)
def test_a_refresh_to_another_page_is_waited_for_as_long_as_a_visitor_waits(
    content: str, seconds: float
) -> None:
    assert refresh_in_s(content, HERE) == seconds


def test_a_page_that_loads_itself_again_goes_nowhere() -> None:
    assert refresh_in_s("2; url=/old#top", HERE) == 0.0


def page_saying(*texts: str) -> Observation:
    return Observation(url=HERE, title="", passages=tuple(Passage(text=text) for text in texts))


@pytest.mark.parametrize(
    "text", ["You are being redirected …", "Sie werden weitergeleitet.", "Taking you there"]
)
def test_a_short_page_that_says_so_moves(text: str) -> None:
    assert says_it_moves(page_saying(text))


def test_a_long_page_that_mentions_it_does_not() -> None:
    assert not says_it_moves(page_saying("Parcels are redirected.", "word " * 200))


def test_a_page_about_something_else_does_not() -> None:
    assert not says_it_moves(page_saying("You can return anything within 30 days."))
