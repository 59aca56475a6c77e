"""What holds for every batch of questions: alone, together, in any order, with any number of workers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from asking import FACT, QUESTION
from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import PATHS, shared, worlds
from running import kit, run
from worlds import HOME, World, WorldSite, at

from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.journey.site_port import Site
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven, PageAnswer, PassWhen, Scenario

questions = st.builds(
    Scenario,
    id=st.just(""),
    question=st.sampled_from((QUESTION, "What does delivery cost?", "Can I talk to somebody?")),
    site=st.just(HOME),
    start=st.sampled_from((HOME, HOME, at("/a"))),
    answer=st.sampled_from((FACT, PageAnswer(page="/c"), NoAnswerGiven())),
    budget=st.sampled_from((5, 3, 1)),
    also_asked=st.sampled_from(((), ("When must I return it?",))),
    pass_when=st.sampled_from(PassWhen),
)
batches = st.lists(questions, min_size=2, max_size=4).map(
    lambda drawn: [replace(question, id=str(place)) for place, question in enumerate(drawn)]
)
paces = st.dictionaries(st.sampled_from(PATHS), st.integers(min_value=1, max_value=7))


def asked(site: Site, batch: Sequence[Scenario], workers: int) -> dict[str, QuestionResult]:
    tools = kit(site, workers=workers, personas=(MENU, SEARCH))
    results, complete, _ = asyncio.run(run(batch, tools))
    assert complete
    assert [result.scenario.id for result in results] == [question.id for question in batch]
    return {result.scenario.id: result for result in results}


@settings(max_examples=20, deadline=None)
@given(world=worlds, batch=batches, pace=paces, workers=st.sampled_from((1, 2, 8)))
def test_a_question_gets_the_same_result_alone_and_in_any_batch(
    world: World, batch: list[Scenario], pace: Mapping[str, int], workers: int
) -> None:
    """Every journey, step for step, whoever else is on the way and however slow each page is."""
    alone = {question.id: asked(WorldSite(world), [question], 1)[question.id] for question in batch}
    assert asked(shared(world, pace), batch, workers) == alone
    assert asked(shared(world, pace), batch[::-1], workers) == alone
