"""What Playwright's errors, and pages that came well but are none, mean to the ``Site`` port."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from selfserve_check.browser.documents import (
    Document,
    DocumentArrived,
    DocumentFailed,
    hint_for,
    refusal_in,
)
from selfserve_check.browser.policy import mask_url
from selfserve_check.browser.pretenders import LITTLE_TEXT, Pretence, pretence_of
from selfserve_check.journey.site_port import (
    Broken,
    CouldNotAsk,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Walled,
)
from selfserve_check.model.journey import Cause
from selfserve_check.model.observation import Region
from selfserve_check.model.said import Said, row, say

_GONE = frozenset({404, 410})
_WALLS = {
    401: say("the page asks for a user name and password (401)"),
    451: say("the page is not shown in this region (451)"),
}
_READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"})
_HTTP_DATE = re.compile(r"^[A-Z][a-z]{2}, [\w: ]{10,30}$")
_CRASHED = (
    "Target crashed",
    "Page crashed",
    "has been closed",
    "browser has disconnected",
    "Connection closed",
)
# A redirect out of the web: to a file, to data, to a script, to a scheme that nobody knows.
_NOWHERE = (
    "ERR_UNSAFE_REDIRECT",
    "ERR_INVALID_REDIRECT",
    "ERR_UNKNOWN_URL_SCHEME",
    "ERR_DISALLOWED_URL_SCHEME",
)
_NET_ERROR = re.compile(r"(?:net::)?(ERR_[A-Z0-9_]+)")
_SLOW = say("the site did not answer in time: try again, or raise timeouts.page_s")
_LET_US_IN = say("ask the site's owner to let our User-Agent through")
_CRASH_HINT = say("try again; if it lasts, open the page by hand and look")
# What Chromium's words for a failed load mean (net_error_list.h), the first that fits.
_NET_CAUSES = (
    (
        re.compile("CERT|SSL|TLS"),
        "tls",
        say("no secure connection"),
        say("renew or mend the site's certificate, then ask again"),
    ),
    (
        re.compile("NAME_NOT_RESOLVED|NAME_RESOLUTION|DNS"),
        "dns",
        say("the name of the host could not be looked up"),
        say("check the host name and this machine's DNS"),
    ),
    (re.compile("TIMED_OUT"), "timeout", say("the site did not answer in time"), _SLOW),
    (
        re.compile("OUT_OF_MEMORY|INSUFFICIENT_RESOURCES"),
        "crash",
        say("the browser had not enough memory for the page"),
        _CRASH_HINT,
    ),
    (
        re.compile("CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|CONTENT_DECODING"),
        "network",
        say("the page broke off before its end"),
        say("open it by hand, and see in the site's own logs why it ends early"),
    ),
    (
        re.compile("EMPTY_RESPONSE"),
        "network",
        say("the server hung up without an answer"),
        say("open it by hand"),
    ),
)


def failure_of_error(message: str, url: str) -> Reply:
    """What an error of Playwright means where no document came; the first line of ``message`` counts."""
    line = message.strip().splitlines()[0] if message.strip() else "no message"
    if "ERR_TOO_MANY_REDIRECTS" in line:
        return Broken(url=url, status=0, detail=say("the address redirects in a circle"))
    if "Download is starting" in line:
        return Refused(kind=RefusalKind.DOWNLOAD, detail=say("a download"), url=url)
    if "Timeout" in line:
        return could_not("timeout", say("the page did not load in time"), url, _SLOW)
    if is_crash(line):
        return could_not("crash", say("the page crashed or was closed"), url, _CRASH_HINT)
    if any(word in line for word in _NOWHERE):
        return Broken(
            url=url, status=0, detail=say("the address redirects to a place that no browser goes to")
        )
    network = _NET_ERROR.search(line)
    if network:
        return _failure_of_network(network.group(1), url)
    return could_not("browser", line[:300], url, say("try again; if it lasts, report this"))


def is_crash(line: str) -> bool:
    """Whether an error of Playwright says that the page, or the whole browser, is gone."""
    return any(word in line for word in _CRASHED)


def _failure_of_network(word: str, url: str) -> CouldNotAsk:
    for pattern, kind, detail, hint in _NET_CAUSES:
        if pattern.search(word):
            return could_not(kind, say("{what} ({word})", what=detail, word=word), url, hint)
    return could_not("network", say("the page did not load: {word}", word=word), url, say("open it by hand"))


def failure_of_document(document: Document | None) -> Reply | None:
    """What the last document's own answer already decides, or None when it is a page to be read.

    404, 410 and redirect loops are the site's fault; 401 and 451 its wall; 403, 429, 5xx, silence and
    refused connections are ours to bear; what is no text is no page.
    """
    refusal = refusal_in(document)
    if refusal is not None or document is None:
        return refusal
    if isinstance(document, DocumentArrived):
        url = mask_url(document.url)
        return (
            _failure_of_status(document.status, url, document.retry_after)
            or _failure_of_content(document, url)
            or _failure_of_body(document, url)
        )
    if isinstance(document, DocumentFailed):
        return failure_of_error(document.error, mask_url(document.url))
    return None


def _failure_of_status(status: int, url: str, retry_after: str) -> Reply | None:
    if status in _GONE:
        return Broken(
            url=url, status=status, detail=say("{page} answers {status}", page=url, status=str(status))
        )
    if status in _WALLS:
        return Walled(url=url, detail=_WALLS[status])
    if status == 403:
        return could_not("bot_wall", say("the site refuses us (403)"), url, _LET_US_IN)
    if status == 429:
        hint = say("ask more slowly: raise pace.per_host_s, or ask the site's owner to let us through")
        detail = row((say("the site says: too many requests (429)"), _come_again(retry_after)), ", ")
        return could_not("rate_limited", detail, url, hint, retry_after_s(retry_after))
    if status >= 400:
        detail = row((say("the server answers {status}", status=str(status)), _come_again(retry_after)), ", ")
        return could_not("server_error", detail, url, say("try again later"), retry_after_s(retry_after))
    return None


def _come_again(retry_after: str) -> str:
    """``Retry-After`` (RFC 9110, section 10.2.3) in words: seconds, or a date."""
    if retry_after.isdecimal():
        return say("come again in {seconds} s", seconds=int(retry_after[:9]))
    return say("come again after {date}", date=retry_after) if _HTTP_DATE.match(retry_after) else ""


def retry_after_s(retry_after: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """The same in seconds from ``now``; None where nothing usable is said."""
    if retry_after.isdecimal():
        return float(int(retry_after[:9]))
    try:
        then = parsedate_to_datetime(retry_after) if _HTTP_DATE.match(retry_after) else None
    except ValueError:
        return None
    return None if then is None or then.tzinfo is None else max(0.0, (then - now()).total_seconds())


def _failure_of_content(document: DocumentArrived, url: str) -> Reply | None:
    if document.disposition.lower().startswith("attachment"):
        return Refused(kind=RefusalKind.DOWNLOAD, detail=say("a file to download"), url=url)
    if document.status in (204, 205):
        return Refused(kind=RefusalKind.NOT_A_PAGE, detail=say("an empty answer"), url=url)
    if document.content_type and document.content_type not in _READABLE:
        return Refused(kind=RefusalKind.NOT_A_PAGE, detail=document.content_type[:100], url=url)
    return None


def _failure_of_body(document: DocumentArrived, url: str) -> Reply | None:
    """The page as far as it came is not the page: what it does not say may stand in the rest."""
    trouble = document.trouble
    if trouble is not None:
        return could_not(trouble.kind, trouble.detail, url, hint_for(trouble.kind))
    return failure_of_error(document.broken_off, url) if document.broken_off else None


def could_not(
    kind: str, detail: str, url: str, hint: str = "", retry_after_s: float | None = None
) -> CouldNotAsk:
    cause = Cause(kind=kind, detail=detail, url=url, hint=hint, retry_after_s=retry_after_s)
    return CouldNotAsk(cause=cause)


_LOGIN_WORDS = re.compile(
    r"\b(log ?in|sign ?in|anmelden|einloggen|connexion|se connecter|iniciar sesión)\b", re.I
)
_LOGIN_PATH = re.compile(r"(?:^|[/_\-.])(login|log-in|signin|sign-in|auth|sso|anmelden)(?:$|[/_\-.?])", re.I)


def failure_of_page(page: PageState, *, requested: str) -> Reply | None:
    """What a page that came with a good status still fails by: a captcha, a refusal or a notice in its place,
    a log-in, or that it says itself that it is not there."""
    seen = page.observation
    main = " ".join(p.text for p in seen.passages if p.region in (Region.MAIN, Region.NONE, Region.DIALOG))
    if len(main) > LITTLE_TEXT:
        return None
    if seen.signals.captcha:
        return could_not("captcha", say("the site asks us to prove that we are human"), seen.url, _LET_US_IN)
    if not seen.signals.password_field:
        return _failure_of_pretence(pretence_of(seen), page)
    moved = urlsplit(seen.url).path != urlsplit(requested).path
    if (moved and _LOGIN_PATH.search(urlsplit(seen.url).path)) or _LOGIN_WORDS.search(
        f"{seen.title} {main[:200]}"
    ):
        return Walled(url=requested, detail=say("the page asks to log in first"), page=page)
    return None


def failure_of_view(page: PageState) -> Reply | None:
    """The same for what a script put in the place of a page under another address, without loading any: a
    notice, or that it is not there. A form to log in may have been asked for."""
    return _failure_of_pretence(
        pretence_of(page.observation), page, how=say("in a page that a script put together")
    )


WITH_200 = say("with status 200")


def _failure_of_pretence(pretence: Pretence | None, page: PageState, *, how: Said = WITH_200) -> Reply | None:
    url = mask_url(page.observation.url)
    title = page.observation.title[:80]
    match pretence:
        case Pretence.TURNED_AWAY:
            return could_not(
                "bot_wall", _titled(say("the site turns our browser away"), title), url, _LET_US_IN
            )
        case Pretence.CLOSED:
            hint = say("ask again when the site is open")
            return could_not(
                "maintenance", _titled(say("the site is closed for maintenance"), title), url, hint
            )
        case Pretence.GONE:
            detail = say("{page} says that there is no such page, {how}", page=url, how=how)
            return Broken(url=url, status=200, detail=detail)
    return None


def _titled(what: Said, title: str) -> Said:
    return say("{what} (“{title}”)", what=what, title=title) if title else what
