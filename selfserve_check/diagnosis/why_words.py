"""Why a page is not taken for the answer, in sentences for a writer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from selfserve_check.diagnosis.why import DOORS_MAX, Why
from selfserve_check.journey.judge_told import Told
from selfserve_check.model.page_why import PageWhy
from selfserve_check.model.said import Said, quoted, row, say, say_n
from selfserve_check.model.scenario import FactAnswer, PageAnswer, Scenario
from selfserve_check.model.verdict import Answered, Partial, Wrong
from selfserve_check.model.words import clicks_words

_QUOTE = 200
_LABEL = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitors:
    """Who came to the page: the ``own`` visitors of the question, told in words, and those of so many
    ``other`` questions."""

    own: tuple[str, ...] = ()
    other: int = 0


def page_why(
    found: Why, scenario: Scenario, came: Visitors, written: Callable[[Scenario], str], title: str = ""
) -> PageWhy:
    """Everything known of the page as an answer: who saw it, what leads there, what it says, what would have
    to change, and the scenario that accepts it, which ``written`` puts into the words of a file."""
    return PageWhy(
        url=found.url,
        title=title,
        seen=(_seen(found, came),),
        leads=tuple(_leads(found, scenario)),
        says=tuple(_says(found)),
        changes=tuple(_changes(found, scenario)),
        accepts=tuple(written(choice) for choice in _accepting(found, scenario)),
    )


def _seen(found: Why, came: Visitors) -> Said:
    if came.own:
        return say("Yes, by: {visitors}.", visitors=row(came.own, ", "))
    if found.seen and came.other:
        return say_n(
            "Not by visitors with this question; visitors of {count} other question came there.",
            "Not by visitors with this question; visitors of {count} other questions came there.",
            came.other,
        )
    if found.seen:
        return say("By no visitor; only when we looked around afterwards.")
    return say("No: neither a visitor nor the look around came there (is the address right?).")


def _leads(found: Why, scenario: Scenario) -> Iterator[Said]:
    if not found.doors:
        yield say("Nothing: no visible link on any page that was seen.")
        return
    for door in found.doors:
        label = say("“{text}”", text=_cut(door.label, _LABEL)) if door.label else say("a link without text")
        if door.in_first_screen:
            yield say("{label} on {page}", label=label, page=door.url)
        else:
            yield say("{label} on {page}, below the first screen", label=label, page=door.url)
    if found.doors_count > DOORS_MAX:
        yield say("and {count} more", count=found.doors_count - DOORS_MAX)
    if found.clicks is not None:
        yield say(
            "The shortest way from the start takes {clicks}; {allowed} are allowed.",
            clicks=clicks_words(found.clicks),
            allowed=scenario.budget,
        )
    elif found.seen:
        yield say("No way from the question's start leads to any of these.")


def _says(found: Why) -> Iterator[str]:
    if not found.seen:
        yield say("Nobody read it, so nobody knows.")
        return
    if found.opened:
        opened = quoted(_cut(label, _LABEL) for label in found.opened)
        yield say("What comes nearest is visible only after opening {labels}.", labels=opened)
    yield from _verdict(found)
    for told in found.reading.told:
        yield _passage(told)
    for fact in found.reading.missing:
        yield say("Nowhere on it: {fact}", fact=_cut(fact, 120))
    if found.reading.others:
        others = _cut(", ".join(found.reading.others), _QUOTE)
        yield say("It shows other values of that kind: {values}", values=others)


def _verdict(found: Why) -> Iterator[str]:
    match found.verdict:
        case Answered(evidence=evidence):
            yield say("It answers: “{quote}”", quote=_cut(evidence[0].quote, _QUOTE))
        case Wrong(evidence=evidence, against=against):
            yield say(
                "It says {facts}, which must not be shown: “{quote}”",
                facts=", ".join(against),
                quote=_cut(evidence[0].quote, _QUOTE),
            )
        case Partial(evidence=evidence, because=because) if evidence:
            yield say("It comes near: “{quote}”", quote=_cut(evidence[0].quote, _QUOTE))
            yield from because
        case _:
            yield say("No passage of it is about the question.")


def _passage(told: Told) -> Said:
    where = say("“{quote}”", quote=_cut(told.quote, _QUOTE))
    if told.headings:
        where = say("{quote} (under {headings})", quote=where, headings=" > ".join(told.headings))
    why = told.because or say(
        "it is about the question by {share} %, and {needed} % is needed",
        share=round(told.about * 100),
        needed=round(told.needed * 100),
    )
    if told.counts:
        return say("{where} shows {fact}; that counts: {why}", where=where, fact=told.fact, why=why)
    return say("{where} shows {fact}; that does not count: {why}", where=where, fact=told.fact, why=why)


def _changes(found: Why, scenario: Scenario) -> Iterator[Said]:
    answers = isinstance(found.verdict, Answered)
    if not found.seen or not found.doors:
        yield say("Link to it, in the customers' words, from a page that they come to.")
    elif found.clicks is None or found.clicks > scenario.budget:
        yield say("Link to it from a page nearer to {page}.", page=scenario.start)
    elif answers:
        yield say("It answers and is near enough: call the links that lead there what customers ask for.")
    if found.seen and not answers:
        yield from _text_changes(found)
    if found.elsewhere:
        yield say("Another page answers, too: {page}", page=found.elsewhere)


def _text_changes(found: Why) -> Iterator[Said]:
    for told in [told for told in found.reading.told if not told.counts][:1]:
        if told.because:
            yield say("Take away what limits it ({why}), if it does not hold here.", why=told.because)
        else:
            yield say(
                "Say beside {fact}, or in the heading above it, what the customer asks about.", fact=told.fact
            )
    if found.reading.missing:
        yield say("Say on it: {facts}.", facts=_cut(", ".join(found.reading.missing), _QUOTE))
    if isinstance(found.verdict, Wrong):
        yield say("Take away: {facts}.", facts=_cut(", ".join(found.verdict.against), _QUOTE))
    if not found.reading.told and not found.reading.missing:
        yield say(
            "Answer the question on it in a sentence of its own, under a heading in the customers' words."
        )


def _accepting(found: Why, scenario: Scenario) -> Iterator[Scenario]:
    """The scenario with the fact that stands there, and with the page itself as the answer."""
    answer = scenario.answer
    if isinstance(answer, FactAnswer) and found.reading.others:
        kept = tuple(fact for fact in answer.all_of if fact not in found.reading.missing)
        yield replace(scenario, answer=FactAnswer(all_of=(*kept, found.reading.others[0])))
    yield replace(scenario, answer=PageAnswer(page=_path(found.url)))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _cut(text: str, chars_max: int) -> str:
    """``text`` on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= chars_max else f"{plain[: chars_max - 1].rstrip()}…"
