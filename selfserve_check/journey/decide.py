"""What to do next: follow a scent, go back to where it was stronger, or give up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urldefrag, urlsplit

from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.persona import Persona
from selfserve_check.journey.rank import best_first
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import action_on, clicks_of
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Region
from selfserve_check.model.said import say

# An in-page jump only scrolls, and everything on the page is already read.
_JUMP_SHARE = 0.2
_SITE_WIDE = frozenset({Region.HEADER, Region.NAVIGATION, Region.FOOTER})
# What a magnifier is called that opens the search box.
_SEARCH_NAMES = frozenset({"search", "open search", "suche", "rechercher", "buscar"})


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

    @property
    def turns(self) -> int:
        """How much was done on the page since it was loaded."""
        return len(self.page.id.actions) if self.page else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What this journey has acted on already: targets of links, and other affordances by their document.

    A menu counts for the whole site, and so does what stands in a header, footer or navigation: what it
    offers was seen when it was first opened. A pager that a script turns offers something new after each of
    the ``turns``, the acts since the load. ``hosts`` are those that were not to be opened. ``rephrasing``
    is True once a search found nothing and may be sent again in other words.
    """

    targets: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    keys: frozenset[tuple[str, AffordanceKey]] = frozenset()
    searched: bool = False
    rephrasing: bool = False

    def has(self, document: str, affordance: Affordance, turns: int = 0) -> bool:
        if affordance.kind is AffordanceKind.SEARCH:
            return self.searched
        if (_place_of(document, affordance, turns), affordance.key) in self.keys:
            return True
        if not _is_followed(affordance):
            return False
        target = _read_at(document, affordance)
        return target in self.targets or (bool(self.hosts) and urlsplit(target).netloc in self.hosts)

    def plus(self, document: str, affordance: Affordance, turns: int = 0) -> Tried:
        read = {_read_at(document, affordance)} if _is_followed(affordance) else frozenset()
        searched = self.searched or affordance.kind is AffordanceKind.SEARCH
        keys = self.keys | {(_place_of(document, affordance, turns), affordance.key)}
        return replace(self, targets=self.targets | read, keys=keys, searched=searched)

    def plus_target(self, url: str) -> Tried:
        return replace(self, targets=self.targets | {steady_address(url)})

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
    if best_here is not None and (behind is None or best_here.value >= behind.value):
        return _act(best_here, here)
    if behind is not None:
        return Act(scent=behind.link, rivals=here[:3]) if behind.link else GoBack(because=behind.because)
    return GiveUp(out_of_clicks=bool(here) or _anything_open(levels, tried, persona))


def _act(chosen: Scent, here: Sequence[Scent]) -> Act:
    return Act(scent=chosen, rivals=tuple(scent for scent in here if scent is not chosen)[:3])


def _open_scents(level: Level, tried: Tried, persona: Persona) -> tuple[Scent, ...]:
    """What is worth a click on this level and not yet tried, best first, one for each target."""
    document = steady_address(urldefrag(level.url).url)
    open_scents: list[Scent] = []
    seen: set[str] = set()
    worth = [
        scent
        for scent in map(_tamed, level.scents)
        if scent.value >= persona.worth or not (tried.searched or not _leads_to_search(scent.affordance))
    ]
    for scent in best_first(worth):
        affordance = scent.affordance
        if persona.first_screen_only and not affordance.in_first_screen:
            continue
        if tried.has(document, affordance, level.turns) or unsafe_word(affordance):
            continue
        if _is_followed(affordance):
            target = _read_at(document, affordance)
            if target == steady_address(level.url) or target in seen:
                continue
            seen.add(target)
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
        link = _link_to(level, levels[-1]) if distance > 1 else None
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


def _link_to(level: Level, here: Level) -> Affordance | None:
    """A link in sight here to the page of ``level``, as it was when it was opened."""
    if level.page is None or level.page.id.actions:
        return None
    document = steady_address(urldefrag(level.url).url)
    return next(
        (
            scent.affordance
            for scent in here.scents
            if scent.affordance.kind is AffordanceKind.LINK
            and not scent.affordance.in_page
            and steady_address(scent.affordance.target) == document
        ),
        None,
    )


def _led_back(link: Affordance | None, because: str) -> Scent | None:
    if link is None:
        return None
    return Scent(affordance=link, value=0.0, cues=(Cue(name="back", weight=0.0, because=because),))


def _anything_open(levels: Sequence[Level], tried: Tried, persona: Persona) -> bool:
    return any(_open_scents(level, tried, persona) for level in levels)


def _price(scent: Scent) -> int:
    return clicks_of(action_on(scent.affordance.key))


def _is_followed(affordance: Affordance) -> bool:
    """Links and pagers are known by where they lead; everything else by where it stands."""
    return affordance.kind in (AffordanceKind.LINK, AffordanceKind.PAGER) and bool(affordance.target)


def _read_at(document: str, affordance: Affordance) -> str:
    """Where a link leads, whatever it tells the site of this visit. A part of another page is that page,
    which is read as a whole; within ``document`` a fragment may be all that tells one view from another."""
    target, page = _target_and_page(affordance.target)
    return target if page == document else page


@lru_cache(maxsize=16384)
def _target_and_page(address: str) -> tuple[str, str]:
    target = steady_address(address)
    return target, urldefrag(target).url


def _place_of(document: str, affordance: Affordance, turns: int) -> str:
    if affordance.kind is AffordanceKind.PAGER and not affordance.target:
        return f"{document}#{turns}"
    menu = affordance.kind in (AffordanceKind.MENU, AffordanceKind.HOVER_MENU)
    return "" if menu or affordance.region in _SITE_WIDE else document
