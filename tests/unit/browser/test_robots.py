"""robots.txt: what it allows, what it closes, and what not knowing means."""

from __future__ import annotations

import asyncio

import pytest

from selfserve_check.browser.http import Fetched, RequestTroubleError
from selfserve_check.browser.ledger import Trouble
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.robots import Fetch, Robots
from selfserve_check.journey.site_port import CouldNotAsk, RefusalKind, Refused

POLICY = ReadPolicy(site="https://shop.example", robots_owner=frozenset({"mine.example"}))
RULES = b"""User-agent: *
Disallow: /private

User-agent: selfserve-check
Disallow: /not-for-us
Allow: /private
"""


def answers(*replies: Fetched | Exception, asked: list[str] | None = None) -> Fetch:
    left = list(replies)

    async def fetch(url: str) -> Fetched:
        if asked is not None:
            asked.append(url)
        await asyncio.sleep(0)
        reply = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(reply, Exception):
            raise reply
        return reply

    return fetch


def fetched(status: int, body: bytes = b"") -> Fetched:
    return Fetched(url="https://shop.example/robots.txt", status=status, headers={}, body=body)


@pytest.mark.asyncio
async def test_the_group_of_our_name_counts() -> None:
    """Not the one for everybody, where there is one for us."""
    robots = Robots(POLICY, answers(fetched(200, RULES)))
    assert await robots.may_open("https://shop.example/private") is None
    refused = await robots.may_open("https://shop.example/not-for-us/a?token=x1")
    assert refused == Refused(
        kind=RefusalKind.ROBOTS,
        detail="shop.example: /not-for-us/a",
        url="https://shop.example/not-for-us/a?token=***",
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [404, 401, 403, 410, 304])
async def test_no_file_means_all_is_allowed(status: int) -> None:
    """RFC 9309: unavailable is allowed."""
    robots = Robots(POLICY, answers(fetched(status, b"User-agent: *\nDisallow: /")))
    assert await robots.may_open("https://shop.example/x") is None


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (fetched(503), "server_error"),
        (fetched(429), "rate_limited"),
        (
            RequestTroubleError(
                Trouble(kind="timeout", detail="no answer in time"), "https://shop.example/robots.txt"
            ),
            "timeout",
        ),
    ],
)
async def test_not_knowing_is_our_trouble(reply: Fetched | Exception, kind: str) -> None:
    """RFC 9309: unreachable is closed; it is never the site's failure. The cause is what kept us from it."""
    answer = await Robots(POLICY, answers(reply)).may_open("https://shop.example/x")
    assert isinstance(answer, CouldNotAsk)
    assert answer.cause.kind == kind
    assert "robots: owner" in answer.cause.hint


@pytest.mark.asyncio
async def test_one_fetch_per_origin_however_many_ask() -> None:
    """At the same moment and later; another port is another origin."""
    asked: list[str] = []
    robots = Robots(POLICY, answers(fetched(404), asked=asked))
    await asyncio.gather(*(robots.may_open(f"https://shop.example/{number}") for number in range(9)))
    await robots.may_open("https://shop.example/again")
    await robots.may_open("https://shop.example:8443/")
    assert asked == ["https://shop.example/robots.txt", "https://shop.example:8443/robots.txt"]


@pytest.mark.asyncio
async def test_a_failure_is_tried_again_three_times_at_most() -> None:
    """The next who asks tries anew, and what then comes is kept."""
    asked: list[str] = []
    robots = Robots(POLICY, answers(fetched(500), fetched(404), asked=asked))
    assert isinstance(await robots.may_open("https://shop.example/a"), CouldNotAsk)
    assert await robots.may_open("https://shop.example/a") is None
    hopeless: list[str] = []
    robots = Robots(POLICY, answers(fetched(500), asked=hopeless))
    for _ in range(6):
        await robots.may_open("https://shop.example/a")
    assert len(hopeless) == 3


@pytest.mark.asyncio
async def test_a_cancelled_waiter_cancels_nobody() -> None:
    """The fetch goes on for the others."""
    robots = Robots(POLICY, answers(fetched(404)))
    first = asyncio.create_task(robots.may_open("https://shop.example/a"))
    second = asyncio.create_task(robots.may_open("https://shop.example/b"))
    await asyncio.sleep(0)
    first.cancel()
    assert await second is None


@pytest.mark.asyncio
async def test_the_owner_sets_it_aside() -> None:
    """Nothing is even fetched from a host that the user owns."""
    asked: list[str] = []
    robots = Robots(POLICY, answers(fetched(200, b"User-agent: *\nDisallow: /"), asked=asked))
    assert await robots.may_open("https://mine.example/x") is None
    assert asked == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        (b"User-agent: *\nCrawl-delay: 2.5\n", 2.5),
        (b"User-agent: *\nCrawl-delay: 3600\n", 10.0),
        (b"User-agent: *\nCrawl-delay: soon\n", 0.0),
        (b"User-agent: other\nCrawl-delay: 5\n", 0.0),
        (b"User-agent: *\nDisallow: /x\n", 0.0),
    ],
)
async def test_what_a_host_wants_between_two_loads(rules: bytes, seconds: float) -> None:
    """Its Crawl-delay, within reason; nothing where it says nothing."""
    robots = Robots(POLICY, answers(fetched(200, rules)))
    assert await robots.delay_s("https://shop.example/a") == seconds


@pytest.mark.asyncio
async def test_the_owner_does_not_wait_and_a_lost_file_asks_for_nothing() -> None:
    """What is unknown is not opened anyway."""
    slow = answers(fetched(200, b"User-agent: *\nCrawl-delay: 5\n"))
    assert await Robots(POLICY, slow).delay_s("https://mine.example/") == 0.0
    assert await Robots(POLICY, answers(fetched(503))).delay_s("https://shop.example/") == 0.0
