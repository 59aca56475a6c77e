"""A question to ask of worlds, and the walk that asks it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from worlds import DESKTOP, HOME, Document, Page, Thing, World, WorldSite, at

from selfserve_check.journey.judge import prepare
from selfserve_check.journey.persona import MENU, Persona
from selfserve_check.journey.rank import WordScent
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.journey import BlockedRequest, Journey
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, Scenario

QUESTION = "How long do I have to return something?"
ANSWER = "You can return anything within 30 days."
WRONG_ANSWER = "You have 14 days to return something."
FACT = FactAnswer(all_of=("30 days",), none_of=("14 days",))
RETURNS = Page(title="Returns", text=(ANSWER,))
POST = BlockedRequest(
    method="POST", url=at("/api"), why="not a read", allow_reads="POST https://shop.example/api"
)


def home(*things: Thing) -> Page:
    return Page(title="Tiles", things=things)


def asked(
    answer: Answer = FACT,
    *,
    budget: int = 5,
    persona: Persona = MENU,
    start: str = "/",
    question: str = QUESTION,
    steps_max: int = 60,
) -> Asked:
    scenario = Scenario(id="q", question=question, site=HOME, start=at(start), answer=answer, budget=budget)
    return Asked(
        question=prepare(scenario),
        wording=question,
        start=at(start),
        budget=budget,
        persona=persona,
        view=DESKTOP,
        scent_model=WordScent(),
        open_ended=isinstance(answer, NoAnswerGiven),
        steps_max=steps_max,
    )


def walked(documents: Mapping[str, Document], sent: Asked | None = None) -> Journey:
    return asyncio.run(walk(WorldSite(World(documents=documents)), sent or asked()))
