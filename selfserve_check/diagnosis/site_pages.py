"""How the pages of a run lie to each other: as far from the start as a visitor must click. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from selfserve_check.diagnosis.lookout import pages_of
from selfserve_check.journey.site_port import Arrived, Broken
from selfserve_check.model.action import StateId, View
from selfserve_check.model.condition import is_normal
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.site_pages import DeadLink, SitePage, SitePages
from selfserve_check.site.graph import SiteGraph, by_clicks, document_of

PAGES_MAX = 300
DEAD_MAX = 100


def site_pages(graph: SiteGraph, view: View, results: Sequence[QuestionResult]) -> SitePages:
    """The pages that visitors of ``results`` opened or should have, of those seen in ``view``; at most
    PAGES_MAX, those nearest to a start first."""
    clicks = _clicks(graph, [StateId(view=view, url=one.scenario.start) for one in results])
    pages = _pages(graph, view, clicks)
    opened, wanted = _opened(results), _wanted(results)
    named = [page for name, page in pages.items() if name in opened or name in wanted]
    named.sort(key=lambda page: (_far(page.clicks), page.url))
    rest = Counter(page.clicks for name, page in pages.items() if name not in opened and name not in wanted)
    return SitePages(
        pages=tuple(named[:PAGES_MAX]),
        dead=tuple(_dead(graph, view))[:DEAD_MAX],
        unopened=tuple(sorted(rest.items(), key=lambda pair: _far(pair[0]))),
        unnamed=max(len(named) - PAGES_MAX, 0),
    )


def _far(clicks: int | None) -> tuple[bool, int]:
    return (clicks is None, clicks or 0)


def _clicks(graph: SiteGraph, starts: Iterable[StateId]) -> dict[StateId, int]:
    """The fewest clicks to each state from any of ``starts``, by links alone."""
    known = [reply.page.id for start in starts if isinstance(reply := graph.loads.get(start), Arrived)]
    return {state: clicks for state, clicks, _ in by_clicks(graph, known, by_search=False)}


def _pages(graph: SiteGraph, view: View, clicks: Mapping[StateId, int]) -> dict[str, SitePage]:
    """By document: a page is as near as the nearest of its states."""
    pages: dict[str, SitePage] = {}
    for state, page in pages_of(graph, view).items():
        name = document_of(page.observation.url)
        known, here = pages.get(name), clicks.get(state)
        if known is None or _far(here) < _far(known.clicks):
            seen = page.observation
            pages[name] = SitePage(url=known.url if known else seen.url, title=seen.title, clicks=here)
    return pages


def _opened(results: Sequence[QuestionResult]) -> set[str]:
    """The documents on which visitors of a normal day stood."""
    walked = [record.journey for one in results for record in one.records if is_normal(record.journey.view)]
    steps = [step for journey in walked for step in journey.steps]
    landed = [step.landed.url for step in steps if step.landed is not None]
    return {document_of(url) for url in (*(step.url for step in steps), *landed)}


def _wanted(results: Sequence[QuestionResult]) -> set[str]:
    return {document_of(url) for one in results for url in one.answered_on}


def _dead(graph: SiteGraph, view: View) -> Iterator[DeadLink]:
    """Links that lead nowhere, each once however many pages show it, in the order of addresses."""
    told: set[tuple[str, str]] = set()
    broken = [
        (state, action)
        for (state, action), reply in graph.edges.items()
        if isinstance(reply, Broken) and state.view == view and state in graph.states
    ]
    for state, action in sorted(broken, key=lambda pair: (pair[0].url, repr(pair[1]))):
        affordance = graph.affordance(state, action.key)
        label = (affordance.label if affordance else "") or action.key.name
        if (label, action.key.target) not in told:
            told.add((label, action.key.target))
            yield DeadLink(url=graph.states[state].observation.url, label=label, target=action.key.target)
