"""Where a visitor ends up when one click asks for several documents."""

from __future__ import annotations

from selfserve_check.browser.capture import Navigation, meant


def asked(url: str, *, new_tab: bool = False) -> Navigation:
    return Navigation(url=url, method="GET", new_tab=new_tab)


RETURNS = asked("https://shop.example/returns")
OFFER = asked("https://shop.example/offer")
RETURNS_TAB = asked("https://shop.example/returns", new_tab=True)
OFFER_TAB = asked("https://shop.example/offer", new_tab=True)


def test_nothing_was_asked_for() -> None:
    assert meant((), "") is None


def test_the_address_of_the_link_comes_first_in_whatever_tab() -> None:
    assert meant((RETURNS_TAB, OFFER), "https://shop.example/returns#top") is RETURNS_TAB


def test_the_page_itself_comes_before_windows_that_open_beside_it() -> None:
    assert meant((RETURNS, OFFER_TAB), "") is RETURNS


def test_a_page_that_asks_twice_means_the_last() -> None:
    assert meant((OFFER, RETURNS), "") is RETURNS
    assert meant((OFFER_TAB, RETURNS_TAB), "") is RETURNS_TAB
