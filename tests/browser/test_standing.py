"""A browser that stays at a site: what one process saw, another need not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.app.run import Order
from selfserve_check.app.standing import Stand, asked_aside
from selfserve_check.demo.server import DemoServer
from selfserve_check.errors import UserError
from selfserve_check.model.result import Outcome
from selfserve_check.model.scenario import Scenario
from selfserve_check.scenario_file import single_scenario
from selfserve_check.settings import load_settings

pytestmark = pytest.mark.browser


def order(site: str, chromium: Path, *questions: Scenario) -> Order:
    values = {
        "browser": {"executable": str(chromium)},
        "run": {"personas": ["menu"], "confirm": "never"},
        "survey": {"enabled": False},
    }
    return Order(site=site, scenarios=questions, settings=load_settings(None, {}, values))


def test_what_one_browser_saw_another_does_not_load_again(tmp_path: Path, chromium_path: Path) -> None:
    """As two workers of pytest-xdist do; nobody counts the start page's cookie banner twice either."""
    shared = tmp_path / "seen.json.gz"
    with DemoServer(slow_s=0) as shop:
        asked = single_scenario(shop.url, "How long do I have to return tiles?", answer="30 days")
        one = Stand(order=order(asked.site, chromium_path, asked), shared=shared).open()
        try:
            first = one.ask(asked)
            loads = len(shop.requests)
            assert one.ask(asked) == first
        finally:
            one.close()
        assert len(shop.requests) == loads
        two = Stand(order=order(asked.site, chromium_path, asked), shared=shared).open()
        try:
            second = two.ask(asked)
        finally:
            two.close()
        again = [request.path for request in shop.requests[loads:]]
    assert first.outcome is Outcome.PASSED
    assert second == first
    assert [path for path in again if not path.startswith("/robots")] == []


def test_what_a_person_can_mend_is_raised_where_the_question_was_asked(tmp_path: Path) -> None:
    asked = single_scenario("http://127.0.0.1:9/", "Why?", answer="because")
    missing = order(asked.site, tmp_path / "no-browser", asked)
    with pytest.raises(UserError, match="no-browser"):
        Stand(order=missing).open()
    with pytest.raises(UserError, match="no-browser"):
        asked_aside(missing)
