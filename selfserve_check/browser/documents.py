"""What became of the document a page was asked to load."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.browser.ledger import Trouble
from selfserve_check.browser.policy import mask_url
from selfserve_check.journey.site_port import Broken, CouldNotAsk, Refused
from selfserve_check.model.journey import Cause
from selfserve_check.model.said import say, say_n

Refusal = Broken | Refused | CouldNotAsk

_HINTS = {
    "private_address": say("add the host to allow_private if it is meant to be reached"),
    "dns": say("check the host name and this machine's DNS"),
    "tls": say("renew or mend the site's certificate, then ask again"),
    "timeout": say("is the site up, and reachable from this machine? Try again, or raise the time-outs"),
    "network": say("is the site up, and reachable from this machine?"),
    "limit": say("raise the limit that is named here, or take the page out of the questions' way"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A redirect on the way."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentArrived:
    """The site answered. ``url`` is where it ended; ``content_type`` is bare and lower-case.

    ``broken_off`` is Chromium's word for it when the body then did not come whole, and ``trouble`` what the
    proxy, or the cap on bytes, knows about that. ``retry_after`` is the header of that name.
    """

    url: str
    status: int
    hops: tuple[Hop, ...] = ()
    content_type: str = ""
    disposition: str = ""
    retry_after: str = ""
    broken_off: str = ""
    trouble: Trouble | None = None


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
        hint = hint_for(trouble.kind)
        return CouldNotAsk(cause=Cause(kind=trouble.kind, detail=trouble.detail, url=url, hint=hint))
    return None


def hint_for(kind: str) -> str:
    """What a person can do about a trouble of the proxy."""
    return _HINTS.get(kind, "")


def too_many_redirects(url: str, hops: int) -> Broken:
    """The reply for a chain of redirects that does not end."""
    return Broken(
        url=mask_url(url),
        status=0,
        detail=say_n(
            "the address redirects more than {count} time (limits.redirects_max)",
            "the address redirects more than {count} times (limits.redirects_max)",
            hops,
        ),
    )
