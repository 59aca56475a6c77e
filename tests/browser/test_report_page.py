"""The report opened from disk, and worked through as its readers do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from report_fixtures import RUN, opened, report_browser, write_html

__all__ = ["report_browser"]  # pytest finds a fixture by its name in the module

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
FAILED = [result for result in RUN.results if result.outcome == "failed"]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    return write_html(tmp_path, RUN)


async def _shown(page: Page) -> list[str]:
    """The verdicts of the questions that are shown."""
    return [
        str(await question.get_attribute("data-outcome"))
        for question in await page.locator(".question:visible").all()
    ]


async def test_it_opens_from_disk_without_a_murmur(report_browser: Browser, report_file: Path) -> None:
    """No request but its own, no console line; the verdict is the first thing a reader meets."""
    async with opened(report_browser, report_file) as report:
        headline = report.page.locator("#team-title")
        await expect(headline).to_have_text("3 of 17 questions answered")
        await expect(headline).to_be_in_viewport()
        await expect(report.page.locator(".is-team .asides")).to_contain_text(
            "stopped before every question was asked"
        )
        assert report.trouble == []


async def test_the_worst_gap_is_one_click_away(report_browser: Browser, report_file: Path) -> None:
    """From the top of the report to what to change."""
    async with opened(report_browser, report_file) as report:
        await report.page.locator(".mend a").first.click()
        question = report.page.locator("#\\/q\\/failed-deflected")
        await expect(question.locator(".findings")).to_be_in_viewport()
        await expect(question.locator(".writer")).to_contain_text("Write it in the customers' words")


async def test_a_permalink_unfolds_its_question(report_browser: Browser, report_file: Path) -> None:
    """A link that somebody sent leads to the one result, also where it is folded."""
    async with opened(report_browser, report_file) as report:
        await report.page.goto(f"{report_file.as_uri()}#/q/return-window")
        await report.page.reload()
        await expect(report.page.locator("#\\/q\\/return-window .why")).to_be_in_viewport()


async def test_a_cell_of_the_matrix_leads_to_that_visitors_way(
    report_browser: Browser, report_file: Path
) -> None:
    """The folded journey of that visitor opens."""
    async with opened(report_browser, report_file) as report:
        await report.page.locator('.matrix a[href="#/q/return-window/2"]').click()
        journey = report.page.locator("#\\/q\\/return-window\\/2")
        await expect(journey.locator(".strip")).to_be_in_viewport()
        await expect(journey.locator(".card").first).to_contain_text("Searched for “send back”")


async def test_filters_narrow_the_list_and_the_matrix(report_browser: Browser, report_file: Path) -> None:
    """By verdict and by tag together; a link to a hidden question shows it again."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        await page.get_by_role("button", name="Not answered").click()
        await expect(page.locator("#filters [data-shown]")).to_have_text("12 of 20 shown")
        assert set(await _shown(page)) == {"failed"}
        await page.get_by_label("Tag").select_option("pre-launch (6)")
        await expect(page.locator("#filters [data-shown]")).to_have_text("5 of 20 shown")
        assert await page.locator(".matrix tbody tr:visible").count() == 5
        await page.get_by_role("button", name="Switched off").click()
        await expect(page.locator(".is-questions [data-nothing]")).to_be_visible()
        await page.evaluate("location.hash = '#/q/gift'")
        await expect(page.locator("#\\/q\\/gift .why")).to_be_in_viewport()


async def test_it_fits_a_phone(report_browser: Browser, report_file: Path) -> None:
    """390 pixels wide, everything unfolded: the page itself never scrolls sideways."""
    async with opened(report_browser, report_file, **PHONE) as report:
        await report.page.get_by_role("button", name="Unfold all").click()
        sizes = await report.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert sizes == [390, 390]


async def test_it_works_by_keyboard_alone(report_browser: Browser, report_file: Path) -> None:
    """The skip link comes first; a question folds with Enter; what has the focus is outlined."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await expect(page.locator(".skip")).to_be_in_viewport()
        await page.keyboard.press("Enter")
        await expect(page.locator("#content")).to_be_focused()
        while not await page.evaluate("document.activeElement.matches('.question > details > summary')"):
            await page.keyboard.press("Tab")
        outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        fold = page.locator(".question > details").first
        await expect(fold).to_have_attribute("open", "")
        await page.keyboard.press("Enter")
        await expect(fold).not_to_have_attribute("open", "")


async def test_a_picture_can_be_enlarged_and_leafed_through(
    report_browser: Browser, report_file: Path
) -> None:
    """Arrow keys go along the strip, Escape goes back to where the reader was."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        await page.goto(f"{report_file.as_uri()}#/q/return-window/1")
        first = page.locator("#\\/q\\/return-window\\/1 .shot button").first
        await first.press("Enter")
        await expect(page.locator("#zoom-text")).to_have_text(re.compile(r"^1 of 5: Picture 1"))
        await page.keyboard.press("ArrowRight")
        await expect(page.locator("#zoom-text")).to_have_text(re.compile(r"^2 of 5: "))
        await page.keyboard.press("Escape")
        await expect(page.locator("#zoom")).to_be_hidden()
        await expect(first).to_be_focused()
        assert report.trouble == []


async def test_it_can_be_read_without_scripts(report_browser: Browser, report_file: Path) -> None:
    """Every gap is told in full; controls that would do nothing are not shown."""
    async with opened(report_browser, report_file, java_script_enabled=False) as report:
        page = report.page
        for controls in await page.locator(".filters").all():
            await expect(controls).to_be_hidden()
        assert await page.get_by_role("button").count() == 0
        assert await page.locator(".question[data-outcome=failed] .why:visible").count() == len(FAILED)
        await page.locator("#\\/q\\/return-window summary").first.click()
        await expect(page.locator("#\\/q\\/return-window .why")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
async def test_print_shows_everything(scripts: bool, report_browser: Browser, report_file: Path) -> None:
    """Folded text is unfolded on paper, with scripts and without; controls stay away."""
    async with opened(report_browser, report_file, java_script_enabled=scripts) as report:
        page = report.page
        await page.emulate_media(media="print")
        ways = page.locator("#\\/q\\/return-window .card")
        assert await ways.count() > 0
        for way in await ways.all():
            box = await way.bounding_box()
            assert box is not None
            assert box["height"] > 0
        await expect(page.locator(".skip")).to_be_hidden()
        await expect(page.locator(".permalink").first).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_printing_leaves_the_screen_as_it_was(report_browser: Browser, report_file: Path) -> None:
    """What was folded before is folded after."""
    async with opened(report_browser, report_file) as report:
        folded = "[...document.querySelectorAll('details')].map((fold) => fold.open)"
        before = await report.page.evaluate(folded)
        await report.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert all(await report.page.evaluate(folded))
        await report.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert await report.page.evaluate(folded) == before


async def test_it_is_dark_where_the_reader_wants_it_dark(report_browser: Browser, report_file: Path) -> None:
    """Ground and text change places."""
    grounds = []
    for scheme in ("light", "dark"):
        async with opened(report_browser, report_file, color_scheme=scheme) as report:
            grounds.append(await report.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(246, 247, 248)", "rgb(20, 23, 27)"]


async def test_a_hundred_questions_paint_before_their_pictures(
    report_browser: Browser, tmp_path: Path
) -> None:
    """A picture below the fold is not decoded until a reader comes near it."""
    many = [result.model_copy(update={"id": f"{result.id}-{n}"}) for n in range(5) for result in RUN.results]
    file = write_html(tmp_path, RUN.model_copy(update={"results": many}))
    async with opened(report_browser, file) as report:
        waiting = await report.page.evaluate(
            "[...document.querySelectorAll('.shot img')].filter((image) => !image.complete).length"
        )
        assert await report.page.locator(".question").count() == 100
        assert waiting > 0
