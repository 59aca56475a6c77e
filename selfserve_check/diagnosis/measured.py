"""The figures of a question and of a run, from what was seen: feeds ``metrics``. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selfserve_check.diagnosis import metrics
from selfserve_check.diagnosis.lookout import Sightings
from selfserve_check.diagnosis.metrics import ContactCosts, Phrasing, Unanswered, Visit
from selfserve_check.diagnosis.reach import clicks_to, found_by_search
from selfserve_check.diagnosis.reach_flow import FAR
from selfserve_check.diagnosis.reach_map import BY_SEARCH, SiteMap
from selfserve_check.diagnosis.rewalk import recorded_journeys
from selfserve_check.journey.outcome import wording_outcomes
from selfserve_check.journey.own_words import in_own_words
from selfserve_check.journey.rank import ScentModel
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey, Move
from selfserve_check.model.metrics import QuestionMetrics, RunMetrics
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.site.graph import document_of

_UNSEEN = (Reason.MISSING, Reason.WRONG, Reason.BROKEN, Reason.WALLED, Reason.DEFLECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What the audits counted: promises ``kept`` of ``checked``; and for each unanswered question, by its id,
    the fewest clicks to a person (None: there is no way to one). Empty where they did not look."""

    kept: int = 0
    checked: int = 0
    clicks_to_person: tuple[tuple[str, int | None], ...] = ()


def question_metrics(
    result: QuestionResult, seen: Sightings | None, site_map: SiteMap, scent_model: ScentModel
) -> QuestionMetrics | None:
    """The figures of ``result``; None where it was not asked. ``seen`` is where its answer is, if known."""
    journeys = recorded_journeys(result)
    if not journeys or result.outcome in (Outcome.SKIPPED, Outcome.ERRORED):
        return None
    right = _right_way(result, seen, site_map)
    visits = [_visit(journey, right, site_map.numbers) for journey in journeys]
    fewest = right.clicks if right is not None else None
    return QuestionMetrics(
        success_at=metrics.success_at(visits, result.scenario.budget),
        directness=metrics.directness(visits),
        first_click=metrics.first_click_correct(visits),
        lostness=None if right is None else metrics.mean_lostness(visits, _pages_needed(seen, right)),
        efficiency=None if fewest is None else metrics.efficiency(visits, fewest),
        right_rank=_rank(result, right, site_map, scent_model),
    )


def run_metrics(
    results: Sequence[QuestionResult], audited: Audited, costs: ContactCosts | None
) -> RunMetrics | None:
    """The figures of all ``results`` together; None when none could be asked."""
    asked = [one for one in results if one.outcome not in (Outcome.SKIPPED, Outcome.ERRORED)]
    if not asked:
        return None
    decided = [one for one in asked if one.outcome is not Outcome.NEEDS_REVIEW or one.reason is not None]
    found = sum(one.outcome is Outcome.PASSED for one in decided)
    somewhere = sum(_answered_somewhere(one) for one in decided)
    to_person = dict(audited.clicks_to_person)
    unanswered = [one for one in asked if one.outcome is Outcome.FAILED]
    volumes = [Unanswered(asked_per_month=one.scenario.asked_per_month) for one in unanswered]
    looked = [to_person[one.scenario.id] for one in asked if one.scenario.id in to_person]
    return RunMetrics(
        demand_success=metrics.demand_success([one for each in asked for one in _phrasings(each)]),
        answered_somewhere=round(somewhere / len(decided), 4) if decided else None,
        found=round(found / len(decided), 4) if decided else None,
        findability_gap=metrics.findability_gap(somewhere, found, len(decided)),
        promise_kept=metrics.promise_kept_rate(audited.kept, audited.checked),
        go_away=metrics.go_away_index(looked),
        avoidable_cost=metrics.avoidable_cost(volumes, costs),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Right:
    """The shortest way to the answer from the ``start`` room: its ``clicks``, the ``firsts`` rooms that right
    first clicks lead to, and the ``places`` on the start page of what is to be clicked."""

    start: int
    clicks: int
    firsts: frozenset[int]
    places: tuple[int, ...]


def _right_way(result: QuestionResult, seen: Sightings | None, site_map: SiteMap) -> _Right | None:
    start = site_map.numbers.get(StateId(view=site_map.view, url=result.scenario.start))
    if seen is None or start is None:
        return None
    found = found_by_search(result.scenario, site_map, start)
    answers = frozenset(site_map.numbers[state] for state in seen.answering if state in site_map.numbers)
    clicks = clicks_to(answers, site_map, found)
    if clicks[start] >= FAR:
        return None
    firsts: set[int] = set()
    places: list[int] = []
    for door in site_map.rooms[start].doors:
        to = found[door.form] if door.to == BY_SEARCH else door.to
        if to >= 0 and clicks[to] + door.price <= clicks[start]:
            firsts.add(to)
            places += door.places
    return _Right(start=start, clicks=clicks[start], firsts=frozenset(firsts), places=tuple(places))


def _pages_needed(seen: Sightings | None, right: _Right) -> int:
    """How many pages the shortest way takes, the first and the last included; what is opened on one is no
    other."""
    way = (seen.linked or seen.searched) if seen is not None else None
    if way is None or way.clicks != right.clicks:
        return right.clicks + 1
    return len({document_of(state.url) for state in way.states})


def _visit(journey: Journey, right: _Right | None, numbers: Mapping[StateId, int]) -> Visit:
    stood = [step.landed for step in journey.steps if step.landed is not None]
    first = next((step for step in journey.steps if step.clicks and step.move is not Move.OPEN), None)
    first_right = None
    if right is not None and first is not None and numbers.get(first.state) == right.start:
        first_right = first.landed is not None and numbers.get(first.landed) in right.firsts
    return Visit(
        found=journey.ending is Ending.FOUND,
        clicks=journey.clicks,
        backs=journey.backs,
        pages=tuple(_pages(document_of(state.url) for state in stood)),
        first_click_right=first_right,
    )


def _pages(urls: Iterable[str]) -> Iterator[str]:
    """Each time a visitor came to another page; what is opened on a page is that page."""
    last = None
    for url in urls:
        if url != last:
            yield url
        last = url


def _rank(
    result: QuestionResult, right: _Right | None, site_map: SiteMap, scent_model: ScentModel
) -> int | None:
    """Of the right link on the start page."""
    page = site_map.rooms[right.start].observation if right is not None else None
    if right is None or page is None:
        return None
    model = in_own_words(scent_model, result.scenario.synonyms)
    scents = [scent.value for scent in model.scents(result.scenario.question, page)]
    return metrics.right_rank(scents, right.places)


def _answered_somewhere(result: QuestionResult) -> bool:
    if result.outcome is Outcome.PASSED:
        return True
    return result.reason is not None and result.reason not in _UNSEEN


def _phrasings(result: QuestionResult) -> list[Phrasing]:
    """Every wording that was asked; those who ask a question are taken to be spread evenly over its wordings.
    A question that nobody counted weighs as one asked once a month, as in the score."""
    asked = result.scenario.asked_per_month
    outcomes = wording_outcomes(result.scenario, result.records)
    weight = 1.0 if asked is None else float(asked)
    return [
        Phrasing(passed=outcome is Outcome.PASSED, weight=weight / len(outcomes))
        for _, outcome in outcomes
        if outcome is not Outcome.ERRORED
    ]
