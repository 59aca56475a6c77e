"""Where nothing in sight is sure: help pages, contact, menus and search boxes are worth more than chance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.words import content_stems
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Affordance, AffordanceKind, Region
from selfserve_check.model.said import say

# The label of a hub or of a search is short; a longer one that mentions it is about something.
_HUB_STEMS_MAX = 4
_SEARCH_STEMS_MAX = 2
_HUB_STEMS = frozenset(content_stems("help faq faqs support questions"))
_SEARCH_STEMS = frozenset(content_stems("search find"))
_CONTACT_STEMS = frozenset(content_stems("contact contacts"))
_PERSON_STEMS = frozenset(
    content_stems(
        "person human someone somebody talk speak phone call telephone ring email agent advisor staff"
    )
)
_BACKWARDS = re.compile(
    r"^[«‹<←\s]+$|\b(?:prev(?:ious)?|back|newer|first|vorherige|zurück|précédente?|anterior|vorige)\b",
    re.IGNORECASE,
)

OPENERS = frozenset((AffordanceKind.DISCLOSURE, AffordanceKind.TAB, AffordanceKind.BUTTON))
"""What may show more of the page it stands on."""

# Anything from 0.3 to 0.7 finds the same on six sites (bench/forager).
PROMISE_KEPT = 0.4
_CONTENT = frozenset((Region.MAIN, Region.NONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hope:
    """In units of a scent. Below ``unsure`` hubs gain ``hub``; below ``nothing`` menus gain ``menu``,
    lists that a script turns or lengthens half of it, and search boxes ``search``."""

    unsure: float
    nothing: float
    hub: float
    menu: float
    search: float


def with_hope(scents: Sequence[Scent], question: str, hope: Hope) -> tuple[Scent, ...]:
    """``scents`` of one page, with what the visitor hopes for where the best of them is weak."""
    best = max((scent.value for scent in scents), default=0.0)
    if best >= hope.unsure:
        return tuple(scents)
    person = asks_for_person(question)
    # Beside a search box, a button called "Search" only sends it, empty.
    box = any(scent.affordance.kind is AffordanceKind.SEARCH for scent in scents)
    return tuple(_hoped(scent, hope, person=person, box=box, nothing=best < hope.nothing) for scent in scents)


def hoped_values(
    values: Sequence[float], affordances: Sequence[Affordance], question: str, hope: Hope
) -> Sequence[float]:
    """What :func:`with_hope` makes of the values alone."""
    best = max(values, default=0.0)
    if best >= hope.unsure:
        return values
    person = asks_for_person(question)
    box = any(one.kind is AffordanceKind.SEARCH for one in affordances)
    found = []
    for one, value in zip(affordances, values, strict=True):
        bonus = _bonus(one, hope, person=person, box=box, nothing=best < hope.nothing)
        found.append(value if bonus is None else round(min(value + bonus.weight, 1.0), 6))
    return found


def with_promise(scents: Sequence[Scent], promise: float) -> tuple[Scent, ...]:
    """``scents`` of a page that was chosen for the scent ``promise``: what is closed on it is part of what
    was promised, so a visitor opens it before looking elsewhere. A label is at most doubled."""
    most = PROMISE_KEPT * promise
    if not most or not any(map(_opens_here, scents)):
        return tuple(scents)
    return tuple(_promised(scent, most) if _opens_here(scent) else scent for scent in scents)


def asks_for_person(question: str) -> bool:
    """Whether the visitor wants to reach somebody."""
    return not _PERSON_STEMS.isdisjoint(content_stems(question))


def is_hub(label: str) -> bool:
    """Whether ``label`` is a short one of where help is kept: "Help & FAQs"."""
    stems = frozenset(content_stems(label))
    return len(stems) <= _HUB_STEMS_MAX and not _HUB_STEMS.isdisjoint(stems)


def is_contact(label: str) -> bool:
    """Whether ``label`` leads to where one writes or calls."""
    return not _CONTACT_STEMS.isdisjoint(content_stems(label))


def _opens_here(scent: Scent) -> bool:
    affordance = scent.affordance
    return affordance.kind in OPENERS and not affordance.target and affordance.region in _CONTENT


def _promised(scent: Scent, most: float) -> Scent:
    gain = round(min(most, scent.value), 6)
    if not gain:
        return scent
    cue = Cue(name="promise", weight=gain, because=say("it is closed on a page that looked like it"))
    return Scent(
        affordance=scent.affordance, value=round(min(1.0, scent.value + gain), 6), cues=(*scent.cues, cue)
    )


def _hoped(scent: Scent, hope: Hope, *, person: bool, box: bool, nothing: bool) -> Scent:
    bonus = _bonus(scent.affordance, hope, person=person, box=box, nothing=nothing)
    if bonus is None:
        return scent
    value = round(min(scent.value + bonus.weight, 1.0), 6)
    return Scent(affordance=scent.affordance, value=value, cues=(*scent.cues, bonus))


def _turns_on(affordance: Affordance) -> bool:
    """Whether a script shows the next part of a list in place of this one, or below it."""
    if affordance.kind is not AffordanceKind.PAGER or affordance.target:
        return False
    return not _BACKWARDS.search(affordance.name or affordance.label)


def _bonus(affordance: Affordance, hope: Hope, *, person: bool, box: bool, nothing: bool) -> Cue | None:
    called = _called(f"{affordance.label} {affordance.name}")
    if called.hub:
        return _hub(hope.hub)
    if person and called.contact:
        return _person(hope.hub)
    if not nothing:
        return None
    if affordance.kind in (AffordanceKind.MENU, AffordanceKind.HOVER_MENU):
        return Cue(name="menu", weight=hope.menu, because=say("a menu shows more to choose from"))
    if _turns_on(affordance):
        return Cue(name="pager", weight=hope.menu / 2, because=say("the list goes on"))
    if affordance.kind is AffordanceKind.SEARCH or (called.search and not box):
        because = say("nothing in sight looks promising, so search is worth a try")
        return Cue(name="search", weight=hope.search, because=because)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Called:
    """What a label and a name call something."""

    hub: bool
    contact: bool
    search: bool


# A menu stands on every page of a site.
@for_a_run(16384)
def _called(label: str) -> _Called:
    stems = frozenset(content_stems(label))
    return _Called(
        hub=is_hub(label),
        contact=is_contact(label),
        search=len(stems) <= _SEARCH_STEMS_MAX and not _SEARCH_STEMS.isdisjoint(stems),
    )


@lru_cache(maxsize=16)
def _hub(weight: float) -> Cue:
    return Cue(name="hub", weight=weight, because=say("help pages are where such questions live"))


@lru_cache(maxsize=16)
def _person(weight: float) -> Cue:
    return Cue(name="hub", weight=weight, because=say("the question asks for a person"))
