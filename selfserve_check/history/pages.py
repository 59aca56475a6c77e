"""What a page showed, small enough to keep every night: enough to tell later what was changed on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.last_path import trail
from selfserve_check.journey.site_port import Arrived, Broken, PageState, Reply
from selfserve_check.model.action import StateId, action_on
from selfserve_check.model.past_path import PastPath
from selfserve_check.model.result import JourneyRecord, QuestionResult
from selfserve_check.site.graph import SiteGraph

PASSAGES_MAX = 150
LINKS_MAX = 200
CHARS_MAX = 300
PAGES_MAX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDigest:
    """Something one could act on. ``dead`` is True where it was followed and led nowhere."""

    label: str
    kind: str
    target: str = ""
    dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDigest:
    """A page as it was: ``asked`` is the address that was opened, ``url`` where that led. Beyond the caps the
    rest is left out, and ``cut`` says so: then what is not in it may still have been there."""

    asked: str
    url: str
    title: str
    passages: tuple[str, ...] = ()
    links: tuple[LinkDigest, ...] = ()
    cut: bool = False
    dead: bool = False


def pages_of(
    results: Iterable[QuestionResult], graph: SiteGraph, paths: Mapping[str, PastPath]
) -> dict[str, tuple[PageDigest, ...]]:
    """By question: the pages its deciding visitor passed, and those of the way that worked before
    (``paths``) as they are now, where anybody looked at them in this run."""
    return {
        result.scenario.id: _pages(result, graph, paths.get(result.scenario.id))
        for result in results
        if result.best is not None
    }


def _pages(result: QuestionResult, graph: SiteGraph, before: PastPath | None) -> tuple[PageDigest, ...]:
    assert result.best is not None  # noqa: S101 -- pages_of leaves the others out
    record = result.records[result.best]
    states = [*_passed(record, graph), *_now(record, graph, before)]
    digests = [digest_of(page, graph) for page in dict.fromkeys(page.id for page in states) if page]
    gone = _gone(record, graph, before)
    return tuple([*gone, *(page for page in digests if page is not None)][-PAGES_MAX:])


def _passed(record: JourneyRecord, graph: SiteGraph) -> Iterator[PageState]:
    """The pages the visitor stood on, last visit of each counted; the one with the answer is the last."""
    journey = record.journey
    for state in (*(step.landed for step in journey.steps), journey.best):
        if state is not None and state in graph.states:
            yield graph.states[state]


def _now(record: JourneyRecord, graph: SiteGraph, before: PastPath | None) -> Iterator[PageState]:
    """The pages of the way that worked before, as they are now: those that its labels still lead to, then
    those that were loaded on another way."""
    if before is None:
        return
    view = record.journey.view
    opened = graph.loads.get(StateId(view=view, url=before.start))
    if isinstance(opened, Arrived):
        yield from trail(graph.known_act, opened.page, before)
    for url in before.pages:
        reply = graph.loads.get(StateId(view=view, url=url))
        if isinstance(reply, Arrived):
            yield reply.page


def _gone(record: JourneyRecord, graph: SiteGraph, before: PastPath | None) -> list[PageDigest]:
    """Pages of the way that worked before which answered with an error this time."""
    urls = before.pages if before else ()
    replies = ((url, graph.loads.get(StateId(view=record.journey.view, url=url))) for url in urls)
    return [
        PageDigest(asked=url, url=url, title="", dead=True)
        for url, reply in replies
        if isinstance(reply, Broken)
    ]


def digest_of(state: StateId, graph: SiteGraph) -> PageDigest | None:
    """The page that was seen in ``state``; None where none was."""
    page = graph.states.get(state)
    if page is None:
        return None
    seen = page.observation
    texts = tuple(dict.fromkeys(_short(passage.text) for passage in seen.passages))
    links = tuple(
        dict.fromkeys(
            LinkDigest(
                label=_short(one.label or one.name),
                kind=one.kind.value,
                target=_short(steady_address(one.target)),
                dead=_is_dead(graph.known_act(state, action_on(one.key))),
            )
            for one in seen.affordances
        )
    )
    return PageDigest(
        asked=_short(state.url),
        url=_short(seen.url),
        title=_short(seen.title),
        passages=texts[:PASSAGES_MAX],
        links=links[:LINKS_MAX],
        cut=len(texts) > PASSAGES_MAX or len(links) > LINKS_MAX or bool(seen.limits_met),
    )


def _is_dead(reply: Reply | None) -> bool:
    return isinstance(reply, Broken)


def _short(text: str) -> str:
    """One line of bounded length that every database takes: half characters and NULs become marks."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return " ".join(whole.split())[:CHARS_MAX]
