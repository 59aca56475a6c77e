"""What was found about the whole site: who gets to read it, and how it is told.

Every finding stands behind at least one door; a kind that nobody here has heard of is for the web team.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfserve_check.report.links import Link, page_link
from selfserve_check.report.run_file import FindingPart, ResultPart, RunFile
from selfserve_check.report.speech import N_, Spoken
from selfserve_check.report.text import one_line
from selfserve_check.report.view_parts import FindingView
from selfserve_check.report.view_question import finding_view

VOCABULARY = "vocabulary"
_PROMISE = "promise_"
_PERSON = ("go_away", "no_person")
_TEXTS = ("contradiction", "only_some", "file_only", "picture_only", "no_person")
_UNKEPT = ("promise_broken", "promise_not_corroborated", "promise_not_made")
_STATES = Spoken(
    {
        "broken": N_("Broken"),
        "kept": N_("Kept"),
        "not_corroborated": N_("Said nowhere else"),
        "not_made": N_("Not made any more"),
        "unread": N_("Could not be read"),
    }
)
_OUTCOMES = {"broken": "failed", "kept": "passed", "unread": "errored"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """What a page says, word for word."""

    text: str
    page: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A promise of a campaign page, and what the pages with the rules say; ``outcome`` is the mark it gets.
    ``text`` tells it where one of the two has no words to quote."""

    outcome: str
    word: str
    promised: SaidView | None
    others: tuple[SaidView, ...]
    text: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A word of the customers, and the site's own for it ("" where it has none)."""

    theirs: str
    ours: str
    page: Link | None
    remedy: str
    asked: int


def for_team(run: RunFile) -> tuple[FindingView, ...]:
    """Dead links, markup and whatever is about neither words nor promises nor people."""
    elsewhere = (*_TEXTS, *_PERSON, VOCABULARY)
    return _told(
        one for one in run.findings if one.kind not in elsewhere and not one.kind.startswith(_PROMISE)
    )


def for_writers(run: RunFile) -> tuple[FindingView, ...]:
    """What a better text would mend."""
    return _told(one for one in run.findings if one.kind in (*_TEXTS, *_UNKEPT))


def about_person(run: RunFile) -> tuple[FindingView, ...]:
    """Where nobody is there to be asked."""
    return _told(one for one in run.findings if one.kind in _PERSON)


def promises(run: RunFile) -> tuple[PromiseView, ...]:
    """The promises, those that are not kept first."""
    order = list(_STATES)
    found = [*run.findings, *(one for result in run.results for one in result.findings)]
    held = [one for one in found if one.kind.startswith(_PROMISE)]
    ranked = sorted(held, key=lambda one: order.index(_state(one)) if _state(one) in order else 0)
    return tuple(dict.fromkeys(_promise(one, run.site) for one in ranked))


def terms(run: RunFile) -> tuple[TermView, ...]:
    """The words customers use and the site does not."""
    asked = {result.id: result for result in run.results}
    return tuple(_term(one, run.site, asked) for one in run.findings if one.kind == VOCABULARY and one.term)


def _told(findings: Iterable[FindingPart]) -> tuple[FindingView, ...]:
    return tuple(finding_view(one, one.remedy) for one in findings)


def _state(one: FindingPart) -> str:
    return one.kind.removeprefix(_PROMISE)


def _promise(one: FindingPart, site: str) -> PromiseView:
    state = _state(one)
    quotes = tuple(
        SaidView(text=one_line(quote.text, chars_max=400), page=page_link(quote.url, site))
        for quote in one.quotes
        if quote.text
    )
    made = bool(one.quotes) and one.quotes[0].url == one.url and bool(quotes)
    others = quotes[1:] if made else quotes
    whole = made and bool(others)
    return PromiseView(
        outcome=_OUTCOMES.get(state, "needs_review"),
        word=_STATES.get(state, state),
        promised=quotes[0] if made else None,
        others=others,
        text="" if whole else one_line(one.text, chars_max=600),
        remedy=one_line(one.remedy, chars_max=600),
    )


def _term(one: FindingPart, site: str, asked: dict[str, ResultPart]) -> TermView:
    own: Sequence[str] = [quote.text for quote in one.quotes if quote.text]
    return TermView(
        theirs=one_line(one.term, chars_max=80),
        ours=one_line(own[0], chars_max=80) if own else "",
        page=page_link(one.url, site) if one.url else None,
        remedy=one_line(one.remedy, chars_max=300),
        asked=sum(asked[name].asked_per_month or 0 for name in one.questions if name in asked),
    )
