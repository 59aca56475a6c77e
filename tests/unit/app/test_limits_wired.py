"""Every limit and time-out that a person can set reaches the code that keeps to it."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from selfserve_check.app.mapping import back_off_of, launch_of, patience_of, policy_of, site_map_limits_of
from selfserve_check.settings import Secrets, Settings, load_settings
from selfserve_check.settings_limits import LimitsSection, TimeoutsSection

# Read where a run is put together (app/run.py): the tests of SharedSite, of the shelf, of the walk and of the runner
# hold them.
BY_THE_RUN = {
    "limits.states_max",
    "limits.states_in_memory",
    "limits.steps_max",
    "timeouts.journey_s",
    "timeouts.run_s",
}
# Read by app/workshop.py: tests/browser/test_clean_session.py holds it.
BY_THE_WORKSHOP = {"limits.pages_per_session_max"}
ALL = {
    *(f"limits.{name}" for name in LimitsSection.model_fields),
    *(f"timeouts.{name}" for name in TimeoutsSection.model_fields),
}


def reached(settings: Settings) -> tuple[Any, ...]:
    """What the parts of the browser are handed."""
    policy = policy_of(settings, Secrets(), "https://shop.example", [])
    launch = launch_of(settings, "http://127.0.0.1:9")
    return patience_of(settings), policy, launch, site_map_limits_of(settings), back_off_of(settings)


def with_setting(**sections: dict[str, Any]) -> Settings:
    return load_settings(None, {}, {"browser": {"executable": sys.executable}, **sections})


@pytest.mark.parametrize("setting", sorted(ALL - BY_THE_RUN - BY_THE_WORKSHOP))
def test_a_setting_changes_what_the_browser_is_handed(setting: str) -> None:
    """None is only written down."""
    section, _, name = setting.partition(".")
    before = getattr(getattr(with_setting(), section), name)
    assert reached(with_setting(**{section: {name: before + 1}})) != reached(with_setting())
