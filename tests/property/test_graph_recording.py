"""What holds for every recording: it comes back as it was, and a damaged one is said to be damaged."""

from __future__ import annotations

import asyncio
import gzip
import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import observations, shared, visitors, worlds
from worlds import DESKTOP, HOME, World

from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.action import StateId
from selfserve_check.model.observation import Observation
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite, Recording, pack, unpack

EXAMPLES = settings(max_examples=30, deadline=None)
SECRET = "geheim"


def kept(text: str) -> str:
    return text


def masked(text: str) -> str:
    return text.replace(SECRET, "[masked]")


def graph_of(observation: Observation) -> SiteGraph:
    state = StateId(view=DESKTOP, url=observation.url)
    graph = SiteGraph()
    graph.add_load(state, Arrived(page=PageState(id=state, observation=observation)))
    return graph


def saved(graph: SiteGraph) -> bytes:
    return pack(Recording(site=HOME, made_by="test", graph=graph), kept)


@EXAMPLES
@given(observation=observations)
def test_any_observation_comes_back_as_it_was(observation: Observation) -> None:
    """Every field, every character, every number."""
    graph = graph_of(observation)
    assert unpack(saved(graph), "test").graph == graph


@EXAMPLES
@given(world=worlds, sent=st.lists(visitors, min_size=1, max_size=2))
def test_a_walk_over_a_recording_is_the_walk_that_was_recorded(world: World, sent: list[Asked]) -> None:
    """Everything that the visitors met is in the file, and leads them the same way again."""
    site = shared(world)
    before = [asyncio.run(walk(site, each)) for each in sent]
    again = RecordedSite(unpack(saved(site.graph), "test").graph)
    assert [asyncio.run(walk(again, each)) for each in sent] == before


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_the_same_graph_gives_the_same_bytes_again_and_again(world: World, sent: Asked) -> None:
    """Saved, read and saved again."""
    site = shared(world)
    asyncio.run(walk(site, sent))
    data = saved(site.graph)
    assert saved(unpack(data, "test").graph) == data


@EXAMPLES
@given(observation=observations, place=st.integers(min_value=0, max_value=20))
def test_no_secret_is_ever_written(observation: Observation, place: int) -> None:
    """In whatever text it stands."""
    text = observation.title
    secretive = Observation(
        url=f"{HOME}?token={SECRET}",
        title=f"{text[:place]}{SECRET}{text[place:]}",
        passages=observation.passages,
        affordances=observation.affordances,
    )
    data = pack(Recording(site=HOME, made_by="test", graph=graph_of(secretive)), masked)
    assert SECRET.encode() not in gzip.decompress(data)


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@EXAMPLES
@given(world=worlds, data=st.data(), junk=anything)
def test_a_file_with_anything_in_it_is_read_or_refused_with_a_sentence(
    world: World, data: st.DataObject, junk: Any
) -> None:
    """One value anywhere in it replaced by anything: never a traceback."""
    site = shared(world)
    asyncio.run(site.open(DESKTOP, HOME))
    content = json.loads(gzip.decompress(saved(site.graph)))
    _replace_somewhere(content, data, junk)
    with suppress(UserError):
        unpack(gzip.compress(json.dumps(content).encode()), "test")


def _replace_somewhere(content: Any, data: st.DataObject, junk: Any) -> None:
    while True:
        places = list(content) if isinstance(content, dict) else list(range(len(content)))
        place = data.draw(st.sampled_from(places))
        inner = content[place]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            content[place] = junk
            return
        content = inner


@EXAMPLES
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    """A file that was never ours."""
    for tried in (data, gzip.compress(data), gzip.compress(data)[:-5]):
        with suppress(UserError):
            unpack(tried, "test")
