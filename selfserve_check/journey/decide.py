"""What to do next: follow a scent, go back to where it was stronger, or give up. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.offers import Sight, Tried, leads_to_search, sight_of
from selfserve_check.journey.persona import Persona
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import clicks_on
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Affordance, AffordanceKind
from selfserve_check.model.said import say

__all__ = ["Act", "Decision", "GiveUp", "GoBack", "Level", "Tried", "decide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One page state on the way here. ``page`` is None where the visitor stood before a dead link;
    ``promise`` is the scent of what led to the page."""

    page: PageState | None
    scents: tuple[Scent, ...] = ()
    promise: float = 0.0

    @property
    def url(self) -> str:
        return self.page.observation.url if self.page else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Act on ``scent.affordance``; ``rivals`` were in sight too, most promising first."""

    scent: Scent
    rivals: tuple[Scent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoBack:
    """Go one level back; ``because`` says what is hoped for there."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp:
    """Nothing in reach is worth a click; ``out_of_clicks`` when the budget alone forbids going on."""

    out_of_clicks: bool


Decision = Act | GoBack | GiveUp


def decide(levels: Sequence[Level], tried: Tried, clicks_left: int, persona: Persona) -> Decision:
    """The next move from the last of ``levels``. The same input gives the same move."""
    here = tuple(_open_scents(levels[-1], tried, persona))
    if persona.searches_first and not tried.searched and clicks_left >= 1:
        box = _way_to_search(here)
        if box is not None:
            return Act(scent=box, rivals=here[:3])
    affordable = [scent for scent in here if _price(scent) <= clicks_left]
    best_here = affordable[0] if affordable else None
    if best_here is not None and best_here.value >= persona.enough:
        return _act(best_here, here)
    behind = _best_behind(levels, tried, clicks_left, persona)
    if best_here is not None and (behind is None or best_here.value >= behind.value):
        return _act(best_here, here)
    if behind is not None:
        return Act(scent=behind.link, rivals=here[:3]) if behind.link else GoBack(because=behind.because)
    return GiveUp(out_of_clicks=bool(here) or _anything_open(levels, tried, persona))


def _act(chosen: Scent, here: Sequence[Scent]) -> Act:
    return Act(scent=chosen, rivals=tuple(scent for scent in here if scent is not chosen)[:3])


def _sight(level: Level, persona: Persona) -> Sight:
    return sight_of(level.page, level.scents, persona.worth)


def _open_scents(level: Level, tried: Tried, persona: Persona) -> Iterator[Scent]:
    """What is worth a click on this level and not yet tried, best first, one for each target."""
    return _sight(level, persona).open_scents(tried, persona)


def _way_to_search(here: Sequence[Scent]) -> Scent | None:
    for scent in here:
        if scent.affordance.kind is AffordanceKind.SEARCH:
            return scent
    return next((scent for scent in here if leads_to_search(scent.affordance)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """What was left behind: its scent lessened by the way back, and the ``link`` that leads there at once."""

    value: float
    because: str
    link: Scent | None


def _best_behind(levels: Sequence[Level], tried: Tried, clicks_left: int, persona: Persona) -> _Behind | None:
    """The best scent left behind. One step is a press of "Back"; further back leads a link in sight, as a
    breadcrumb, for one click, or as many steps as it takes."""
    best: _Behind | None = None
    for distance, level in enumerate(reversed(levels[:-1]), start=1):
        link = _link_to(level, levels[-1], persona) if distance > 1 else None
        way = 1 if link else distance
        for scent in _open_scents(level, tried, persona):
            if way + _price(scent) > clicks_left:
                continue
            value = scent.value - persona.back_cost * way
            if best is None or value > best.value:
                because = say(
                    "'{label}' looked better", label=scent.affordance.label or scent.affordance.name
                )
                best = _Behind(value=value, because=because, link=_led_back(link, because))
            break
    return best


def _link_to(level: Level, here: Level, persona: Persona) -> Affordance | None:
    """A link in sight here to the page of ``level``, as it was when it was opened."""
    if level.page is None or level.page.id.actions:
        return None
    return _sight(here, persona).links.get(steady_address(urldefrag(level.url).url))


def _led_back(link: Affordance | None, because: str) -> Scent | None:
    if link is None:
        return None
    return Scent(affordance=link, value=0.0, cues=(Cue(name="back", weight=0.0, because=because),))


def _anything_open(levels: Sequence[Level], tried: Tried, persona: Persona) -> bool:
    return any(True for level in levels for _ in _open_scents(level, tried, persona))


def _price(scent: Scent) -> int:
    return clicks_on(scent.affordance.key)
