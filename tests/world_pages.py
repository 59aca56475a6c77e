"""What stands on the pages of a world, and how a page looks with some of its things open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Observation,
    Passage,
    PassageKind,
    Region,
    Signals,
)

_CALM = Signals()

# What stands on a page ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Leads to the document at ``to``; with ``#`` in front, to a place in its own page."""

    label: str
    to: str
    name: str = ""
    headings: tuple[str, ...] = ()
    context: str = ""
    region: Region = Region.MAIN
    plain: bool = True
    kind: AffordanceKind = AffordanceKind.LINK


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """Shows ``text`` and ``things`` without leaving the document; with ``replaces``, instead of all else.

    ``to`` is the address that a router's link carries without ever loading it.
    """

    kind: AffordanceKind
    label: str
    text: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()
    replaces: bool = False
    to: str = ""
    blocked: tuple[BlockedRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Does nothing that a visitor can see; the guard stopped ``blocked`` on the way."""

    label: str
    blocked: tuple[BlockedRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBox:
    """Sends what is typed to ``action`` as ``?q=``."""

    label: str = "Search"
    action: str = "/search"


Thing = Link | Opens | Button | SearchBox


def link(label: str, to: str) -> Link:
    return Link(label=label, to=to)


def disclosure(label: str, *text: str, things: tuple[Thing, ...] = ()) -> Opens:
    return Opens(kind=AffordanceKind.DISCLOSURE, label=label, text=text, things=things)


def tab(label: str, *text: str) -> Opens:
    """Opening one closes the tabs beside it."""
    return Opens(kind=AffordanceKind.TAB, label=label, text=text)


def menu(label: str, *things: Thing) -> Opens:
    return Opens(kind=AffordanceKind.MENU, label=label, things=things)


def hover_menu(label: str, *things: Thing) -> Opens:
    return Opens(kind=AffordanceKind.HOVER_MENU, label=label, things=things)


def route(label: str, to: str, *text: str, things: tuple[Thing, ...] = ()) -> Opens:
    """A card of a single-page application: another page, the same document and the same address."""
    return Opens(kind=AffordanceKind.LINK, label=label, to=to, text=text, things=things, replaces=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    title: str
    text: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()
    signals: Signals = _CALM
    blocked: tuple[BlockedRequest, ...] = ()


# How a page looks with some of its things open --------------------------------------------------------------

Where = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing in sight: ``path`` is its place in the tree of things."""

    path: Where
    thing: Thing
    affordance: Affordance


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    page: Page
    url: str
    opened: frozenset[Where] = frozenset()
    # The thing that replaced everything else, with its path.
    card: Opens | None = None
    base: Where = ()

    def with_open(self, spot: Spot) -> Scene:
        assert isinstance(spot.thing, Opens)
        if spot.thing.replaces:
            return replace(self, card=spot.thing, base=spot.path, opened=frozenset())
        kept = self.opened
        if spot.thing.kind is AffordanceKind.TAB:
            kept = frozenset(path for path in kept if path[:-1] != spot.path[:-1])
        return replace(self, opened=kept | {spot.path})

    def spot(self, key: AffordanceKey) -> Spot | None:
        return next((spot for spot in self.spots() if spot.affordance.key == key), None)

    def spots(self) -> tuple[Spot, ...]:
        """Everything that can be acted on, in the order of the page."""
        counts: Counter[tuple[AffordanceKind, str, str]] = Counter()
        spots = []
        for path, thing in self._in_sight(self._things(), self.base):
            affordance = _affordance(thing, self.url, is_open=path in self.opened)
            mark = (affordance.kind, affordance.name, affordance.target)
            key = replace(affordance.key, nth=counts[mark])
            counts[mark] += 1
            spots.append(Spot(path, thing, replace(affordance, key=key)))
        return tuple(spots)

    def observation(self) -> Observation:
        title = self.card.label if self.card else self.page.title
        text = self.card.text if self.card else self.page.text
        passages = [Passage(text=title, kind=PassageKind.HEADING, region=Region.MAIN)]
        passages.extend(Passage(text=words, headings=(title,), region=Region.MAIN) for words in text)
        for spot in self.spots():
            if isinstance(spot.thing, Opens) and spot.path in self.opened:
                trail = (title, spot.thing.label)
                passages.extend(
                    Passage(text=words, headings=trail, region=Region.MAIN) for words in spot.thing.text
                )
        return Observation(
            url=self.url,
            title=self.page.title,
            lang="en",
            passages=tuple(passages),
            affordances=tuple(spot.affordance for spot in self.spots()),
            signals=self.page.signals,
        )

    def _things(self) -> tuple[Thing, ...]:
        return self.card.things if self.card else self.page.things

    def _in_sight(self, things: tuple[Thing, ...], path: Where) -> Iterator[tuple[Where, Thing]]:
        for place, thing in enumerate(things):
            here = (*path, place)
            yield here, thing
            if isinstance(thing, Opens) and here in self.opened:
                yield from self._in_sight(thing.things, here)


def _affordance(thing: Thing, url: str, *, is_open: bool) -> Affordance:
    match thing:
        case Link():
            key = AffordanceKey(
                kind=thing.kind, name=thing.name or thing.label, target=urljoin(url, thing.to)
            )
            jump = thing.to.startswith("#")
            return Affordance(
                key=key,
                role="link",
                label=thing.label,
                headings=thing.headings,
                context=thing.context,
                region=thing.region,
                plain=thing.plain and not jump,
                in_page=jump,
            )
        case Opens():
            target = urljoin(url, thing.to) if thing.to else ""
            key = AffordanceKey(kind=thing.kind, name=thing.label, target=target)
            expanded = None if thing.kind is AffordanceKind.LINK else is_open
            return Affordance(key=key, role="button", label=thing.label, expanded=expanded)
        case Button(label=label):
            key = AffordanceKey(kind=AffordanceKind.BUTTON, name=label)
            return Affordance(key=key, role="button", label=label)
        case SearchBox(label=label, action=action):
            key = AffordanceKey(kind=AffordanceKind.SEARCH, name=label, target=urljoin(url, action))
            return Affordance(key=key, role="searchbox")
