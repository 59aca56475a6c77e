"""What visitors before this one read in vain: who comes next would rather look elsewhere.

The visitors of a question stand for customers who differ. Sent out each by themselves they mostly read the
same pages: over recordings of six sites three of them found 34 of 104 questions, two found 28. Where what
those before read in vain promises less to the next, they found 42 and 37 (``bench/forager``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import urldefrag

from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.rank import ScentModel
from selfserve_check.model.journey import Cue, Ending, Journey, Scent
from selfserve_check.model.observation import Affordance, AffordanceKind, Observation
from selfserve_check.model.said import say

LOST = 0.3
"""What a link to such a page loses of its scent. From 0.2 to 1 the six sites give 40 to 42 of 104; a page
read in vain may still be the way to others, so it is not shut off altogether."""

KEPT = 0.1
"""What such a link keeps of it at least: who has nothing else to go to reads there too, and does not leave at
once. On the six sites nothing hangs on it."""

_FOUND = (Ending.FOUND, Ending.READ_WRONG, Ending.PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereScent:
    """``inner``, but links to the pages ``read`` promise less by :data:`LOST`."""

    inner: ScentModel
    read: AbstractSet[str]

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]:
        return tuple(
            _lessened(scent) if _page_behind(scent.affordance) in self.read else scent
            for scent in self.inner.scents(question, observation, attention)
        )


def elsewhere(model: ScentModel, before: Sequence[Journey]) -> ScentModel:
    """``model`` for who comes after the journeys ``before``; itself where one of them found the answer, or
    nobody came before."""
    read = read_in_vain(before)
    return ElsewhereScent(inner=model, read=read) if read else model


def read_in_vain(journeys: Iterable[Journey]) -> frozenset[str]:
    """The addresses of the pages that ``journeys`` read, none if the answer, or another in its place, was
    read on one of them."""
    pages: set[str] = set()
    for journey in journeys:
        if journey.ending in _FOUND:
            return frozenset()
        pages.update(_page(step.url) for step in journey.steps)
        pages.update(_page(step.landed.url) for step in journey.steps if step.landed is not None)
    return frozenset(pages)


def sent_before(earlier: Iterable[Journey], journey: Journey) -> list[Journey]:
    """Those of ``earlier`` that have the wording and the view of ``journey``."""
    return [one for one in earlier if (one.wording, one.view) == (journey.wording, journey.view)]


def _page_behind(affordance: Affordance) -> str | None:
    if affordance.kind is not AffordanceKind.LINK or affordance.in_page or not affordance.target:
        return None
    return _page(affordance.target)


def _page(url: str) -> str:
    return steady_address(urldefrag(url).url)


def _lessened(scent: Scent) -> Scent:
    value = round(max(scent.value - LOST, scent.value * KEPT), 6)
    told = Cue(name="read", weight=value - scent.value, because=say("another visitor read it in vain"))
    return Scent(affordance=scent.affordance, value=value, cues=(*scent.cues, told))
