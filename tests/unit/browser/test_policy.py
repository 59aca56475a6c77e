"""The policy as a value: hosts, allowed reads, secrets, masked addresses."""

from __future__ import annotations

import pytest

from selfserve_check.browser.policy import (
    ReadPolicy,
    address_of,
    context_options,
    mask_url,
    parse_allowed_read,
    suggestion,
)
from selfserve_check.errors import UserError


def allows(pattern: str, method: str, url: str) -> bool:
    address = address_of(url)
    assert address is not None
    return parse_allowed_read(pattern).matches(method, address)


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        ("POST", "https://a.search.example/1/indexes/faq/query", True),
        ("POST", "https://a.search.example/1/indexes/faq?x=1", True),
        ("POST", "https://a.b.search.example/1/indexes/", True),
        ("PUT", "https://a.search.example/1/indexes/faq", False),
        ("POST", "http://a.search.example/1/indexes/faq", False),
        ("POST", "https://a.search.example:8443/1/indexes/faq", False),
        ("POST", "https://evil.example/x.search.example/1/indexes/faq", False),
        ("POST", "https://search.example/1/indexes/faq", False),
        ("POST", "https://a.search.example.evil.example/1/indexes/faq", False),
        ("POST", "https://a.search.example/2/indexes/faq", False),
    ],
)
def test_an_allowed_read_means_its_method_host_and_path(method: str, url: str, expected: bool) -> None:
    """``*`` in the host never reaches into the path, and the scheme and port are those written."""
    assert allows("POST https://*.search.example/1/indexes/*", method, url) is expected


def test_a_pattern_without_query_means_every_query_and_with_one_that_one() -> None:
    """A query is part of the pattern only when it was written."""
    assert allows("POST https://a.example/q", "POST", "https://a.example/q?x=1")
    assert allows("POST https://a.example/q?op=read*", "POST", "https://a.example/q?op=reading")
    assert not allows("POST https://a.example/q?op=read*", "POST", "https://a.example/q?op=write")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://a.example/",
        "POST",
        "post https://a.example/",
        "POST a.example/x",
        "POST ftp://a.example/x",
        "POST https://*/x",
        "POST https://a.example/x y",
        "GET https://a.example/",
        "CONNECT https://a.example/",
        "POST https://a.example:port/",
    ],
)
def test_a_malformed_allowed_read_is_a_clear_error(text: str) -> None:
    """The message shows the line and what a right one looks like."""
    with pytest.raises(UserError, match=r"allow_reads: .*(write a method and a URL|only a wildcard)"):
        parse_allowed_read(text)


def test_the_suggested_line_lets_the_request_through() -> None:
    """What we tell the user to add works as written, even with glob characters in the path."""
    for url in ("https://a.example/q?x=1", "http://a.example:8080/a*[b]/c"):
        assert allows(suggestion("POST", url), "POST", url)
    assert not allows(suggestion("POST", "https://a.example/a*"), "POST", "https://a.example/abc")
    assert suggestion("POST", "https://a.example/q?token=1") == "POST https://a.example/q"
    assert suggestion("GET", "wss://a.example/") == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example/a", True),
        ("http://shop.example/", True),
        ("https://shop.example:8443/", False),
        ("https://help.example:444/", True),
        ("https://docs.example:8443/", True),
        ("https://docs.example/", False),
        ("https://sub.shop.example/", False),
        ("https://shop.example.evil.example/", False),
    ],
)
def test_hosts_that_documents_may_come_from(url: str, expected: bool) -> None:
    """The site on its usual ports, a host on any port, a host with a port on that port."""
    policy = ReadPolicy(site="https://shop.example", hosts=frozenset({"Help.example", "docs.example:8443"}))
    address = address_of(url)
    assert address is not None
    assert policy.may_open(address) is expected


def test_headers_are_for_their_host_and_never_shown() -> None:
    """Values go to the host they were given for; the policy's text does not show them."""
    policy = ReadPolicy(
        site="https://shop.example",
        headers=(("shop.example", "X-Pass", "hush"),),
        basic_auth=(("stage.example", "ann", "geheim"),),
    )
    shop, stage = address_of("https://shop.example/"), address_of("https://stage.example:8443/")
    assert shop is not None and stage is not None
    assert policy.headers_for(shop) == {"x-pass": "hush"}
    assert policy.headers_for(stage) == {"authorization": "Basic YW5uOmdlaGVpbQ=="}
    assert policy.secret_values() == {"hush", "Basic YW5uOmdlaGVpbQ=="}
    assert "hush" not in repr(policy) and "geheim" not in repr(policy)


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("https://ann:pw@shop.example/a?q=1#top", "https://shop.example/a?q=1"),
        ("https://shop.example/?access_token=abc&q=tiles", "https://shop.example/?access_token=***&q=tiles"),
        ("https://shop.example/?x=eyJhbGciOiJIUzI1NiIsInR5cCI6", "https://shop.example/?x=***"),
        ("https://shop.example:8443/?email=a%40b.example", "https://shop.example:8443/?email=***"),
        ("https://shop.example/search?q=return+policy", "https://shop.example/search?q=return%20policy"),
        ("mailto:ann@shop.example?subject=secret", "mailto:ann@shop.example"),
    ],
)
def test_addresses_are_masked(url: str, masked: str) -> None:
    """Nobody's password, session or key reaches a report; ordinary words stay readable."""
    assert mask_url(url) == masked


@pytest.mark.parametrize(
    "url", ["http://", "https://a:b:c/", "about:blank", "data:text/html,x", "https://[::1/"]
)
def test_what_is_no_web_address(url: str) -> None:
    """None rather than an exception."""
    assert address_of(url) is None


def test_an_ipv6_host_is_written_with_brackets() -> None:
    """The host itself has none, the origin has."""
    address = address_of("http://[::1]:8000/x")
    assert address is not None
    assert (address.host, address.host_port, address.origin) == ("::1", "[::1]:8000", "http://[::1]:8000")


def test_the_context_is_told_to_refuse_what_playwright_can_refuse() -> None:
    """Our name is appended to the browser's own."""
    options = context_options(
        ReadPolicy(site="https://a.example", product_token="selfserve-check/9"), "Mozilla/5.0 X"
    )
    assert options == {
        "accept_downloads": False,
        "service_workers": "block",
        "permissions": [],
        "user_agent": "Mozilla/5.0 X selfserve-check/9",
    }
