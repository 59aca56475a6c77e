"""Why a page is not taken for the answer to a question, and what would have to change. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfserve_check.diagnosis.edited_page import label_of
from selfserve_check.diagnosis.lookout import Sightings, pages_of
from selfserve_check.journey.judge import Question, judge
from selfserve_check.journey.judge_told import Reading, reading_of
from selfserve_check.journey.outcome import nearness
from selfserve_check.journey.site_port import Arrived, PageState, Reply
from selfserve_check.model.action import Search, StateId, View
from selfserve_check.model.journey import Journey, Move
from selfserve_check.model.observation import Affordance
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import Scenario
from selfserve_check.model.verdict import Answered, Partial, Verdict, Wrong
from selfserve_check.site.graph import SiteGraph, document_of, shortest_path

DOORS_MAX = 8
_CLICKS_MAX = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A visible link to the page: on the page at ``url``, called ``label``."""

    url: str
    label: str
    in_first_screen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """``seen`` is whether anybody, visitor or survey, saw the page. ``doors`` are links to it, at most
    ``DOORS_MAX`` of ``doors_count``, each label of a page once; ``clicks`` the fewest from the question's
    start, None where no way leads there. ``verdict`` is what the page says, in the state of it that comes
    nearest; ``opened`` are the labels of what must be opened on it for that. ``elsewhere`` is another page
    that answers.
    """

    url: str
    seen: bool
    doors: tuple[Door, ...] = ()
    doors_count: int = 0
    clicks: int | None = None
    verdict: Verdict | None = None
    opened: tuple[str, ...] = ()
    reading: Reading = field(default_factory=Reading)
    elsewhere: str = ""


Doors = Mapping[str, tuple[Door, ...]]
"""The links to each document, in the order of the pages they stand on, each label of a page once."""


def why(
    scenario: Scenario,
    question: Question,
    graph: SiteGraph,
    view: View,
    url: str,
    seen: Sightings,
    known: Doors | None = None,
) -> Why:
    """What ``graph`` knows in ``view`` of the page at ``url`` as an answer to ``scenario``; ``question`` is
    that scenario made ready, ``seen`` where it is answered, ``known`` the doors of the view where somebody
    looked for them before."""
    wanted = document_of(url)
    pages = pages_of(graph, view)
    own = [page for page in pages.values() if document_of(page.observation.url) == wanted]
    doors = (doors_in(graph, view) if known is None else known).get(wanted, ())
    answer = next(
        (
            one
            for one in (seen.linked, seen.searched, seen.unlinked)
            if one and document_of(one.url) != wanted
        ),
        None,
    )
    if not own:
        return Why(
            url=url,
            seen=False,
            doors=doors[:DOORS_MAX],
            doors_count=len(doors),
            elsewhere=answer.url if answer else "",
        )
    best = min(own, key=lambda page: _rank(judge(question, page.observation, page.revealed), page))
    start = StateId(view=view, url=scenario.start)
    ids = {page.id for page in own}
    path = shortest_path(graph, start, lambda page: page.id in ids, clicks_max=_CLICKS_MAX)
    return Why(
        url=best.observation.url,
        seen=True,
        doors=doors[:DOORS_MAX],
        doors_count=len(doors),
        clicks=path.clicks if path is not None else None,
        verdict=judge(question, best.observation, best.revealed),
        opened=_opened(graph, best),
        reading=reading_of(question, best.observation, best.revealed),
        elsewhere=answer.url if answer else "",
    )


def doors_in(graph: SiteGraph, view: View) -> Doors:
    """Every visible link of the pages seen in ``view``, by the document it leads to."""
    found: dict[str, dict[tuple[str, str], Door]] = {}
    for state, page in pages_of(graph, view).items():
        here = document_of(page.observation.url)
        ends = {action.key: reply for action, reply in graph.exits(state, by_search=False)}
        for affordance in page.observation.affordances:
            there = _leads_to(affordance, ends.get(affordance.key))
            if there and there != here:
                label = label_of(affordance)
                door = Door(url=page.observation.url, label=label, in_first_screen=affordance.in_first_screen)
                found.setdefault(there, {}).setdefault((here, label), door)
    return {document: tuple(doors.values()) for document, doors in found.items()}


def _leads_to(affordance: Affordance, reply: Reply | None) -> str:
    """The document behind ``affordance``, "" where none is known."""
    if affordance.target:
        return document_of(affordance.target)
    return document_of(reply.page.observation.url) if isinstance(reply, Arrived) else ""


_VERDICTS: tuple[type, ...] = (Answered, Wrong, Partial)


def candidates(
    result: QuestionResult, seen: Sightings, pages_max: int, lists: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The pages of which a writer may ask why they do not count: those that answer, then what visitors read,
    then those nearest to the question, then where visitors ended; each document once. ``lists`` of search
    results are none: nobody wrote them."""
    answering = [one.url for one in (seen.linked, seen.searched, seen.unlinked) if one is not None]
    read = [one.url for one in result.evidence]
    near = [page.url for page in sorted(seen.on_topic, key=lambda page: -round(page.near, 6))]
    ends = [url for record in result.records if (url := _end(record.journey))]
    order = [*answering, *read, *near, *ends]
    known: dict[str, str] = {}
    for url in order:
        if document_of(url) not in lists:
            known.setdefault(document_of(url), url.partition("#")[0])
    return tuple(known.values())[:pages_max]


def search_lists(graph: SiteGraph) -> frozenset[str]:
    """The documents that a search led to: they repeat what was typed."""
    return frozenset(
        document_of(reply.page.observation.url)
        for (_, action), reply in graph.edges.items()
        if isinstance(action, Search) and isinstance(reply, Arrived)
    )


def _end(journey: Journey) -> str:
    """The last page that a visitor got to by a click."""
    landed = [
        step.landed.url for step in journey.steps if step.move is Move.CLICK and step.landed is not None
    ]
    return landed[-1] if landed else ""


def _rank(verdict: Verdict, page: PageState) -> tuple[int, float, int, str]:
    place = next((place for place, kind in enumerate(_VERDICTS) if isinstance(verdict, kind)), len(_VERDICTS))
    return place, -round(nearness(verdict), 6), len(page.id.actions), repr(page.id.actions)


def _opened(graph: SiteGraph, page: PageState) -> tuple[str, ...]:
    """What was opened on the page, in order."""
    state = page.id
    labels = []
    for place, action in enumerate(state.actions):
        before = StateId(view=state.view, url=state.url, actions=state.actions[:place], frames=state.frames)
        affordance = graph.affordance(before, action.key)
        labels.append(label_of(affordance) if affordance is not None else action.key.name)
    return tuple(labels)
