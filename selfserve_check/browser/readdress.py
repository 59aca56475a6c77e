"""Where a request really goes: hosts that stand for others (staging for production), and pinned parameters.

An address is *staged* when an alias was applied, *sent* with the pinned parameters as well, and *shown*
without them: that is what states, observations and reports know it by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_plus, urlsplit

from selfserve_check.browser.policy import Address, ReadPolicy, address_of, names
from selfserve_check.model.said import row, say, say_n

NOTED_MAX = 100_000


def staged(policy: ReadPolicy, url: str) -> str:
    """``url`` on the host that stands for its own, else as it is."""
    address = address_of(url) if policy.aliases else None
    if address is None:
        return url
    stand_in = stand_in_for(policy, address)
    if not stand_in:
        return url
    parts = urlsplit(url)
    site = address_of(policy.site)
    # Production is mostly https; the site that is asked says itself what it speaks.
    scheme = site.scheme if site is not None and site.host_port == stand_in else parts.scheme
    return parts._replace(scheme=scheme, netloc=stand_in).geturl()


def stand_in_for(policy: ReadPolicy, address: Address) -> str:
    """The host that is asked in place of this one, "" when it stands for itself."""
    found = (new for old, new in policy.aliases if names(frozenset({old}), address.host, address.port))
    return next(found, "")


def sent(policy: ReadPolicy, url: str) -> str:
    """``url`` as the server is asked for a document: staged, with what is pinned on its host."""
    url = staged(policy, url)
    pins = _pins_for(policy, url)
    if not pins:
        return url
    parts = urlsplit(url)
    others = _without(parts.query, {name for name, _ in pins})
    pinned = [f"{quote(name)}={quote(value)}" for name, value in pins]
    return parts._replace(query="&".join([*others, *pinned])).geturl()


def shown(policy: ReadPolicy, url: str) -> str:
    """``url`` as people and the graph know it: staged, without what is pinned on its host."""
    url = staged(policy, url)
    pins = _pins_for(policy, url)
    if not pins:
        return url
    parts = urlsplit(url)
    return parts._replace(query="&".join(_without(parts.query, {name for name, _ in pins}))).geturl()


def readdressed(data: dict[str, Any], address: Callable[[str], str]) -> None:
    """Change what the walk over a page gave: its own address, and where its links lead."""
    data["url"] = address(data["url"])
    for raw in data["affordances"]:
        raw["target"] = address(raw["target"])


def redirecting(there: str, asked_with: Mapping[str, str]) -> dict[str, str]:
    """Headers of a redirect to ``there`` that a request with the headers ``asked_with`` may follow."""
    return {"location": there, **shared_with(asked_with)}


def shared_with(asked_with: Mapping[str, str]) -> dict[str, str]:
    """Headers that let the page read the answer to a request with the headers ``asked_with``."""
    origin = next((value for name, value in asked_with.items() if name.lower() == "origin"), "")
    if not origin:
        return {}
    return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true"}


def _pins_for(policy: ReadPolicy, url: str) -> tuple[tuple[str, str], ...]:
    address = address_of(url) if policy.pins else None
    if address is None:
        return ()
    return tuple(
        pair
        for host, pairs in policy.pins
        if names(frozenset({host}), address.host, address.port)
        for pair in pairs
    )


def _without(query: str, pinned: set[str]) -> list[str]:
    parts = [part for part in query.split("&") if part]
    return [part for part in parts if unquote_plus(part.partition("=")[0]) not in pinned]


@dataclass(slots=True)
class Restaged:
    """The addresses of one run that lay on a host for which another stands, and which of them were opened.

    ``pointed`` has the address as it is asked instead, with the host it was written with.
    """

    pointed: dict[str, str] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def note(self, url: str, policy: ReadPolicy) -> str:
        """``url`` staged; where that changes it, it is remembered."""
        there = staged(policy, url)
        address = address_of(url)
        if there != url and address is not None and len(self.pointed) < NOTED_MAX:
            self.pointed.setdefault(_bare(shown(policy, there)), address.host_port)
        return there

    def note_opened(self, url: str) -> None:
        bare = _bare(url)
        if bare in self.pointed:
            self.opened.add(bare)

    def lines(self) -> tuple[str, ...]:
        """What a report says, one line for each host."""
        hosts = sorted(set(self.pointed.values()))
        return tuple(line for host in hosts if (line := self._line(host)))

    def _line(self, host: str) -> str:
        met = [url for url, old in self.pointed.items() if old == host]
        followed = [url for url in met if url in self.opened]
        stand_ins = ", ".join(sorted({urlsplit(url).netloc for url in met}))
        if not followed:
            return say_n(
                "{count} link to {host} met, none followed (aliases: {other} stands for it).",
                "{count} links to {host} met, none followed (aliases: {other} stands for it).",
                len(met),
                host=host,
                other=stand_ins,
            )
        line = say_n(
            "{count} link to {host} was followed on {other}.",
            "{count} links to {host} were followed on {other}.",
            len(followed),
            host=host,
            other=stand_ins,
        )
        if len(met) == len(followed):
            return line
        return row((line, say("{count} such addresses were met.", count=len(met))))


def _bare(url: str) -> str:
    return url.partition("#")[0]
