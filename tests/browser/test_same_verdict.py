"""The same questions get the same answers however they are asked: alone, together, backwards, by many; and
wherever what was seen is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from selfserve_check.app.mapping import starts_of, views_of
from selfserve_check.app.run import Finished, Order, run_order
from selfserve_check.app.senses import senses
from selfserve_check.app.workshop import workshop
from selfserve_check.browser.live_site import live_site
from selfserve_check.demo import scenario_folder
from selfserve_check.demo.server import DemoServer
from selfserve_check.journey.in_vain import elsewhere
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.outcome import journey_outcome
from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.model.journey import Journey
from selfserve_check.model.scenario import NoAnswerGiven, Scenario, Severity
from selfserve_check.scenario_file import load_scenarios
from selfserve_check.settings import Secrets, Settings, load_settings

pytestmark = pytest.mark.browser

Told = tuple[object, ...]
ASKING = (MENU, SEARCH)


@pytest.mark.timeout(1200)
def test_alone_together_backwards_and_by_eight_all_say_the_same(chromium_path: Path) -> None:
    """Outcomes and steps of every journey are identical on LiveSite alone, in a batch, in reverse order and
    with 8 workers and nearly all pages on disk; and nothing but reads reached the shop."""
    with DemoServer(slow_s=0.2) as shop:
        # Every third question: all of them take three times as long, and are walks of the same kinds.
        scenarios = _scenarios(shop.url)[::3]
        together = _told(_run(shop.url, scenarios, chromium_path, workers=2))
        turned = _run(shop.url, tuple(reversed(scenarios)), chromium_path, workers=8, states_in_memory=10)
        backwards = _told(turned)
        alone = asyncio.run(_alone(shop.url, scenarios, chromium_path))
        methods = {request.method for request in shop.requests}
    assert turned.run.stats.states > 3 * 10
    assert backwards == together
    assert len(alone) == len(scenarios) * len(ASKING)
    assert alone == together
    assert methods <= {"GET", "HEAD"}


def _scenarios(site: str) -> tuple[Scenario, ...]:
    loaded = load_scenarios([scenario_folder()], site=site)
    # In their own wording, on a normal day alone: another is another walk of the same kind. By both visitors,
    # whomever the demo sends.
    return tuple(
        replace(scenario, also_asked=(), conditions=(), personas=())
        for scenario in loaded
        if scenario.severity is not Severity.OFF
    )


def _settings(chromium: Path, workers: int, states_in_memory: int = 3_000) -> Settings:
    return load_settings(
        None,
        {},
        {
            "browser": {"executable": str(chromium)},
            "run": {"workers": workers, "confirm": "never"},
            "survey": {"enabled": False},
            "limits": {"states_in_memory": states_in_memory},
            "timeouts": {"page_s": 60, "step_s": 40, "settle_s": 20, "journey_s": 600},
        },
    )


def _run(
    site: str, scenarios: Sequence[Scenario], chromium: Path, *, workers: int, states_in_memory: int = 3_000
) -> Finished:
    settings = _settings(chromium, workers, states_in_memory)
    order = Order(site=site, scenarios=tuple(scenarios), settings=settings)
    return asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))


def _told(finished: Finished) -> dict[Told, Told]:
    return {
        (result.scenario.id, record.journey.persona, record.journey.wording): (
            record.outcome,
            *_steps(record.journey),
        )
        for result in finished.run.results
        for record in result.records
    }


async def _alone(site: str, scenarios: Sequence[Scenario], chromium: Path) -> dict[Told, Told]:
    """Every question in its own wording by every persona, one after the other, each journey alone in a tab of
    its own."""
    scent, meaning = senses()
    settings = _settings(chromium, 2)
    view = views_of(settings)[0]
    told: dict[Told, Told] = {}
    async with workshop(settings, Secrets(), site, starts_of(scenarios)) as shop:

        async def one(scenario: Scenario) -> None:
            before: list[Journey] = []
            for persona in ASKING:
                asked = Asked(
                    question=prepare(scenario, meaning),
                    wording=scenario.question,
                    start=scenario.start,
                    budget=scenario.budget,
                    persona=persona,
                    view=view,
                    scent_model=elsewhere(scent, before),
                    open_ended=isinstance(scenario.answer, NoAnswerGiven),
                    steps_max=settings.limits.steps_max,
                )
                async with live_site(shop.cabin) as live:
                    journey = await walk(live, asked)
                before.append(journey)
                outcome = journey_outcome(scenario, journey)
                told[(scenario.id, persona.name, scenario.question)] = (outcome, *_steps(journey))

        await asyncio.gather(*(one(scenario) for scenario in scenarios))
    return told


def _steps(journey: Journey) -> Told:
    return (
        journey.ending,
        *(
            (step.move, step.url, step.label, step.scent, step.because, step.result, step.clicks, step.landed)
            for step in journey.steps
        ),
    )
