"""A sample of the soak: the demo answers badly now and then, and no question fails for it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from faulty_shop import Faults, faulty

from selfserve_check.app.run import Order, run_order
from selfserve_check.demo import scenario_folder
from selfserve_check.demo.server import DemoServer
from selfserve_check.model.result import Run
from selfserve_check.scenario_file import load_scenarios
from selfserve_check.settings import load_settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

ASKED = {"kerbside", "delivery-time"}


def asked_with(faults: Faults, chromium: Path, **timeouts: float) -> Run:
    values = {
        "browser": {"executable": str(chromium)},
        "run": {"personas": ["menu"], "workers": 2},
        "survey": {"pages_max": 20},
        "timeouts": timeouts,
    }
    with DemoServer(slow_s=0) as shop:
        loaded = load_scenarios([scenario_folder()], site=shop.url)
        asked = tuple(replace(one, also_asked=(), conditions=()) for one in loaded if one.id in ASKED)
        faulty(shop, faults)
        order = Order(site=shop.url, scenarios=asked, settings=load_settings(None, {}, values))
        return asyncio.run(run_order(order, lambda _event: None, asyncio.Event())).run


def outcomes(run: Run) -> dict[str, str]:
    return {result.scenario.id: result.outcome.value for result in run.results}


@pytest.mark.parametrize("seed", [1, 2])
def test_passing_faults_make_no_question_fail(seed: int, chromium_path: Path) -> None:
    """Five of a hundred requests: late, reset, 503. ``make soak`` asks two hundred runs of them."""
    faults = Faults(seed=seed, late_s=1.0)
    run = asked_with(faults, chromium_path)
    assert outcomes(run) == dict.fromkeys(ASKED, "passed")
    assert sum(count for kind, count in faults.met.items() if kind) > 0


def test_a_site_that_fails_half_the_time_is_asked_again_and_the_report_says_so(chromium_path: Path) -> None:
    """However bad: what could not be had is "could not ask", and nothing fails for it."""
    faults = Faults(seed=3, percent=40.0, late_s=0.2)
    run = asked_with(faults, chromium_path)
    assert Counter(outcomes(run).values()).keys() <= {"passed", "errored"}
    assert any("came only when asked for again" in note for note in run.notes)
