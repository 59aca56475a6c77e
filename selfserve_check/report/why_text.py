"""Why a page is not taken for the answer, as lines for a writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from selfserve_check.diagnosis.why import DOORS_MAX, Why
from selfserve_check.model.scenario import FactAnswer, PageAnswer, Scenario
from selfserve_check.model.verdict import Answered, Partial, Wrong
from selfserve_check.report.text import one_line
from selfserve_check.report.words import plural

_QUOTE = 200
_RIGHT = "If the page is right and we are wrong, ask it like this:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitors:
    """Who came to the page: the ``own`` visitors of the question, told in words, and those of so many
    ``other`` questions."""

    own: tuple[str, ...] = ()
    other: int = 0


def lines(found: Why, scenario: Scenario, came: Visitors, written: Callable[[Scenario], str]) -> list[str]:
    """Everything known of the page as an answer: who saw it, what leads there, what it says, what would have
    to change, and the scenario that accepts it, which ``written`` puts into the words of a file."""
    return [
        f"{one_line(scenario.question)}",
        f"  {one_line(found.url, chars_max=500)}",
        "",
        *_section("Was it seen?", _seen(found, came)),
        *_section("What leads there?", _doors(found, scenario)),
        *_section("What does it say?", _said(found)),
        *_section("What would have to change?", _changes(found, scenario)),
        *_section(
            "If the page is right and we are wrong, ask it like this:", _accepting(found, scenario, written)
        ),
    ]


def _section(title: str, told: Iterator[str]) -> list[str]:
    return [title, *(f"  {line}" for line in told), ""]


def _seen(found: Why, came: Visitors) -> Iterator[str]:
    if came.own:
        yield f"Yes: by {', '.join(came.own)}."
    elif found.seen and came.other:
        others = plural(came.other, "other question", "other questions")
        yield f"Not by visitors with this question; visitors of {others} came there."
    elif found.seen:
        yield "By no visitor; only when we looked around afterwards."
    else:
        yield "No: neither a visitor nor the look around came there (is the address right?)."


def _doors(found: Why, scenario: Scenario) -> Iterator[str]:
    if not found.doors:
        yield "Nothing: no visible link on any page that was seen."
        return
    for door in found.doors:
        below = "" if door.in_first_screen else ", below the first screen"
        label = f"“{one_line(door.label, chars_max=80)}”" if door.label else "a link without text"
        yield f"{label} on {one_line(door.url, chars_max=300)}{below}"
    if found.doors_count > DOORS_MAX:
        yield f"and {found.doors_count - DOORS_MAX} more"
    if found.clicks is not None:
        way = plural(found.clicks, "click", "clicks")
        yield f"The shortest way from the start takes {way}; {scenario.budget} are allowed."
    elif found.seen:
        yield "No way from the question's start leads to any of these."


def _said(found: Why) -> Iterator[str]:
    if not found.seen:
        yield "Nobody read it, so nobody knows."
        return
    if found.opened:
        opened = ", ".join(f"“{one_line(label, chars_max=80)}”" for label in found.opened)
        yield f"What comes nearest is visible only after opening {opened}."
    match found.verdict:
        case Answered(evidence=evidence):
            yield f"It answers: “{one_line(evidence[0].quote, chars_max=_QUOTE)}”"
        case Wrong(evidence=evidence, against=against):
            said = one_line(evidence[0].quote, chars_max=_QUOTE)
            yield f"It says {', '.join(against)}, which must not be shown: “{said}”"
        case Partial(evidence=evidence, because=because) if evidence:
            yield f"It comes near: “{one_line(evidence[0].quote, chars_max=_QUOTE)}”"
            yield from (one_line(reason, chars_max=_QUOTE) for reason in because)
        case _:
            yield "No passage of it is about the question."
    for told in found.reading.told:
        verdict = "counts" if told.counts else "does not count"
        why = told.because or f"it is about the question by {told.about:.2f}, and {told.needed:.2f} is needed"
        place = f" (under {' > '.join(told.headings)})" if told.headings else ""
        yield one_line(f"“{told.quote}”{place} shows {told.fact}; that {verdict}: {why}", chars_max=600)
    for fact in found.reading.missing:
        yield f"Nowhere on it: {one_line(fact, chars_max=120)}"
    if found.reading.others:
        others = one_line(", ".join(found.reading.others), chars_max=200)
        yield f"It shows other values of that kind: {others}"


def _changes(found: Why, scenario: Scenario) -> Iterator[str]:
    answers = isinstance(found.verdict, Answered)
    if not found.seen or not found.doors:
        yield "Link to it, in the customers' words, from a page that they come to."
    elif found.clicks is None or found.clicks > scenario.budget:
        yield f"Link to it from a page nearer to {one_line(scenario.start, chars_max=200)}."
    elif answers:
        yield "It answers and is near enough: call the links that lead there what customers ask for."
    if found.seen and not answers:
        yield from _text_changes(found)
    if found.elsewhere:
        yield f"Another page answers, too: {one_line(found.elsewhere, chars_max=300)}"


def _text_changes(found: Why) -> Iterator[str]:
    weak = [told for told in found.reading.told if not told.counts]
    for told in weak[:1]:
        if told.because:
            limit = one_line(told.because, chars_max=200)
            yield f"Take away what limits it ({limit}), if it does not hold here."
        else:
            yield f"Say beside {told.fact}, or in the heading above it, what the customer asks about."
    if found.reading.missing:
        yield f"Say on it: {one_line(', '.join(found.reading.missing), chars_max=200)}."
    if isinstance(found.verdict, Wrong):
        yield f"Take away: {one_line(', '.join(found.verdict.against), chars_max=200)}."
    if not found.reading.told and not found.reading.missing:
        yield "Answer the question on it in a sentence of its own, under a heading in the customers' words."


def _accepting(found: Why, scenario: Scenario, written: Callable[[Scenario], str]) -> Iterator[str]:
    """The scenario with the fact that stands there, and with the page itself as the answer."""
    choices: list[Scenario] = []
    answer = scenario.answer
    if isinstance(answer, FactAnswer) and found.reading.others:
        kept = tuple(fact for fact in answer.all_of if fact not in found.reading.missing)
        facts = FactAnswer(all_of=(*kept, found.reading.others[0]))
        choices.append(replace(scenario, answer=facts))
    choices.append(replace(scenario, answer=PageAnswer(page=_path(found.url))))
    for place, choice in enumerate(choices):
        if place:
            yield "or"
        yield from written(choice).rstrip("\n").split("\n")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
