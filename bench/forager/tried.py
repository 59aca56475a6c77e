"""Cues of a link that were tried and do not ship: they did not hold on sites that were not learnt from."""

from __future__ import annotations

from urllib.parse import urlsplit

from selfserve_check.journey.cues import label_of
from selfserve_check.journey.words_scent import asks_for_person, is_contact, is_hub
from selfserve_check.model.observation import Affordance, AffordanceKind, Observation, Region

OPENING = frozenset(
    {AffordanceKind.MENU, AffordanceKind.HOVER_MENU, AffordanceKind.DISCLOSURE, AffordanceKind.TAB}
)
NAMES = (
    "seen",
    "under",
    "navigation",
    "header",
    "footer",
    "aside",
    "hub",
    "contact",
    "folded",
    "opens",
    "button",
)


def tried(question: str, observation: Observation, seen: frozenset[str]) -> list[tuple[float, ...]]:
    """The values of ``NAMES`` for every affordance; ``seen`` are the marks of what stood on pages before."""
    person = asks_for_person(question)
    return [_standing(one, observation.url, seen, person=person) for one in observation.affordances]


def mark_of(affordance: Affordance) -> str:
    """By what an affordance is known again on another page: where it leads, else what it is called."""
    return affordance.target or f"{affordance.kind.value} {affordance.name}"


def marks_of(observation: Observation) -> frozenset[str]:
    """All that was in sight on a page."""
    return frozenset(mark_of(affordance) for affordance in observation.affordances)


def _standing(affordance: Affordance, url: str, seen: frozenset[str], *, person: bool) -> tuple[float, ...]:
    region, label = affordance.region, label_of(affordance)
    return (
        float(mark_of(affordance) in seen),
        float(_is_under(affordance.target, url)),
        float(region is Region.NAVIGATION),
        float(region is Region.HEADER),
        float(region is Region.FOOTER),
        float(region is Region.ASIDE),
        float(is_hub(label)),
        float(is_contact(label) and not person),
        float(not affordance.in_first_screen),
        float(affordance.kind in OPENING),
        float(affordance.kind is AffordanceKind.BUTTON),
    )


def _is_under(target: str, url: str) -> bool:
    """Whether ``target`` lies in the folder of the page: a section's own link."""
    if not target:
        return False
    here, there = urlsplit(url), urlsplit(target)
    folder = here.path.rpartition("/")[0] + "/"
    return folder != "/" and there.netloc == here.netloc and there.path.startswith(folder)
