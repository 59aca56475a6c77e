"""Cues of a link that were tried and do not ship: they did not hold on sites that were not learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p
from urllib.parse import urlsplit

from selfserve_check.journey.cues import Cues, label_of
from selfserve_check.journey.hope import asks_for_person, is_contact, is_hub
from selfserve_check.model.observation import Affordance, AffordanceKind, Observation, Region

OPENING = frozenset(
    {AffordanceKind.MENU, AffordanceKind.HOVER_MENU, AffordanceKind.DISCLOSURE, AffordanceKind.TAB}
)
NAMES = (
    "meaning_lead",
    "part_lead",
    "words_lead",
    "length",
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


def tried(question: str, url: str, cues: Sequence[Cues], seen: frozenset[str]) -> list[tuple[float, ...]]:
    """The values of ``NAMES`` for every affordance of the page at ``url`` with these ``cues``; ``seen`` are
    the marks of what stood on pages before."""
    person = asks_for_person(question)
    labels = [label_of(one.affordance) for one in cues]
    ahead = zip(
        _leads(labels, [one.meaning for one in cues]),
        _leads(labels, [one.part for one in cues]),
        _leads(labels, [one.words.value for one in cues]),
        strict=True,
    )
    return [
        (*lead, log1p(len(label.split())), *_standing(one.affordance, url, seen, person=person))
        for one, label, lead in zip(cues, labels, ahead, strict=True)
    ]


def _leads(labels: Sequence[str], values: Sequence[float]) -> list[float]:
    """How far each is ahead of the best rival (positive for the best alone), twins counted once."""
    by_label: dict[str, float] = {}
    for label, value in zip(labels, values, strict=True):
        by_label[label] = max(value, by_label.get(label, value))
    ranked = sorted(by_label.values(), reverse=True)
    best, second = ranked[0] if ranked else 0.0, ranked[1] if len(ranked) > 1 else 0.0
    return [value - (second if value >= best else best) for value in values]


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
