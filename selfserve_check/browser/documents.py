"""What became of the document a page was asked to load."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.browser.ledger import Trouble
from selfserve_check.browser.policy import mask_url
from selfserve_check.journey.site_port import Broken, CouldNotAsk, Refused
from selfserve_check.model.journey import Cause

Refusal = Broken | Refused | CouldNotAsk

TROUBLE_HINTS = {
    "private_address": "add the host to allow_private if it is meant to be reached",
    "dns": "check the host name and this machine's DNS",
    "timeout": "is the site up, and reachable from this machine? Try again, or raise the time-outs",
    "network": "is the site up, and reachable from this machine?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A redirect on the way."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentArrived:
    """The site answered. ``url`` is where it ended; ``content_type`` is bare and lower-case."""

    url: str
    status: int
    hops: tuple[Hop, ...] = ()
    content_type: str = ""
    disposition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRefused:
    """We did not load it, or stopped at a redirect; ``reply`` says why. ``url`` is what was refused."""

    url: str
    reply: Refusal
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFailed:
    """No answer came. ``error`` is Chromium's word for it (``net::ERR_…``), "" when it was our proxy's.

    ``trouble`` is what the proxy knows about it.
    """

    url: str
    error: str
    hops: tuple[Hop, ...] = ()
    trouble: Trouble | None = None


Document = DocumentArrived | DocumentRefused | DocumentFailed


def refusal_in(document: Document | None) -> Refusal | None:
    """The reply that only the guard can give: a refusal of ours, or why the proxy reached nobody.

    None where the browser's own answer or error says what happened.
    """
    if isinstance(document, DocumentRefused):
        return document.reply
    if isinstance(document, DocumentFailed) and document.trouble is not None:
        trouble, url = document.trouble, mask_url(document.url)
        hint = TROUBLE_HINTS.get(trouble.kind, "")
        return CouldNotAsk(cause=Cause(kind=trouble.kind, detail=trouble.detail, url=url, hint=hint))
    return None


def too_many_redirects(url: str, hops: int) -> Broken:
    """The reply for a chain of redirects that does not end."""
    return Broken(url=mask_url(url), status=0, detail=f"the address redirects more than {hops} times")
