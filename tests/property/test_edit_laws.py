"""What holds for every change to every small site, as far as it was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from asking import FACT, QUESTION
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_worlds import WORDS, shared, visitors, worlds
from worlds import DESKTOP, HOME, Link, Page, SearchBox, World, at

from selfserve_check.diagnosis.edits import Edited, edited, edited_by_all
from selfserve_check.diagnosis.lookout import sightings_of
from selfserve_check.diagnosis.reach import reach_of
from selfserve_check.diagnosis.reach_map import after_edit, site_map_of
from selfserve_check.diagnosis.rewalk import fare_of, trail_of
from selfserve_check.diagnosis.survey import survey
from selfserve_check.errors import UserError
from selfserve_check.journey.cues import label_of
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.site_port import Arrived
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.model.remedy import AddLink, AddPassage, Edit, Fared, Rename, Reveal
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.site.graph import SiteGraph, shortest_path
from selfserve_check.site.recording import RecordedSite

EXAMPLES = settings(max_examples=60, deadline=None)
SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=4)
FRESH = "Zebra crossing"
"""A label that no world has."""

Seen = tuple[SiteGraph, Sequence[tuple[Asked, Journey]]]


def seen_by(world: World, sent: list[Asked], pages_max: int) -> Seen:
    """The graph after some visitors and a look around, whole or cut short, and what the visitors did."""
    site = shared(world)

    async def look() -> list[tuple[Asked, Journey]]:
        did = [(each, await walk(site, each)) for each in sent]
        await survey(
            site,
            DESKTOP,
            starts=[HOME],
            site_map=[],
            wordings=[QUESTION],
            scent_model=WordScent(),
            pages_max=pages_max,
        )
        return did

    did = asyncio.run(look())
    return site.graph, did


seen = st.builds(
    seen_by, worlds, st.lists(visitors, min_size=1, max_size=3), st.sampled_from((0, 2, 5, 40, 40))
)


def again(graph: SiteGraph, asked: Asked) -> Journey:
    return asyncio.run(walk(RecordedSite(graph), asked))


def some_edit(data: st.DataObject, graph: SiteGraph) -> Edit:
    """A change that can be made to a page of ``graph``."""
    page = graph.states[data.draw(st.sampled_from(list(graph.states)), label="page")]
    url = page.observation.url
    shown = [found for found in page.observation.affordances if found.kind is not AffordanceKind.SEARCH]
    labels = sorted({label_of(found) for found in shown})
    opened = sorted(
        {
            label_of(found)
            for found in shown
            for action, reply in graph.exits(page.id, by_search=False)
            if action.key == found.key and isinstance(reply, Arrived) and reply.page.id.actions
            if (page.id, action) in graph.edges and reply.page.id.url == page.id.url
        }
    )
    new = st.sampled_from((FRESH, *WORDS))
    kinds: list[st.SearchStrategy[Edit]] = [
        st.builds(
            AddLink,
            page=st.just(url),
            target=st.sampled_from([one.observation.url for one in graph.states.values()]),
            label=new,
        ),
        st.builds(
            AddPassage,
            page=st.just(url),
            text=st.sampled_from(("You can return anything within 30 days.", "Tiles.")),
            heading=st.sampled_from(("", QUESTION)),
        ),
    ]
    if labels:
        kinds.append(
            st.builds(
                Rename, page=st.just(url), old=st.sampled_from(labels), new=new, only_here=st.booleans()
            )
        )
    if opened:
        kinds.append(st.builds(Reveal, page=st.just(url), label=st.sampled_from(opened)))
    return data.draw(st.one_of(kinds), label="edit")


def made(graph: SiteGraph, edit: Edit) -> Edited:
    try:
        return edited(graph, edit)
    except UserError:
        assume(False)
        raise


@EXAMPLES
@given(seen=seen)
def test_walking_the_unedited_graph_again_reproduces_every_journey(seen: Seen) -> None:
    """Step for step, with every scent and every reason: the effect of no edit is nothing."""
    graph, did = seen
    unedited = edited_by_all(graph, ())
    assert unedited.graph == graph
    assert not unedited.changed
    for asked, journey in did:
        assert again(unedited.graph, asked) == journey


@EXAMPLES
@given(seen=seen, data=st.data())
def test_a_journey_that_meets_nothing_edited_stays_as_it_was(seen: Seen, data: st.DataObject) -> None:
    """Those need not be walked again. Whoever stood on an edited page may do anything."""
    graph, did = seen
    assume(graph.states)
    edit = made(graph, some_edit(data, graph))
    for asked, journey in did:
        if trail_of(journey).isdisjoint(edit.changed):
            assert again(edit.graph, asked) == journey


@EXAMPLES
@given(seen=seen, data=st.data())
def test_a_rename_there_and_back_is_no_edit(seen: Seen, data: st.DataObject) -> None:
    """The graph is what it was, every state under its old name."""
    graph, _ = seen
    assume(graph.states)
    page = graph.states[data.draw(st.sampled_from(list(graph.states)))].observation
    labels = [label_of(one) for one in page.affordances if one.kind is not AffordanceKind.SEARCH]
    assume(labels)
    old, here = data.draw(st.sampled_from(labels)), data.draw(st.booleans())
    there = Rename(page=page.url, old=old, new=FRESH, only_here=here)
    back = Rename(page=page.url, old=FRESH, new=old, only_here=here)
    both = edited_by_all(graph, (there, back))
    assert edited(graph, there).graph != graph
    assert both.graph == graph
    assert not both.moved


@EXAMPLES
@given(seen=seen, data=st.data())
def test_an_edited_graph_is_whole(seen: Seen, data: st.DataObject) -> None:
    """Whatever a reply shows is a state under its own name, every act is done in a state that is there, and
    the graph that was edited is untouched."""
    graph, _ = seen
    assume(graph.states)
    before = (dict(graph.loads), dict(graph.edges), dict(graph.states))
    edit = made(graph, some_edit(data, graph))
    assert (graph.loads, graph.edges, graph.states) == before
    replies = (*edit.graph.loads.values(), *edit.graph.edges.values())
    for reply in replies:
        if isinstance(reply, Arrived):
            assert edit.graph.states[reply.page.id] == reply.page
    assert all(state == page.id for state, page in edit.graph.states.items())
    assert all(state in edit.graph.states for state, _ in edit.graph.edges)
    assert all(edit.graph.affordance(state, action.key) for state, action in edit.graph.edges)
    assert {edit.now(state) for state in graph.states} >= set(edit.graph.states)


@EXAMPLES
@given(seen=seen, data=st.data())
def test_a_map_after_an_edit_is_the_map_of_the_edited_graph(seen: Seen, data: st.DataObject) -> None:
    """Only the changed rooms are looked at again, and the shares come out the same."""
    graph, _ = seen
    assume(graph.states)
    edit = made(graph, some_edit(data, graph))
    answering = sightings_of(SCENARIO, edit.graph, DESKTOP).answering
    quick = reach_of(SCENARIO, after_edit(site_map_of(graph, DESKTOP), edit), answering, WordScent())
    anew = reach_of(SCENARIO, site_map_of(edit.graph, DESKTOP), answering, WordScent())
    assert (round(quick.share, 5), round(quick.unknown, 5)) == (round(anew.share, 5), round(anew.unknown, 5))


@EXAMPLES
@given(data=st.data())
def test_the_ways_into_a_page_are_known_after_an_edit_of_a_large_site(data: st.DataObject) -> None:
    """Where few pages of many changed, only what leads from them is gone through again."""
    graph = SHELF
    urls = st.sampled_from([state.url for state in graph.states])
    edit = edited(graph, AddLink(page=data.draw(urls), target=data.draw(urls), label=FRESH))
    quick, anew = after_edit(site_map_of(graph, DESKTOP), edit), site_map_of(edit.graph, DESKTOP)
    assert [sorted(each) for each in quick.entries] == [sorted(each) for each in anew.entries]
    assert quick.boxes == anew.boxes


def shelf() -> SiteGraph:
    """A start page with thirty others, each of which leads to the next but one, and one with a search box."""
    pages = {
        f"/{n}": Page(title="Shelf", things=(Link(label=f"Next {n}", to=f"/{(n + 2) % 30}"),))
        for n in range(30)
    }
    pages["/7"] = Page(title="Shelf", things=(*pages["/7"].things, SearchBox(action="/search")))
    start = Page(title="Shelf", things=tuple(Link(label=f"Page {n}", to=f"/{n}") for n in range(30)))
    site = shared(World(documents={"/": start, **pages}))

    async def look() -> None:
        for path in ("/", *pages):
            await site.open(DESKTOP, at(path))

    asyncio.run(look())
    return site.graph


SHELF = shelf()


@EXAMPLES
@given(seen=seen, data=st.data())
def test_a_link_to_a_page_that_nobody_opened_is_never_an_improvement(seen: Seen, data: st.DataObject) -> None:
    """Whoever follows it is unknown, even one who finds the answer elsewhere afterwards."""
    graph, did = seen
    assume(graph.states)
    page = data.draw(st.sampled_from([one.observation.url for one in graph.states.values()]))
    unseen = AddLink(page=page, target=f"{HOME}never-seen", label=QUESTION)
    edit = made(graph, unseen)
    for asked, _ in did:
        journey = again(edit.graph, asked)
        followed = any(step.label == QUESTION and step.result == "unobserved" for step in journey.steps)
        scenario = replace(SCENARIO, answer=asked.question.answer)
        assert not followed or fare_of(journey, scenario).fared is Fared.UNKNOWN


@EXAMPLES
@given(seen=seen)
def test_the_fewest_clicks_known_are_never_more_than_any_visitor_spent(seen: Seen) -> None:
    """Of those who found the answer, wherever they found it."""
    graph, did = seen
    for asked, journey in did:
        if journey.ending is not Ending.FOUND or isinstance(asked.question.answer, NoAnswerGiven):
            continue
        scenario = replace(SCENARIO, answer=asked.question.answer)
        found = sightings_of(scenario, graph, DESKTOP)
        nearest = shortest_path(
            graph,
            StateId(view=DESKTOP, url=asked.start),
            lambda page, answers=found.answering: page.id in answers,  # type: ignore[misc] # bound now
            clicks_max=99,
        )
        assert nearest is not None
        assert nearest.clicks <= journey.clicks
        assert found.clicks_min is None or nearest.clicks <= found.clicks_min
