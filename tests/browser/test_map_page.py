"""The map of the site in a real browser: readable, within its boxes, and led to by keys as by a mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser
from report_fixtures import RUN, opened, report_browser, write_html

from selfserve_check.report.map_parts import SiteMapPart, SitePagePart
from selfserve_check.report.run_file import RunFile

__all__ = ["report_browser"]  # pytest finds a fixture by its name in the module

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TITLES = (
    "MMMM WWWW MMMM WWWW MMMM",
    "illicit fillings, still in silk",
    "配送料金と返品についてのご案内",
    "Größe & Maße: 60 × 60 cm",
)

# What sticks out of its box, and what lies on another.
MISPLACED = """() => {
    const boxes = [...document.querySelectorAll('.map-node')].map((node) => ({
        box: node.querySelector('.map-box').getBoundingClientRect(),
        texts: [...node.querySelectorAll('text')].map((text) => text.getBoundingClientRect()),
        name: node.querySelector('.map-label').textContent,
    }));
    const out = boxes.filter(({ box, texts }) => texts.some((text) => text.right > box.right + 1));
    const on = boxes.filter((one, place) => boxes.slice(place + 1).some((other) =>
        one.box.left < other.box.right && other.box.left < one.box.right
        && one.box.top < other.box.bottom && other.box.top < one.box.bottom));
    return [boxes.length, out.map((one) => one.name), on.map((one) => one.name)];
}"""


def _with_pages(count: int) -> RunFile:
    """The golden run over a site of ``count`` pages with wide, narrow and foreign titles, all of which answer."""
    pages = [
        SitePagePart(
            url=f"https://tiles.example/p/{number}", title=f"{TITLES[number % 4]} {number}", clicks=number % 5
        )
        for number in range(count)
    ]
    results = [
        one.model_copy(update={"answered_on": [page.url for page in pages[place::17][:12]]})
        for place, one in enumerate(RUN.results[:17])
    ]
    return RUN.model_copy(update={"site_map": SiteMapPart(pages=pages), "results": results})


@pytest.mark.parametrize("count", [40, 200])
async def test_labels_stay_within_their_boxes(count: int, report_browser: Browser, tmp_path: Path) -> None:
    """With two lines a page and with one; no box lies on another."""
    async with opened(report_browser, write_html(tmp_path, _with_pages(count))) as report:
        nodes, sticking_out, overlapping = await report.page.evaluate(MISPLACED)
        assert nodes >= count
        assert sticking_out == []
        assert overlapping == []


async def test_a_box_leads_to_its_row(report_browser: Browser, tmp_path: Path) -> None:
    """Which is folded away until somebody wants it."""
    async with opened(report_browser, write_html(tmp_path, RUN)) as report:
        page = report.page
        node = page.locator(".map-node").nth(1)
        row = page.locator(str(await node.get_attribute("href")))
        assert not await row.is_visible()
        await node.focus()
        await page.keyboard.press("Enter")
        await row.wait_for(state="visible")
    assert report.trouble == []


async def test_on_a_phone_the_map_scrolls_and_the_page_does_not(
    report_browser: Browser, tmp_path: Path
) -> None:
    """Nothing is made too small to read."""
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 800}}
    async with opened(report_browser, write_html(tmp_path, _with_pages(40)), **phone) as report:
        wider = "document.documentElement.scrollWidth - innerWidth"
        assert await report.page.evaluate(wider) <= 0
        shown = await report.page.evaluate(
            "document.querySelector('.map-node .map-box').getBoundingClientRect().height"
        )
        assert shown >= 20
