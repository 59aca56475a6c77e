"""Where in the graph a question is answered, and how one gets there. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selfserve_check.journey.judge import Question, judge, prepare
from selfserve_check.journey.outcome import evidence_of, nearness
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import Search, StateId, View
from selfserve_check.model.observation import Region
from selfserve_check.model.scenario import Scenario
from selfserve_check.model.verdict import Answered, Partial
from selfserve_check.site.graph import Path, SiteGraph, shortest_path

# Further than any visitor goes, and a bound on the search.
_CLICKS_MAX = 30
_ON_TOPIC_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A state that answers. ``clicks`` is None where no way leads; ``labels`` are what one clicks."""

    url: str
    title: str
    quote: str
    clicks: int | None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A page that is about the question and does not answer it."""

    url: str
    quote: str
    main_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """``linked``: nearest by links alone; ``searched``: nearest when the search is used as well;
    ``unlinked``: answers, but no way leads there. ``on_topic`` are the pages nearest to the question."""

    pages: int
    linked: Sighting | None = None
    searched: Sighting | None = None
    unlinked: Sighting | None = None
    on_topic: tuple[TopicPage, ...] = ()

    def nearest(self) -> Sighting | None:
        return self.linked or self.searched or self.unlinked

    @property
    def clicks_min(self) -> int | None:
        nearest = self.linked or self.searched
        return nearest.clicks if nearest else None


def sightings_of(scenario: Scenario, graph: SiteGraph, view: View) -> Sightings:
    """Every state of ``view`` judged once for ``scenario``.

    An answering document to which no way leads from the question's start is ``unlinked``: it was opened
    from the site map, or is where another question starts.
    """
    question = prepare(scenario)
    # Sorted, because a graph remembers the order of visits, and a diagnosis must not depend on it.
    seen = [state for state in graph.states if state.view == view]
    pages = {state: graph.states[state] for state in sorted(seen, key=_place_in_site)}
    verdicts = {state: judge(question, page.observation, page.revealed) for state, page in pages.items()}
    answering = {state for state, verdict in verdicts.items() if isinstance(verdict, Answered)}
    start = StateId(view=view, url=scenario.start)
    linked = _reached(graph, start, answering, question, by_search=False)
    searched = _reached(graph, start, answering, question, by_search=True)
    lone = next((state for state in pages if state in answering and not state.actions), None)
    return Sightings(
        pages=len(pages),
        linked=linked,
        searched=searched if linked is None else None,
        unlinked=_sighting(graph.states[lone], question, None, ()) if lone and not searched else None,
        on_topic=_on_topic(pages, {s: v for s, v in verdicts.items() if isinstance(v, Partial)}),
    )


def path_text(sighting: Sighting) -> str:
    """The way as a reader says it: the labels with arrows between."""
    return " > ".join(f"“{label}”" for label in sighting.labels) or "the start page itself"


def _place_in_site(state: StateId) -> tuple[str, int, str]:
    return (state.url, len(state.actions), repr(state.actions))


def _reached(
    graph: SiteGraph, start: StateId, answering: set[StateId], question: Question, *, by_search: bool
) -> Sighting | None:
    usable = graph if by_search else _without_search(graph)
    path = shortest_path(usable, start, lambda page: page.id in answering, clicks_max=_CLICKS_MAX)
    if path is None:
        return None
    return _sighting(graph.states[path.states[-1]], question, path.clicks, _labels(graph, path))


def _without_search(graph: SiteGraph) -> SiteGraph:
    edges = {edge: reply for edge, reply in graph.edges.items() if not isinstance(edge[1], Search)}
    return replace(graph, edges=edges)


def _labels(graph: SiteGraph, path: Path) -> tuple[str, ...]:
    labels = []
    for state, action in zip(path.states, path.actions, strict=False):
        if isinstance(action, Search):
            labels.append(f"search for {action.text}")
            continue
        affordance = graph.affordance(state, action.key)
        labels.append((affordance.label or affordance.name) if affordance else action.key.name)
    return tuple(labels)


def _sighting(page: PageState, question: Question, clicks: int | None, labels: tuple[str, ...]) -> Sighting:
    evidence = evidence_of(judge(question, page.observation, page.revealed))
    return Sighting(
        url=page.observation.url,
        title=page.observation.title,
        quote=evidence[0].quote if evidence else "",
        clicks=clicks,
        labels=labels,
    )


def _on_topic(pages: dict[StateId, PageState], partial: dict[StateId, Partial]) -> tuple[TopicPage, ...]:
    nearest = sorted(partial, key=lambda state: -round(nearness(partial[state]), 6))[:_ON_TOPIC_MAX]
    return tuple(
        TopicPage(
            url=pages[state].observation.url,
            quote=partial[state].evidence[0].quote,
            main_text=" ".join(
                passage.text
                for passage in pages[state].observation.passages
                if passage.region in (Region.MAIN, Region.NONE)
            ),
        )
        for state in nearest
    )
