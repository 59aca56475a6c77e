"""Names of hosts that belong together."""

from __future__ import annotations

import pytest

from selfserve_check.language.domains import is_sister, registered_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.shop.example", "shop.example"),
        ("a.b.shop.example", "shop.example"),
        ("cdn.shop.co.uk", "shop.co.uk"),
        ("shop.example", "shop.example"),
        ("localhost", "localhost"),
        ("10.1.2.3", "10.1.2.3"),
        ("fe80::1", "fe80::1"),
    ],
)
def test_the_registered_domain(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


def test_sisters_are_different_hosts_of_one_domain() -> None:
    """A host is not its own sister, and two machines of a network are none."""
    assert is_sister("help.shop.example", "www.shop.example")
    assert is_sister("help.shop.example", "shop.example")
    assert not is_sister("www.shop.example", "www.shop.example")
    assert not is_sister("www.shop.co.uk", "www.other.co.uk")
    assert not is_sister("10.1.2.3", "10.9.2.3")
