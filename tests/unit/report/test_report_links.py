"""Which addresses become links, and how they read."""

from __future__ import annotations

import pytest

from selfserve_check.report.links import Link, followable, host_of, link, page_link, readable


@pytest.mark.parametrize("url", ["https://shop.example/a?b=c#d", "http://127.0.0.1:8000/"])
def test_plain_web_addresses_are_links(url: str) -> None:
    """http and https with a host may be followed."""
    assert followable(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//evil.example",
        "/relative",
        "https:///nohost",
        "https://user:pw@shop.example/",
        "https://shop.example\\@evil.example/",
        "https://[broken",
        "https://shop.example/a b",
        "https://shop.example/\u202e",
        "https://shop.example/" + "x" * 3_000,
        "",
    ],
)
def test_everything_else_is_only_text(url: str) -> None:
    """Scripts, files, odd spellings and addresses with credentials are never links."""
    assert followable(url) == ""


def test_an_address_reads_as_people_write_it() -> None:
    """No scheme, no trailing slash, no percent signs."""
    assert readable("https://shop.example/h%C3%A4lp/") == "shop.example/hälp"
    assert link("https://shop.example/") == Link(text="shop.example", href="https://shop.example/")
    assert link("javascript:alert(1)") == Link(text="javascript:alert(1)", href="")


def test_a_page_of_the_same_site_reads_as_its_path() -> None:
    """The host is said once, not on every card; another host that begins alike is no match."""
    site = "https://shop.example/start"
    assert page_link("https://shop.example/help", site).text == "/help"
    assert page_link("https://shop.example/", site).text == "shop.example"
    assert page_link("https://shop.example.evil.example/x", site).text == "shop.example.evil.example/x"


def test_the_host_of_an_address_has_no_credentials() -> None:
    """The host names suites and folders."""
    assert host_of("https://me:pw@shop.example:8443/x") == "shop.example:8443"
    assert host_of("no address") == "no address"
