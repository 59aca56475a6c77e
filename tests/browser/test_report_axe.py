"""Every view of the report, held against WCAG 2.2 AA by axe-core, in a real browser."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page
from report_fixtures import BRANDED, branded_pictures, opened, report_browser, write_html

__all__ = ["report_browser"]  # pytest finds a fixture by its name in the module

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = ("#/team", "#/writers", "#/agency", "#/q/return-window", "#/q/failed-hidden")
# All folds open, and all of it laid out: axe measures boxes, also of what is far from being in view.
UNFOLDED = """() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    for (const question of document.querySelectorAll('.question')) question.style.contentVisibility = 'visible';
}"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}


async def _violations(page: Page) -> list[str]:
    """What axe finds wrong: the rule, and the elements."""
    await page.evaluate(AXE)
    found = await page.evaluate(
        "(rules) => axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })",
        RULES,
    )
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("view", VIEWS)
async def test_axe_finds_nothing(view: str, look: str, report_browser: Browser, tmp_path: Path) -> None:
    """Each door and two questions with all their folds open; in the light, in the dark, on a phone."""
    file = write_html(tmp_path, BRANDED, branded_pictures())
    async with opened(report_browser, file, at=view, **LOOKS[look]) as report:
        await report.page.evaluate(UNFOLDED)
        assert await _violations(report.page) == []


@pytest.mark.parametrize("language", ["de", "fr", "es"])
async def test_axe_finds_nothing_in_other_languages(
    language: str, report_browser: Browser, tmp_path: Path
) -> None:
    """The page says in which language it is, and nothing breaks by longer words."""
    file = write_html(tmp_path, BRANDED.model_copy(update={"language": language}), branded_pictures())
    async with opened(report_browser, file) as report:
        assert await report.page.locator("html").get_attribute("lang") == language
        await report.page.evaluate(UNFOLDED)
        assert await _violations(report.page) == []


async def test_axe_finds_nothing_without_scripts(report_browser: Browser, tmp_path: Path) -> None:
    """All doors one after the other. The report's scripts are taken out, because axe itself needs timers."""
    file = write_html(tmp_path, BRANDED, branded_pictures())
    bare = re.sub(r"<script>.*?</script>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    file.write_text(bare, encoding="utf-8")
    async with opened(report_browser, file) as report:
        assert await report.page.locator(".door:visible").count() == 4
        await report.page.evaluate(UNFOLDED)
        assert await _violations(report.page) == []


async def test_axe_would_find_something(report_browser: Browser, tmp_path: Path) -> None:
    """A picture without a text is found: the check can fail."""
    async with opened(report_browser, write_html(tmp_path, BRANDED, branded_pictures())) as report:
        await report.page.evaluate("document.querySelector('h1').append(document.createElement('img'))")
        assert any(line.startswith("image-alt") for line in await _violations(report.page))
