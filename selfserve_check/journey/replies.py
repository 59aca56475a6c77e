"""What a reply of the site means for a journey: a word for the step, a note for people, a cause for us."""

from __future__ import annotations

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
from selfserve_check.model.journey import BlockedRequest, Cause, Note


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


def note_of(reply: Reply, label: str) -> Note | None:
    """What a reader should know of this reply, or None when there is nothing to say."""
    match reply:
        case Refused(kind=RefusalKind.OFF_HOST, detail=host, url=url):
            text = f"'{label}' looked promising and leads to {host}; to let visitors follow, add it to hosts:"
            return Note(kind="off_host", text=text, url=url)
        case Refused(kind=RefusalKind.ROBOTS, detail=path, url=url):
            return Note(kind="robots", text=f"robots.txt forbids {path} ('{label}')", url=url)
        case Refused(kind=RefusalKind.DOWNLOAD | RefusalKind.NOT_A_PAGE, detail=detail, url=url):
            return Note(
                kind="not_a_page", text=f"'{label}' is not a page ({detail}) and was not opened", url=url
            )
        case Broken(detail=detail, url=url):
            return Note(kind="broken", text=f"'{label}' leads to a dead end: {detail}", url=url)
        case NoChange(detail=detail) if detail:
            return Note(kind="unusable", text=f"'{label}': {detail}")
        case Walled(detail=detail, url=url):
            return Note(kind="walled", text=f"'{label}' leads to a wall: {detail}", url=url)
        case CouldNotAsk(cause=cause):
            return Note(kind="could_not_ask", text=f"'{label}': {cause.detail}", url=cause.url)
    return None


def cause_of(reply: Reply) -> Cause | None:
    """Why this reply leaves the question unasked, should the answer not be found elsewhere."""
    match reply:
        case CouldNotAsk(cause=cause):
            return cause
        case Unobserved(state=state):
            return Cause(
                kind="unobserved",
                detail="the recording does not hold this page or act",
                url=state.url,
                hint="run again without --offline",
            )
        case Refused(kind=RefusalKind.ROBOTS, detail=path, url=url):
            return Cause(
                kind="robots",
                detail=f"robots.txt forbids {path}, and the answer may be there",
                url=url,
                hint="if the site is yours, set robots: owner for its host",
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
    told = reply.detail if isinstance(reply, Refused) else result_word(reply)
    detail = f"the start page was not opened: {told}"
    if not isinstance(reply, Refused):
        return Cause(kind="refused", detail=detail)
    led = reply.kind is RefusalKind.OFF_HOST
    hint = f'if it belongs to the site, add hosts: ["{reply.detail}"]' if led else "start on another page"
    return Cause(kind="refused", detail=detail, url=reply.url, hint=hint)


def led_away(target: str, reply: Refused) -> Cause | None:
    """Why a link to ``target``, on the site itself, could not be followed to its end: it redirects to a host
    that was not given. A link that shows another host is none: whoever follows it knows that they leave."""
    host = urlsplit(reply.url).netloc
    if not target or not host or urlsplit(target).netloc == host:
        return None
    detail = (
        f"{target.partition('?')[0]} redirects to {host}, which is not opened, and the answer may be there"
    )
    return Cause(
        kind="refused", detail=detail, url=reply.url, hint=f'if it belongs to the site, add hosts: ["{host}"]'
    )


def too_many_steps(steps_max: int, url: str) -> Cause:
    """Why a visitor with clicks left went no further."""
    detail = f"the visitor took {steps_max} steps, free ones included (limits.steps_max)"
    hint = "raise limits.steps_max, or look by hand why so much can be opened without a click"
    return Cause(kind="limit", detail=detail, url=url, hint=hint)


def blocked_cause(request: BlockedRequest) -> Cause:
    """The cause that names a stopped request and the line that would let it through."""
    address = request.url.partition("?")[0]
    if request.allow_private:
        part = "a frame" if request.frame else "a part"
        return Cause(
            kind="private_address",
            detail=f"{part} of the page, {address}, was not loaded: {request.why}",
            url=request.url,
            hint=f'if it is meant to be reached, add allow_private: ["{request.allow_private}"]',
        )
    return Cause(
        kind="blocked_request",
        detail=f"the page asked by {request.method} {address}, which is not a plain read",
        url=request.url,
        hint=f'if it only reads, add allow_reads: ["{request.allow_reads}"]' if request.allow_reads else "",
    )
