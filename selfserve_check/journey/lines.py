"""What is read of a label, and how near it comes to a question: kept from page to page.

A menu stands on every page of a site, and a visitor who reads it again reads the same. Each label, with what
stands around it, is one line, wherever it stands; a line is weighed once for each question, as long as what
was weighed is remembered, and always to the same figures.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from selfserve_check.journey.attention import Attention
from selfserve_check.journey.cues import label_of, parts_of
from selfserve_check.journey.echo import is_echo
from selfserve_check.journey.page_memory import forget_with_pages, once_a_page, once_a_part
from selfserve_check.journey.words_scent import Asked, asked_in_sight, read_of, stems_read, weighed
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.synonyms import groups_of
from selfserve_check.language.words import content_stems
from selfserve_check.model.journey import Cue
from selfserve_check.model.observation import Affordance, Observation
from selfserve_check.model.said import say

# Lines that are remembered for all questions together: about 100 MB. The questions asked last are kept.
_WEIGHED_MAX = 300_000

Weight = tuple[float, tuple[Cue, ...]]
"""A scent without its affordance: how strong it is, and why."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """One label as it is read, whatever the question: with its parts, the heading above, the text beside and
    the address. ``telling`` are the label and those of its parts that say something. Equal lines are one
    object."""

    label: str
    parts: tuple[str, ...]
    telling: frozenset[str]
    text: str
    heading: str
    context: str
    target: str
    stems: frozenset[str]
    groups: frozenset[int]
    readable: bool


class _Near(NamedTuple):
    """How near a line comes to a question: ``meant`` by meaning, for what is ``said`` in it; ``meets`` is
    whether any word may be shared, which hangs on the page as well. ``plain`` is its value if none is."""

    meets: bool
    meant: float
    said: str
    plain: float


@dataclass(slots=True)
class _Weighed:
    """The lines that one question was held against."""

    near: dict[Line, _Near] = field(default_factory=dict)
    shared: dict[tuple[Asked, Line], float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.near) + len(self.shared)


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True, eq=False)
class Reader:
    """Weighs the lines of pages by ``meaning`` and by shared words, and remembers what it weighed until the
    pages are forgotten."""

    meaning: Closeness
    _questions: OrderedDict[tuple[str, str, Attention], _Weighed] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        forget_with_pages(self)

    def forget(self) -> None:
        self._questions.clear()

    def values(self, question: str, observation: Observation, attention: Attention) -> list[float]:
        """How strong the scent of each affordance is, in the order of the page, whose language ``meaning``
        knows."""
        asked = asked_in_sight(question, observation)
        lines = _lines(observation)
        weighed = self._held(asked, lines, observation.lang, attention)
        near, shared = weighed.near, weighed.shared
        values = []
        for line in lines:
            found = near[line]
            if not found.meets:
                values.append(found.plain)
                continue
            value = shared.get((asked, line))
            if value is None:
                value = shared[asked, line] = _with_words(asked, line, found, attention)
            values.append(value)
        return values

    def weights(self, question: str, observation: Observation, attention: Attention) -> list[Weight]:
        """The same with the cues that say why."""
        asked = asked_in_sight(question, observation)
        lines = _lines(observation)
        values = self.values(question, observation, attention)
        near = self._held(asked, lines, observation.lang, attention).near
        return [
            (value, _cues(asked, line, near[line], attention))
            for line, value in zip(lines, values, strict=True)
        ]

    def _held(self, asked: Asked, lines: Sequence[Line], lang: str, attention: Attention) -> _Weighed:
        """What is remembered of a question, with all of ``lines`` in it."""
        weighed = self._of(asked.text, lang, attention)
        fresh = list(dict.fromkeys(line for line in lines if line not in weighed.near))
        if fresh:
            texts = list(dict.fromkeys(text for line in fresh for text in line.telling))
            # A sentence model makes little of a misspelt word.
            figures = dict(zip(texts, self.meaning.closeness(asked.text, texts, lang), strict=True))
            weighed.near.update((line, _near(asked, line, figures, attention)) for line in fresh)
        return weighed

    def _of(self, text: str, lang: str, attention: Attention) -> _Weighed:
        """The memory of a question; beyond the bound the oldest ones are forgotten."""
        key = (text, lang, attention)
        known = self._questions.get(key)
        if known is None:
            while self._questions and sum(map(len, self._questions.values())) > _WEIGHED_MAX:
                self._questions.popitem(last=False)
            known = self._questions[key] = _Weighed()
        elif len(known) > _WEIGHED_MAX:
            known.near.clear()
            known.shared.clear()
        self._questions.move_to_end(key)
        return known


@once_a_page
def _lines(observation: Observation) -> tuple[Line, ...]:
    return _read(observation.affordances, _Where(observation.url, observation.lang))


class _Where(NamedTuple):
    """The page that something is read on: its address and its language."""

    url: str
    lang: str


@once_a_part
def _read(affordance: Affordance, where: _Where) -> Line:
    label = label_of(affordance)
    text, heading = read_of(affordance)
    readable = bool(label) and not is_echo(label, where.url)
    return _line(label, text, heading, affordance.context, affordance.target, where.lang, readable)


@for_a_run(65536)
def _line(
    label: str, text: str, heading: str, context: str, target: str, lang: str, readable: bool, /
) -> Line:  # fmt: skip
    parts = parts_of(label, context)
    # "More", "None" and "Here" are close to everything.
    telling = (
        frozenset(one for one in (label, *parts) if content_stems(one, lang)) if readable else frozenset()
    )
    return Line(
        label=label,
        parts=parts,
        telling=telling,
        text=text,
        heading=heading,
        context=context,
        target=target,
        stems=stems_read(text, heading, context, target, lang),
        groups=groups_of(text, lang),
        readable=readable,
    )


_NOT_READ = _Near(meets=False, meant=0.0, said="", plain=0.0)


def _near(asked: Asked, line: Line, figures: dict[str, float], attention: Attention) -> _Near:
    if not line.readable:
        return _NOT_READ
    part, said = 0.0, ""
    for text in line.parts:
        figure = figures.get(text, 0.0)
        if not said or figure > part:
            part, said = figure, text
    meant = max(0.0, (1.0 - attention.parts) * figures.get(line.label, 0.0) + attention.parts * part)
    meets = asked.may_meet(line.stems, line.groups)
    return _Near(meets, meant, said, round(min(1.0, meant), 6))


def _with_words(asked: Asked, line: Line, near: _Near, attention: Attention) -> float:
    value, _ = weighed(asked, line.text, line.heading, line.context, line.target)
    return round(min(1.0, near.meant + attention.words * value), 6)


def _cues(asked: Asked, line: Line, near: _Near, attention: Attention) -> tuple[Cue, ...]:
    cues = (_meaning_cue(round(near.meant, 6), near.said[:80]),) if near.meant and near.said else ()
    if not near.meets:
        return cues
    value, words = weighed(asked, line.text, line.heading, line.context, line.target)
    shared = sum(cue.weight for cue in words)
    share = attention.words * value / shared if shared else 0.0
    told = (Cue(name=cue.name, weight=round(share * cue.weight, 6), because=cue.because) for cue in words)
    return (*cues, *told)


# A menu stands on every page of a site.
@for_a_run(16384)
def _meaning_cue(weight: float, said: str) -> Cue:
    return Cue(name="meaning", weight=weight, because=say("close in meaning to '{words}'", words=said))
