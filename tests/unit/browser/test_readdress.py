"""Hosts that stand for others, and pinned parameters: where a request goes, and what its page is called."""

from __future__ import annotations

import pytest

from selfserve_check.browser.policy import ReadPolicy, names
from selfserve_check.browser.readdress import Restaged, sent, shown, staged
from selfserve_check.browser.rules import STOOD_FOR, Rules

POLICY = ReadPolicy(
    site="http://staging.client.example:8080",
    aliases=(("www.client.example", "staging.client.example:8080"), ("help.client.example", "h.example")),
    pins=(("staging.client.example:8080", (("variant", "b c"),)), ("*.h.example", (("v", "1"),))),
)
STAGING = "http://staging.client.example:8080"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.client.example/a?b=1#c", f"{STAGING}/a?b=1#c"),
        ("http://WWW.client.example:8443/", f"{STAGING}/"),
        ("https://help.client.example/a", "https://h.example/a"),
        ("https://client.example/a", "https://client.example/a"),
        ("https://www.client.example.evil.example/", "https://www.client.example.evil.example/"),
        ("mailto:a@www.client.example", "mailto:a@www.client.example"),
        ("", ""),
    ],
)
def test_an_alias_moves_the_host_and_takes_the_scheme_of_the_site(url: str, expected: str) -> None:
    """What is asked is the staging server, as it is spoken to; every other address stays as it is."""
    assert staged(POLICY, url) == expected


@pytest.mark.parametrize(
    ("url", "asked", "known"),
    [
        ("https://www.client.example/a#c", f"{STAGING}/a?variant=b%20c#c", f"{STAGING}/a#c"),
        (f"{STAGING}/a?x=1&variant=a", f"{STAGING}/a?x=1&variant=b%20c", f"{STAGING}/a?x=1"),
        (f"{STAGING}/a?q=%C3%A4+b", f"{STAGING}/a?q=%C3%A4+b&variant=b%20c", f"{STAGING}/a?q=%C3%A4+b"),
        ("https://a.h.example/", "https://a.h.example/?v=1", "https://a.h.example/"),
        ("https://other.example/?variant=a", "https://other.example/?variant=a", None),
    ],
)
def test_a_pinned_parameter_is_sent_and_not_shown(url: str, asked: str, known: str | None) -> None:
    """The server is asked for the variant; states and reports know the page by its own address."""
    assert sent(POLICY, url) == asked
    assert shown(POLICY, url) == shown(POLICY, asked) == (known or url)
    assert sent(POLICY, asked) == asked


def test_what_was_followed_is_counted_once_an_address_and_told() -> None:
    """Only what was opened counts as followed; fragments are places in one page."""
    restaged = Restaged()
    for path in ("/a", "/a#top", "/b", "/c"):
        restaged.note(f"https://www.client.example{path}", POLICY)
    restaged.note("https://help.client.example/x", POLICY)
    restaged.note("https://elsewhere.example/", POLICY)
    restaged.note_opened(f"{STAGING}/a")
    restaged.note_opened(f"{STAGING}/b#low")
    restaged.note_opened(f"{STAGING}/never-linked")
    assert restaged.lines() == (
        "1 link to help.client.example met, none followed (aliases: h.example stands for it).",
        "2 links to www.client.example were followed on staging.client.example:8080. "
        "3 such addresses were met.",
    )


def test_nothing_at_all_may_go_to_a_host_for_which_another_stands() -> None:
    """The proxy refuses it even where it is among the hosts, whatever a layer before it missed."""
    policy = ReadPolicy(
        site="https://a.example", hosts=frozenset({"b.example"}), aliases=(("b.example", "a"),)
    )
    assert Rules(policy).why_not_host("b.example", 443) == STOOD_FOR
    assert Rules(policy).why_not_host("a.example", 443) == ""


@pytest.mark.parametrize(
    ("host", "expected"),
    [("a.example", True), ("b.a.example", True), ("example", False), ("aexample", False)],
)
def test_a_star_before_a_domain_means_every_host_below_it(host: str, expected: bool) -> None:
    """``*.example`` is how the settings write it; the domain itself is another host."""
    assert names(frozenset({"*.example"}), host, 443) is expected
