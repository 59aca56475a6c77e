"""The site as visitors saw it, gathered from one ``run.json``: pages, the ways between them, where answers
are, and where people get lost. Knows nothing of drawing.

A run of before there was a ``site_map`` is mapped from its journeys alone: a page is then as far away as the
nearest journey that came to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selfserve_check.report.links import readable
from selfserve_check.report.run_file import JourneyPart, ReachPart, ResultPart, RunFile, StepPart
from selfserve_check.report.speech import N_, _
from selfserve_check.report.text import one_line
from selfserve_check.site.graph import document_of

SEARCH_TITLE = N_("Search results")
_SITE_AFTER = re.compile(r"\s+[|·•–—-]\s+[^|·•–—]{1,60}$")
_SITE_BEFORE = re.compile(r"^[^|·•–—]{1,60}?\s+[|·•–—-]\s+")
_SHARED_MIN = 3
LOST_MIN = 0.01
"""A share of all visitors under this is not told: the model is not that exact."""


@dataclass(slots=True, kw_only=True)
class WalkedPage:
    """``clicks`` is the fewest from a start, None where no link leads there. ``visitors`` is how many stood
    on it, ``answers`` the ids of the questions it answers, ``lost`` the share of all visitors, over all
    questions, who are expected to get lost on it. ``dead`` names a link that leads nowhere."""

    key: str
    url: str
    title: str = ""
    clicks: int | None = None
    visitors: int = 0
    answers: list[str] = field(default_factory=list)
    lost: float = 0.0
    dead: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.visitors or self.answers or self.dead or self.lost >= LOST_MIN)


@dataclass(slots=True, kw_only=True)
class Walks:
    """``ways`` counts the visitors from page to page, by key; ``labels`` what they clicked most. ``unopened``
    counts the pages that nobody opened, by their clicks from a start. ``searches`` are the documents that a
    search led to: what was searched for makes an address of its own of each, and no page of its own."""

    pages: dict[str, WalkedPage] = field(default_factory=dict)
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    unopened: list[tuple[int | None, int]] = field(default_factory=list)
    unnamed: int = 0
    searches: frozenset[str] = frozenset()


def walks_of(run: RunFile) -> Walks:
    """The map of ``run`` (cleaned)."""
    walks = Walks(searches=frozenset(_found_by_search(run)))
    if run.site_map is not None:
        for page in run.site_map.pages:
            known = _page(walks, page.url, page.title)
            if page.clicks is not None:
                known.clicks = page.clicks if known.clicks is None else min(known.clicks, page.clicks)
        walks.unopened = [(one.clicks, one.pages) for one in run.site_map.unopened]
        walks.unnamed = run.site_map.unnamed
    for result in run.results:
        for journey in result.journeys:
            if journey.condition == "normal":
                _walk(walks, journey, mapped=run.site_map is not None)
        for url in _answering(result):
            page_answers = _page(walks, url).answers
            if result.id not in page_answers:
                page_answers.append(result.id)
    _lose(walks, run)
    _shorten_titles(walks)
    _add_dead(walks, run)
    return walks


def _moves(journey: JourneyPart) -> list[tuple[StepPart, str]]:
    """Each step with where it ended."""
    ends = [*(step.url for step in journey.steps[1:]), journey.end_url]
    return list(
        zip(journey.steps, ends, strict=False)
    )  # of a journey without a step only an end may be known


def _found_by_search(run: RunFile) -> Iterator[str]:
    """Documents that only a search leads to, of those that differ in what was searched for alone."""
    for result in run.results:
        for journey in result.journeys:
            for step, end in _moves(journey):
                if step.action == "search" and document_of(end) != document_of(step.url) and "?" in end:
                    yield document_of(end)


def _key(walks: Walks, url: str) -> str:
    key = document_of(url)
    return f"{key.partition('?')[0]}?" if key in walks.searches else key


def _page(walks: Walks, url: str, title: str = "") -> WalkedPage:
    key = _key(walks, url)
    is_search = key.endswith("?")
    page = walks.pages.setdefault(key, WalkedPage(key=key, url=url.partition("?")[0] if is_search else url))
    page.title = _(SEARCH_TITLE) if is_search else page.title or one_line(title, chars_max=120)
    return page


def _shorten_titles(walks: Walks) -> None:
    """Take away what nearly all titles begin or end with: the name of the site says nothing on its map."""
    titles = [page.title for page in walks.pages.values() if page.title and page.title != _(SEARCH_TITLE)]
    ends = Counter(found[0] for title in titles if (found := _SITE_AFTER.search(title)))
    heads = Counter(found[0] for title in titles if (found := _SITE_BEFORE.match(title)))
    for shared, cut in ((ends, str.removesuffix), (heads, str.removeprefix)):
        name, count = shared.most_common(1)[0] if shared else ("", 0)
        if count >= _SHARED_MIN and count > len(titles) / 2:
            for page in walks.pages.values():
                page.title = cut(page.title, name) or page.title


def _walk(walks: Walks, journey: JourneyPart, *, mapped: bool) -> None:
    """Count one visitor. In a run without a map the clicks spent on the way say how far a page is."""
    stood, spent = set(), 0
    for step, end in _moves(journey):
        here = _page(walks, step.url, step.title)
        stood.add(here.key)
        if not mapped:
            here.clicks = spent if here.clicks is None else min(here.clicks, spent)
        spent += step.clicks
        if step.action == "search" and end:
            # No link leads to what a search finds: it is a click away from where it was sent.
            found, near = _page(walks, end), (here.clicks or 0) + 1
            found.clicks = near if found.clicks is None else min(found.clicks, near)
        if end and step.action not in ("open", "back") and step.result == "arrived":
            _count_way(walks, here.key, _page(walks, end).key, one_line(step.label, chars_max=60))
    if journey.end_url:
        last = _page(walks, journey.end_url, journey.end_title)
        stood.add(last.key)
        if not mapped:
            last.clicks = spent if last.clicks is None else min(last.clicks, spent)
    for key in stood:
        walks.pages[key].visitors += 1


def _count_way(walks: Walks, here: str, there: str, label: str) -> None:
    if here != there:
        walks.ways[here, there] += 1
        walks.labels.setdefault((here, there), Counter())[label] += 1


def _answering(result: ResultPart) -> list[str]:
    """Where its answer is. Runs of before there was ``answered_on`` know it of what was found alone."""
    if result.answered_on:
        return result.answered_on
    return [item.url for item in result.evidence[:1]] if result.outcome == "passed" else []


def _lose(walks: Walks, run: RunFile) -> None:
    """Spread who gets lost over the pages, each question counting by how often it is asked."""
    told = [(result, [one for one in result.reaches if one.condition == "normal"]) for result in run.results]
    weighed = [(_weight(result), reaches) for result, reaches in told if reaches]
    whole = sum(weight for weight, _ in weighed)
    for weight, reaches in weighed:
        for url, title, share in _lost(reaches):
            _page(walks, url, title).lost += share * weight / whole


def _lost(reaches: list[ReachPart]) -> Iterator[tuple[str, str, float]]:
    for reach in reaches:
        for place in reach.lost_at:
            yield place.url, place.title, place.share / len(reaches)


def _weight(result: ResultPart) -> float:
    """As the score weighs it; what is never asked still says a little of where people get lost."""
    return max(result.asked_per_month, 0.001) if result.asked_per_month is not None else 1


def _add_dead(walks: Walks, run: RunFile) -> None:
    """Each dead link hangs on the page it stands on, where that is on the map."""
    for number, link in enumerate(run.site_map.dead if run.site_map else []):
        source = walks.pages.get(_key(walks, link.url))
        if source is None:
            continue
        key = f"dead {number}"
        label = one_line(link.label, chars_max=80) or readable(link.target)
        clicks = None if source.clicks is None else source.clicks + 1
        walks.pages[key] = WalkedPage(key=key, url=link.target, title=label, clicks=clicks, dead=True)
        walks.ways[source.key, key] = 0
        walks.labels[source.key, key] = Counter({label: 1})
