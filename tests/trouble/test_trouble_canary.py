"""The canary of the catalogue notices each leak that it is there for."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest
from trouble_canary import MARK, check_hosts, check_pace, check_robots, check_sessions
from trouble_witness import TOLD_AT
from troubles import Ask, Reply, Trouble, page, redirect, shop

from selfserve_check.model.result import Outcome
from selfserve_check.settings import load_settings

TROUBLE = Trouble(tells="nothing", app=lambda _places: shop(), outcome=Outcome.PASSED)
PAGE = page("<h1>Lamp shades</h1>")
ROBOTS = Reply(body="User-agent: *\nDisallow: /private\n")
SHOP = "shop.test:8000"


def asked(
    number: int, path: str, *, host: str = SHOP, at: float = 0.0, dest: str = "document", **headers: str
) -> Ask:
    return Ask(
        method="GET",
        path=path,
        query="",
        host=host,
        headers={"sec-fetch-dest": dest, **headers},
        body=b"",
        visit=1,
        number=number,
        at=at,
    )


def seen(*numbers: int) -> str:
    return "; ".join(f"{MARK}-{number}=1" for number in numbers)


def test_a_page_that_robots_txt_closes_is_noticed() -> None:
    """A picture from there is not: robots.txt is about pages."""
    closed = asked(1, "/private/a")
    with pytest.raises(AssertionError, match=r"robots\.txt forbids"):
        check_robots(TROUBLE, [asked(0, "/robots.txt"), closed], [ROBOTS, PAGE])
    check_robots(TROUBLE, [asked(0, "/robots.txt"), asked(1, "/private/a", dest="image")], [ROBOTS, PAGE])


def test_documents_that_come_too_fast_are_noticed() -> None:
    """By the smallest part of a second; what follows a redirect is no further document, and loopback has no pace."""
    settings = load_settings(None, {}, {"pace": {"per_host_s": 0.5}})
    fast = [asked(0, "/", at=10.0), asked(1, "/a", at=10.4999)]
    with pytest.raises(AssertionError):
        check_pace(fast, [PAGE, PAGE], settings)
    check_pace(fast, [redirect("/a"), PAGE], settings)
    check_pace([asked(0, "/", at=10.0), asked(1, "/a", at=10.5)], [PAGE, PAGE], settings)
    local = [asked(number, "/", host="127.0.0.1:8000", at=10.0) for number in range(2)]
    check_pace(local, [PAGE, PAGE], settings)


def test_a_document_of_a_foreign_host_is_noticed() -> None:
    """Unless the settings name it; a frame may be from anywhere."""
    foreign = asked(1, "/", host="other.test:81")
    with pytest.raises(AssertionError, match=r"a document of other\.test:81"):
        check_hosts(TROUBLE, f"http://{SHOP}/", [asked(0, "/"), foreign], load_settings(None, {}, {}))
    check_hosts(TROUBLE, f"http://{SHOP}/", [foreign], load_settings(None, {}, {"hosts": ["other.test:81"]}))
    framed = asked(1, "/", host="other.test:81", dest="iframe")
    check_hosts(TROUBLE, f"http://{SHOP}/", [framed], load_settings(None, {}, {}))


def test_a_session_that_is_carried_on_is_noticed() -> None:
    """By whoever types an address; a click, a redirect and Back belong to one journey, and so does what answering
    a banner left behind. What a script finds in other stores counts as a cookie does."""
    first, typed = asked(0, "/"), asked(1, "/a", cookie=seen(0))
    with pytest.raises(AssertionError, match=r"had seen \['/'\]"):
        check_sessions(TROUBLE, [first, typed], [PAGE, PAGE], consented=False)
    check_sessions(TROUBLE, [first, typed], [PAGE, PAGE], consented=True)
    check_sessions(TROUBLE, [first, typed], [redirect("/a"), PAGE], consented=False)
    clicked = asked(1, "/a", cookie=seen(0), referer=f"http://{SHOP}/")
    back = asked(2, "/", cookie=seen(0, 1))
    check_sessions(TROUBLE, [first, clicked, back], [PAGE, PAGE, PAGE], consented=False)
    found = replace(asked(3, TOLD_AT, dest="image"), query="document=2&found=0,1")
    for later, ends in ((asked(2, "/b"), pytest.raises(AssertionError)), (back, nullcontext())):
        with ends:
            check_sessions(TROUBLE, [first, clicked, later, found], [PAGE, PAGE, PAGE, None], consented=False)
    elsewhere = asked(2, "/b", cookie=seen(0, 1))
    with pytest.raises(AssertionError):
        check_sessions(TROUBLE, [first, clicked, elsewhere], [PAGE, PAGE, PAGE], consented=False)
