"""Without an answer to compare with: where a reader stops, by how sure the passage is."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from asking import asked, home
from meanings import SaidCloseness
from worlds import Document, Page, World, WorldSite, link

from selfserve_check.journey.judge import prepare
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.scenario import NoAnswerGiven, Scenario

QUESTION = "Where do my files live?"
KEPT = "Customer data is kept in Frankfurt by a company of ours."
DOCUMENTS: dict[str, Document] = {
    "/": home(link("Files and where they are", "/data")),
    "/data": Page(title="Data", text=("We love what we do and have done it for long.", KEPT)),
}


def walked(close: float) -> Journey:
    """A visitor for whom the question is as ``close`` to the passage in Frankfurt as told."""
    meaning = SaidCloseness(close=lambda _question, text: close if text == KEPT else 0.05)
    plain = asked(NoAnswerGiven(), question=QUESTION)
    scenario = Scenario(
        id="q", question=QUESTION, site=plain.start, start=plain.start, answer=NoAnswerGiven()
    )
    visitor: Asked = replace(plain, question=prepare(scenario, meaning))
    return asyncio.run(walk(WorldSite(World(documents=DOCUMENTS)), visitor))


def test_a_passage_surely_meant_is_proposed_though_it_shares_no_word() -> None:
    """The reader stops there and asks whether this is the answer."""
    journey = walked(0.9)
    assert journey.ending is Ending.PROPOSED
    assert journey.best is not None
    assert journey.best.url.endswith("/data")


def test_a_passage_that_is_hardly_near_is_not() -> None:
    """The reader goes on, and ends with nothing proposed."""
    assert walked(0.2).ending is not Ending.PROPOSED
