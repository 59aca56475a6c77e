"""What holds for the expected share of visitors on every site."""

from __future__ import annotations

import asyncio
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from asking import FACT, QUESTION
from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import shared, visitors, worlds
from worlds import DESKTOP, HOME, Page, World, at, link

from selfserve_check.diagnosis.reach import reach_of
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.survey import survey
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.action import StateId
from selfserve_check.model.result import Reach
from selfserve_check.model.scenario import Scenario
from selfserve_check.site.graph import SiteGraph

EXAMPLES = settings(max_examples=30, deadline=None)
SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=4)
budgets = st.integers(min_value=0, max_value=7)
# What rounding to six digits may take from one of two equal sums.
ROUNDING = 1e-6


def looked_at(world: World, sent: list[Asked], pages_max: int) -> SiteGraph:
    """The graph after some visitors and a look around, whole or cut short."""
    site = shared(world)

    async def look() -> None:
        for each in sent:
            await walk(site, each)
        await survey(
            site,
            DESKTOP,
            starts=[HOME],
            site_map=[],
            wordings=[QUESTION],
            scent_model=WordScent(),
            pages_max=pages_max,
        )

    asyncio.run(look())
    return site.graph


graphs = st.builds(looked_at, worlds, st.lists(visitors, max_size=2), st.sampled_from((0, 2, 5, 40, 40)))


def reach(graph: SiteGraph, answering: AbstractSet[StateId], budget: int) -> Reach:
    return reach_of(replace(SCENARIO, budget=budget), site_map_of(graph, DESKTOP), answering, WordScent())


def some_states(data: st.DataObject, graph: SiteGraph) -> frozenset[StateId]:
    states = list(graph.states)
    return (
        frozenset(data.draw(st.lists(st.sampled_from(states), max_size=3), label="answers"))
        if states
        else frozenset()
    )


@EXAMPLES
@given(graph=graphs, budget=budgets, data=st.data())
def test_shares_are_shares(graph: SiteGraph, budget: int, data: st.DataObject) -> None:
    """Found, unknown and lost on any page: none is negative, and no visitor counts as found and unknown."""
    found = reach(graph, some_states(data, graph), budget)
    assert 0.0 <= found.share <= 1.0
    assert 0.0 <= found.unknown <= 1.0
    assert found.share + found.unknown <= 1.0 + ROUNDING
    shares = [place.share for place in found.lost_at]
    assert all(0.0 < share <= 1.0 for share in shares)
    assert shares == sorted(shares, reverse=True)


@EXAMPLES
@given(graph=graphs, data=st.data())
def test_more_clicks_never_lower_the_share(graph: SiteGraph, data: st.DataObject) -> None:
    """Whoever finds it with few clicks finds it with more."""
    answering = some_states(data, graph)
    shares = [reach(graph, answering, budget).share for budget in range(7)]
    assert all(few <= more + ROUNDING for few, more in pairwise(shares))


@EXAMPLES
@given(graph=graphs, budget=budgets, data=st.data())
def test_another_answer_never_lowers_the_share(graph: SiteGraph, budget: int, data: st.DataObject) -> None:
    """Whoever found it before stops no later."""
    answering = some_states(data, graph)
    more = answering | some_states(data, graph)
    assert reach(graph, answering, budget).share <= reach(graph, more, budget).share + ROUNDING


@EXAMPLES
@given(graph=graphs, budget=budgets)
def test_what_no_way_leads_to_is_found_by_nobody(graph: SiteGraph, budget: int) -> None:
    """However much of the site is known, and nobody is lost who had no chance."""
    lone = StateId(view=DESKTOP, url=at("/lone"))
    graph.add_load(
        lone, World(documents={"/lone": Page(title="Lone", things=(link("Help", "/a"),))}).load(lone)
    )
    found = reach(graph, frozenset((lone,)), budget)
    assert (found.share, found.lost_at) == (0.0, ())


@EXAMPLES
@given(world=worlds, budget=budgets)
def test_the_same_site_gives_the_same_twice(world: World, budget: int) -> None:
    """Seen anew and worked out anew."""
    first, second = looked_at(world, [], 40), looked_at(world, [], 40)
    answering = frozenset(list(first.states)[-1:])
    assert reach(first, answering, budget) == reach(second, answering, budget)
