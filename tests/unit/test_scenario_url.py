"""Web addresses that people write."""

from __future__ import annotations

import pytest

from selfserve_check.scenario_url import (
    check_host,
    check_web_url,
    host_of,
    move,
    path_of,
    resolve,
    site_url,
    split_credentials,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shop.example", "did you mean 'https://shop.example'?"),
        ("//shop.example", "did you mean 'https://shop.example'?"),
        ("ftp://shop.example", "starts with 'ftp://'"),
        ("file:///etc/passwd", "starts with 'file://'"),
        ("javascript:alert(1)", "must start with http:// or https://"),
        ("https://", "names no host"),
        ("https://shop.example:99999/", "the port"),
        ("https://shop.example:0/", "the port"),
        ("https://shop example/", "a space"),
        ("https://shop.example\\@evil.example/", "a backslash"),
        ("https://[::1", "cannot be read"),
        ("https://a..b/", "the host"),
        ("https://shop.example/" + "a" * 2_000, "2021 characters long"),
    ],
)
def test_what_is_no_web_address_is_refused_with_advice(text: str, said: str) -> None:
    """Each kind of wrong address gets a message of its own."""
    with pytest.raises(ValueError) as caught:
        check_web_url(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text", ["bob:hunter2@shop.example", "ftp://bob:hunter2@shop.example", "x bob:hunter2@s"]
)
def test_a_message_never_repeats_a_password(text: str) -> None:
    """Even a wrong address may hold a secret."""
    with pytest.raises(ValueError) as caught:
        check_web_url(text)
    assert "hunter2" not in str(caught.value)


def test_credentials_are_taken_out_and_decoded() -> None:
    """The address comes back without them; the secret does not show in the text of the object."""
    url, found = split_credentials("https://bob:p%40ss@Shop.example:8443/a?b#c")
    assert url == "https://Shop.example:8443/a?b#c"
    assert found is not None
    assert (found.host, found.username, found.password) == ("shop.example:8443", "bob", "p@ss")
    assert "p@ss" not in repr(found)
    assert "bob" not in repr(found)


def test_an_address_without_credentials_stays_as_it_is() -> None:
    """Nothing is rewritten without need."""
    assert split_credentials("https://shop.example/a") == ("https://shop.example/a", None)


def test_a_site_gets_its_usual_form() -> None:
    """Small letters, a path, no fragment, no port that the scheme implies."""
    assert site_url("HTTPS://Shop.Example:443#top") == ("https://shop.example/", None)
    assert site_url("http://127.0.0.1:8000/de?x=1")[0] == "http://127.0.0.1:8000/de?x=1"


def test_host_and_path_of_an_address() -> None:
    """A port counts unless the scheme implies it."""
    assert host_of("https://u:p@Shop.example:443/x") == "shop.example"
    assert host_of("http://shop.example:443/x") == "shop.example:443"
    assert path_of("https://shop.example/a?b=c#d") == "/a?b=c#d"


@pytest.mark.parametrize(
    "text", ["help.example", "*.support.example", "localhost:8080", "127.0.0.1", "[::1]:80"]
)
def test_hosts_that_can_be_named(text: str) -> None:
    """Names, patterns, ports and literal addresses."""
    assert check_host(text.upper()) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://help.example/faq", "'help.example'"),
        ("help.example/faq", "'help.example'"),
        ("", "no host name"),
        ("*", "no host name"),
        ("a b", "no host name"),
        ("bob@help.example", "without a user name"),
    ],
)
def test_what_is_no_host_is_refused(text: str, said: str) -> None:
    """The message shows what to write."""
    with pytest.raises(ValueError) as caught:
        check_host(text)
    assert said in str(caught.value)


def test_paths_are_resolved_against_the_site() -> None:
    """A path starts at the host; an address stays, without its password."""
    assert resolve("https://shop.example/de/", "/spring-sale") == "https://shop.example/spring-sale"
    assert resolve("https://shop.example/", "https://u:p@help.example/x") == "https://help.example/x"


@pytest.mark.parametrize(
    ("url", "old", "new", "moved"),
    [
        ("https://a.example/x?y#z", "https://a.example/", "http://localhost:8/", "http://localhost:8/x?y#z"),
        ("https://a.example/x", "https://a.example/", "http://localhost/new/", "http://localhost/new/x"),
        ("https://a.example/de/x", "https://a.example/de/", "http://localhost/", "http://localhost/x"),
        ("https://a.example/de", "https://a.example/de", "http://localhost/en", "http://localhost/en/"),
        ("https://a.example/other", "https://a.example/de/", "http://localhost/", "http://localhost/other"),
        ("https://b.example/x", "https://a.example/", "http://localhost/", "https://b.example/x"),
    ],
)
def test_what_stands_on_the_old_site_moves_to_the_new_one(url: str, old: str, new: str, moved: str) -> None:
    """What follows the folder of the old site follows that of the new one; other hosts stay."""
    assert move(url, old_site=old, new_site=new) == moved
