"""The share of visitors expected to find the answer within the budget: a Markov chain, without dice.

A visitor stands in a room of the site map with clicks left, and came from a room or has just come back from
one. ``reach_choice`` says how all who stand there divide. Whoever meets an answer stays there; whoever takes
a link that nobody looked behind is counted as unknown; the rest goes on until the clicks are spent. This is
the flow of visitors by scent of Chi, Pirolli, Chen and Pitkow (2001), with Back, leaving and a budget.

The chain remembers one step, not the whole way: whoever comes back does not take the same link at once, and
goes back from there, if at all, on the shortest way from the start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from selfserve_check.diagnosis.reach_choice import Choice
from selfserve_check.diagnosis.reach_flow import FAR, NOWHERE, Flow
from selfserve_check.diagnosis.reach_map import BY_SEARCH, UNSEEN, SiteMap
from selfserve_check.journey.own_words import in_own_words
from selfserve_check.journey.rank import ScentModel, values_by
from selfserve_check.language.queries import search_text
from selfserve_check.model.action import StateId
from selfserve_check.model.result import Lost, Reach
from selfserve_check.model.scenario import Scenario

_LOST_AT_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaching:
    """What the shares of all questions are worked out with: made once. Under ``misled_below`` a share is low.

    ``site_maps`` has one map for each view in which visitors looked.
    """

    site_maps: tuple[SiteMap, ...]
    scent_model: ScentModel
    misled_below: float


def reach_of(
    scenario: Scenario,
    site_map: SiteMap,
    answering: AbstractSet[StateId],
    scent_model: ScentModel,
    choices: dict[int, Choice] | None = None,
) -> Reach:
    """What share of visitors with the question of ``scenario`` finds a state of ``answering``. Pure.

    ``choices`` are those of rooms that were worked out before for this question, by their numbers; what is
    worked out now is added to them.
    Where the start page was not seen in this view, everything is unknown.
    """
    start = site_map.numbers.get(StateId(view=site_map.view, url=scenario.start))
    if start is None:
        return Reach(view=site_map.view, share=0.0, unknown=1.0)
    found = found_by_search(scenario, site_map, start)
    answers = frozenset(site_map.numbers[state] for state in answering if state in site_map.numbers)
    flow = Flow(
        site_map=site_map,
        found=found,
        answers=answers,
        clicks_to_answer=clicks_to(answers, site_map, found),
        behind=_ways_from(start, site_map, found),
        scents=values_by(in_own_words(scent_model, scenario.synonyms), scenario.question),
        choices={} if choices is None else choices,
    )
    flow.run(start, scenario.budget)
    share = round(min(flow.share, 1.0), 6)
    unknown = min(round(flow.unknown, 6), round(1.0 - share, 6))
    return Reach(view=site_map.view, share=share, unknown=unknown, lost_at=_lost_at(site_map, flow.lost))


def found_by_search(scenario: Scenario, site_map: SiteMap, start: int) -> dict[str, int]:
    """The room that each search form leads to with the question of ``scenario``, typed as on the page of
    ``start``; UNSEEN where nobody typed it."""
    first = site_map.rooms[start].observation
    text = search_text(scenario.question, first.lang if first is not None else "en")
    return {form: site_map.found.get((form, text), UNSEEN) for form in site_map.boxes}


def clicks_to(answers: frozenset[int], site_map: SiteMap, found: Mapping[str, int]) -> list[int]:
    """For each room the fewest clicks to an answer without going back; FAR where no way leads."""
    searching: dict[int, list[int]] = {}
    for form, to in found.items():
        searching.setdefault(to, []).extend(site_map.boxes[form])
    clicks = [FAR] * len(site_map.rooms)
    queue = deque(sorted(answers))
    for answer in answers:
        clicks[answer] = 0
    while queue:
        room = queue.popleft()
        entries = (*site_map.entries[room], *((box, 1) for box in searching.get(room, ())))
        for source, price in entries:
            if clicks[room] + price < clicks[source]:
                clicks[source] = clicks[room] + price
                (queue.append if price else queue.appendleft)(source)
    return clicks


def _ways_from(start: int, site_map: SiteMap, found: Mapping[str, int]) -> list[int]:
    """For each room the one before it on the shortest way from ``start``, answers or not; NOWHERE for the
    start and for what no way leads to."""
    before = [NOWHERE] * len(site_map.rooms)
    clicks = [FAR] * len(site_map.rooms)
    clicks[start] = 0
    queue = deque([start])
    while queue:
        room = queue.popleft()
        for door in site_map.rooms[room].doors:
            to = found[door.form] if door.to == BY_SEARCH else door.to
            if to >= 0 and clicks[room] + door.price < clicks[to]:
                clicks[to] = clicks[room] + door.price
                before[to] = room
                (queue.append if door.price else queue.appendleft)(to)
    return before


def _lost_at(site_map: SiteMap, lost: Mapping[int, float]) -> tuple[Lost, ...]:
    """The pages where most are lost; the states of one page count together."""
    by_url: dict[str, float] = {}
    for room in sorted(lost):
        url = site_map.rooms[room].url
        by_url[url] = by_url.get(url, 0.0) + lost[room]
    titles = {room.url: room.title for room in reversed(site_map.rooms)}
    places = [Lost(url=url, title=titles[url], share=round(share, 6)) for url, share in by_url.items()]
    worst = sorted(places, key=lambda place: (-place.share, place.url))
    return tuple(place for place in worst[:_LOST_AT_MAX] if place.share > 0)
