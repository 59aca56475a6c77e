"""Reasons that lie on the way of the visitors: a dead end, a wall, a page that says nothing."""

from __future__ import annotations

import re

from selfserve_check.diagnosis.case import Case, Diagnosed, best_of, failed, page_at, where_they_looked
from selfserve_check.diagnosis.lookout import TopicPage
from selfserve_check.diagnosis.other_value import others_in
from selfserve_check.journey.cues import label_of
from selfserve_check.journey.outcome import nearness
from selfserve_check.journey.own_words import in_own_words
from selfserve_check.journey.replies import result_word
from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.language.words import plain_punctuation
from selfserve_check.model.action import Search, StateId
from selfserve_check.model.card import Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.journey import Move, Step
from selfserve_check.model.observation import Affordance, Observation
from selfserve_check.model.result import Outcome, Reason
from selfserve_check.model.said import Said, row, say, say_n
from selfserve_check.model.verdict import Partial
from selfserve_check.site.graph import shortest_path

# What stopped visitors counts when it looked this nearly as good as the best they tried.
_NEARLY = 0.75
# What a link that nobody clicked must smell of by itself.
_WORTH = 0.15


def broken(case: Case) -> Diagnosed | None:
    """The most promising way ends in 404, 410 or a redirect without end."""
    return _stopped_by(case, "broken", Reason.BROKEN, say("Mend the link, or put the page back."))


def walled(case: Case) -> Diagnosed | None:
    """The most promising way ends before a log-in or a block of the site's own."""
    remedy = say("Put the answer on a page that can be read without logging in.")
    return _stopped_by(case, "walled", Reason.WALLED, remedy)


def _stopped_by(case: Case, word: str, reason: Reason, remedy: Said) -> Diagnosed | None:
    """The journeys' most promising step that met ``word``, if it was the most promising one at all; else a
    link that nobody clicked, that looks best of all on its page, and as good as anything that was tried."""
    steps = [step for record in case.result.records for step in record.journey.steps]
    stopped = [step for step in steps if step.result == word]
    strongest = max((other.scent for other in steps if other.move is not Move.OPEN), default=0.0)
    step = max(stopped, key=lambda candidate: candidate.scent, default=None)
    if step is None or step.scent < strongest * _NEARLY:
        return _untried(case, word, reason, remedy, strongest * _NEARLY)
    if step.move is Move.OPEN:
        return _stopped_at_the_start(case, step, word, reason)
    text = say(
        "{what} (on {page}). It looked like the way to the answer.",
        what=step.note or step.label,
        page=step.url,
    )
    return failed(
        reason,
        text,
        url=step.url,
        remedy=remedy,
        quotes=(Quote(url=step.url, text=step.label),),
        place=Place(url=step.url, title=step.title),
    )


def _stopped_at_the_start(case: Case, step: Step, word: str, reason: Reason) -> Diagnosed:
    """There is no link to mend: the very page on which visitors begin is a dead end or a wall."""
    notes = (note.why for record in case.result.records for note in record.journey.notes if note.kind == word)
    said = next(notes, "")
    text = (
        say("The page on which visitors begin, {page}, lets nobody in ({why}).", page=step.url, why=said)
        if said
        else say("The page on which visitors begin, {page}, lets nobody in.", page=step.url)
    )
    remedy = say("Put the page back, or give the address at which visitors begin (site: or start:).")
    return failed(reason, text, url=step.url, remedy=remedy, place=Place(url=step.url))


def _untried(case: Case, word: str, reason: Reason, remedy: Said, at_least: float) -> Diagnosed | None:
    """A dead or walled link within the budget that those who looked around met, and that is the first of its
    page for the customers' words."""
    best: tuple[float, str, str, PageState, Affordance] | None = None
    for (state, action), reply in case.graph.edges.items():
        page = case.graph.states.get(state)
        affordance = case.graph.affordance(state, action.key)
        if result_word(reply) != word or page is None or affordance is None or state.view != case.view:
            continue
        value = _first_of_its_page(case, page, affordance)
        mark = (value, page.observation.url, label_of(affordance), page, affordance)
        if value >= max(at_least, _WORTH) and (best is None or mark[:3] > best[:3]):
            best = mark
    if best is None or not _within_budget(case, best[3]):
        return None
    _, url, label, page, affordance = best
    text = say(
        "“{label}” (on {page}) leads to {target}, where nobody gets any further. It looks like the way to "
        "the answer.",
        label=label,
        page=url,
        target=affordance.target,
    )
    return failed(
        reason,
        text,
        url=url,
        remedy=remedy,
        quotes=(Quote(url=url, text=label),),
        place=Place(url=url, title=page.observation.title),
    )


def _first_of_its_page(case: Case, page: PageState, affordance: Affordance) -> float:
    """Its scent for any wording of the question for which nothing on the page smells more; 0.0 for none."""
    if case.scent_model is None:
        return 0.0
    found = 0.0
    model = in_own_words(case.scent_model, case.result.scenario.synonyms)
    for wording in case.result.scenario.wordings:
        scents = model.scents(wording, page.observation)
        own = next((round(one.value, 6) for one in scents if one.affordance.key == affordance.key), 0.0)
        if own >= max(round(one.value, 6) for one in scents):
            found = max(found, own)
    return found


def _within_budget(case: Case, page: PageState) -> bool:
    """Whether a visitor can come to the page and still click."""
    start = StateId(view=page.id.view, url=case.result.scenario.start)
    most = case.result.scenario.budget - 1
    way = shortest_path(case.graph, start, lambda one: one.id == page.id, clicks_max=most, by_search=False)
    return way is not None


def dead_way(case: Case) -> Step | None:
    """The most promising step of all that ended in a dead end, None where another looked better."""
    steps = [step for record in case.result.records for step in record.journey.steps]
    tried = [step for step in steps if step.move is not Move.OPEN]
    best = max(tried, key=lambda step: step.scent, default=None)
    return best if best is not None and best.result == "broken" else None


# A page on the topic with less to read than this, that names a way to get in touch, only deflects.
_DEFLECTING_TEXT_MAX = 600
# The passage must be about the question by this much: a contact page is near to anything.
_ON_TOPIC = 0.5
_CONTACT = re.compile(
    r"\b(?:(?:contact|call|phone|ring|e-?mail|ask|write to|talk to|speak (?:to|with)|message|reach out to)"
    r" (?:us|our|the (?:team|shop|office|sales|service|support|help ?desk)|customer|a member of)"
    r"|get in touch|drop us a line|give us a (?:call|ring)"
    r"|(?:kontaktieren|fragen|rufen) sie uns|wenden sie sich an|contactez[- ]nous|cont[aá]ct(?:e|en)nos"
    r"|contattateci|neem contact)",
    re.IGNORECASE,
)
_CONTACT_PAGE = re.compile(r"\b(?:contact|kontakt|contacto|contatti|get in touch)\b", re.IGNORECASE)


def deflected(case: Case) -> Diagnosed | None:
    """The page about the question only says how to get in touch."""
    for page in case.seen.on_topic:
        if _only_deflects(page) and not others_in(case.result.scenario, page.quote):
            said = say(
                "The page on the topic, {page}, only asks the customer to get in touch: “{quote}”.",
                page=page.url,
                quote=page.quote,
            )
            return failed(
                Reason.DEFLECTED,
                said,
                url=page.url,
                remedy=say("Write the answer on this page; keep the contact as a second way."),
                quotes=(Quote(url=page.url, text=page.quote),),
                place=Place(url=page.url, title=page.title, heading=page.heading),
            )
    return None


def _only_deflects(page: TopicPage) -> bool:
    text = plain_punctuation(" ".join(page.main_text.split()))
    is_contact_page = bool(_CONTACT_PAGE.search(f"{page.title} {page.url}"))
    return (
        page.near >= _ON_TOPIC
        and len(text) <= _DEFLECTING_TEXT_MAX
        and bool(_CONTACT.search(text))
        and not is_contact_page
    )


_UNREADABLE = {
    "canvas": say("a canvas, on which text is painted instead of written,"),
    "pdf embed": say("an embedded PDF"),
    "embedded object": say("an embedded object"),
    "virtual list": say("a long list of which only the entries in sight are in the page"),
}
# A page with more to read than this beside its canvas is not about the canvas.
_BESIDE_CANVAS_MAX = 400


def unreadable(case: Case) -> Diagnosed | None:
    """Visitors stood before something that people can read and we cannot: nobody knows what it says."""
    for record in case.result.records:
        for step in record.journey.steps:
            state = case.graph.states.get(step.landed) if step.landed is not None else None
            kinds = _unread_in(state.observation) if state is not None else ()
            if state is not None and kinds:
                url = state.observation.url
                text = say(
                    "No page was seen to answer this, but {what} on {page} could not be read (by us).",
                    what=_UNREADABLE.get(kinds[0], kinds[0]),
                    page=url,
                )
                remedy = say("Look at that page; an answer that is there is better written as plain text.")
                finding = Finding(kind="unreadable", text=text, url=url, remedy=remedy)
                place = Place(url=url, title=state.observation.title)
                return Diagnosed(
                    reason=Reason.MISSING, finding=finding, outcome=Outcome.NEEDS_REVIEW, place=place
                )
    return None


def _unread_in(seen: Observation) -> tuple[str, ...]:
    """What of a page may hold what it is about. A canvas behind plenty of text is decoration."""
    little = sum(len(passage.text) for passage in seen.passages) <= _BESIDE_CANVAS_MAX
    return tuple(kind for kind in seen.signals.unreadable if kind != "canvas" or little)


def missing(case: Case) -> Diagnosed:
    """Always fits. Where the look around was not whole, it says no more than that nothing was found."""
    told = [_not_found(case)]
    near = nearest_passage(case)
    place = where_they_looked(case)
    remedy = say("Write the answer in the customers' words, and link to it from {page}.", page=place.url)
    if near is None:
        return failed(Reason.MISSING, row(told), remedy=remedy, place=place)
    told.append(say("The nearest passage is on {page}: “{quote}”.", page=near.url, quote=near.quote))
    if near.missing:
        told.append(say("It does not say {facts}.", facts=", ".join(near.missing)))
    quotes = (Quote(url=near.url, text=near.quote),)
    return failed(Reason.MISSING, row(told), remedy=remedy, quotes=quotes, place=place)


def _not_found(case: Case) -> Said:
    seen = say_n("{count} page view", "{count} page views", case.seen.pages)
    if case.surveyed.unasked:
        return say(
            "The answer was not found in {seen}; {unasked} more could not be read, and it may be there.",
            seen=seen,
            unasked=case.surveyed.unasked,
        )
    if case.surveyed.complete:
        return say_n(
            "No page answers this: {count} page view was read, all that could be reached.",
            "No page answers this: {count} page views were read, all that could be reached.",
            case.seen.pages,
        )
    return say("The answer was not found in {seen}; the look around ended at survey.pages_max.", seen=seen)


def nearest_passage(case: Case) -> TopicPage | None:
    """The passage that comes nearest, whoever saw it: visitors, or those who looked around. A list of search
    results only repeats what was typed."""
    record = best_of(case.result)
    verdict = record.journey.verdict if record is not None else None
    own = None
    if isinstance(verdict, Partial) and verdict.evidence and nearness(verdict) > 0:
        first = verdict.evidence[0]
        own = TopicPage(
            url=first.url,
            quote=first.quote,
            main_text="",
            title=page_at(case, first.url).title,
            heading=first.headings[-1] if first.headings else "",
            near=nearness(verdict),
            missing=verdict.missing,
        )
    others = [page for page in case.seen.on_topic if page.near > 0]
    lists = _result_lists(case)
    known = [page for page in (*([own] if own else []), *others) if page.url not in lists]
    return max(known, key=lambda page: round(page.near, 6), default=None)


def _result_lists(case: Case) -> frozenset[str]:
    return frozenset(
        reply.page.observation.url
        for (_, action), reply in case.graph.edges.items()
        if isinstance(action, Search) and isinstance(reply, Arrived)
    )
