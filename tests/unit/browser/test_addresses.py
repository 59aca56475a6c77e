"""Which addresses are refused, and how names are pinned to them."""

from __future__ import annotations

import pytest

from selfserve_check.browser.addresses import (
    AddressBook,
    AddressRefusedError,
    NameUnknownError,
    is_forbidden,
    is_loopback_host,
)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "loopback address"),
        ("127.255.0.9", "loopback address"),
        ("::1", "loopback address"),
        ("0.0.0.0", "unspecified address"),  # noqa: S104 - judged, never bound
        ("::", "unspecified address"),
        ("10.1.2.3", "private address"),
        ("172.16.0.1", "private address"),
        ("172.31.255.255", "private address"),
        ("192.168.1.1", "private address"),
        ("100.64.0.1", "shared address of a provider network"),
        ("169.254.169.254", "cloud metadata address"),
        ("169.254.1.1", "link-local address"),
        ("168.63.129.16", "cloud metadata address"),
        ("100.100.100.200", "cloud metadata address"),
        ("fd00:ec2::254", "cloud metadata address"),
        ("fd12:3456::1", "private address"),
        ("fe80::1", "link-local address"),
        ("fe80::1%eth0", "link-local address"),
        ("::ffff:127.0.0.1", "loopback address"),
        ("::ffff:a9fe:a9fe", "cloud metadata address"),
        ("::127.0.0.1", "loopback address"),
        ("2002:7f00:1::", "loopback address"),
        ("64:ff9b::a9fe:a9fe", "cloud metadata address"),
        ("224.0.0.1", "multicast address"),
        ("255.255.255.255", "reserved address"),
        ("192.0.2.1", "documentation address"),
        ("2001:db8::1", "documentation address"),
        ("2130706433", "not an address"),
        ("0177.0.0.1", "not an address"),
        ("localhost", "not an address"),
    ],
)
def test_addresses_that_are_not_public(address: str, reason: str) -> None:
    """Each is refused with its reason; IPv6 forms are judged by the IPv4 address they carry."""
    assert is_forbidden(address) == reason


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    """Public addresses are allowed."""
    assert is_forbidden(address) is None


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [
        ("localhost", True),
        ("shop.localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
    ],
)
def test_hosts_that_are_this_machine_by_name(host: str, is_loopback: bool) -> None:
    """Only by the name itself, without asking anybody."""
    assert is_loopback_host(host) is is_loopback


Answers = dict[str, list[tuple[str, ...]]]


def book(
    answers: dict[str, list[tuple[str, ...]]], own: str = "shop.example", named: str = ""
) -> AddressBook:
    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        if host not in answers:
            raise OSError("no such name")
        return answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]

    return AddressBook(
        may_be_private=lambda host, _port: host == own,
        is_named=lambda host, _port: host == named,
        resolve=resolve,
    )


@pytest.mark.asyncio
async def test_a_name_keeps_its_first_addresses() -> None:
    """A second answer that leads into a private network is never used, on whatever port (DNS rebinding)."""
    found = book({"shop.example": [("8.8.8.8",), ("127.0.0.1",)]})
    assert await found.addresses("shop.example", 443) == ("8.8.8.8",)
    assert await found.addresses("shop.example", 8080) == ("8.8.8.8",)


@pytest.mark.asyncio
async def test_private_addresses_are_for_the_site_alone() -> None:
    """Another host that resolves to a private address is refused; of mixed answers the public ones stay."""
    found = book(
        {
            "shop.example": [("10.0.0.1",)],
            "ads.example": [("10.0.0.1",)],
            "mix.example": [("10.0.0.1", "8.8.8.8")],
        }
    )
    assert await found.addresses("shop.example", 80) == ("10.0.0.1",)
    assert await found.addresses("mix.example", 80) == ("8.8.8.8",)
    with pytest.raises(AddressRefusedError, match=r"ads\.example leads to a private address"):
        await found.addresses("ads.example", 80)
    with pytest.raises(AddressRefusedError, match="private address"):
        await found.addresses("10.0.0.1", 80)


@pytest.mark.asyncio
async def test_the_sites_name_does_not_open_the_metadata_address() -> None:
    """A public name that leads to the cloud's metadata is refused, even as the site; unless it is allowed."""
    answers: Answers = {"shop.example": [("169.254.169.254",)]}
    with pytest.raises(AddressRefusedError, match="metadata"):
        await book(answers).addresses("shop.example", 80)
    assert await book(answers, named="shop.example").addresses("shop.example", 80) == ("169.254.169.254",)
    own = book({}, own="169.254.169.254")
    assert await own.addresses("169.254.169.254", 80) == ("169.254.169.254",)


@pytest.mark.asyncio
async def test_an_unknown_name_is_told_and_asked_again() -> None:
    """Failure is not kept: the name may come back."""
    answers: Answers = {}
    found = book(answers)
    with pytest.raises(NameUnknownError, match=r"shop\.example has no address"):
        await found.addresses("shop.example", 80)
    answers["shop.example"] = [("8.8.8.8",)]
    assert await found.addresses("shop.example", 80) == ("8.8.8.8",)


@pytest.mark.asyncio
async def test_the_address_that_answered_is_tried_first() -> None:
    """So that a dead address costs its time once."""
    found = book({"shop.example": [("8.8.8.8", "8.8.4.4")]})
    await found.addresses("shop.example", 443)
    found.prefer("shop.example", "8.8.4.4")
    assert await found.addresses("shop.example", 443) == ("8.8.4.4", "8.8.8.8")
