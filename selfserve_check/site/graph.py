"""The site graph: the states that were observed, and what acts led to what. Grows, never forgets."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.page_memory import once_a_page
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, PageState, Reply, Unobserved
from selfserve_check.model.action import Action, Search, StateId, View, action_on, clicks_of
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation

Edge = tuple[StateId, Action]
Exit = tuple[Action, Reply]


@dataclass(slots=True)
class Uses:
    """Where a graph speaks of a state: what is loaded as it or leads to it, and the acts done in it."""

    loads: list[StateId] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


Way = tuple[int, int, Action]
"""The number of the state that an act leads to, its clicks, and the act."""


@dataclass(slots=True)
class Net:
    """A graph by numbers, for whoever goes through all of it for every question: a state is slow to look up,
    a number is not. Good for as long as nothing is added to the graph."""

    graph: SiteGraph
    states: list[StateId] = field(default_factory=list)
    numbers: dict[StateId, int] = field(default_factory=dict)
    _linked: dict[int, tuple[Way, ...]] = field(default_factory=dict)
    _searched: dict[int, tuple[Way, ...]] = field(default_factory=dict)

    def number(self, state: StateId) -> int:
        known = self.numbers.setdefault(state, len(self.states))
        if known == len(self.states):
            self.states.append(state)
        return known

    def ways(self, number: int, *, by_search: bool) -> tuple[Way, ...]:
        """Where one gets from there, in the order of the page; of ways to one state only those that are
        shorter than what stands before them."""
        kept = self._searched if by_search else self._linked
        known = kept.get(number)
        if known is None:
            known = kept[number] = self._shortest(self.graph.exits(self.states[number], by_search=by_search))
        return known

    def _shortest(self, exits: Iterable[Exit]) -> tuple[Way, ...]:
        found: list[Way] = []
        prices: dict[int, int] = {}
        for action, reply in exits:
            if isinstance(reply, Arrived):
                to, price = self.number(reply.page.id), clicks_of(action)
                if price < prices.get(to, price + 1):
                    prices[to] = price
                    found.append((to, price, action))
        return tuple(found)


@dataclass(slots=True)
class SiteGraph:
    """``loads`` holds what loading a state gave; ``edges`` what an act in a state gave.

    Neither holds a :class:`CouldNotAsk`: errors are not truth. What was seen first stands. All of it comes in
    through ``add_load`` and ``add_edge``, which keep the indexes true. ``kept`` gives the page state that is
    held for one that comes in (``site/shelf.py`` puts what is large elsewhere); None holds it as it is.
    """

    loads: dict[StateId, Reply] = field(default_factory=dict)
    edges: dict[Edge, Reply] = field(default_factory=dict)
    states: dict[StateId, PageState] = field(default_factory=dict)
    kept: Callable[[PageState], PageState] | None = field(default=None, compare=False, repr=False)
    _documents: dict[tuple[View, str], Arrived] = field(default_factory=dict)
    _searches: dict[StateId, tuple[Search, ...]] = field(default_factory=dict, compare=False)
    _exits: dict[StateId, tuple[Exit, ...]] = field(default_factory=dict, compare=False)
    # What stands on many pages is one act, in memory too.
    _actions: dict[Action, Action] = field(default_factory=dict, compare=False, repr=False)
    _uses: dict[StateId, Uses] = field(default_factory=dict, compare=False)
    _net: Net | None = field(default=None, compare=False, repr=False)

    def add_load(self, state: StateId, reply: Reply) -> None:
        if not isinstance(reply, CouldNotAsk | Unobserved):
            known = self.loads.get(state)
            if known is None:
                known = self.loads[state] = self._held(reply)
            self._add_page(known)
            if isinstance(known, Arrived):
                self._documents.setdefault((state.view, document_of(state.url)), known)

    def add_edge(self, state: StateId, action: Action, reply: Reply) -> None:
        if isinstance(reply, CouldNotAsk | Unobserved):
            return
        if isinstance(action, Search) and action not in self._searches.get(state, ()):
            sent = (*self._searches.get(state, ()), action)
            self._searches[state] = tuple(sorted(sent, key=lambda search: search.text))
        known = self.edges.get((state, action))
        if known is None:
            known = self.edges[state, action] = self._held(reply)
        self._add_page(known)

    def known_act(self, state: StateId, action: Action) -> Reply | None:
        """What ``action`` in ``state`` leads to, as far as it is known.

        An affordance that is certain to load its target needs no edge of its own: the loaded document
        will do, unless it was an error, which only a real click makes true.
        """
        known = self.edges.get((state, action))
        if known is not None:
            return known
        affordance = self.affordance(state, action.key)
        if affordance is not None and affordance.plain:
            loaded = self.loads.get(StateId(view=state.view, url=affordance.target))
            return loaded if isinstance(loaded, Arrived) else None
        return None

    def affordance(self, state: StateId, key: AffordanceKey) -> Affordance | None:
        page = self.states.get(state)
        return None if page is None else _by_key(page.observation).get(key)

    def exits(self, state: StateId, *, by_search: bool = True) -> tuple[Exit, ...]:
        """Every act in ``state`` whose end is known, in the order of the page; searches come last, unless
        they are not asked for.

        A link that nobody clicked is taken at its word where its document is known: whoever looks for the
        shortest way must not miss it, or a page would be called too deep or hidden that is not.
        """
        known = self._exits.get(state)
        if known is None:
            known = self._exits[state] = self._exits_by_page(state)
        if not by_search:
            return known
        return (*known, *self.searches(state))

    def searches(self, state: StateId) -> tuple[tuple[Search, Reply], ...]:
        """What was searched for in ``state``, by its text, and what came of it."""
        return tuple((search, self.edges[state, search]) for search in self._searches.get(state, ()))

    def net(self) -> Net:
        """All of it by numbers, made when it is first asked for."""
        if self._net is None:
            self._net = Net(self)
        return self._net

    def _exits_by_page(self, state: StateId) -> tuple[Exit, ...]:
        page = self.states.get(state)
        if page is None:
            return ()
        actions = [(action_on(affordance.key), affordance) for affordance in page.observation.affordances]
        ends = ((action, self.end_of(state, action, affordance)) for action, affordance in actions)
        one = self._actions.setdefault
        return tuple((one(action, action), reply) for action, reply in ends if reply is not None)

    def end_of(self, state: StateId, action: Action, affordance: Affordance) -> Reply | None:
        """What ``action`` on ``affordance`` leads to, or what its link says that it leads to; None where
        neither is known."""
        return self.known_act(state, action) or self._named_by(state.view, affordance)

    def _named_by(self, view: View, affordance: Affordance) -> Reply | None:
        """The document that a link names, from wherever and with whatever fragment it was loaded."""
        if affordance.kind not in (AffordanceKind.LINK, AffordanceKind.PAGER) or affordance.in_page:
            return None
        return self._documents.get((view, document_of(affordance.target)))

    def document(self, view: View, url: str) -> PageState | None:
        """The page that was seen when the document at ``url`` was loaded, from wherever, or None."""
        loaded = self._documents.get((view, document_of(url)))
        return loaded.page if loaded is not None else None

    def with_states(
        self, pages: Mapping[StateId, PageState], moved: Callable[[StateId, Action], Action | None]
    ) -> SiteGraph:
        """A new graph in which each state of ``pages`` shows that page instead, under the page's own id.

        ``moved`` gives each act that was done in a state of ``pages``, by its old id, as it is there now;
        None where it can no longer be done, and what it led to is forgotten. Two states that become one are
        the first of them that the graph knew. This graph stays as it is.
        """
        uses = self._used()
        new = SiteGraph(
            loads=dict(self.loads),
            edges=dict(self.edges),
            states=dict(self.states),
            _documents=dict(self._documents),
            _searches=dict(self._searches),
            _actions=self._actions,
        )
        touched = [uses[state] for state in self.states if state in pages]
        loads = {state: self.loads[state] for one in touched for state in one.loads}
        edges = {edge: self.edges[edge] for one in touched for edge in one.edges}
        for state in loads:
            del new.loads[state]
        for edge in edges:
            del new.edges[edge]
        for state in pages:
            del new.states[state]
            new._searches.pop(state, None)
        for state, reply in loads.items():
            new.add_load(pages[state].id if state in pages else state, _shown(reply, pages))
        for (state, action), reply in edges.items():
            now = moved(state, action) if state in pages else action
            if now is not None:
                new.add_edge(pages[state].id if state in pages else state, now, _shown(reply, pages))
        for page in pages.values():
            new.states.setdefault(page.id, page)
        for name, loaded in self._documents.items():
            if loaded.page.id in pages:
                new._documents[name] = Arrived(page=pages[loaded.page.id])
        return new

    def _used(self) -> dict[StateId, Uses]:
        """Where each state is used; made when it is first asked for."""
        if not self._uses:
            self._uses.update((state, Uses()) for state in self.states)
            for state, reply in self.loads.items():
                for used in dict.fromkeys((state, *_arrived(reply))):
                    self._uses.setdefault(used, Uses()).loads.append(state)
            for edge, reply in self.edges.items():
                for used in dict.fromkeys((edge[0], *_arrived(reply))):
                    self._uses.setdefault(used, Uses()).edges.append(edge)
        return self._uses

    def _held(self, reply: Reply) -> Reply:
        if self.kept is None or not isinstance(reply, Arrived):
            return reply
        page = self.kept(reply.page)
        return reply if page is reply.page else Arrived(page=page)

    def _add_page(self, reply: Reply) -> None:
        self._exits.clear()
        self._uses.clear()
        self._net = None
        if isinstance(reply, Arrived):
            self.states.setdefault(reply.page.id, reply.page)


@once_a_page
def _by_key(seen: Observation) -> dict[AffordanceKey, Affordance]:
    # Backwards, so that of two with one key the first on the page stands.
    return {found.key: found for found in reversed(seen.affordances)}


def _arrived(reply: Reply) -> tuple[StateId, ...]:
    return (reply.page.id,) if isinstance(reply, Arrived) else ()


def _shown(reply: Reply, pages: Mapping[StateId, PageState]) -> Reply:
    """``reply`` with the page that its state shows in ``pages``."""
    if isinstance(reply, Arrived) and reply.page.id in pages:
        return Arrived(page=pages[reply.page.id])
    return reply


def document_of(url: str) -> str:
    """The address by which a document is known: its steady one, no fragment unless it is a route, no
    trailing slash."""
    base, _, fragment = steady_address(url).partition("#")
    return f"{base}#{fragment}" if fragment.startswith(("/", "!")) else base.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way through the graph: ``states`` has one more entry than ``actions``."""

    states: tuple[StateId, ...]
    actions: tuple[Action, ...]

    @property
    def clicks(self) -> int:
        return sum(clicks_of(action) for action in self.actions)


def shortest_path(
    graph: SiteGraph,
    start: StateId,
    is_goal: Callable[[PageState], bool],
    *,
    clicks_max: int,
    by_search: bool = True,
) -> Path | None:
    """The path from ``start`` with the fewest clicks to a state that ``is_goal`` accepts, or None.

    Breadth-first by clicks (an act that is free goes to the front of the queue), so that the result never
    costs more than any journey that walked these edges; ties go to the order of the page. Without
    ``by_search`` no search is sent on the way.
    """
    if start not in graph.states:
        return None
    for state, _, came_from in by_clicks(graph, [start], clicks_max=clicks_max, by_search=by_search):
        if is_goal(graph.states[state]):
            return _path(came_from, state)
    return None


def by_clicks(
    graph: SiteGraph, starts: Iterable[StateId], *, clicks_max: float = inf, by_search: bool = True
) -> Iterator[tuple[StateId, int, Mapping[StateId, tuple[StateId, Action]]]]:
    """Every state that can be reached from any of ``starts``, the nearest first, with the fewest clicks to it
    and, by state, from where and by what act one came (what leads to the states given so far stands)."""
    net = graph.net()
    came_from: dict[StateId, tuple[StateId, Action]] = {}
    costs: dict[int, int] = {net.number(start): 0 for start in starts}
    queue = deque(costs)
    done: set[int] = set()
    while queue:
        number = queue.popleft()
        if number in done:
            continue
        done.add(number)
        state, cost = net.states[number], costs[number]
        yield state, cost, came_from
        for target, price, action in net.ways(number, by_search=by_search):
            if cost + price <= clicks_max and cost + price < costs.get(target, inf):
                costs[target] = cost + price
                came_from[net.states[target]] = (state, action)
                (queue.append if price else queue.appendleft)(target)


def _path(came_from: Mapping[StateId, tuple[StateId, Action]], end: StateId) -> Path:
    states, actions = [end], []
    while states[-1] in came_from:
        origin, action = came_from[states[-1]]
        states.append(origin)
        actions.append(action)
    return Path(states=tuple(reversed(states)), actions=tuple(reversed(actions)))
