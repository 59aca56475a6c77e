"""What a clean session starts with."""

from __future__ import annotations

from typing import Any

import pytest

from selfserve_check.browser.session import PinnedCookie, pinned_cookie, seeded


def cookie(name: str, value: str, domain: str) -> Any:
    return {"name": name, "value": value, "domain": domain, "path": "/", "expires": -1}


def test_without_pins_a_session_is_what_the_user_gave() -> None:
    """No sign-in stays none."""
    given: Any = {"cookies": [cookie("a", "1", "shop.example")], "origins": []}
    assert seeded(None, ()) is None
    assert seeded(given, ()) is given


def test_a_pinned_cookie_takes_the_place_of_what_the_page_set() -> None:
    """The site may write its cookie for the domain or the host; other cookies stay."""
    pin = PinnedCookie(domain="shop.example", name="ab", value="b")
    given: Any = {
        "cookies": [cookie("ab", "a", ".shop.example"), cookie("consent", "no", "shop.example")],
        "origins": [],
    }
    session = seeded(given, (pin,))
    assert session is not None
    assert [(one["name"], one["value"]) for one in session["cookies"]] == [("consent", "no"), ("ab", "b")]
    assert "value='b'" not in repr(pin)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.example", "shop.example"),
        ("shop.example:8443", "shop.example"),
        ("*.shop.example", ".shop.example"),
        ("[::1]:80", "[::1]"),
    ],
)
def test_a_cookie_knows_no_port(host: str, domain: str) -> None:
    """A star means all hosts below the domain."""
    assert pinned_cookie(host, "a", "b").domain == domain
