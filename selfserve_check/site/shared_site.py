"""Many journeys over one graph: the browser is asked only for what the graph does not hold yet.

Each state is loaded once, however many journeys want it at the same moment. What failed is never shared:
whoever waited for it tries again alone. A waiter that is cancelled cancels nobody else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from selfserve_check.journey.again import PASSING, Again, cause_of_reply, once_more
from selfserve_check.journey.replies import parts_away
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, RefusalKind, Refused, Reply
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.journey import Cause
from selfserve_check.model.said import say, say_n
from selfserve_check.site.explorer_port import Explorer, Navigates
from selfserve_check.site.graph import SiteGraph

T = TypeVar("T")
_LIMIT = "limit"
# Parts of pages that stay away, remembered; more of them than a site can mean.
_AWAY_MAX = 1_000


@dataclass(slots=True)
class SharedSite:
    """A ``Site`` over ``graph``. ``states_max`` caps the page states of the whole run; ``again`` tries what
    time may mend."""

    explorer: Explorer
    graph: SiteGraph
    states_max: int = 5_000
    again: Again = once_more
    _flights: dict[Hashable, asyncio.Task[Reply]] = field(default_factory=dict)
    _away: set[str] = field(default_factory=set)

    async def open(self, view: View, url: str) -> Reply:
        return await self._document(StateId(view=view, url=url))

    async def act(self, state: StateId, action: Action) -> Reply:
        known = self.graph.known_act(state, action)
        if known is not None:
            return known
        if self._is_full():
            return CouldNotAsk(cause=_too_many_states(self.states_max, state.url))
        reply = await self._shared((state, action), lambda: self._try_act(state, action))
        # A document was tried again with all patience already.
        again = self.again if self._foregone(state, action) is None else once_more
        last = await again(reply, lambda: self._try_act(state, action, again=True), self._cause_of_act)
        self._note_away(last)
        self.graph.add_edge(state, action, last)
        return self.graph.edges.get((state, action), last)

    async def close(self) -> None:
        """Stop what is still loading; for the end of a run."""
        flights = tuple(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)

    async def _try_act(self, state: StateId, action: Action, *, again: bool = False) -> Reply:
        # The graph learns within the flight, so that there is no moment at which neither knows.
        reply = await self._effect_followed(state, action, again=again)
        if self._cause_of_act(reply) is None:
            self.graph.add_edge(state, action, reply)
        return self.graph.edges.get((state, action), reply)

    async def _load(self, state: StateId) -> Reply:
        reply = await self.explorer.load(state)
        return self._kept(state, reply) if self._cause_of(reply) is None else reply

    def _kept(self, state: StateId, reply: Reply) -> Reply:
        self._note_away(reply)
        self.graph.add_load(state, reply)
        return self.graph.loads.get(state, reply)

    async def _effect_followed(self, state: StateId, action: Action, *, again: bool) -> Reply:
        effect = self._foregone(state, action)
        if effect is None:
            answer = await self.explorer.try_act(state, action, follow=False)
            if not isinstance(answer, Navigates):
                return answer
            effect = answer
        reply = await self._document(StateId(view=state.view, url=effect.url), again=again)
        # What time may mend no click mends: it is nothing that anybody believes.
        if isinstance(reply, Arrived) or _is_final(reply) or _may_pass(reply):
            return reply
        # An error met by going straight there is believed only after a real click.
        clicked = await self.explorer.try_act(state, action, follow=True)
        return reply if isinstance(clicked, Navigates) else clicked

    def _foregone(self, state: StateId, action: Action) -> Navigates | None:
        """Where the act is certain to lead, when no script of the page can have a say."""
        affordance = self.graph.affordance(state, action.key)
        if affordance is not None and affordance.plain:
            return Navigates(url=affordance.target)
        return None

    async def _document(self, state: StateId, *, again: bool = False) -> Reply:
        """``again``: it was tried twice already, and is tried once more, alone."""
        known = self.graph.loads.get(state)
        if known is not None:
            return known
        if self._is_full():
            return CouldNotAsk(cause=_too_many_states(self.states_max, state.url))
        if again:
            return self._kept(state, await self._load(state))
        reply = await self._shared(state, lambda: self._load(state))
        # A page of which a part stays away is kept as it came: what it does not show is not known.
        return self._kept(state, await self.again(reply, lambda: self._load(state), self._cause_of))

    def _note_away(self, reply: Reply) -> None:
        if len(self._away) < _AWAY_MAX:
            self._away |= parts_away(reply)

    def _cause_of(self, reply: Reply) -> Cause | None:
        """Why to try again. A part that stayed away from one page is not waited for on every other."""
        return cause_of_reply(reply, self._away)

    def _cause_of_act(self, reply: Reply) -> Cause | None:
        """None where the act led to a document: that was tried again with all patience already."""
        led_on = isinstance(reply, Arrived) and not reply.page.id.actions
        return None if led_on else self._cause_of(reply)

    def _is_full(self) -> bool:
        return len(self.graph.states) >= self.states_max

    async def _shared(self, key: Hashable, work: Callable[[], Awaitable[Reply]]) -> Reply:
        """The result of ``work``, done once for all who ask for ``key`` while it is under way."""
        flight = self._flights.get(key)
        if flight is None:
            flight = asyncio.ensure_future(_awaited(work))
            self._flights[key] = flight
            flight.add_done_callback(lambda _done: self._flights.pop(key, None))
        return await asyncio.shield(flight)


async def _awaited(work: Callable[[], Awaitable[T]]) -> T:
    return await work()


def _may_pass(reply: Reply) -> bool:
    return isinstance(reply, CouldNotAsk) and reply.cause.kind in PASSING


def _is_final(reply: Reply) -> bool:
    """What a click could not change: the address alone decides, or the run is full."""
    if isinstance(reply, CouldNotAsk):
        return reply.cause.kind == _LIMIT
    return isinstance(reply, Refused) and reply.kind in (RefusalKind.OFF_HOST, RefusalKind.ROBOTS)


def _too_many_states(states_max: int, url: str) -> Cause:
    return Cause(
        kind=_LIMIT,
        detail=say_n(
            "this run has seen {count} page state, the most that limits.states_max allows",
            "this run has seen {count} page states, the most that limits.states_max allows",
            states_max,
        ),
        url=url,
        hint=say("raise limits.states_max, or ask fewer questions in one run"),
    )
