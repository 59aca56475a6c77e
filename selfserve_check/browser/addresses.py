"""Which network addresses we never connect to, and names resolved to addresses once per run.

The tables follow the IANA special-purpose address registries (RFC 6890 and its updates). A name is
resolved by us, never by the browser, and the address that was checked is the address connected to, so
that a second DNS answer cannot lead elsewhere (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from selfserve_check.errors import SelfserveError

Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]
"""(host, port) -> addresses as text, best first. Raises ``OSError`` when the name is unknown."""

NAMES_MAX = 10_000

METADATA = "cloud metadata address"
LINK_LOCAL = "link-local address"

_RANGES = tuple(
    (ip_network(network), reason)
    for network, reason in (
        ("169.254.169.254/32", METADATA),
        ("169.254.170.2/32", METADATA),
        ("100.100.100.200/32", METADATA),
        ("168.63.129.16/32", METADATA),
        ("fd00:ec2::254/128", METADATA),
        ("fd20:ce::254/128", METADATA),
        ("0.0.0.0/8", "unspecified address"),
        ("10.0.0.0/8", "private address"),
        ("100.64.0.0/10", "shared address of a provider network"),
        ("127.0.0.0/8", "loopback address"),
        ("169.254.0.0/16", LINK_LOCAL),
        ("172.16.0.0/12", "private address"),
        ("192.0.0.0/24", "reserved address"),
        ("192.0.2.0/24", "documentation address"),
        ("192.88.99.0/24", "reserved address"),
        ("192.168.0.0/16", "private address"),
        ("198.18.0.0/15", "benchmarking address"),
        ("198.51.100.0/24", "documentation address"),
        ("203.0.113.0/24", "documentation address"),
        ("224.0.0.0/4", "multicast address"),
        ("240.0.0.0/4", "reserved address"),
        ("::/128", "unspecified address"),
        ("::1/128", "loopback address"),
        ("64:ff9b:1::/48", "private address"),
        ("100::/64", "reserved address"),
        ("2001::/23", "reserved address"),
        ("2001:db8::/32", "documentation address"),
        ("3fff::/20", "documentation address"),
        ("5f00::/16", "reserved address"),
        ("fc00::/7", "private address"),
        ("fe80::/10", LINK_LOCAL),
        ("fec0::/10", "private address"),
        ("ff00::/8", "multicast address"),
    )
)

_NEVER_BY_NAME = frozenset({METADATA, LINK_LOCAL})


class NameUnknownError(SelfserveError):
    """The name has no address (or DNS did not answer)."""


class AddressRefusedError(SelfserveError):
    """Every address of the host is one we never connect to; ``reason`` says which kind."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"{host} leads to a {reason}")
        self.host = host
        self.reason = reason


def is_forbidden(address: str) -> str | None:
    """Why ``address`` (IPv4 or IPv6 as text) must not be connected to, or None when it is public.

    IPv6 forms that carry an IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by what they carry.
    Text that is no address is refused too.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not an address"
    carried = _carried(parsed) if isinstance(parsed, IPv6Address) else None
    if carried is not None:
        return is_forbidden(str(carried))
    for network, reason in _RANGES:
        if parsed.version == network.version and parsed in network:
            return reason
    return None


def is_loopback_host(host: str) -> bool:
    """Whether ``host`` (a name or an address) is this machine by its very name."""
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    return is_address(bare) and is_forbidden(bare) == "loopback address"


def is_address(host: str) -> bool:
    """Whether ``host`` is written as an IP address (without brackets) rather than as a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


async def system_resolve(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver. Names under ``.localhost`` are this machine (RFC 6761)."""
    if is_loopback_host(host) and not is_address(host):
        return ("127.0.0.1", "::1")
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class AddressBook:
    """Hosts and the checked addresses they are pinned to for the whole run.

    ``may_be_private(host, port)`` names the hosts whose private addresses are wanted: the site's own
    and those the user allowed. Metadata and link-local addresses need ``is_named(host, port)`` or to be
    written as that very address: a public name that leads there is an attack, not a staging server.
    """

    def __init__(
        self,
        *,
        may_be_private: Callable[[str, int], bool],
        is_named: Callable[[str, int], bool],
        resolve: Resolve = system_resolve,
    ) -> None:
        self._may_be_private = may_be_private
        self._is_named = is_named
        self._resolve = resolve
        self._pinned: dict[str, tuple[str, ...]] = {}

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses that may be connected to, best first, at least one.

        Raises NameUnknownError or AddressRefusedError.
        """
        found = await self._pinned_addresses(host, port)
        allowed = tuple(address for address in found if self._refusal(host, port, address) is None)
        if not allowed:
            raise AddressRefusedError(host, self._refusal(host, port, found[0]) or "")
        return allowed

    def prefer(self, host: str, address: str) -> None:
        """Try ``address`` first from now on: it answered."""
        pinned = self._pinned.get(host, ())
        if address in pinned and pinned[0] != address:
            self._pinned[host] = (address, *(other for other in pinned if other != address))

    async def _pinned_addresses(self, host: str, port: int) -> tuple[str, ...]:
        known = self._pinned.get(host)
        if known is not None:
            return known
        found = await self._look_up(host, port)
        if len(self._pinned) >= NAMES_MAX:
            return found
        return self._pinned.setdefault(host, found)

    async def _look_up(self, host: str, port: int) -> tuple[str, ...]:
        if is_address(host):
            return (host,)
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise NameUnknownError(f"{host} has no address: {error}") from error
        if not found:
            raise NameUnknownError(f"{host} has no address")
        return found

    def _refusal(self, host: str, port: int, address: str) -> str | None:
        reason = is_forbidden(address)
        if reason is None or self._is_named(host, port):
            return None
        if reason in _NEVER_BY_NAME and not is_address(host):
            return reason
        return None if self._may_be_private(host, port) else reason


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in ip_network("64:ff9b::/96") or address in ip_network("::/96"):
        low = int(address) & 0xFFFFFFFF
        return IPv4Address(low) if low > 0xFFFF else None
    return None
