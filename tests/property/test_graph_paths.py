"""What holds for every site graph: its shortest ways, and what looking around finds."""

from __future__ import annotations

import asyncio

from asking import QUESTION
from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import START, shared, visitors, worlds
from worlds import DESKTOP, HOME, World

from selfserve_check.diagnosis.survey import Surveyed, survey
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.site_port import Arrived
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.site.graph import SiteGraph, shortest_path
from selfserve_check.site.shared_site import SharedSite

EXAMPLES = settings(max_examples=30, deadline=None)


async def _look(site: SharedSite, pages_max: int) -> Surveyed:
    return await survey(
        site,
        DESKTOP,
        starts=[HOME],
        site_map=[],
        wordings=[QUESTION],
        scent_model=WordScent(),
        pages_max=pages_max,
    )


async def _walked_and_looked(site: SharedSite, sent: list[Asked], pages_max: int) -> list[Journey]:
    journeys = [await walk(site, each) for each in sent]
    await _look(site, pages_max)
    return journeys


@EXAMPLES
@given(world=worlds, sent=st.lists(visitors, min_size=1, max_size=3), pages_max=st.sampled_from((0, 3, 40)))
def test_the_shortest_way_is_never_longer_than_a_journey_that_succeeded(
    world: World, sent: list[Asked], pages_max: int
) -> None:
    """Whatever else was seen besides."""
    site = shared(world)
    for journey in asyncio.run(_walked_and_looked(site, sent, pages_max)):
        if journey.ending is Ending.FOUND:
            path = _way_to(site.graph, journey.best)
            assert path is not None
            assert path <= journey.clicks


def _way_to(graph: SiteGraph, goal: StateId | None) -> int | None:
    path = shortest_path(graph, START, lambda page: page.id == goal, clicks_max=30)
    return None if path is None else path.clicks


@EXAMPLES
@given(world=worlds)
def test_a_way_can_be_walked(world: World) -> None:
    """Each act is in sight where it is done and leads to the next state; the clicks are the sum."""
    site = shared(world)
    asyncio.run(_look(site, 40))
    for goal in site.graph.states:
        path = shortest_path(site.graph, START, lambda page, goal=goal: page.id == goal, clicks_max=30)  # type: ignore[misc]  # the goal is bound
        if path is None:
            continue
        assert (path.states[0], path.states[-1]) == (START, goal)
        for here, action, there in zip(path.states, path.actions, path.states[1:], strict=False):
            assert site.graph.affordance(here, action.key) is not None
            arrived = [r.page.id for a, r in site.graph.exits(here) if a == action and isinstance(r, Arrived)]
            assert there in arrived


@EXAMPLES
@given(world=worlds)
def test_a_longer_leash_never_makes_a_way_longer(world: World) -> None:
    """The bound cuts ways off and changes none."""
    site = shared(world)
    asyncio.run(_look(site, 40))
    for goal in site.graph.states:
        lengths = [_bounded(site.graph, goal, clicks_max) for clicks_max in range(5)]
        found = [length for length in lengths if length is not None]
        assert len(set(found)) <= 1
        assert all(length is None or length <= bound for bound, length in enumerate(lengths))


def _bounded(graph: SiteGraph, goal: StateId, clicks_max: int) -> int | None:
    path = shortest_path(graph, START, lambda page: page.id == goal, clicks_max=clicks_max)
    return None if path is None else path.clicks


@EXAMPLES
@given(world=worlds, pages_max=st.integers(min_value=0, max_value=12))
def test_a_look_around_ends_at_its_bound_and_sees_the_same_twice(world: World, pages_max: int) -> None:
    """Never more than it may; the same site, the same states in the same order."""
    first, second = shared(world), shared(world)
    surveyed = asyncio.run(_look(first, pages_max))
    assert surveyed.states <= pages_max
    assert asyncio.run(_look(second, pages_max)) == surveyed
    assert list(first.graph.states) == list(second.graph.states)
