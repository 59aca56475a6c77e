"""What every app's servers must not have seen, whatever the app is about: a path that its robots.txt closes, two
documents nearer to each other than the pace, what one load left behind in another, a document that a host was not
given for.

The servers mark each document that they hand out with a cookie of its own, so that they know it again; what is kept
elsewhere than in cookies, a script in it sees (``trouble_witness.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from protego import Protego
from trouble_witness import found_by
from troubles import Ask, Reply, Trouble

from selfserve_check.browser.addresses import is_loopback_host
from selfserve_check.browser.robots import AGENT
from selfserve_check.settings import Settings

MARK = "canary"
_FOR_PROGRAMS = ("/robots.txt", "/sitemap.xml")


def is_document(ask: Ask) -> bool:
    """Whether a browser asked for a page of its own: no frame, no picture, nothing that a script wants."""
    wanted = ask.headers.get("sec-fetch-dest")
    if wanted is not None:  # browsers tell only hosts that they trust: this machine by its own name
        return wanted == "document"
    return "upgrade-insecure-requests" in ask.headers and "text/html" in ask.headers.get("accept", "")


def mark_for(ask: Ask) -> tuple[str, str]:
    """The header that marks the document given for ``ask``, for no script to see."""
    return ("set-cookie", f"{MARK}-{ask.number}=1; Path=/; HttpOnly; SameSite=Lax")


def marks_of(ask: Ask) -> set[int]:
    """The numbers of documents that whoever sent ``ask`` was given before."""
    parts = (part.strip().partition("=")[0] for part in ask.headers.get("cookie", "").split(";"))
    return {int(name.removeprefix(f"{MARK}-")) for name in parts if name.startswith(f"{MARK}-")}


def check_robots(trouble: Trouble, asks: Sequence[Ask], replies: Sequence[Reply | None]) -> None:
    """No document, and no file of a site map, from where the host's robots.txt closes the way."""
    books = {
        ask.host: Protego.parse(_text(reply))
        for ask, reply in zip(asks, replies, strict=True)
        if ask.path == "/robots.txt" and reply is not None and reply.raw is None and reply.status == 200
    }
    for ask in asks:
        governed = is_document(ask) or ask.path == "/sitemap.xml"
        if governed and ask.host in books:
            url = f"http://{ask.host}{ask.path}{'?' * bool(ask.query)}{ask.query}"
            assert books[ask.host].can_fetch(url, AGENT), f"robots.txt forbids {url} ({trouble.tells})"


def check_pace(asks: Sequence[Ask], replies: Sequence[Reply | None], settings: Settings) -> None:
    """No two documents of one host nearer to each other than the pace, by the clock of the server. What follows a
    redirect is the same document."""
    apart_s = settings.pace.per_host_s
    last: dict[str, Ask] = {}
    led_on = False
    for ask, reply in zip(asks, replies, strict=True):
        host = urlsplit(f"//{ask.host}").hostname or ""
        if not is_document(ask) or is_loopback_host(host):
            continue
        before = last.get(host)
        if before is not None and not led_on:
            assert ask.at - before.at >= apart_s, (before.path, ask.path, ask.at - before.at)
        last[host] = ask
        led_on = _redirects(reply)


def check_hosts(trouble: Trouble, start: str, asks: Sequence[Ask], settings: Settings) -> None:
    """No document from a host that the settings do not name."""
    allowed = {urlsplit(start).netloc, *settings.hosts, *settings.aliases.values()} - settings.aliases.keys()
    for ask in asks:
        named = (ask.host, urlsplit(f"//{ask.host}").hostname or "")
        good = any(fnmatchcase(name, pattern) for name in named for pattern in allowed)
        assert good or not is_document(ask), f"a document of {ask.host} ({trouble.tells})"


def check_sessions(
    trouble: Trouble, asks: Sequence[Ask], replies: Sequence[Reply | None], *, consented: bool
) -> None:
    """A document that somebody comes to by its address (no page of the site led there) is asked for by one who
    was given none before.

    Excepted are what answering a cookie banner left behind in a first load (``consented``; each device and
    condition has one, of the page where a visit starts), and Back: a journey that is clicked through for real
    returns to a page of its own, whose address is then typed.
    """
    first = next((ask for ask in asks if is_document(ask)), None)
    begins = [
        one for one in asks if is_document(one) and first and one.path == first.path and not marks_of(one)
    ]
    kept = {one.number for one in begins} if consented else set()
    stored = found_by(asks)
    known = {ask.number: (ask, reply) for ask, reply in zip(asks, replies, strict=True)}
    for ask in asks:
        if not is_document(ask) or "referer" in ask.headers or trouble.goes_on_unseen:
            continue
        marks = (marks_of(ask) | stored.get(ask.number, set())) - kept
        carried = {number for number in marks if not _redirects(known[number][1])}
        seen = [known[number][0] for number in sorted(carried)]
        assert not carried or _is_back(ask, seen), (
            f"{ask.path} was asked for by somebody who had seen {[one.path for one in seen]} ({trouble.tells})"
        )


def _is_back(ask: Ask, seen: Sequence[Ask]) -> bool:
    """The page that was seen last was clicked to, and this one was seen before it."""
    before = {(one.host, one.path, one.query) for one in seen[:-1]}
    return "referer" in seen[-1].headers and (ask.host, ask.path, ask.query) in before


def _redirects(reply: Reply | None) -> bool:
    """What follows a redirect does not name where it comes from."""
    return reply is not None and 300 <= reply.status < 400


def _text(reply: Reply) -> str:
    return reply.body if isinstance(reply.body, str) else reply.body.decode("utf-8", "replace")
