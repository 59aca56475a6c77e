"""One judgement for every layer: what may leave, and what matters when it may not."""

from __future__ import annotations

import pytest

from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.rules import Asked, Let, Rules, Stop, asks_for_content, asks_to_go_on

RULES = Rules(
    ReadPolicy(
        site="https://shop.example",
        hosts=frozenset({"segment.com"}),
        allow_reads=("POST https://*.search.example/q",),
        extra_trackers=("spy.example",),
    )
)


def judge(method: str, url: str, kind: str = "fetch") -> Let | Stop:
    return RULES.judge(Asked(method=method, url=url, kind=kind))


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", "https://shop.example/"),
        ("HEAD", "https://cdn.example/a.js"),
        ("POST", "https://a.search.example/q"),
        ("GET", "https://segment.com/help"),
        ("GET", "https://sentry.io.example/"),
    ],
)
def test_reads_may_leave(method: str, url: str) -> None:
    """GET, HEAD and the reads that the user named, to any host that is no tracker."""
    assert judge(method, url) == Let()


@pytest.mark.parametrize(
    ("method", "url", "kind", "why"),
    [
        ("POST", "https://shop.example/graphql", "fetch", "POST is not a read"),
        ("DELETE", "https://shop.example/cart", "xhr", "DELETE is not a read"),
        ("POST", "https://shop.example/search", "document", "POST is not a read"),
        ("get", "https://shop.example/", "fetch", "get is not a read"),
        ("GET", "wss://shop.example/live", "websocket", "a WebSocket can send"),
    ],
)
def test_what_the_answer_may_hang_on(method: str, url: str, kind: str, why: str) -> None:
    """Stopped, and it matters."""
    assert judge(method, url, kind) == Stop(why=why, matters=True)


@pytest.mark.parametrize(
    ("method", "url", "kind", "why"),
    [
        ("POST", "https://shop.example/x", "beacon", "POST is not a read"),
        ("POST", "https://shop.example/x", "ping", "POST is not a read"),
        ("POST", "https://shop.example/x", "cspviolationreport", "POST is not a read"),
        ("POST", "https://shop.example/api/telemetry", "fetch", "POST is not a read"),
        ("POST", "https://shop.example/rum/", "xhr", "POST is not a read"),
        ("GET", "https://www.google-analytics.com/g/collect?v=2", "fetch", "known tracker"),
        ("POST", "https://api.segment.io/v1/t", "fetch", "known tracker"),
        ("GET", "https://a.spy.example/x.js", "script", "known tracker"),
        ("GET", "https://shop.example/matomo.php?x", "image", "known tracker"),
        ("GET", "wss://ws.hotjar.com/", "websocket", "known tracker"),
        ("GET", "ftp://shop.example/x", "document", "not an http or https address"),
    ],
)
def test_what_is_only_counted(method: str, url: str, kind: str, why: str) -> None:
    """Trackers, beacons, reports: stopped, and no answer hangs on them."""
    assert judge(method, url, kind) == Stop(why=why, matters=False)


def test_trackers_may_be_left_alone() -> None:
    """When the user says so."""
    rules = Rules(ReadPolicy(site="https://shop.example", block_trackers=False))
    assert rules.judge(Asked(method="GET", url="https://plausible.io/js/x.js")) == Let()
    assert rules.why_not_host("plausible.io", 443) == ""


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("shop.example", ""),
        ("segment.com", ""),
        ("cdn.example", ""),
        ("cdn.mxpnl.com", "known tracker"),
        ("update.googleapis.com", "the browser's own traffic"),
    ],
)
def test_hosts_that_nothing_may_go_to(host: str, why: str) -> None:
    """All that can be asked of a tunnel; a host that the user gave is never among them."""
    assert RULES.why_not_host(host, 443) == why


@pytest.mark.parametrize(
    ("url", "asks"),
    [
        ("https://shop.example/graphql", True),
        ("https://shop.example/api/2026-01/graphql.json", True),
        ("https://search.example/1/indexes/help/query", True),
        ("https://shop.example/multi_search", True),
        ("https://shop.example/cart/add", False),
        ("https://shop.example/researchers", False),
    ],
)
def test_a_query_language_or_a_search_asks_for_something_to_show(url: str, asks: bool) -> None:
    assert asks_for_content(url) is asks


@pytest.mark.parametrize(
    ("message", "goes_on"),
    [
        ("You are leaving our site. Continue?", True),
        ("Go to our help pages?", True),
        ("Leave and lose your changes?", False),
        ("Delete this account?", False),
        ("Are you sure?", False),
    ],
)
def test_only_a_question_about_going_on_gets_a_yes(message: str, goes_on: bool) -> None:
    assert asks_to_go_on(message) is goes_on
