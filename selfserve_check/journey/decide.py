"""What to do next: follow a scent, go back to where it was stronger, or give up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urlsplit

from selfserve_check.journey.persona import Persona
from selfserve_check.journey.rank import best_first
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import action_on, clicks_of
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Region

# An in-page jump only scrolls, and everything on the page is already read.
_JUMP_SHARE = 0.2
_SITE_WIDE = frozenset({Region.HEADER, Region.NAVIGATION, Region.FOOTER})
# What a magnifier is called that opens the search box.
_SEARCH_NAMES = frozenset({"search", "open search", "suche", "rechercher", "buscar"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One page state on the way here. ``page`` is None where the visitor stood before a dead link."""

    page: PageState | None
    scents: tuple[Scent, ...] = ()

    @property
    def url(self) -> str:
        return self.page.observation.url if self.page else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What this journey has acted on already: targets of links, and other affordances by their document.

    A menu counts for the whole site, and so does what stands in a header, footer or navigation: what it
    offers was seen when it was first opened. ``hosts`` are those that were not to be opened. ``rephrasing``
    is True once a search found nothing and may be sent again in other words.
    """

    targets: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    keys: frozenset[tuple[str, AffordanceKey]] = frozenset()
    searched: bool = False
    rephrasing: bool = False

    def has(self, document: str, affordance: Affordance) -> bool:
        if affordance.kind is AffordanceKind.SEARCH:
            return self.searched
        if (_place_of(document, affordance), affordance.key) in self.keys:
            return True
        if not _is_followed(affordance):
            return False
        return affordance.target in self.targets or urlsplit(affordance.target).netloc in self.hosts

    def plus(self, document: str, affordance: Affordance) -> Tried:
        targets = self.targets | {affordance.target} if _is_followed(affordance) else self.targets
        searched = self.searched or affordance.kind is AffordanceKind.SEARCH
        keys = self.keys | {(_place_of(document, affordance), affordance.key)}
        return replace(self, targets=targets, keys=keys, searched=searched)

    def plus_target(self, url: str) -> Tried:
        return replace(self, targets=self.targets | {url})

    def found_nothing(self) -> Tried:
        """The search may be sent once more."""
        return self if self.rephrasing else replace(self, searched=False, rephrasing=True)

    def plus_host(self, host: str) -> Tried:
        """Nothing else on ``host`` is worth a look: it is not the site's."""
        return replace(self, hosts=self.hosts | {host})


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
    here = _open_scents(levels[-1], tried, persona)
    if persona.searches_first and not tried.searched and clicks_left >= 1:
        box = _way_to_search(here)
        if box is not None:
            return Act(scent=box, rivals=here[:3])
    affordable = [scent for scent in here if _price(scent) <= clicks_left]
    best_here = affordable[0] if affordable else None
    if best_here is not None and best_here.value >= persona.enough:
        return _act(best_here, here)
    behind = _best_behind(levels, tried, clicks_left, persona)
    if best_here is not None and (behind is None or best_here.value >= behind[0]):
        return _act(best_here, here)
    if behind is not None:
        return GoBack(because=behind[1])
    return GiveUp(out_of_clicks=bool(here) or _anything_open(levels, tried, persona))


def _act(chosen: Scent, here: Sequence[Scent]) -> Act:
    return Act(scent=chosen, rivals=tuple(scent for scent in here if scent is not chosen)[:3])


def _open_scents(level: Level, tried: Tried, persona: Persona) -> tuple[Scent, ...]:
    """What is worth a click on this level and not yet tried, best first, one for each target."""
    document = urldefrag(level.url).url
    open_scents: list[Scent] = []
    seen: set[str] = set()
    for scent in best_first(_tamed(scent) for scent in level.scents):
        affordance = scent.affordance
        if scent.value < persona.worth and (tried.searched or not _leads_to_search(affordance)):
            continue
        if persona.first_screen_only and not affordance.in_first_screen:
            continue
        if tried.has(document, affordance) or unsafe_word(affordance):
            continue
        if _is_followed(affordance):
            if affordance.target == level.url or affordance.target in seen:
                continue
            seen.add(affordance.target)
        open_scents.append(scent)
    return tuple(open_scents)


def _tamed(scent: Scent) -> Scent:
    if not scent.affordance.in_page:
        return scent
    return Scent(affordance=scent.affordance, value=scent.value * _JUMP_SHARE, cues=scent.cues)


def _way_to_search(here: Sequence[Scent]) -> Scent | None:
    for scent in here:
        if scent.affordance.kind is AffordanceKind.SEARCH:
            return scent
    return next((scent for scent in here if _leads_to_search(scent.affordance)), None)


def _leads_to_search(affordance: Affordance) -> bool:
    """A search box, or what opens one: worth trying without any scent of its own."""
    name = affordance.name.strip().casefold()
    return affordance.kind is AffordanceKind.SEARCH or name in _SEARCH_NAMES


def _best_behind(
    levels: Sequence[Level], tried: Tried, clicks_left: int, persona: Persona
) -> tuple[float, str] | None:
    """The best scent left behind, lessened by the way back to it, with what it was."""
    best: tuple[float, str] | None = None
    for distance, level in enumerate(reversed(levels[:-1]), start=1):
        for scent in _open_scents(level, tried, persona):
            if distance + _price(scent) > clicks_left:
                continue
            value = scent.value - persona.back_cost * distance
            if best is None or value > best[0]:
                label = scent.affordance.label or scent.affordance.name
                best = (value, f"'{label}' looked better")
            break
    return best


def _anything_open(levels: Sequence[Level], tried: Tried, persona: Persona) -> bool:
    return any(_open_scents(level, tried, persona) for level in levels)


def _price(scent: Scent) -> int:
    return clicks_of(action_on(scent.affordance.key))


def _is_followed(affordance: Affordance) -> bool:
    """Links and pagers are known by where they lead; everything else by where it stands."""
    return affordance.kind in (AffordanceKind.LINK, AffordanceKind.PAGER) and bool(affordance.target)


def _place_of(document: str, affordance: Affordance) -> str:
    menu = affordance.kind in (AffordanceKind.MENU, AffordanceKind.HOVER_MENU)
    return "" if menu or affordance.region in _SITE_WIDE else document
