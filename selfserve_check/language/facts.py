"""Facts: what an author wrote as the answer, normalised, and where a text states it.

A fact is one typed value (30 days, 4.95 EUR, 17:00), a plain phrase, or a phrase with typed values in it
("free over 50 EUR"). To add a kind, add a file to ``kinds`` and an entry to ``KINDS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.kinds import (
    address,
    clock,
    date,
    duration,
    email,
    money,
    number,
    percentage,
    phone,
    polarity,
    quantity,
)
from selfserve_check.language.kinds.found import Found, Kind, Value
from selfserve_check.language.kinds.phrase import LOOSE, Words, has_words, words_in
from selfserve_check.language.patterns import compile_pattern, literal_texts
from selfserve_check.language.words import normalise, offsets

__all__ = [
    "KINDS",
    "Fact",
    "Span",
    "can_match",
    "compile_pattern",
    "find_facts",
    "parse_fact",
    "pattern_specificity",
    "polarity_of",
]

KINDS: tuple[Kind, ...] = (
    Kind(name="polarity", scan=polarity.scan),
    Kind(name="email", scan=email.scan),
    Kind(name="address", scan=address.scan),
    Kind(name="date", scan=date.scan),
    Kind(name="money", scan=money.scan),
    Kind(name="percentage", scan=percentage.scan),
    Kind(name="hours", scan=clock.scan_hours),
    Kind(name="weekdays", scan=clock.scan_weekdays),
    Kind(name="time", scan=clock.scan_times),
    Kind(name="duration", scan=duration.scan),
    Kind(name="quantity", scan=quantity.scan),
    Kind(name="phone", scan=phone.scan),
    Kind(name="number", scan=number.scan),
)
"""Every kind of typed value; where two claim the same words, the earlier one has them."""

FACT_MAX = 1000
_TOGETHER_MAX = 60
_BY_NAME = {kind.name: kind for kind in KINDS}
_LEAD = re.compile(r"^(?:(?:it'?s|it is|within|in|for|the|an?|only|just|at|on|by|costs?|is|are) )+")
_TRAIL = re.compile(r"(?: only| long)?[\s.,;:!]*$")
_SEPARATOR = re.compile(LOOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """``text`` at ``start:end`` of the text that was searched."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A value of a named kind."""

    kind: str
    value: Value


Element = Typed | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What an author wrote (``text``), as the values and words that must stand together, in order."""

    text: str
    elements: tuple[Element, ...]

    @property
    def specificity(self) -> float:
        """How much the fact says by itself: near 0 for a bare number, 1 for a whole sentence.

        The more it says, the less a judge must ask of the words around it.
        """
        doubt = 1.0
        for element in self.elements:
            doubt *= 1 - (element.value if isinstance(element, Typed) else element).specificity
        return round(1 - doubt, 3)

    @property
    def kinds(self) -> frozenset[str]:
        """The names of the typed kinds in it."""
        return frozenset(element.kind for element in self.elements if isinstance(element, Typed))


def can_match(text: str) -> str | None:
    """Why an answer can never match any page; None when it can."""
    if not text.strip():
        return "the answer is empty"
    if len(text) > FACT_MAX:
        return f"the answer is longer than {FACT_MAX} characters; give the sentence that matters"
    if not has_words(normalise(text)):
        return f"the answer {text.strip()!r} has no letter or figure, so no page can show it"
    return None


@for_a_run(4096)
def parse_fact(text: str) -> Fact:
    """The fact that ``text`` states; raises ValueError with the reason where ``can_match`` gives one."""
    reason = can_match(text)
    if reason:
        raise ValueError(reason)
    whole = normalise(text)
    bare = _TRAIL.sub("", _LEAD.sub("", whole))
    for kind in KINDS:
        for found in kind.scan(bare):
            if found.start == 0 and found.end == len(bare):
                return Fact(text=text, elements=(Typed(kind=kind.name, value=found.value),))
    return Fact(text=text, elements=_elements(whole))


def polarity_of(fact: Fact) -> bool | None:
    """Whether the author's answer is yes (True) or no (False); None when it is anything else."""
    first = fact.elements[0] if len(fact.elements) == 1 else None
    value = first.value if isinstance(first, Typed) else None
    return value.yes if isinstance(value, polarity.Polarity) else None


def find_facts(fact: Fact, text: str) -> tuple[Span, ...]:
    """Everywhere ``text`` states ``fact``, in order; offsets are those of ``text`` as given."""
    return _found(fact.text, text)


def states_kind(kind: str, text: str) -> bool:
    """Whether normalised ``text`` states any value of the kind called ``kind``."""
    return bool(_scan(kind, text))


def longest_word(fact: Fact) -> str:
    """The longest word of the phrases in ``fact``, which no text lacks that states it; "" where there is
    none."""
    phrases = (element.text for element in fact.elements if isinstance(element, Words))
    return max((word for phrase in phrases for word in words_in(phrase)), key=len, default="")


@for_a_run(32768)
def _found(fact: str, text: str) -> tuple[Span, ...]:
    """By the text of the fact, from which ``parse_fact`` makes it: menus stand on every page of a site."""
    return spans_in(text, _find(parse_fact(fact), normalise(text)))


def other_values(fact: Fact, text: str) -> tuple[Span, ...]:
    """Where ``text`` states another value of the kind of ``fact``; () unless the fact is one typed value."""
    if len(fact.elements) != 1 or not isinstance(fact.elements[0], Typed):
        return ()
    wanted = fact.elements[0]
    found = _scan(wanted.kind, normalise(text))
    return spans_in(text, tuple((f.start, f.end) for f in found if not wanted.value.shown_by(f.value)))


def pattern_specificity(pattern: str) -> float:
    """How much a pattern says by itself, 0 to 1: by what every match must hold, the weakest way it can."""
    texts = literal_texts(pattern)
    return min(parse_fact(text).specificity if can_match(text) is None else 0.0 for text in texts)


def spans_in(text: str, places: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    """Places in ``normalise(text)`` as spans of ``text`` itself."""
    if not places:
        return ()
    folded, origin = offsets(text)
    if folded != normalise(text):  # a script whose marks combine across characters: quote all of it
        return (Span(start=0, end=len(text), text=text),)
    return tuple(
        Span(
            start=origin[start],
            end=_end(text, origin, end),
            text=text[origin[start] : _end(text, origin, end)],
        )
        for start, end in places
    )


def _end(text: str, origin: tuple[int, ...], end: int) -> int:
    """The index in ``text`` behind the character that gave ``origin[end - 1]`` (and its marks)."""
    after = next((index for index in origin[end:] if index > origin[end - 1]), len(text))
    return origin[end - 1] + len(text[origin[end - 1] : after].rstrip()) if after else after


def _elements(text: str) -> tuple[Element, ...]:
    """``text`` cut into typed values and the runs of words between them."""
    taken: list[tuple[Found, str]] = []
    for kind in KINDS:
        for found in kind.scan(text):
            if all(found.end <= other.start or other.end <= found.start for other, _ in taken):
                taken.append((found, kind.name))
    taken.sort(key=lambda entry: entry[0].start)
    out: list[Element] = []
    position = 0
    for found, name in taken:
        out += _words(text[position : found.start])
        out.append(Typed(kind=name, value=found.value))
        position = found.end
    return (*out, *_words(text[position:]))


def _words(text: str) -> list[Element]:
    return [Words(text=text.strip())] if has_words(text) else []


@for_a_run(32768)
def _scan(kind: str, text: str) -> tuple[Found, ...]:
    return _BY_NAME[kind].scan(text)


def _find(fact: Fact, text: str) -> tuple[tuple[int, int], ...]:
    places = []
    for element in fact.elements:
        found = _places(element, text)
        if not found:
            return ()
        places.append(found)
    if len(places) > 1 and all(isinstance(element, Typed) for element in fact.elements):
        return _together(places)
    return tuple(span for first in places[0] if (span := _chained(first, places[1:], text)))


def _places(element: Element, text: str) -> tuple[tuple[int, int], ...]:
    if isinstance(element, Words):
        return element.find(text)
    return tuple((f.start, f.end) for f in _scan(element.kind, text) if element.value.shown_by(f.value))


def _chained(
    first: tuple[int, int], rest: list[tuple[tuple[int, int], ...]], text: str
) -> tuple[int, int] | None:
    """``first`` and one place of each of ``rest`` directly behind one another."""
    end = first[1]
    for places in rest:
        following = [b for a, b in places if a >= end and _SEPARATOR.fullmatch(text, end, a)]
        if not following:
            return None
        end = following[0]
    return (first[0], end)


def _together(places: list[tuple[tuple[int, int], ...]]) -> tuple[tuple[int, int], ...]:
    """Values without words between them ("9 am to 5 pm, Monday to Friday") may stand in any order."""
    out = []
    for anchor in places[0]:
        near = [min(found, key=lambda span: abs(span[0] - anchor[0])) for found in places]
        start, end = min(a for a, _ in near), max(b for _, b in near)
        if end - start <= _TOGETHER_MAX + sum(b - a for a, b in near):
            out.append((start, end))
    return tuple(out)
