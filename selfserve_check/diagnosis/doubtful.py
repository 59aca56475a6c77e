"""An answer that stands on a page and is not told plainly enough to be taken for one.

The judge asks for a tie between the expected fact and the question, because a wrong pass is worse than a
miss. Whoever says that an answer is *missing* must err on the other side: where a telling fact is shown and
only the tie is a little too weak, a person is to look at that page before anybody writes a new one.
"""

from __future__ import annotations

from dataclasses import replace

from selfserve_check.diagnosis.case import Case, Diagnosed, in_clicks, where_they_looked
from selfserve_check.diagnosis.lookout import CLICKS_MAX, Sighting, innermost, labels_of, pages_of, path_text
from selfserve_check.journey.judge import Question, prepare
from selfserve_check.journey.judge_facts import Hit, Requirement, Wanted, hits, needed
from selfserve_check.journey.judge_negation import denies
from selfserve_check.journey.judge_page import Page, quote, read_page
from selfserve_check.journey.judge_sentence import sentences_at
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.facts import Fact
from selfserve_check.model.action import StateId, View
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.result import Outcome, Reason
from selfserve_check.model.said import say
from selfserve_check.site.graph import shortest_path

# What a fact must say by itself, and how much of the tie may be missing: chosen on the sites of
# bench/reasons, where the right pages that the judge does not take lie within it.
_TELLING = 0.4
_LACKING = 0.2


def doubtful(case: Case) -> Diagnosed | None:
    """A page shows every expected fact, and the judge is nearly sure that it is about the question."""
    if case.view is None:
        return None
    question = prepare(case.result.scenario, case.meaning)
    if not question.required or any(yes is not None for yes in question.polar):
        return None
    found = {
        state: hit
        for state, page in pages_of(case.graph, case.view).items()
        if (hit := _nearly(question, page)) is not None
    }
    if not found:
        return None
    sighting = _sighting(case, found, case.view)
    reason = _reason(case, sighting)
    way = (
        say("{clicks} from the start ({path})", clicks=in_clicks(sighting.clicks), path=path_text(sighting))
        if sighting.clicks is not None
        else say("where no link that visitors can see leads")
    )
    text = say(
        "No page plainly answers this, but {page}, {way}, says “{quote}”. That may be the answer, and it "
        "hardly says what it is the answer to.",
        page=sighting.url,
        way=way,
        quote=sighting.quote,
    )
    finding = Finding(
        kind="unclear",
        text=text,
        url=sighting.url,
        remedy=say("If it is the answer, say there what the customer asks, in the customer's words."),
        quotes=(Quote(url=sighting.url, text=sighting.quote),),
    )
    return Diagnosed(
        reason=reason,
        finding=finding,
        outcome=Outcome.NEEDS_REVIEW,
        clicks_min=sighting.clicks,
        place=where_they_looked(case),
    )


def _reason(case: Case, sighting: Sighting) -> Reason:
    if sighting.clicks is None:
        return Reason.HIDDEN
    return Reason.MISLED if sighting.clicks <= case.result.scenario.budget else Reason.TOO_DEEP


def _nearly(question: Question, state: PageState) -> Hit | None:
    """The surest hit of the page, where each requirement has one that is telling and nearly sure."""
    seen = state.observation
    page = read_page(seen, state.revealed, question.similarity_on(seen.lang))
    asked = question.in_own_words(seen.lang)
    best = [_best(one, asked.wordings, page) for one in asked.required]
    known = [hit for hit in best if hit is not None]
    return max(known, key=lambda hit: hit.about) if len(known) == len(best) else None


def _best(requirement: Requirement, wordings: tuple[str, ...], page: Page) -> Hit | None:
    near = [
        hit
        for wanted in requirement.alternatives
        if wanted.specificity >= _TELLING
        for hit in hits(wanted, wordings, page)
        if not hit.because
        and hit.index in page.candidates
        and hit.about >= needed(wanted.specificity) - _LACKING
        and not _is_denied(wanted, page.observation.passages[hit.index].text, hit)
    ]
    return max(near, key=lambda hit: (hit.about, -hit.index), default=None)


def _is_denied(wanted: Wanted, text: str, hit: Hit) -> bool:
    """Whether a sentence takes back each place where the fact stands; the judge looks at sure hits alone."""
    kinds = wanted.kinds if isinstance(wanted, Fact) else frozenset()
    return all(
        any(
            denies(sentence, span.start, span.end, kinds)
            for sentence in sentences_at(text, span.start, span.end)
        )
        for span in hit.spans
    )


def _sighting(case: Case, found: dict[StateId, Hit], view: View) -> Sighting:
    """The nearest of the pages by links; where no way leads to any, the one that is surest."""
    graph = case.graph
    start = StateId(view=view, url=case.result.scenario.start)
    path = shortest_path(graph, start, lambda page: page.id in found, clicks_max=CLICKS_MAX, by_search=False)
    state = path.states[-1] if path else max(found, key=lambda one: round(found[one].about, 6))
    hit, seen = found[state], graph.states[state].observation
    passage = seen.passages[hit.index]
    sighting = Sighting(
        url=seen.url,
        title=seen.title,
        quote=quote(passage.text, hit.spans),
        clicks=None,
        heading=innermost(passage.headings),
    )
    if path is None:
        return sighting
    return replace(
        sighting,
        clicks=path.clicks,
        labels=labels_of(graph, path),
        states=path.states,
        actions=path.actions,
    )
