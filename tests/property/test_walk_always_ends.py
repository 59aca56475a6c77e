"""What holds for every walk on every site."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import shared, troubled_worlds, visitors, worlds
from worlds import World, WorldSite

from selfserve_check.journey.site_port import Reply
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.action import Action, Search, StateId, View
from selfserve_check.model.journey import Ending, Journey, Move
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.model.verdict import Answered, Partial, Wrong
from selfserve_check.site.graph import document_of

EXAMPLES = settings(max_examples=30, deadline=None)


def walked(world: World, sent: Asked) -> Journey:
    return asyncio.run(walk(WorldSite(world), sent))


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_a_walk_ends_and_never_spends_more_than_its_budget(world: World, sent: Asked) -> None:
    """On any site: cycles, dead links, walls, menus in menus, cards that pile up."""
    journey = walked(world, sent)
    assert journey.clicks <= sent.budget
    assert len(journey.steps) <= sent.steps_max
    assert journey.clicks == sum(step.clicks for step in journey.steps)
    assert journey.backs == sum(step.move is Move.BACK for step in journey.steps)


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_an_ending_says_what_the_verdict_says(world: World, sent: Asked) -> None:
    """Found means answered; only our trouble has a cause; only a near passage is proposed."""
    journey = walked(world, sent)
    assert (journey.ending is Ending.FOUND) == isinstance(journey.verdict, Answered)
    assert (journey.ending is Ending.READ_WRONG) == isinstance(journey.verdict, Wrong)
    assert (journey.ending is Ending.COULD_NOT_ASK) == (journey.cause is not None)
    if journey.ending is Ending.PROPOSED:
        assert sent.open_ended
        assert isinstance(journey.verdict, Partial)


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_a_walk_goes_nowhere_twice_and_presses_nothing_unsafe(world: World, sent: Asked) -> None:
    """No link target is followed a second time but to go back to where the visitor stood, and no search sent;
    "Log out" is never clicked."""
    journey = walked(world, sent)
    stood: set[str] = set()
    for step in journey.steps:
        if any("looked better" in why for why in step.because) and step.landed is not None:
            assert document_of(step.landed.url) in stood
        stood |= {document_of(state.url) for state in (step.state, step.landed) if state is not None}
    steps = [step for step in journey.steps if step.action is not None]
    actions = [step.action for step in steps if not any("looked better" in why for why in step.because)]
    acted = [action.key for action in actions if action is not None]
    targets = [key.target for key in acted if key.kind is AffordanceKind.LINK and key.target]
    assert len(targets) == len(set(targets))
    # One that found nothing is sent once more, in other words.
    searches = [action.text for action in actions if isinstance(action, Search)]
    assert len(searches) == len(set(searches)) <= 2
    assert not [
        key for key in acted if key.kind is AffordanceKind.LINK and key.name == "Log out" and key.target
    ]
    assert not [key for key in acted if key.kind is AffordanceKind.BUTTON and "Log out" in key.name]


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_each_step_stands_where_the_one_before_it_landed(world: World, sent: Asked) -> None:
    """A journey can be clicked through: no step begins where nobody is."""
    steps = walked(world, sent).steps
    here = steps[0].landed
    for step in steps[1:]:
        if step.action is not None:
            assert step.state == here
        if step.landed is not None:
            here = step.landed
        elif step.result == "walled":
            here = None
    assert all(step.landed is not None for step in steps if step.move is Move.BACK)


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_evidence_is_visible_and_was_revealed(world: World, sent: Asked) -> None:
    """Every quoted passage stands in the state named, among what the last act showed."""
    journey = walked(world, sent)
    if not isinstance(journey.verdict, Answered | Wrong | Partial) or journey.best is None:
        return
    reply = world.load(journey.best)
    passages = reply.page.observation.passages if hasattr(reply, "page") and reply.page else ()
    for evidence in journey.verdict.evidence:
        assert passages[evidence.passage].text == evidence.quote
        if isinstance(journey.verdict, Answered) and journey.best_revealed is not None:
            assert evidence.passage in journey.best_revealed or sent.question.required == ()


class Counted:
    """Counts the acts asked of a site, for those that the walk may not make."""

    def __init__(self, world: World) -> None:
        self.site = WorldSite(world)
        self.calls = 0

    async def open(self, view: View, url: str) -> Reply:
        self.calls += 1
        return await self.site.open(view, url)

    async def act(self, state: StateId, action: Action) -> Reply:
        self.calls += 1
        return await self.site.act(state, action)


@EXAMPLES
@given(world=worlds, sent=visitors)
def test_a_walk_asks_for_nothing_that_is_not_a_step(world: World, sent: Asked) -> None:
    """One call of the port for each step that is no Back: no peeking."""
    site = Counted(world)
    journey = asyncio.run(walk(site, sent))
    assert site.calls == len(journey.steps) - journey.backs


@EXAMPLES
@given(world=troubled_worlds, sent=visitors)
def test_over_the_shared_graph_the_same_way_is_walked_as_alone(world: World, sent: Asked) -> None:
    """What is shared, held back, loaded directly or clicked through makes no difference to a visitor."""
    assert asyncio.run(walk(shared(world), sent)) == walked(world, sent)


@settings(max_examples=20, deadline=None)
@given(world=worlds, sent=st.lists(visitors, min_size=2, max_size=4))
def test_what_others_saw_does_not_change_a_walk(world: World, sent: list[Asked]) -> None:
    """Over one graph, in either order, each walks as it would alone."""

    async def one_after_the_other(order: list[Asked]) -> list[Journey]:
        site = shared(world)
        return [await walk(site, each) for each in order]

    alone = [walked(world, each) for each in sent]
    assert asyncio.run(one_after_the_other(sent)) == alone
    assert asyncio.run(one_after_the_other(sent[::-1])) == alone[::-1]
