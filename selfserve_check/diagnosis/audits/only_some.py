"""Answers that only some visitors see: on one device, with JavaScript, after a yes to cookies.

Only pages that were read in both ways are compared, and nothing is said of a page on which something was left
closed: the answer may be folded away there.
"""

from __future__ import annotations

from collections.abc import Iterator

from selfserve_check.diagnosis.audits import after_consent
from selfserve_check.diagnosis.audits.ground import Ground, same_document, spokesman
from selfserve_check.journey.judge import Question, judge, prepare
from selfserve_check.journey.outcome import outcome_of, own_records
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import View, action_on
from selfserve_check.model.condition import (
    AFTER_CONSENT,
    NO_SCRIPTS,
    condition_first,
    condition_remedy,
    is_normal,
)
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.observation import AffordanceKind, Region
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.said import say
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.model.verdict import Answered
from selfserve_check.model.words import device_words

_OPENERS = (AffordanceKind.DISCLOSURE, AffordanceKind.TAB, AffordanceKind.MENU, AffordanceKind.PAGER)


def find(ground: Ground) -> tuple[Finding, ...]:
    """Questions whose answer is seen in one view and not in another, then what only a consent shows."""
    found: list[Finding] = []
    for result in ground.results:
        found += _unequal_devices(result)
        if isinstance(result.scenario.answer, FactAnswer):
            found += _unequal_pages(result, ground)
    return (*found, *after_consent.find(ground))


def _unequal_devices(result: QuestionResult) -> Iterator[Finding]:
    """Found by visitors with one device, and by none with the other."""
    own = own_records(result.scenario, result.records)
    by_view: dict[View, list[int]] = {}
    for number, record in enumerate(own):
        by_view.setdefault(record.journey.view, []).append(number)
    outcomes = {
        view: outcome_of(result.scenario, [own[n] for n in numbers]) for view, numbers in by_view.items()
    }
    good = [view for view, outcome in outcomes.items() if outcome is Outcome.PASSED]
    bad = [view for view, outcome in outcomes.items() if outcome is Outcome.FAILED]
    for view in bad if good else ():
        yield Finding(
            kind="only_some",
            text=say(
                "Visitors find the answer with one device ({seen}), and nobody does with another ({unseen}).",
                seen=device_words(good[0].device),
                unseen=device_words(view.device),
            ),
            url=result.evidence[0].url if result.evidence else result.scenario.start,
            remedy=say(
                "Show the answer, and the links that lead to it, on this device, too: {device}.",
                device=device_words(view.device),
            ),
            questions=(result.scenario.id,),
        )


def _unequal_pages(result: QuestionResult, ground: Ground) -> Iterator[Finding]:
    """The page that answers on a normal day, read in another view, does not."""
    record = spokesman(result)
    if record is None or result.outcome is not Outcome.PASSED or record.journey.best is None:
        return
    page = ground.graph.states.get(record.journey.best)
    if page is None or not result.evidence:
        return
    question = prepare(result.scenario, ground.meaning)
    told = set()
    for view in _other_views(ground, record.journey.view):
        same = [
            other
            for state, other in ground.graph.states.items()
            if state.view == view and same_document(other.observation.url, page.observation.url)
        ]
        if not same or not any(not other.id.actions for other in same):
            continue
        if any(_answers(question, other) for other in same) or _left_closed(ground, same):
            continue
        mark = (view.device, view.condition)
        if mark not in told:
            told.add(mark)
            yield _not_in(view, record.journey.view, result, page.observation.url)


def _other_views(ground: Ground, view: View) -> list[View]:
    seen = {state.view for state in ground.graph.states if state.view != view}
    views = {one for one in seen if one.condition != AFTER_CONSENT}
    # What a condition takes away is compared with the normal day of the same device alone.
    kept = [one for one in views if is_normal(one) or one.device == view.device]
    return sorted(kept, key=lambda one: (one.device, one.condition, one.locale))


def _answers(question: Question, page: PageState) -> bool:
    return isinstance(judge(question, page.observation, page.revealed), Answered)


def _left_closed(ground: Ground, states: list[PageState]) -> bool:
    """Whether something in the main part of the page was never opened in this view."""
    return any(
        affordance.kind in _OPENERS
        and not affordance.expanded
        and affordance.region in (Region.MAIN, Region.NONE)
        and ground.graph.known_act(page.id, action_on(affordance.key)) is None
        for page in states
        if not page.id.actions
        for affordance in page.observation.affordances
    )


def _not_in(view: View, seen_in: View, result: QuestionResult, url: str) -> Finding:
    if is_normal(view):
        text = say(
            "The answer on {page} is seen with one device ({seen}) and not with another ({unseen}).",
            page=url,
            seen=device_words(seen_in.device),
            unseen=device_words(view.device),
        )
        remedy: str = say("Show it on this device, too: {device}.", device=device_words(view.device))
    elif view.condition == NO_SCRIPTS:
        text = say("The answer on {page} is seen only with JavaScript.", page=url)
        remedy = condition_remedy(view.condition)
    else:
        text = say(
            "{condition} the answer on {page} is not seen.",
            condition=condition_first(view.condition),
            page=url,
        )
        remedy = condition_remedy(view.condition)
    quotes = (Quote(url=url, text=result.evidence[0].quote),)
    return Finding(
        kind="only_some", text=text, url=url, remedy=remedy, quotes=quotes, questions=(result.scenario.id,)
    )
