"""Where in the graph a question is answered, and how one gets there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from selfserve_check.journey.judge import Question, Read, judge, prepare
from selfserve_check.journey.outcome import evidence_of, nearness
from selfserve_check.journey.page_memory import pages_at_once
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import Action, Search, StateId, View
from selfserve_check.model.observation import Region
from selfserve_check.model.said import Said, quoted, say
from selfserve_check.model.scenario import Scenario
from selfserve_check.model.verdict import Answered, Partial
from selfserve_check.site.graph import Path, SiteGraph, shortest_path

# Further than any visitor goes, and a bound on the search.
CLICKS_MAX = 30
_ON_TOPIC_MAX = 5
ANSWERS_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A state that answers. ``clicks`` is None where no way leads; ``labels`` are what one clicks in
    ``states`` (by ``actions``), of which the last answers. ``heading`` stands right above the quote."""

    url: str
    title: str
    quote: str
    clicks: int | None
    labels: tuple[str, ...] = ()
    states: tuple[StateId, ...] = ()
    actions: tuple[Action, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A page that is about the question and does not answer it. ``near`` (0 to 1) is how much ``quote`` is
    about it, ``missing`` what it does not say, ``heading`` the innermost one above it."""

    url: str
    quote: str
    main_text: str
    title: str = ""
    heading: str = ""
    near: float = 0.0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """``linked``: nearest by links alone; ``searched``: nearest when the search is used as well;
    ``unlinked``: answers, but no way leads there. ``answering`` are all states that answer; ``on_topic`` the
    pages nearest to the question."""

    pages: int
    linked: Sighting | None = None
    searched: Sighting | None = None
    unlinked: Sighting | None = None
    answering: frozenset[StateId] = frozenset()
    on_topic: tuple[TopicPage, ...] = ()

    def nearest(self) -> Sighting | None:
        return self.linked or self.searched or self.unlinked

    @property
    def clicks_min(self) -> int | None:
        nearest = self.linked or self.searched
        return nearest.clicks if nearest else None


@dataclass(slots=True, kw_only=True, eq=False)
class Looking:
    """A question, who judges for it, the ``pages`` that were looked at, and the ``verdicts`` on those that
    answer it or come near."""

    question: Question
    read: Read = judge
    pages: Mapping[StateId, PageState] = field(default_factory=dict)
    verdicts: dict[StateId, Answered | Partial] = field(default_factory=dict)


def look_around(all_looking: Sequence[Looking], graph: SiteGraph, view: View) -> Iterator[None]:
    """Judge every state of ``view`` once for each of ``all_looking``; yields after each piece of work.

    Of a large site some pages at a time are read for all questions: what is known of a page is remembered for
    a few thousand, and a row that is longer than a memory finds nothing in it.
    """
    pages = pages_of(graph, view)
    for looking in all_looking:
        looking.pages = pages
    row = list(pages.items())
    at_once = pages_at_once()
    for start in range(0, len(row), at_once):
        some = row[start : start + at_once]
        for looking in all_looking:
            for state, page in some:
                verdict = looking.read(looking.question, page.observation, page.revealed)
                if isinstance(verdict, Answered | Partial):
                    looking.verdicts[state] = verdict
            yield


def sightings_of(
    scenario: Scenario,
    graph: SiteGraph,
    view: View,
    meaning: Closeness | None = None,
    read: Read = judge,
) -> Sightings:
    """Where ``scenario`` is answered, every state of ``view`` judged once for it, by ``read``."""
    looking = Looking(question=prepare(scenario, meaning), read=read)
    for _ in look_around((looking,), graph, view):
        pass
    return sightings_in(looking, scenario, graph, view)


def sightings_in(looking: Looking, scenario: Scenario, graph: SiteGraph, view: View) -> Sightings:
    """What ``looking`` for ``scenario`` has come to.

    An answering document to which no way leads from the question's start is ``unlinked``: it was opened
    from the site map, or is where another question starts.
    """
    question, verdicts, pages = looking.question, looking.verdicts, looking.pages
    answering = {state for state, verdict in verdicts.items() if isinstance(verdict, Answered)}
    start = StateId(view=view, url=scenario.start)
    linked = _reached(graph, start, answering, question, by_search=False)
    searched = None if linked else _reached(graph, start, answering, question, by_search=True)
    led_to = linked or searched
    # In the order of addresses, and of one address first what needs no act in it.
    lone = next((state for state in pages if state in answering), None)
    return Sightings(
        pages=len(pages),
        linked=linked,
        searched=searched,
        unlinked=_sighting(graph.states[lone], question) if lone and not led_to else None,
        answering=frozenset(answering),
        on_topic=_on_topic(pages, {s: v for s, v in verdicts.items() if isinstance(v, Partial)}),
    )


def answering_pages(seen: Sightings) -> tuple[str, ...]:
    """The addresses of pages that answer, the nearest first, at most ANSWERS_MAX."""
    nearest = [one.url for one in (seen.linked, seen.searched, seen.unlinked) if one is not None]
    others = sorted(state.url for state in seen.answering)
    return tuple(dict.fromkeys([*nearest, *others]))[:ANSWERS_MAX]


def path_text(sighting: Sighting) -> Said:
    """The way as a reader says it: the labels with arrows between."""
    return quoted(sighting.labels, " > ") or say("the start page itself")


def pages_of(graph: SiteGraph, view: View) -> dict[StateId, PageState]:
    """What was seen in ``view``, sorted: a graph remembers the order of visits, and a diagnosis must not
    depend on it."""
    seen = [state for state in graph.states if state.view == view]
    return {state: graph.states[state] for state in sorted(seen, key=_place_in_site)}


def _place_in_site(state: StateId) -> tuple[str, int, str]:
    return (state.url, len(state.actions), repr(state.actions))


def _reached(
    graph: SiteGraph, start: StateId, answering: set[StateId], question: Question, *, by_search: bool
) -> Sighting | None:
    path = shortest_path(
        graph, start, lambda page: page.id in answering, clicks_max=CLICKS_MAX, by_search=by_search
    )
    if path is None:
        return None
    found = _sighting(graph.states[path.states[-1]], question)
    return replace(
        found, clicks=path.clicks, labels=labels_of(graph, path), states=path.states, actions=path.actions
    )


def labels_of(graph: SiteGraph, path: Path) -> tuple[str, ...]:
    """What one clicks on the way."""
    labels = []
    for state, action in zip(path.states, path.actions, strict=False):
        if isinstance(action, Search):
            labels.append(f"search for {action.text}")
            continue
        affordance = graph.affordance(state, action.key)
        labels.append((affordance.label or affordance.name) if affordance else action.key.name)
    return tuple(labels)


def _sighting(page: PageState, question: Question) -> Sighting:
    evidence = evidence_of(judge(question, page.observation, page.revealed))
    return Sighting(
        url=page.observation.url,
        title=page.observation.title,
        quote=evidence[0].quote if evidence else "",
        clicks=None,
        heading=innermost(evidence[0].headings) if evidence else "",
    )


def innermost(headings: tuple[str, ...]) -> str:
    """The heading that a passage stands right under, "" where it has none."""
    return headings[-1] if headings else ""


def _on_topic(pages: Mapping[StateId, PageState], partial: dict[StateId, Partial]) -> tuple[TopicPage, ...]:
    nearest = sorted(partial, key=lambda state: -round(nearness(partial[state]), 6))[:_ON_TOPIC_MAX]
    return tuple(_topic_page(pages[state], partial[state]) for state in nearest if partial[state].evidence)


def _topic_page(page: PageState, verdict: Partial) -> TopicPage:
    first = verdict.evidence[0]
    return TopicPage(
        url=page.observation.url,
        quote=first.quote,
        main_text=" ".join(
            passage.text
            for passage in page.observation.passages
            if passage.region in (Region.MAIN, Region.NONE)
        ),
        title=page.observation.title,
        heading=innermost(first.headings),
        near=nearness(verdict),
        missing=verdict.missing,
    )
