"""What ``doctor URL`` says of a site, from literal values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selfserve_check.app.first_look import FirstLook
from selfserve_check.browser.ledger import Layer, Stopped
from selfserve_check.browser.rules import OWN_TRAFFIC
from selfserve_check.cli.doctor import Level
from selfserve_check.cli.doctor_site import is_askable, site_lines
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    CouldNotAsk,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Walled,
)
from selfserve_check.model.action import StateId, View
from selfserve_check.model.journey import BlockedRequest, Cause
from selfserve_check.model.observation import Observation, Signals

URL = "https://shop.example/"
PAGE = Observation(url=URL, title="Shop")
FINE = FirstLook(
    url=URL,
    reply=Arrived(page=PageState(id=StateId(view=View(), url=URL), observation=PAGE)),
    page=PAGE,
    status=200,
    landed=URL,
)
FORBIDDEN = Refused(kind=RefusalKind.ROBOTS, detail="shop.example: /", url=URL)


def told(look: FirstLook) -> dict[str, tuple[Level, str]]:
    return {line.name: (line.level, line.text) for line in site_lines(look)}


def mends(look: FirstLook) -> list[str]:
    return [line.mend for line in site_lines(look) if line.mend]


def test_a_site_that_lets_us_in_is_told_line_by_line() -> None:
    """Nothing to mend, and a run can ask."""
    assert told(FINE) == {
        "page": (Level.OK, "https://shop.example/ answers 200; 0 passages"),
        "robots.txt": (Level.OK, "lets us in"),
        "bot wall": (Level.OK, "none met"),
        "log-in": (Level.OK, "not asked for, without a session"),
        "consent": (Level.OK, "no banner"),
        "blocked": (Level.OK, "no request was held back"),
    }
    assert mends(FINE) == []
    assert is_askable(site_lines(FINE))


@pytest.mark.parametrize(
    ("reply", "line", "mend"),
    [
        (Walled(url=URL, detail="the page asks to log in first"), "log-in", "storage_state_env"),
        (
            CouldNotAsk(cause=Cause(kind="bot_wall", detail="403", hint="ask the owner")),
            "bot wall",
            "ask the",
        ),
        (CouldNotAsk(cause=Cause(kind="dns", detail="no host", hint="check it")), "page", "check it"),
        (Broken(url=URL, status=404, detail="answers 404"), "page", "correct the address"),
        (FORBIDDEN, "page", "robots: {shop.example: owner}"),
    ],
)
def test_what_keeps_a_run_out_says_how_to_get_in(reply: Reply, line: str, mend: str) -> None:
    """And the command then leaves with 3."""
    look = replace(FINE, reply=reply, page=None, status=0, landed="")
    assert told(look)[line][0] is Level.LACKS
    assert any(mend in one for one in mends(look))
    assert not is_askable(site_lines(look))


def test_what_robots_txt_says_is_told_whatever_became_of_the_page() -> None:
    """Forbidden, unreadable, a pause, or set aside by the owner."""
    unread = CouldNotAsk(cause=Cause(kind="robots", detail="robots.txt could not be read", hint="try later"))
    assert told(replace(FINE, robots=FORBIDDEN))["robots.txt"] == (Level.LACKS, "forbids shop.example: /")
    assert told(replace(FINE, robots=unread))["robots.txt"][0] is Level.LACKS
    assert told(replace(FINE, delay_s=5.0))["robots.txt"] == (
        Level.NOTE,
        "lets us in, with 5 s between two pages",
    )
    assert told(replace(FINE, owner=True))["robots.txt"][0] is Level.NOTE


def test_requests_that_did_not_leave_name_the_line_that_lets_them() -> None:
    """Each once; what no answer hangs on is only counted, and what the browser asks by itself is not."""
    post = BlockedRequest(
        method="POST",
        url="https://q.example/find",
        why="POST is not a read",
        allow_reads="POST https://q.example/find",
    )
    stopped = [
        Stopped(layer=Layer.ROUTE, method="POST", url=post.url, why=post.why),
        *(Stopped(layer=Layer.ROUTE, method="GET", url=url, why="known tracker") for url in "aab"),
        Stopped(layer=Layer.PROXY, method="CONNECT", url="https://c.example:443", why=OWN_TRAFFIC),
    ]
    look = replace(FINE, blocked=(post, post), stopped=tuple(stopped))
    lines = [(line.level, line.text) for line in site_lines(look) if line.name == "blocked"]
    assert lines == [
        (Level.NOTE, "POST https://q.example/find: POST is not a read"),
        (Level.OK, "2 that no answer hangs on (trackers, beacons, speculation)"),
    ]
    assert mends(look) == ['if it only reads: allow_reads: ["POST https://q.example/find"]']


def test_banners_links_elsewhere_and_aliases_are_told() -> None:
    """A banner that stays is worth a line, and so is production that links lead to."""
    stays = replace(PAGE, signals=Signals(consent_banner=True))
    look = replace(FINE, page=stays, other_hosts=(("www.shop.example", 12),), aliased=("1 link was.",))
    assert told(look)["consent"][0] is Level.NOTE
    assert told(look)["other hosts"][1] == "12 links lead to www.shop.example, which is not opened"
    assert told(look)["aliases"] == (Level.OK, "1 link was.")
    refused = replace(FINE, consented=("A cookie banner was refused (“No”).",))
    assert told(refused)["consent"] == (Level.OK, "A cookie banner was refused (“No”).")
