"""What is shown to those alone who say yes to cookies: because a page says so, or because somebody looked.

Visitors refuse cookie banners, so that what a consent hides is missing to them. Where a question failed as
missing, the pages that came nearest are looked at once more after a yes (``pages_worth_a_look``). What is
seen there is in the graph, in a view of its own, and serves this audit alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selfserve_check.diagnosis.audits.ground import Ground, own_passages
from selfserve_check.diagnosis.lookout import pages_of
from selfserve_check.journey.judge import judge, prepare
from selfserve_check.journey.outcome import evidence_of
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.condition import AFTER_CONSENT, under
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.observation import Region
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.said import say
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.model.verdict import Answered
from selfserve_check.site.graph import document_of

LOOKS_MAX = 3
"""So many pages of a site are looked at once more after a yes to cookies."""

_AFTER_CONSENT = re.compile(
    r"\b(?:accept|allow|enable|agree to|consent to)\b[^.]{0,40}\bcookies?\b[^.]{0,30}\b(?:to|and)\b[^.]{0,20}"
    r"\b(?:see|view|show|load|watch|play|display|read|use|continue)\b"
    r"|\b(?:blocked|hidden|not shown|unavailable)\b[^.]{0,60}\bcookies?\b[^.]{0,40}"
    r"\b(?:settings|preferences|consent)\b"
    r"|\bcookies?\b[^.]{0,30}\b(?:akzeptieren|zustimmen|zulassen)\b[^.]{0,40}\b(?:sehen|anzeigen|laden|inhalt)"
    r"|\b(?:akzeptieren|erlauben) sie\b[^.]{0,40}\bcookies?\b[^.]{0,40}\bum\b"
    r"|\baccepte[zr]\b[^.]{0,40}\bcookies?\b[^.]{0,40}\bpour\b"
    r"|\bacept[ae]r?\b[^.]{0,40}\bcookies?\b[^.]{0,40}\bpara\b",
    re.IGNORECASE,
)
_PLACEHOLDER_MAX = 300


def find(ground: Ground) -> tuple[Finding, ...]:
    """Answers that were seen only after a yes (``only_some``, as whatever one view shows and another does
    not), then passages that ask for one (``after_consent``)."""
    return (*_answers(ground), *_behind_consent(ground))


def pages_worth_a_look(results: Sequence[QuestionResult]) -> tuple[str, ...]:
    """Where an answer may be that only a yes to cookies shows: for each question that no page answers, most
    asked first, the page that comes nearest, else the one where visitors looked. At most ``LOOKS_MAX``."""
    order = sorted(filter(_is_missing, results), key=lambda one: -(one.scenario.asked_per_month or 0))
    found = (page for result in order if (page := _nearest(result)))
    return tuple(dict.fromkeys(document_of(page) for page in found))[:LOOKS_MAX]


def _is_missing(result: QuestionResult) -> bool:
    return (
        result.outcome is Outcome.FAILED
        and result.reason is Reason.MISSING
        and isinstance(result.scenario.answer, FactAnswer)
    )


def _nearest(result: QuestionResult) -> str:
    told = [quote.url for one in result.findings if one.kind == Reason.MISSING for quote in one.quotes]
    looked = [result.card.place.url] if result.card is not None and result.card.place is not None else []
    return next(iter((*told, *looked)), "")


def _answers(ground: Ground) -> Iterator[Finding]:
    """Of questions that no page answers, what a page says after a yes to cookies."""
    pages = pages_of(ground.graph, under(ground.view, AFTER_CONSENT))
    for result in filter(_is_missing, ground.results) if pages else ():
        question = prepare(result.scenario, ground.meaning)
        for page in pages.values():
            verdict = judge(question, page.observation, page.revealed)
            if isinstance(verdict, Answered):
                said = evidence_of(verdict)[0].quote
                yield _shown_after(page, said, result.scenario.id)
                break


def _shown_after(page: PageState, said: str, question: str) -> Finding:
    url = page.observation.url
    return Finding(
        kind="only_some",
        text=say(
            "The answer on {page} is seen only after a yes to cookies: “{quote}”.", page=url, quote=said
        ),
        url=url,
        remedy=say(
            "Show “{quote}” on {page} to those who refuse cookies, too: an answer needs no cookie.",
            quote=said,
            page=url,
        ),
        quotes=(Quote(url=url, text=said),),
        questions=(question,),
    )


def _behind_consent(ground: Ground) -> Iterator[Finding]:
    """Places on pages where something is shown to those alone who say yes to cookies; the banner
    itself, which floats above the page, is none."""
    told: set[tuple[str, str]] = set()
    for page in ground.pages().values():
        for index in own_passages(page):
            passage = page.observation.passages[index]
            text = passage.text
            if passage.region not in (Region.MAIN, Region.NONE) or len(text) > _PLACEHOLDER_MAX:
                continue
            mark = (page.observation.url.partition("#")[0], text)
            if _AFTER_CONSENT.search(text) and mark not in told:
                told.add(mark)
                yield Finding(
                    kind="after_consent",
                    text=say(
                        "Something on {page} is shown only after a yes to cookies: “{quote}”.",
                        page=page.observation.url,
                        quote=text,
                    ),
                    url=page.observation.url,
                    remedy=say("Say in plain text, too, what stands there."),
                    quotes=(Quote(url=page.observation.url, text=text),),
                    questions=_met_by(page, ground),
                )


def _met_by(page: PageState, ground: Ground) -> tuple[str, ...]:
    """The failed questions whose visitors stood on the page."""
    return tuple(
        result.scenario.id
        for result in ground.failed()
        if any(step.landed == page.id for record in result.records for step in record.journey.steps)
    )
