"""A bounded look around, for diagnosis only: where the answers are that the visitors did not find.

It walks the same graph as the journeys, so that every state they saw is reused, best scent first (see
``errands.py`` for pages without end), and stops after ``pages_max`` states, whether somebody saw them before
or not: what is said of a question may not hang on how much the others have seen. What it sees is never shown
to a bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from selfserve_check.diagnosis.errands import Errand, Errands, family_of
from selfserve_check.journey.rank import ScentModel
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, PageState, Reply, Site, Unobserved
from selfserve_check.model.action import Action, StateId, View, action_on
from selfserve_check.model.observation import Affordance, AffordanceKind, Region
from selfserve_check.site.graph import document_of

# Asked for together. A constant, so that the number of workers never changes what is looked at.
_BATCH = 4
# Acts within one document that lie behind each other: a menu, and what it opens.
_ACTIONS_DEEP = 2
_SITE_WIDE = frozenset({Region.HEADER, Region.NAVIGATION, Region.FOOTER})
_LEADS_ON = frozenset(
    {
        AffordanceKind.LINK,
        AffordanceKind.PAGER,
        AffordanceKind.DISCLOSURE,
        AffordanceKind.TAB,
        AffordanceKind.MENU,
        AffordanceKind.HOVER_MENU,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """``states`` looked at by the survey; ``complete`` when nothing was left to look at and all of it came;
    ``unasked`` is how often it did not come, through no fault of the site."""

    states: int
    complete: bool
    unasked: int = 0


async def survey(
    site: Site,
    view: View,
    *,
    starts: Sequence[str],
    site_map: Sequence[str],
    wordings: Sequence[str],
    scent_model: ScentModel,
    pages_max: int,
) -> Surveyed:
    """Look around from ``starts`` and then at what ``site_map`` names besides, for ``wordings``."""
    looker = _Looker(site=site, view=view, wordings=tuple(wordings), scent_model=scent_model)
    for start in starts:
        looker.add_document(start)
    complete = await looker.look_around(pages_max)
    linked = frozenset(looker.seen_documents)
    fresh = [url for url in site_map if document_of(url) not in linked]
    for url in fresh:
        looker.add_document(url)
    complete = await looker.look_around(pages_max) and complete
    return Surveyed(states=looker.looked, complete=complete and not looker.unasked, unasked=looker.unasked)


@dataclass(slots=True)
class _Looker:
    site: Site
    view: View
    wordings: tuple[str, ...]
    scent_model: ScentModel
    errands: Errands = field(default_factory=Errands)
    seen_documents: set[str] = field(default_factory=set)
    seen_acts: set[tuple[str, object]] = field(default_factory=set)
    looked: int = 0
    unasked: int = 0
    order: int = 0

    def add_document(self, url: str) -> None:
        self.seen_documents.add(document_of(url))
        self._push(-1.0, 0, None, None, url, url)

    async def look_around(self, pages_max: int) -> bool:
        """Run errands until none is left (True) or ``pages_max`` states were looked at (False)."""
        while self.errands:
            if self.looked >= pages_max:
                return False
            count = min(_BATCH, len(self.errands), pages_max - self.looked)
            batch = [self.errands.pop() for _ in range(count)]
            replies = await asyncio.gather(*(self._run(errand) for errand in batch))
            for errand, reply in zip(batch, replies, strict=True):
                self.looked += 1
                self.unasked += isinstance(reply, CouldNotAsk | Unobserved)
                if isinstance(reply, Arrived):
                    self._add_exits(reply.page, errand.priority[1] + 1)
        return True

    async def _run(self, errand: Errand) -> Reply:
        if errand.state is None or errand.action is None:
            return await self.site.open(self.view, errand.url)
        return await self.site.act(errand.state, errand.action)

    def _add_exits(self, page: PageState, depth: int) -> None:
        self.seen_documents.add(document_of(page.observation.url))
        promise = self._promise(page)
        for affordance, value in zip(page.observation.affordances, promise, strict=True):
            if self._is_new(page, affordance):
                leads_to = affordance.target or page.observation.url
                self._push(-value, depth, page.id, action_on(affordance.key), "", leads_to)

    def _promise(self, page: PageState) -> Iterable[float]:
        """For each affordance the highest scent that any of the wordings gives it."""
        ranked = [self.scent_model.scents(wording, page.observation) for wording in self.wordings]
        if not ranked:
            return (0.0 for _ in page.observation.affordances)
        return (max(scent.value for scent in scents) for scents in zip(*ranked, strict=True))

    def _is_new(self, page: PageState, affordance: Affordance) -> bool:
        if affordance.kind not in _LEADS_ON or affordance.in_page or unsafe_word(affordance):
            return False
        document = document_of(affordance.target)
        # A link into its own document that is no place in it is an act of the page's script.
        if affordance.target and document != document_of(page.observation.url):
            if document in self.seen_documents:
                return False
            self.seen_documents.add(document)
            return True
        if affordance.expanded or len(page.id.actions) >= _ACTIONS_DEEP:
            return False
        # What the header or a menu opens is the same on every page of the site.
        site_wide = affordance.region in _SITE_WIDE
        turns = f"#{len(page.id.actions)}" if affordance.kind is AffordanceKind.PAGER else ""
        mark = ("" if site_wide and not turns else f"{page.document}{turns}", affordance.key)
        if mark in self.seen_acts:
            return False
        self.seen_acts.add(mark)
        return True

    def _push(
        self, value: float, depth: int, state: StateId | None, action: Action | None, url: str, leads_to: str
    ) -> None:
        self.order += 1
        priority = (round(value, 6), depth, self.order)
        family = family_of(leads_to)
        self.errands.push(Errand(priority=priority, state=state, action=action, url=url, family=family))
