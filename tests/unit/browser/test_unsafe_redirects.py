"""What Chromium says of redirects out of the web, and of hosts that cannot be reached, in the words of the port."""

from __future__ import annotations

import asyncio

import pytest

from selfserve_check.browser.failures import failure_of_error
from selfserve_check.browser.http import Fetched, RequestTroubleError
from selfserve_check.browser.ledger import Trouble
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.robots import Robots
from selfserve_check.journey.site_port import Broken, CouldNotAsk

URL = "https://shop.example/returns"


@pytest.mark.parametrize("word", ["ERR_UNSAFE_REDIRECT", "ERR_INVALID_REDIRECT", "ERR_UNKNOWN_URL_SCHEME"])
def test_a_redirect_out_of_the_web_is_the_sites_dead_link(word: str) -> None:
    """No visitor's browser would go there either."""
    failure = failure_of_error(f"Page.goto: net::{word} at {URL}", URL)
    assert isinstance(failure, Broken)
    assert "no browser goes to" in failure.detail


def test_other_errors_of_the_network_are_ours() -> None:
    """A reset connection says nothing about the site."""
    assert isinstance(failure_of_error(f"net::ERR_CONNECTION_RESET at {URL}", URL), CouldNotAsk)


@pytest.mark.parametrize(
    ("kind", "told"), [("private_address", "private_address"), ("dns", "dns"), ("timeout", "timeout")]
)
def test_a_host_that_is_not_to_be_reached_is_told_as_that(kind: str, told: str) -> None:
    """By the trouble itself: a name that leads nowhere is no fault of robots.txt, and silence is silence."""

    async def fetch(url: str) -> Fetched:
        raise RequestTroubleError(Trouble(kind=kind, detail="help.test leads to a loopback address"), url)

    reply = asyncio.run(Robots(ReadPolicy(site="https://shop.example"), fetch).may_open(URL))
    assert isinstance(reply, CouldNotAsk)
    assert reply.cause.kind == told
    assert reply.cause.hint
