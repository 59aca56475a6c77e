"""What a reply of the site means for a journey: a word for the step, a note for people, a cause for us."""

from __future__ import annotations

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


def blocked_cause(request: BlockedRequest) -> Cause:
    """The cause that names a stopped request and the line that would let it through."""
    address = request.url.partition("?")[0]
    return Cause(
        kind="blocked_request",
        detail=f"the page asked by {request.method} {address}, which is not a plain read",
        url=request.url,
        hint=f'if it only reads, add allow_reads: ["{request.allow_reads}"]' if request.allow_reads else "",
    )
