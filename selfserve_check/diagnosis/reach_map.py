"""The site graph as what a visitor can choose: numbered rooms with doors. Knows no question. Pure.

Made once for a view and asked by every question, so that no question looks edges up again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from selfserve_check.diagnosis.edits import Edited
from selfserve_check.diagnosis.lookout import pages_of
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import Arrived, Broken, NoChange, PageState, Reply, Walled
from selfserve_check.model.action import StateId, View, action_on, clicks_on
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation, Region
from selfserve_check.site.graph import SiteGraph

# Where a door leads that leads to no room: nobody looked behind it; nothing happens; to what a search finds.
UNSEEN, STAYS, BY_SEARCH = -1, -2, -3

_SITE_WIDE = frozenset({Region.HEADER, Region.NAVIGATION, Region.FOOTER})
_MENUS = frozenset({AffordanceKind.MENU, AffordanceKind.HOVER_MENU})
# Where an edit changes more than one room in so many, all doors are gone through again.
_FEW = 8

Entries = tuple[tuple[int, int], ...]
"""Rooms that lead to a room, each with its price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One choice. ``places`` are the indexes of the affordances that lead to the same end; ``to`` is the
    number of a room or one of the constants above; ``form`` tells search boxes apart."""

    to: int
    price: int
    places: tuple[int, ...]
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A page state with its doors. ``observation`` is None behind a dead link or a wall: there is no door.

    ``has_free`` is True where a door costs no click.
    """

    url: str
    title: str = ""
    observation: Observation | None = None
    doors: tuple[Door, ...] = ()
    has_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMap:
    """``numbers`` finds the room of a state. ``entries`` has for each room the rooms that lead there, each
    with its price; ``boxes`` for each search form the rooms that show it; ``found`` where a form leads with
    a text."""

    view: View
    rooms: tuple[Room, ...]
    numbers: Mapping[StateId, int]
    entries: tuple[Entries, ...]
    boxes: Mapping[str, tuple[int, ...]]
    found: Mapping[tuple[str, str], int]
    opened: Mapping[AffordanceKey, Reply] = field(default_factory=dict)


def site_map_of(graph: SiteGraph, view: View) -> SiteMap:
    """Everything of ``graph`` that was seen in ``view``. The order in which it was seen does not matter."""
    pages = pages_of(graph, view)
    numbers = {state: number for number, state in enumerate(pages)}
    ends = _Ends(graph=graph, numbers=numbers, dead={}, first_dead=len(pages), opened=_opened(graph, pages))
    rooms = [_room(page, ends) for page in pages.values()]
    found = _found(graph, pages, ends)
    rooms += [Room(url=url) for url in ends.dead]
    return SiteMap(
        view=view,
        rooms=tuple(rooms),
        numbers=numbers,
        entries=_entries(rooms),
        boxes=_boxes(rooms),
        found=found,
        opened=ends.opened,
    )


def after_edit(site_map: SiteMap, edited: Edited) -> SiteMap:
    """``site_map`` once ``edited`` was made to its graph: each room keeps its number, and only those of
    changed states are looked at again. A state that became one with another keeps a room that nothing leads
    to."""
    numbers = _renamed(site_map.numbers, edited)
    changed = {edited.now(state) for state in edited.changed if state in site_map.numbers}
    renewed = sorted(changed, key=numbers.__getitem__)
    dead = {room.url: number for number, room in enumerate(site_map.rooms) if room.observation is None}
    opened = dict(site_map.opened)
    for state in renewed:
        page = edited.graph.states[state]
        for affordance in page.observation.affordances:
            if _is_site_wide(affordance) and affordance.key not in opened:
                reply = edited.graph.end_of(state, action_on(affordance.key), affordance)
                if reply is not None:
                    opened[affordance.key] = reply
    first_dead, known = len(site_map.rooms) - len(dead), len(dead)
    ends = _Ends(graph=edited.graph, numbers=numbers, dead=dead, first_dead=first_dead, opened=opened)
    rooms = list(site_map.rooms)
    for state in renewed:
        rooms[numbers[state]] = _room(edited.graph.states[state], ends)
    rooms += [Room(url=url) for url in list(dead)[known:]]
    again = {numbers[state] for state in renewed}
    return replace(
        site_map,
        rooms=tuple(rooms),
        numbers=numbers,
        entries=_entries_after(site_map, rooms, again),
        boxes=_boxes_after(site_map, rooms, again),
        opened=opened,
    )


def _renamed(numbers: Mapping[StateId, int], edited: Edited) -> Mapping[StateId, int]:
    """``numbers`` under the names that states have after an edit; of two that became one the first."""
    if not edited.moved:
        return numbers
    renamed: dict[StateId, int] = {}
    for state, number in numbers.items():
        renamed.setdefault(edited.now(state), number)
    return renamed


@dataclass(slots=True, kw_only=True)
class _Ends:
    """Gives the end of every act a number. ``dead`` numbers the dead ends after the rooms, from
    ``first_dead``
    on, as they are met."""

    graph: SiteGraph
    numbers: Mapping[StateId, int]
    dead: dict[str, int]
    first_dead: int
    opened: Mapping[AffordanceKey, Reply]

    def of(self, page: PageState, affordance: Affordance) -> int:
        reply = self.graph.end_of(page.id, action_on(affordance.key), affordance)
        if reply is None and _is_site_wide(affordance):
            reply = self.opened.get(affordance.key)
        return self.number(reply)

    def number(self, reply: Reply | None) -> int:
        match reply:
            case Arrived(page=landed):
                return self.numbers.get(landed.id, UNSEEN)
            case NoChange():
                return STAYS
            case Broken(url=url) | Walled(url=url):
                return self.dead.setdefault(url, self.first_dead + len(self.dead))
        return UNSEEN


def _opened(graph: SiteGraph, pages: Mapping[StateId, PageState]) -> dict[AffordanceKey, Reply]:
    """What the menus of the whole site open, from the first page where it was seen: it is the same on all."""
    opened: dict[AffordanceKey, Reply] = {}
    for state, page in pages.items():
        for affordance in page.observation.affordances:
            if not _is_site_wide(affordance) or affordance.key in opened:
                continue
            reply = graph.end_of(state, action_on(affordance.key), affordance)
            if reply is not None:
                opened[affordance.key] = reply
    return opened


def _is_site_wide(affordance: Affordance) -> bool:
    return affordance.kind in _MENUS or affordance.region in _SITE_WIDE


def _room(page: PageState, ends: _Ends) -> Room:
    """The doors of ``page``, in its order; those to the same end are one."""
    own = ends.numbers[page.id]
    places: dict[tuple[int, int, object], list[int]] = {}
    for place, affordance in _choices(page):
        price = clicks_on(affordance.key)
        if affordance.kind is AffordanceKind.SEARCH:
            places.setdefault((BY_SEARCH, price, _form(own, affordance.key)), []).append(place)
            continue
        to = ends.of(page, affordance)
        # Two links to one unseen page are one choice; two dead buttons are two.
        mark: object = "" if to >= 0 else affordance.target or affordance.key
        if to != own:
            places.setdefault((to, price, mark), []).append(place)
    doors = tuple(
        Door(to=to, price=price, places=tuple(found), form=str(mark) if to == BY_SEARCH else "")
        for (to, price, mark), found in places.items()
    )
    return Room(
        url=page.observation.url,
        title=page.observation.title,
        observation=page.observation,
        doors=doors,
        has_free=any(not door.price for door in doors),
    )


def _choices(page: PageState) -> Iterator[tuple[int, Affordance]]:
    """What a visitor may act on and has not yet acted on here; a jump within the page shows nothing new."""
    done = {action.key for action in page.id.actions}
    for place, affordance in enumerate(page.observation.affordances):
        is_open = affordance.expanded and affordance.kind is not AffordanceKind.LINK
        spent = is_open or affordance.key in done
        if not spent and not affordance.in_page and not unsafe_word(affordance):
            yield place, affordance


def _form(number: int, key: AffordanceKey) -> str:
    """A search box is known by the address it is sent to, else it is one of its page alone."""
    return key.target or f"#{number}"


def _found(graph: SiteGraph, pages: Mapping[StateId, PageState], ends: _Ends) -> dict[tuple[str, str], int]:
    """What each search found, from whichever page it was sent: its form and its text decide."""
    found: dict[tuple[str, str], int] = {}
    for state in pages:
        for action, reply in graph.searches(state):
            form = _form(ends.numbers[state], action.key)
            found.setdefault((form, action.text), ends.number(reply))
    return found


def _entries(rooms: Sequence[Room]) -> tuple[Entries, ...]:
    entries: list[list[tuple[int, int]]] = [[] for _ in rooms]
    for number, room in enumerate(rooms):
        for door in room.doors:
            if door.to >= 0:
                entries[door.to].append((number, door.price))
    return tuple(tuple(each) for each in entries)


def _entries_after(site_map: SiteMap, rooms: Sequence[Room], again: AbstractSet[int]) -> tuple[Entries, ...]:
    """The entries of ``rooms``, of which only those in ``again`` are others than in ``site_map``."""
    if len(again) * _FEW > len(rooms):
        return _entries(rooms)
    entries = [*site_map.entries, *(() for _ in rooms[len(site_map.rooms) :])]
    doors = [(number, door) for number in sorted(again) for door in rooms[number].doors if door.to >= 0]
    before = {door.to for number in again for door in site_map.rooms[number].doors if door.to >= 0}
    for to in before:
        entries[to] = tuple(entry for entry in entries[to] if entry[0] not in again)
    for number, door in doors:
        entries[door.to] = (*entries[door.to], (number, door.price))
    return tuple(entries)


def _boxes(rooms: Sequence[Room]) -> dict[str, tuple[int, ...]]:
    boxes: dict[str, list[int]] = {}
    for number, room in enumerate(rooms):
        for door in room.doors:
            if door.to == BY_SEARCH:
                boxes.setdefault(door.form, []).append(number)
    return {form: tuple(numbers) for form, numbers in boxes.items()}


def _boxes_after(
    site_map: SiteMap, rooms: Sequence[Room], again: AbstractSet[int]
) -> Mapping[str, tuple[int, ...]]:
    """Likewise the search boxes."""
    touched = any(
        door.to == BY_SEARCH
        for number in again
        for room in (site_map.rooms[number], rooms[number])
        for door in room.doors
    )
    return _boxes(rooms) if touched else site_map.boxes
