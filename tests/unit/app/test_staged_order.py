"""Questions written for production, asked of staging; and bad days that a recording does not hold."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from asking import FACT, QUESTION, RETURNS
from running import DOCUMENTS, kit
from worlds import HOME, World, WorldExplorer

from selfserve_check.app.run import Order, run_order
from selfserve_check.app.staging import staged_scenarios, staged_site
from selfserve_check.model.result import Outcome
from selfserve_check.model.scenario import PageAnswer, Scenario
from selfserve_check.runner import ask_one
from selfserve_check.settings import Secrets, Settings
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import Recording
from selfserve_check.site.shared_site import SharedSite

ALIASES = {"www.client.example": "staging.client.example"}


def test_start_pages_and_answer_pages_move_to_staging() -> None:
    """With the site itself where that was production; a path stays a path."""
    written = Scenario(
        id="q",
        question=QUESTION,
        site="https://www.client.example/",
        start="https://www.client.example/sale",
        answer=PageAnswer(page="https://www.client.example/returns"),
    )
    site = staged_site(ALIASES, written.site)
    (moved,) = staged_scenarios(ALIASES, site, (written,))
    assert site == moved.site == "https://staging.client.example/"
    assert moved.start == "https://staging.client.example/sale"
    assert moved.answer == PageAnswer(page="https://staging.client.example/returns")


def test_what_pages_showed_is_handed_on_without_secrets() -> None:
    """The history keeps it; a key that a server gave back in a page is still a key."""
    key = "hunter2-of-staging"
    graph = SiteGraph()
    documents = DOCUMENTS | {"/r": replace(RETURNS, text=(*RETURNS.text, f"Seen by {key}."))}
    site = SharedSite(WorldExplorer(World(documents=documents)), graph)
    scenario = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, personas=("menu",))
    asyncio.run(ask_one(scenario, kit(site)))
    order = Order(
        site=HOME,
        scenarios=(scenario,),
        settings=Settings(),
        secrets=Secrets(headers={"shop.example": {"X-Key": key}}),
        offline=Recording(site=HOME, made_by="x", graph=graph),
    )
    finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
    texts = [text for page in finished.pages["q"] for text in page.passages]
    assert "Seen by ***." in texts
    assert key not in str(finished.pages)


def test_a_recording_is_asked_under_the_conditions_that_it_holds() -> None:
    """What was never seen under a condition says nothing about it."""
    graph = SiteGraph()
    site = SharedSite(WorldExplorer(World(documents=DOCUMENTS)), graph)
    scenario = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, personas=("menu",))
    asyncio.run(ask_one(scenario, replace(kit(site), conditions=("slow",))))
    order = Order(
        site=HOME,
        scenarios=(scenario,),
        settings=Settings(conditions=("keyboard", "slow")),
        offline=Recording(site=HOME, made_by="x", graph=graph),
    )
    finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
    records = finished.run.results[0].records
    assert [(one.journey.view.condition, one.outcome) for one in records] == [
        ("normal", Outcome.PASSED),
        ("slow", Outcome.PASSED),
    ]
