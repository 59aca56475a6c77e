"""One failed question with all that is known about it, and what a rule says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selfserve_check.diagnosis.lookout import Sightings
from selfserve_check.diagnosis.survey import Surveyed
from selfserve_check.journey.judge_page import split_title
from selfserve_check.journey.outcome import own_records
from selfserve_check.journey.rank import ScentModel
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.card import Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.journey import Move
from selfserve_check.model.observation import Observation
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Reason
from selfserve_check.model.said import Said, say_n
from selfserve_check.site.graph import SiteGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One failed question with all that is known about it. Its ``result`` has the shares of visitors expected
    to find the answer; under ``misled_below`` (0: never) such a share is low. ``scent_model`` says how the
    labels of a page rank; None where that is not asked. ``view`` is the one that was looked at, and
    ``meaning`` compares texts."""

    result: QuestionResult
    graph: SiteGraph
    seen: Sightings
    surveyed: Surveyed
    misled_below: float = 0.0
    scent_model: ScentModel | None = None
    view: View | None = None
    meaning: Closeness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosed:
    """The first rule that fits. ``outcome`` may soften a FAILED to NEEDS_REVIEW, never the other way.
    ``place`` is where the remedy belongs, ``lost`` where visitors went astray; None where the rule does not
    say."""

    reason: Reason
    finding: Finding
    outcome: Outcome = Outcome.FAILED
    clicks_min: int | None = None
    place: Place | None = None
    lost: Place | None = None


Rule = Callable[[Case], Diagnosed | None]


def failed(
    reason: Reason,
    text: Said,
    *,
    remedy: Said,
    url: str = "",
    quotes: tuple[Quote, ...] = (),
    clicks_min: int | None = None,
    place: Place | None = None,
) -> Diagnosed:
    """What most rules say."""
    finding = Finding(kind=reason.value, text=text, url=url, remedy=remedy, quotes=quotes)
    return Diagnosed(reason=reason, finding=finding, clicks_min=clicks_min, place=place)


def in_clicks(count: int) -> Said:
    """ "1 click", "3 clicks"."""
    return say_n("{count} click", "{count} clicks", count)


def best_of(result: QuestionResult) -> JourneyRecord | None:
    """The journey that speaks for the others."""
    return result.records[result.best] if result.best is not None else None


def own_of(result: QuestionResult) -> list[JourneyRecord]:
    """The journeys that decide."""
    return own_records(result.scenario, result.records)


def where_they_looked(case: Case) -> Place:
    """The last page with an address of its own that the journey got to by a click; a list of search results
    is nowhere to put a link."""
    record = best_of(case.result)
    steps = record.journey.steps if record is not None else ()
    landed = [step.landed for step in steps if step.move is Move.CLICK and step.landed is not None]
    pages = [state for state in landed if "?" not in state.url]
    if not pages:
        return page_at(case, case.result.scenario.start)
    state = case.graph.states.get(pages[-1])
    return Place(url=pages[-1].url, title=title_of(state.observation) if state else "")


def page_at(case: Case, url: str) -> Place:
    """The page at ``url`` by the title that visitors saw."""
    known = (page for state, page in case.graph.states.items() if state.url == url and not state.actions)
    titles = sorted(title_of(page.observation) for page in known)
    return Place(url=url, title=titles[0] if titles else "")


def title_of(seen: Observation) -> str:
    """The title of a page without the name of the site, which every page has."""
    return split_title(seen)[1] or seen.title
