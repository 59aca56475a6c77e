"""The judge's own reasons, passage by passage: what a page shows of what is expected, and why it counts or
not."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.journey.judge import Question
from selfserve_check.journey.judge_facts import Wanted, hits, needed
from selfserve_check.journey.judge_page import Page, quote, read_page
from selfserve_check.language.facts import Fact, other_values
from selfserve_check.model.observation import Observation, Region

_HITS_MAX = 3
_OTHERS_MAX = 5
_WEAK = frozenset({Region.NAVIGATION, Region.FOOTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A passage that shows the expected fact ``fact``. ``about`` is how much it is about the question and
    ``needed`` how much it must be, both 0 to 1; ``because`` says what takes the fact back. Where all of that
    is well and it does not ``count``, it is hidden in this state, or only echoes what was typed."""

    fact: str
    quote: str
    headings: tuple[str, ...]
    about: float
    needed: float
    counts: bool
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``told`` are passages with expected facts, those nearest to the question first; ``missing`` the
    expected facts that stand nowhere on the page; ``others`` other values of the same kind that do, as
    written."""

    told: tuple[Told, ...] = ()
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def reading_of(question: Question, observation: Observation, revealed: tuple[int, ...] | None) -> Reading:
    """How the judge reads a page for the expected facts of ``question``. Pure."""
    page = read_page(observation, revealed, question.similarity_on(observation.lang))
    question = question.in_own_words(observation.lang).in_the_spelling_of(page)
    told: list[Told] = []
    missing: list[str] = []
    others: list[str] = []
    for requirement in question.required:
        found = [one for wanted in requirement.alternatives for one in _told(wanted, question, page)]
        told += found
        if not found:
            missing.append(requirement.text)
            others += [text for wanted in requirement.alternatives for text in _others(wanted, page)]
    ranked = sorted(told, key=lambda one: (not one.counts, -round(one.about, 6)))
    return Reading(
        told=tuple(ranked[: _HITS_MAX * max(1, len(question.required))]),
        missing=tuple(missing),
        others=tuple(dict.fromkeys(others))[:_OTHERS_MAX],
    )


def _told(wanted: Wanted, question: Question, page: Page) -> list[Told]:
    least = needed(wanted.specificity)
    passages = page.observation.passages
    found = []
    for hit in hits(wanted, question.wordings, page):
        text = " … ".join(dict.fromkeys(span.text for span in hit.spans))
        found.append(
            Told(
                fact=text,
                quote=quote(passages[hit.index].text),
                headings=passages[hit.index].headings,
                about=round(hit.about, 2),
                needed=round(least, 2),
                counts=hit.enough and hit.index in page.candidates,
                because=hit.because,
            )
        )
    return sorted(found, key=lambda one: (not one.counts, -one.about))[:_HITS_MAX]


def _others(wanted: Wanted, page: Page) -> list[str]:
    if not isinstance(wanted, Fact):
        return []
    own = [passage for passage in page.observation.passages if passage.region not in _WEAK]
    return [span.text for passage in own for span in other_values(wanted, passage.text)]
