"""Accessible names: Playwright's own answers are the oracle."""

from __future__ import annotations

from typing import Any, cast

import pytest
from observe_lab import ObserveLab
from playwright.async_api import ElementHandle

from selfserve_check.browser.observe import ObserveLimits, observe

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SAME = "(one, other) => one === other"


async def test_names_and_roles_are_those_playwright_gives(lab: ObserveLab) -> None:
    """For every control, asking Playwright for our role and name finds that very element."""
    async with lab.page("oracle.html") as page:
        snapshot = await observe(page, ObserveLimits())
        wrong = []
        for a in snapshot.observation.affordances:
            ours = cast(ElementHandle, await snapshot.element(a.key))
            role: Any = a.role
            found = await page.get_by_role(role, name=a.name, exact=True).element_handles()
            if not a.name or not [h for h in found if await ours.evaluate(SAME, h)]:
                wrong.append((a.role, a.name, await ours.evaluate("el => el.outerHTML")))
        assert wrong == []
        assert len(snapshot.observation.affordances) >= 40
