"""The one judgement that every layer asks for: may this request leave, and does it matter if not?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from selfserve_check.browser.policy import (
    READ_METHODS,
    Address,
    ReadPolicy,
    address_of,
    names,
    parse_allowed_read,
)
from selfserve_check.browser.trackers import Trackers, looks_like_telemetry

UNIMPORTANT_TYPES = frozenset({"beacon", "ping", "cspviolationreport", "image", "media", "font", "prefetch"})
"""Resource types whose loss cannot change the words on a page."""

_ASKS = re.compile(
    r"/(?:graphql|gql|_?search|m(?:ulti)?_?search|query|queries)(?:\.\w{2,5})?/?$|/graphql/", re.IGNORECASE
)


_LEAVING = re.compile(
    r"\b(?:leave|leaving|continue to|go(?:ing)? to|taken to|redirected|external|open(?:s|ing)?|visit"
    r"|verlassen|weiterleit\w*|quitter|salir|abandonar|lasciare|verlaten)\b",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"\b(?:delete|remove|cancel|log ?out|sign ?out|buy|order|pay|subscribe|unsubscribe|send|submit|discard"
    r"|lose|lost|löschen|kündigen|abmelden|bestellen|supprimer|eliminar|borrar)\b",
    re.IGNORECASE,
)


def asks_to_go_on(message: str) -> bool:
    """Whether a question that stops a click only asks if the visitor wants to go where the link leads."""
    return bool(_LEAVING.search(message)) and not _CONSEQUENCE.search(message)


def asks_for_content(url: str) -> bool:
    """Whether the path says that a request asks for something to show: a query language, a search. What such
    a request was to bring may lack without a trace on the page."""
    return bool(_ASKS.search(urlsplit(url).path))


BROWSER_SERVICES = frozenset(
    {
        "accounts.google.com",
        "android.clients.google.com",
        "clients1.google.com",
        "clients2.google.com",
        "clients3.google.com",
        "clients4.google.com",
        "clientservices.googleapis.com",
        "content-autofill.googleapis.com",
        "edgedl.me.gvt1.com",
        "mtalk.google.com",
        "optimizationguide-pa.googleapis.com",
        "passwordsleakcheck-pa.googleapis.com",
        "redirector.gvt1.com",
        "safebrowsing.googleapis.com",
        "safebrowsingohttpgateway.googleapis.com",
        "update.googleapis.com",
        "edge.microsoft.com",
        "config.edge.skype.com",
    }
)
"""Where Chromium and its kin report to by themselves, whatever they are told on the command line."""

TRACKER = "known tracker"
OWN_TRAFFIC = "the browser's own traffic"
STOOD_FOR = "another host stands for it (aliases)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as a layer sees it. ``kind`` is Playwright's resource type."""

    method: str
    url: str
    kind: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Let:
    """It may leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """It must not. ``matters`` when the answer to a question may hang on it; ``private`` when it leads into a
    private network, ``frame`` when it is the document of a frame."""

    why: str
    matters: bool
    private: bool = False
    frame: bool = False


Ruling = Let | Stop


class Rules:
    """The policy of a run with its patterns read. Raises UserError when an allowed read is malformed."""

    def __init__(self, policy: ReadPolicy) -> None:
        self.policy = policy
        self._reads = tuple(parse_allowed_read(text) for text in policy.allow_reads)
        self._trackers = Trackers(policy.extra_trackers)

    def judge(self, asked: Asked) -> Ruling:
        """Whether ``asked`` may leave, by its method, its scheme and the list of trackers."""
        address = address_of(asked.url)
        if address is None:
            return Stop(why="not an http or https address", matters=False)
        tracker = self.is_tracker(asked.url, address)
        if tracker and asked.kind != "document":
            return Stop(why=TRACKER, matters=False)
        if address.scheme in ("ws", "wss"):
            return Stop(why="a WebSocket can send", matters=True)
        if asked.method in READ_METHODS or self.is_allowed_read(asked.method, address):
            return Let()
        beside = asked.kind in UNIMPORTANT_TYPES or tracker or looks_like_telemetry(asked.url)
        return Stop(why=f"{asked.method} is not a read", matters=not beside)

    def is_allowed_read(self, method: str, address: Address) -> bool:
        """Whether the user named this request as a read."""
        return any(read.matches(method, address) for read in self._reads)

    def is_tracker(self, url: str, address: Address) -> bool:
        """Whether to treat ``url`` as tracking; the hosts under test are judged by path alone."""
        if not self.policy.block_trackers:
            return False
        if self._is_ours(address):
            return self._trackers.is_tracker_path(url)
        return self._trackers.is_tracker(url)

    def why_not_host(self, host: str, port: int) -> str:
        """Why nothing at all may go to ``host``, or "": all that is known of a tunnel."""
        if names(frozenset(old for old, _ in self.policy.aliases), host, port):
            return STOOD_FOR
        if names(self.policy.hosts, host, port) or self.policy.is_site(host, port):
            return ""
        if host in BROWSER_SERVICES:
            return OWN_TRAFFIC
        tracker = self.policy.block_trackers and self._trackers.is_tracker_host(host)
        return TRACKER if tracker else ""

    def _is_ours(self, address: Address) -> bool:
        return self.policy.may_open(address) or self.policy.is_site(address.host, address.port)
