"""Promises of a campaign held against the pages that keep the rules: kept, broken, or told nowhere else.

A scenario names the promise: ``promise: {page: /spring-sale, says: 60 days}``. What other pages state of the
same kind counts when it is about the question as the judge measures it; units are understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selfserve_check.diagnosis.audits.ground import Ground, own_passages, same_document
from selfserve_check.journey.judge_about import aboutness, asked_of
from selfserve_check.journey.judge_facts import needed
from selfserve_check.journey.judge_page import Page, quote, read_page
from selfserve_check.journey.judge_sentence import sentences_at
from selfserve_check.journey.own_words import widened
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.facts import Fact, Span, find_facts, parse_fact
from selfserve_check.language.stated import Stated, agree, differ, stated_in
from selfserve_check.language.words import content_stems
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.observation import Region
from selfserve_check.model.said import say, say_n
from selfserve_check.model.scenario import Promise, Scenario

# Beyond what the judge asks of an answer: a page breaks a promise only when it is surely meant.
_SURELY = 0.1
# Of the words of a promise beside its figures, what a passage must repeat to make it.
_WORDS_SHARED = 0.5
_QUOTES_MAX = 3
_AND_ALSO = re.compile(
    r",? (?:and|or) (?=(?:do|does|is|are|can|how|what|when|where|who|which|will|may)\b)|\? "
)
_ASIDE = frozenset((Region.NAVIGATION, Region.FOOTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A passage of another page on the promise's subject. ``keeps`` or contradicts it; ``about`` says how
    much it is about the question, 0 to 1."""

    url: str
    quote: str
    keeps: bool
    about: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A promise beside what other pages say. ``made`` is where its page says it; "" where it does not.
    ``state`` is kept, broken, not_corroborated, not_made, or unread where its page did not come."""

    question: str
    promise: Promise
    state: str
    made: str = ""
    told: tuple[Told, ...] = ()


def find(ground: Ground) -> tuple[Finding, ...]:
    """One finding for each promise, those that are broken first."""
    order = ("broken", "not_made", "not_corroborated", "unread", "kept")
    held = sorted(held_promises(ground), key=lambda one: order.index(one.state))
    return tuple(_finding(one, ground) for one in held)


def held_promises(ground: Ground) -> tuple[Held, ...]:
    """Every promise that a scenario names, in the order of the questions."""
    pages = tuple(ground.pages().values())
    return tuple(
        _held(result.scenario, result.scenario.promise, pages, ground)
        for result in ground.results
        if result.scenario.promise is not None
    )


def _held(scenario: Scenario, promise: Promise, pages: tuple[PageState, ...], ground: Ground) -> Held:
    own = [page for page in pages if same_document(page.observation.url, promise.page)]
    if not own:
        return Held(question=scenario.id, promise=promise, state="unread")
    made = next((said for page in own if (said := _made(promise, page))), "")
    if not made:
        return Held(question=scenario.id, promise=promise, state="not_made")
    told = _distinct(
        one
        for page in pages
        if not same_document(page.observation.url, promise.page)
        for one in _told(scenario, promise, page, ground)
    )
    against = tuple(one for one in told if not one.keeps)
    keeping = tuple(one for one in told if one.keeps)
    # A page that is far more about something else does not break what the page on the topic keeps.
    strongest = max((one.about for one in keeping), default=0.0)
    against = tuple(one for one in against if one.about >= strongest - _SURELY)
    state = "broken" if against else "kept" if keeping else "not_corroborated"
    return Held(question=scenario.id, promise=promise, state=state, made=made, told=against or keeping)


def _made(promise: Promise, page: PageState) -> str:
    """The passage of the campaign's page that makes the promise, "" where none does."""
    fact = parse_fact(promise.says)
    values = stated_in(promise.says)
    lang = page.observation.lang or "en"
    words = frozenset(content_stems(_beside(promise.says, values), lang))
    for index in own_passages(page):
        text = page.observation.passages[index].text
        places = find_facts(fact, text)
        if places:
            return _sentence(text, places[0])
        if not values or not _shows_all(values, stated_in(text)):
            continue
        shared = words & frozenset(content_stems(text, lang))
        if len(shared) >= _WORDS_SHARED * len(words):
            return _sentence(text, stated_in(text)[0].span)
    return ""


def _shows_all(values: tuple[Stated, ...], shown: tuple[Stated, ...]) -> bool:
    return all(any(agree(wanted.value, one.value) for one in shown) for wanted in values)


def _beside(text: str, values: tuple[Stated, ...]) -> str:
    for one in reversed(values):
        text = f"{text[: one.span.start]} {text[one.span.end :]}"
    return text


def _told(scenario: Scenario, promise: Promise, state: PageState, ground: Ground) -> Iterator[Told]:
    """What ``state`` says on the subject of the promise."""
    lang = state.observation.lang
    meaning = ground.meaning
    similar = None
    if meaning is not None and meaning.knows(lang):
        known = meaning

        def similar(asked: str, text: str) -> float:
            return known.closeness(asked, (text,), lang)[0]

    page = read_page(state.observation, state.revealed, similar)
    wordings = widened(_wordings(scenario, promise), scenario.synonyms, lang)
    fact = parse_fact(promise.says)
    values = stated_in(promise.says)
    for index in sorted(page.candidates):
        passage = page.observation.passages[index]
        if passage.region in _ASIDE:
            continue
        for keeps, span in _places(promise, fact, values, passage.text, lang or "en"):
            about = _about(page, index, span, wordings, values)
            if about >= needed(_specificity(fact, values)) + (0.0 if keeps else _SURELY):
                yield Told(
                    url=page.observation.url,
                    quote=_sentence(passage.text, span),
                    keeps=keeps,
                    about=round(about, 3),
                )


def _wordings(scenario: Scenario, promise: Promise) -> tuple[str, ...]:
    """The question in all its wordings and, of one that asks for two things, each by itself."""
    parts = (part for wording in scenario.wordings for part in _AND_ALSO.split(wording))
    return tuple(dict.fromkeys((*scenario.wordings, *(part for part in parts if part), promise.says)))


def _places(
    promise: Promise, fact: Fact, values: tuple[Stated, ...], text: str, lang: str
) -> Iterator[tuple[bool, Span]]:
    """Where ``text`` keeps the promise (True), and where it states another value of a kind of it (False). A
    promise with words of its own ("free over £150") is broken only where the text has them, too."""
    if not values:
        yield from ((True, span) for span in find_facts(fact, text))
        return
    kinds = {wanted.kind for wanted in values}
    shown = stated_in(text)
    # What stands beside a value that keeps it ("£6.95, free over £150") speaks of something else.
    kept = _shows_all(values, shown)
    words = frozenset(content_stems(_beside(promise.says, values), lang))
    alike_in_words = words <= frozenset(content_stems(text, lang))
    for one in shown:
        if one.kind not in kinds:
            continue
        alike = [wanted.value for wanted in values if wanted.kind == one.kind]
        if any(agree(value, one.value) for value in alike):
            yield True, one.span
        elif not kept and alike_in_words and all(differ(value, one.value) for value in alike):
            yield False, one.span


def _about(
    page: Page, index: int, span: Span, wordings: tuple[str, ...], values: tuple[Stated, ...]
) -> float:
    """How much the value at ``span`` is about what is asked, its own words not counted."""
    fact = parse_fact(values[0].span.text) if values else None
    return aboutness(asked_of(wordings, page, fact), page, index, (span,))


def _specificity(fact: Fact, values: tuple[Stated, ...]) -> float:
    return max((one.value.specificity for one in values), default=fact.specificity)


def _sentence(text: str, span: Span) -> str:
    found = sentences_at(text, span.start, span.end)
    whole = text[found[0].start : found[-1].end] if found else text
    return quote(whole)


def _distinct(told: Iterator[Told]) -> tuple[Told, ...]:
    """Each sentence of a page once, those most about the question first."""
    best: dict[tuple[str, str, bool], Told] = {}
    for one in told:
        mark = (one.url.partition("#")[0], one.quote, one.keeps)
        if mark not in best or one.about > best[mark].about:
            best[mark] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.about, one.url, one.quote)))


def _said_of(held: Held, seen: int) -> tuple[str, str]:
    """What became of the promise, and what to do."""
    page, says = held.promise.page, held.promise.says
    made = held.made or says
    at, said = (held.told[0].url, held.told[0].quote) if held.told else ("", "")
    match held.state:
        case "broken":
            text = say(
                "{page} promises “{promise}”, but {other} says “{quote}”.",
                page=page,
                promise=made,
                other=at,
                quote=said,
            )
            return text, say("Keep the promise on every page, or say on both what it holds for.")
        case "kept":
            text = say(
                "{page} promises “{promise}”, and {other} keeps it: “{quote}”.",
                page=page,
                promise=made,
                other=at,
                quote=said,
            )
            return text, ""
        case "not_corroborated":
            text = say(
                "{page} promises “{promise}”, and none of the other pages seen says so ({seen} in all).",
                page=page,
                promise=made,
                seen=say_n("{count} page view", "{count} page views", seen),
            )
            return text, say("Write it on the page with the rules, too, where customers look it up.")
        case "not_made":
            text = say("{page} does not say “{promise}” (any more).", page=page, promise=says)
            return text, say("Mend the page, or drop the promise here.")
        case _:
            return say(
                "{page}, which is to promise “{promise}”, could not be read.", page=page, promise=says
            ), ""


def _finding(held: Held, ground: Ground) -> Finding:
    page = held.promise.page
    others = tuple(Quote(url=one.url, text=one.quote) for one in held.told[:_QUOTES_MAX])
    text, remedy = _said_of(held, len(ground.pages()))
    quotes = (Quote(url=page, text=held.made), *others) if held.made else others
    return Finding(
        kind=f"promise_{held.state}",
        text=text,
        url=page,
        remedy=remedy,
        quotes=quotes,
        questions=(held.question,),
    )
