"""The indexes of the site graph give what a look through all of it gives, whenever they are asked."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import shared, visitors, worlds
from worlds import World

from selfserve_check.journey.site_port import Reply
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.action import Action, Search, StateId, action_on
from selfserve_check.site.graph import SiteGraph

EXAMPLES = settings(max_examples=30, deadline=None)


def looked_up(graph: SiteGraph, state: StateId) -> list[tuple[Action, Reply]]:
    """The exits of ``state`` without any index of edges."""
    found: list[tuple[Action, Reply]] = []
    for affordance in graph.states[state].observation.affordances:
        action = action_on(affordance.key)
        reply = graph.end_of(state, action, affordance)
        if reply is not None:
            found.append((action, reply))
    searches = [action for origin, action in graph.edges if origin == state and isinstance(action, Search)]
    return found + [
        (each, graph.edges[state, each]) for each in sorted(searches, key=lambda search: search.text)
    ]


@EXAMPLES
@given(world=worlds, sent=st.lists(visitors, min_size=1, max_size=4))
def test_exits_are_those_that_are_there_after_every_journey(world: World, sent: list[Asked]) -> None:
    """What was remembered is forgotten when the graph learns something."""
    site = shared(world)
    for each in sent:
        asyncio.run(walk(site, each))
        for state, page in site.graph.states.items():
            exits = looked_up(site.graph, state)
            assert list(site.graph.exits(state)) == exits
            clicked = [pair for pair in exits if not isinstance(pair[0], Search)]
            assert list(site.graph.exits(state, by_search=False)) == clicked
            for affordance in page.observation.affordances:
                first = next(one for one in page.observation.affordances if one.key == affordance.key)
                assert site.graph.affordance(state, affordance.key) is first
