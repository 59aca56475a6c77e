"""What of a page is worth a click and not yet tried: the part of a decision that is the same each time.

A visitor weighs a page again whenever they stand on it or think of going back to it. Which of its labels are
worth a click at all, in what order, where they lead and whether they are safe is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.page_memory import Memory, once_a_part
from selfserve_check.journey.persona import Persona
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Region

# An in-page jump only scrolls, and everything on the page is already read.
_JUMP_SHARE = 0.2
_SITE_WIDE = frozenset({Region.HEADER, Region.NAVIGATION, Region.FOOTER})
# What a magnifier is called that opens the search box.
_SEARCH_NAMES = frozenset({"search", "open search", "suche", "rechercher", "buscar"})
# Pages of so many questions are kept; what is forgotten is worked out again.
_SIGHTS_MAX = 20_000

Scents = tuple[Scent, ...]


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
class _Offer:
    """A scent worth a click. ``place`` and its key say what was tried; ``target`` is where it leads, "" where
    that does not tell; ``for_search`` is True of what has too little scent and is only a way to search."""

    scent: Scent
    place: str
    target: str
    for_search: bool

    def was_tried(self, tried: Tried, names: AbstractSet[str]) -> bool:
        """``names`` are those of the keys in ``tried``: most offers share none, and a key is slow to find."""
        key = self.scent.affordance.key
        if key.kind is AffordanceKind.SEARCH:
            return tried.searched
        if key.name in names and (self.place, key) in tried.keys:
            return True
        if self.target in tried.targets:
            return True
        return bool(tried.hosts) and bool(self.target) and urlsplit(self.target).netloc in tried.hosts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What one page offers for one question: its offers, best first, and the links that lead somewhere else,
    by where they lead."""

    offers: tuple[_Offer, ...]
    links: Mapping[str, Affordance]

    def open_scents(self, tried: Tried, persona: Persona) -> Iterator[Scent]:
        """What is worth a click and not yet ``tried``, best first, one for each target."""
        names = {key.name for _, key in tried.keys}
        seen: set[str] = set()
        for offer in self.offers:
            if offer.for_search and tried.searched:
                continue
            if persona.first_screen_only and not offer.scent.affordance.in_first_screen:
                continue
            if offer.target in seen or offer.was_tried(tried, names):
                continue
            if offer.target:
                seen.add(offer.target)
            yield offer.scent


_NOTHING = Sight(offers=(), links={})
_sights: Memory[Sight] = Memory[Sight](most=_SIGHTS_MAX).for_a_run()


def sight_of(page: PageState | None, scents: Scents, worth: float) -> Sight:
    """What ``page``, with these very ``scents``, offers a visitor who thinks a scent of ``worth`` worth a
    click. Nothing where there is no page, or nothing on it is weighed."""
    if page is None or not scents:
        return _NOTHING
    key = (page.observation.url, len(page.id.actions), worth)
    known = _sights.get(key, scents)
    if known is None:
        standings = _standings(page, scents)
        known = Sight(offers=_offers(standings, scents, worth), links=_links(standings, scents))
        _sights.put(key, scents, known)
    return known


def leads_to_search(affordance: Affordance) -> bool:
    """A search box, or what opens one: worth trying without any scent of its own."""
    name = affordance.name.strip().casefold()
    return affordance.kind is AffordanceKind.SEARCH or name in _SEARCH_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """An affordance in its place, whatever the question. ``leads`` is the address of a link that is more than
    a jump within the page; ``open`` is False of what nobody should follow from here."""

    place: str
    target: str
    leads: str
    searches: bool
    open: bool


def _standings(page: PageState, scents: Scents) -> tuple[_Standing, ...]:
    """Of each affordance of ``page``, in its order, which is that of ``scents``."""
    url = page.observation.url
    where = _Where(
        document=steady_address(urldefrag(url).url), own=steady_address(url), turns=len(page.id.actions)
    )
    return _stand([scent.affordance for scent in scents], where)


class _Where(NamedTuple):
    """The page that something stands on."""

    document: str
    own: str
    turns: int


@once_a_part
def _stand(affordance: Affordance, where: _Where) -> _Standing:
    target = _read_at(where.document, affordance) if _is_followed(affordance) else ""
    leads = affordance.kind is AffordanceKind.LINK and not affordance.in_page
    return _Standing(
        place=_place_of(where.document, affordance, where.turns),
        target=target,
        leads=steady_address(affordance.target) if leads else "",
        searches=leads_to_search(affordance),
        open=not (unsafe_word(affordance) or (target and target == where.own)),
    )


def _offers(standings: Sequence[_Standing], scents: Scents, worth: float) -> tuple[_Offer, ...]:
    offers = []
    for one, seen in zip(standings, scents, strict=True):
        # To tame a scent makes it no stronger.
        if not one.open or (seen.value < worth and not one.searches):
            continue
        scent = _tamed(seen)
        faint = scent.value < worth
        if one.searches or not faint:
            offers.append(_Offer(scent=scent, place=one.place, target=one.target, for_search=faint))
    return tuple(sorted(offers, key=_by_scent))


def _by_scent(offer: _Offer) -> float:
    """As in ``rank.best_first``."""
    return -round(offer.scent.value, 6)


def _links(standings: Sequence[_Standing], scents: Scents) -> Mapping[str, Affordance]:
    """The first on the page of those that lead to the same address."""
    found: dict[str, Affordance] = {}
    for one, scent in zip(standings, scents, strict=True):
        if one.leads:
            found.setdefault(one.leads, scent.affordance)
    return found


def _tamed(scent: Scent) -> Scent:
    if not scent.affordance.in_page:
        return scent
    return Scent(affordance=scent.affordance, value=scent.value * _JUMP_SHARE, cues=scent.cues)


def _is_followed(affordance: Affordance) -> bool:
    """Links and pagers are known by where they lead; everything else by where it stands."""
    return affordance.kind in (AffordanceKind.LINK, AffordanceKind.PAGER) and bool(affordance.target)


def _read_at(document: str, affordance: Affordance) -> str:
    """Where a link leads, whatever it tells the site of this visit. A part of another page is that page,
    which is read as a whole; within ``document`` a fragment may be all that tells one view from another."""
    target, page = _target_and_page(affordance.target)
    return target if page == document else page


@for_a_run(16384)
def _target_and_page(address: str) -> tuple[str, str]:
    target = steady_address(address)
    return target, urldefrag(target).url


def _place_of(document: str, affordance: Affordance, turns: int) -> str:
    if affordance.kind is AffordanceKind.PAGER and not affordance.target:
        return f"{document}#{turns}"
    menu = affordance.kind in (AffordanceKind.MENU, AffordanceKind.HOVER_MENU)
    return "" if menu or affordance.region in _SITE_WIDE else document
