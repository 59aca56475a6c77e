"""What a reply of the site means for a journey: a word for the step, a note for people, a cause for us."""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import urlsplit

from selfserve_check.journey.limits_met import cut_short
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    CouldNotAsk,
    NoChange,
    RefusalKind,
    Refused,
    Reply,
    Unobserved,
    Walled,
)
from selfserve_check.language.domains import is_sister
from selfserve_check.model.journey import BlockedRequest, Cause, Note
from selfserve_check.model.said import Said, say, say_n


def result_word(reply: Reply) -> str:
    """The word that ``Step.result`` holds for this reply."""
    match reply:
        case Arrived():
            return "arrived"
        case NoChange():
            return "no_change"
        case Refused():
            return "refused"
        case Broken():
            return "broken"
        case Walled():
            return "walled"
        case CouldNotAsk():
            return "could_not_ask"
        case Unobserved():
            return "unobserved"


# From here on a label promises what is looked for: below it ``rank`` turns to help pages and menus.
_PROMISES = 0.4

RESULTS = {
    "arrived": say("it arrived"),
    "no_change": say("nothing changed"),
    "refused": say("it was not opened"),
    "broken": say("a dead end"),
    "walled": say("a wall"),
    "could_not_ask": say("it could not be asked"),
    "unobserved": say("nobody looked there"),
}
"""The words of ``Step.result`` in a sentence."""


def note_of(reply: Reply, label: str) -> Note | None:
    """What a reader should know of this reply, or None when there is nothing to say."""
    match reply:
        case Refused(kind=RefusalKind.OFF_HOST, detail=host, url=url):
            text = say(
                "'{label}' looked promising and leads to {host}; to let visitors follow, add it to hosts:",
                label=label,
                host=host,
            )
            return Note(kind="off_host", text=text, url=url)
        case Refused(kind=RefusalKind.ROBOTS, detail=path, url=url):
            return Note(kind="robots", text=_forbidden(path, label), url=url)
        case Refused(kind=RefusalKind.DOWNLOAD | RefusalKind.NOT_A_PAGE, detail=detail, url=url):
            text = say("'{label}' is not a page ({why}) and was not opened", label=label, why=detail)
            return Note(kind="not_a_page", text=text, url=url)
        case Broken(detail=detail, url=url):
            text = say("'{label}' leads to a dead end: {why}", label=label, why=detail)
            return Note(kind="broken", text=text, url=url, why=detail)
        case NoChange(detail=detail) if detail:
            return Note(kind="unusable", text=say("'{label}': {why}", label=label, why=detail))
        case Walled(detail=detail, url=url):
            text = say("'{label}' leads to a wall: {why}", label=label, why=detail)
            return Note(kind="walled", text=text, url=url, why=detail)
        case CouldNotAsk(cause=cause):
            text = say("'{label}': {why}", label=label, why=cause.detail)
            return Note(kind="could_not_ask", text=text, url=cause.url)
    return None


def _forbidden(path: str, label: str) -> Said:
    return say("robots.txt forbids {path} ('{label}')", path=path, label=label)


def cause_of(reply: Reply) -> Cause | None:
    """Why this reply leaves the question unasked, should the answer not be found elsewhere."""
    match reply:
        case CouldNotAsk(cause=cause):
            return cause
        case Unobserved(state=state):
            return Cause(
                kind="unobserved",
                detail=say("the recording does not hold this page or act"),
                url=state.url,
                hint=say("run again without --offline"),
            )
        case Refused(kind=RefusalKind.ROBOTS, detail=path, url=url):
            return Cause(
                kind="robots",
                detail=say("robots.txt forbids {path}, and the answer may be there", path=path),
                url=url,
                hint=say("if the site is yours, set robots: owner for its host"),
            )
        case Arrived(page=page) if page.blocked:
            return blocked_cause(page.blocked[0])
        case NoChange(blocked=blocked) if blocked:
            return blocked_cause(blocked[0])
        case Arrived(page=page):
            return cut_short(page.observation)
    return None


def not_opened(reply: Reply) -> Cause:
    """Why there is no start page."""
    told = reply.detail if isinstance(reply, Refused) else RESULTS.get(result_word(reply), "")
    detail = say("the start page was not opened: {why}", why=told)
    if not isinstance(reply, Refused):
        return Cause(kind="refused", detail=detail)
    led = reply.kind is RefusalKind.OFF_HOST
    hint = _add_host(reply.detail) if led else say("start on another page")
    return Cause(kind="refused", detail=detail, url=reply.url, hint=hint)


def led_away(target: str, reply: Refused, page: str, scent: float) -> Cause | None:
    """Why a link to ``target``, seen on ``page`` with this scent, leaves the question unasked: it redirects
    to a host that was not given, or promised the answer and leads to another host of the site's own domain. A
    link that shows a foreign host is none: whoever follows it knows that they leave."""
    parts = urlsplit(reply.url)
    host = parts.netloc
    if not target or not host:
        return None
    if urlsplit(target).netloc == host:
        sister = is_sister(parts.hostname or "", urlsplit(page).hostname or "")
        if not sister or scent < _PROMISES:
            return None
        detail = say(
            "a link on {page} leads to {host}, which is not opened, and the answer may be there",
            page=page.partition("?")[0],
            host=host,
        )
        return Cause(kind="refused", detail=detail, url=reply.url, hint=_add_host(host))
    detail = say(
        "{page} redirects to {host}, which is not opened, and the answer may be there",
        page=target.partition("?")[0],
        host=host,
    )
    return Cause(kind="refused", detail=detail, url=reply.url, hint=_add_host(host))


def _add_host(host: str) -> Said:
    return say("if it belongs to the site, add {line}", line=f'hosts: ["{host}"]')


def too_many_steps(steps_max: int, url: str) -> Cause:
    """Why a visitor with clicks left went no further."""
    detail = say_n(
        "the visitor took {count} step, free ones included (limits.steps_max)",
        "the visitor took {count} steps, free ones included (limits.steps_max)",
        steps_max,
    )
    hint = say("raise limits.steps_max, or look by hand why so much can be opened without a click")
    return Cause(kind="limit", detail=detail, url=url, hint=hint)


def blocked_cause(request: BlockedRequest) -> Cause:
    """The cause that names a request that did not come; of one that we stopped, with the line that would let
    it through."""
    address = request.url.partition("?")[0]
    if request.fault:
        return Cause(
            kind=request.fault,
            detail=_unloaded(request, address),
            url=request.url,
            hint=say("see the site's own logs for this address, then ask again"),
        )
    if request.allow_private:
        return Cause(
            kind="private_address",
            detail=_unloaded(request, address),
            url=request.url,
            hint=say(
                "if it is meant to be reached, add {line}", line=f'allow_private: ["{request.allow_private}"]'
            ),
        )
    return Cause(
        kind="blocked_request",
        detail=say(
            "the page asked by {method} {address}, which is not a plain read",
            method=request.method,
            address=address,
        ),
        url=request.url,
        hint=say("if it only reads, add {line}", line=f'allow_reads: ["{request.allow_reads}"]')
        if request.allow_reads
        else "",
    )


def fault_in(reply: Reply, known: Container[str] = ()) -> Cause | None:
    """The passing fault of the site that kept a part of the page away, if there was one; parts of ``known``
    (see :func:`parts_away`) aside."""
    faults = (one for one in _missing(reply) if one.fault and _part(one) not in known)
    return next((blocked_cause(one) for one in faults), None)


def parts_away(reply: Reply) -> frozenset[str]:
    """The addresses, without their queries, of parts that a fault of the site kept away."""
    return frozenset(_part(one) for one in _missing(reply) if one.fault)


def _part(request: BlockedRequest) -> str:
    return request.url.partition("?")[0]


def _missing(reply: Reply) -> tuple[BlockedRequest, ...]:
    match reply:
        case Arrived(page=page):
            return page.blocked
        case NoChange(blocked=blocked):
            return blocked
    return ()


def _unloaded(request: BlockedRequest, address: str) -> Said:
    if request.frame:
        return say("a frame of the page, {address}, was not loaded: {why}", address=address, why=request.why)
    return say("a part of the page, {address}, was not loaded: {why}", address=address, why=request.why)
