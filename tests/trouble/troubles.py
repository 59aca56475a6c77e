"""The catalogue of trouble: what it takes to write a small app that is hard to read, and what it must get.

One app a file, in a folder for each kind; each file has one ``TROUBLE``. The real product, with a real
browser, asks each app its question (``trouble_asked.py``); ``test_*.py`` here name the outcome.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from selfserve_check.app.run import Finished
from selfserve_check.browser.addresses import Resolve, system_resolve
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.settings import Settings

QUESTION = "How long do I have to return something?"
ANSWER = "You can return anything within 30 days of delivery."
FACT = "30 days"
LOREM = (
    "We make lamp shades by hand, from linen, paper and cotton. Our workshop is in a small town by the sea, "
    "and everybody who works here has learnt the trade here."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request as it arrived, as number ``number`` at the second ``at`` of a clock that only grows. ``visit``
    counts the requests for this path, from 1."""

    method: str
    path: str
    query: str
    host: str
    headers: Mapping[str, str]
    body: bytes
    visit: int
    number: int = 0
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an app answers. ``raw`` takes the connection over and answers by itself: a trickle, silence."""

    body: str | bytes = ""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    raw: Callable[[socket.socket], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where an app is served: ``home`` (127.0.0.1) and ``other``, another host name on another port, that the
    same app answers; ``expired`` is an https origin whose certificate has expired. No trailing slash."""

    home: str
    other: str
    expired: str


App = Callable[[Ask], Reply | None]
"""A page for a request; None is a 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of asking an app: the result, the whole run, and every request that any server received, with
    what the app said to each (None: nothing yet, or 404)."""

    result: QuestionResult
    finished: Finished
    received: tuple[Ask, ...]
    places: Places
    replies: tuple[Reply | None, ...]
    settings: Settings

    @property
    def words(self) -> str:
        """Everything that a person is told about the question, in one text."""
        error = self.result.error
        parts = [error.detail, error.hint] if error else []
        parts += [f"{finding.kind}: {finding.text} {finding.remedy}" for finding in self.result.findings]
        return "\n".join([*parts, *self.finished.run.notes])


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A small app, a question, and what it must get.

    ``tells`` says in a line what is hard about it. ``start`` is a path, or a whole address. ``cause`` is the kind of an ERRORED, ``says`` are texts
    that a person must be told, ``quote`` what the evidence must hold, ``clicks`` the price of the way that
    must be found. ``settings`` go over the catalogue's own, ``environ`` is what the settings find in the
    environment. ``also`` checks what only this app can know, and
    raises AssertionError. ``writes_allowed`` are requests other than reads that the settings allow.
    ``goes_on_unseen`` says why pages of the app go on to others without naming themselves as the referrer.
    ``host`` is the name that ``home`` is asked by; ``resolver`` makes what finds the addresses of names.
    """

    tells: str
    app: Callable[[Places], App]
    outcome: Outcome
    question: str = QUESTION
    also_asked: tuple[str, ...] = ()
    facts: tuple[str, ...] = (FACT,)
    matches: tuple[str, ...] = ()
    start: str = "/"
    budget: int = 4
    personas: tuple[str, ...] = ("menu",)
    reason: Reason | None = None
    cause: str = ""
    says: tuple[str, ...] = ()
    quote: str = ""
    clicks: int | None = None
    settings: Callable[[Places], Mapping[str, Any]] = field(default=lambda _places: {})
    environ: Callable[[Places], Mapping[str, str]] = field(default=lambda _places: {})
    also: Callable[[Told], None] = field(default=lambda _told: None)
    writes_allowed: tuple[str, ...] = ()
    goes_on_unseen: str = ""
    host: str = "127.0.0.1"
    resolver: Callable[[], Resolve] = field(default=lambda: system_resolve)


def page(body: str, *, title: str = "Lamp shades", head: str = "", lang: str = "en") -> Reply:
    """A small HTML document."""
    return Reply(
        body=f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers=(("location", to),))


def pages(served: Mapping[str, Reply]) -> App:
    """An app of fixed pages."""
    return lambda ask: served.get(ask.path)


HOME = f"""<header><nav><a href="/">Home</a> <a href="/about">About us</a></nav></header>
<main><h1>Lamp shades</h1><p>{LOREM}</p><p><a href="/returns">Returns and refunds</a></p></main>"""
RETURNS = f"<main><h1>Returns and refunds</h1><p>{ANSWER}</p></main>"
ABOUT = f"<main><h1>About us</h1><p>{LOREM}</p></main>"


def shop(changes: Mapping[str, Reply] | None = None) -> App:
    """A home page with a link to the answer, one click away, and a page about us; ``changes`` go over it."""
    plain = {
        "/": page(HOME),
        "/returns": page(RETURNS, title="Returns"),
        "/about": page(ABOUT, title="About us"),
    }
    return pages({**plain, **(changes or {})})
