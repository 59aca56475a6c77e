"""Each reader at work: the web team, a writer, a client; by link, by keyboard, on a phone, without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from report_fixtures import BRANDED, RUN, branded_pictures, opened, report_browser, write_html

from selfserve_check.app.approval import PatchEntry, read_patch

__all__ = ["report_browser"]  # pytest finds a fixture by its name in the module

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DOORS = {"team": "Web team", "writers": "Content writers", "agency": "Agencies"}
# The field's own words. A reader behind any door never meets one in what the report itself says.
JARGON = (
    "persona|scents?|reach|survey(?:ed)?|affordances?|observations?|budgets?|graphs?|states?|journeys?"
    "|needs[_ ]review|errored|walled|deflected|misled|unobserved|scenarios?|verdicts?|go[- ]away|too_deep|search_only"
)


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    return write_html(tmp_path, BRANDED, branded_pictures())


async def _seen(page: Page) -> list[str]:
    """Which doors are open, and which tab says so."""
    classes = [await door.get_attribute("class") for door in await page.locator(".door:visible").all()]
    tab = await page.locator("[data-door][aria-current=page]").all_inner_texts()
    return [*(str(each).removeprefix("door is-") for each in classes), *tab]


async def test_each_door_opens_by_its_link_and_its_tab(report_browser: Browser, report_file: Path) -> None:
    """One at a time, from its top, with the tab marked; the web team's is the one that stands open."""
    async with opened(report_browser, report_file) as report:
        assert await _seen(report.page) == ["team", "questions", "Web team"]
        await report.page.get_by_role("link", name="Content writers").click()
        await expect(report.page.locator("#writers-title")).to_be_focused()
        assert await _seen(report.page) == ["writers", "Content writers"]
        assert await report.page.evaluate("scrollY") == 0
        await report.page.go_back()
        await expect(report.page.locator(".is-team")).to_be_visible()
    async with opened(report_browser, report_file, at="#/agency") as report:
        assert await _seen(report.page) == ["agency", "Agencies"]
        assert await report.page.evaluate("scrollY") == 0
        assert report.trouble == []


async def test_a_permalink_shows_that_question_alone(report_browser: Browser, report_file: Path) -> None:
    """Nothing beside it but the way back, which leads to the door one came from."""
    async with opened(report_browser, report_file, at="#/writers") as report:
        page = report.page
        await page.locator(".is-writers .more a").first.click()
        await expect(page).to_have_url(re.compile(r"#/q/failed-deflected$"))
        await expect(page.locator("#\\/q\\/failed-deflected .why")).to_be_visible()
        assert await page.locator(".question:visible").count() == 1
        await page.get_by_role("link", name="Back to the overview").click()
        # The address changes at once; what is shown follows when the page hears of it.
        await expect(page.locator(".is-writers")).to_be_visible()
        assert await _seen(page) == ["writers", "Content writers"]


async def test_filters_and_sorting_stand_in_the_link(report_browser: Browser, report_file: Path) -> None:
    """Who is sent the link sees the same; Back takes one choice back."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        await page.get_by_role("button", name="Not answered").click()
        await page.get_by_label("Tag").select_option("pre-launch (6)")
        await page.get_by_label("Sort").select_option("by name")
        await expect(page).to_have_url(re.compile(r"#/team\?show=failed&tag=pre-launch&sort=name$"))
        rows = page.locator(".matrix tbody tr:visible [data-name]")
        # What is shown follows the address when the page hears of it; the test's own limit ends a wait in vain.
        while (shown := await rows.all_inner_texts()) != sorted(shown):
            await page.evaluate("() => new Promise(requestAnimationFrame)")
        assert len(shown) == 5
        link = page.url
        await page.go_back()
        await page.go_back()
        await expect(page.locator("#filters [data-shown]")).to_have_text("12 of 20 shown")
        await expect(page.get_by_label("Tag")).to_have_value("")
    async with opened(report_browser, report_file, at="#" + link.partition("#")[2]) as report:
        assert await report.page.locator(".matrix tbody tr:visible [data-name]").all_inner_texts() == shown
        await expect(report.page.get_by_label("Sort")).to_have_value("name")
        await expect(report.page.locator('[data-show="failed"]')).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    "query", ["show=%00", "tag=nobody", "sort=constructor", "show=", "%E0%A4%A", "?&=&show"]
)
async def test_an_odd_link_shows_the_report_all_the_same(
    query: str, report_browser: Browser, report_file: Path
) -> None:
    """What a link asks for that is not there is nothing, not an error."""
    async with opened(report_browser, report_file, at=f"#/team?{query}") as report:
        await expect(report.page.locator("#team-title")).to_be_visible()
        assert report.trouble == []


async def test_visitors_who_differ_can_be_picked(report_browser: Browser, report_file: Path) -> None:
    """Beside the verdicts: where visitors fare differently, and what hung by a thread."""
    async with opened(report_browser, report_file, at="#/team?show=differs") as report:
        shown = await report.page.locator(".matrix tbody tr:visible").count()
        assert 0 < shown < len(RUN.results)
        await report.page.get_by_role("button", name="Second try or harder").click()
        await expect(report.page.locator(".matrix tbody tr:visible [data-name]")).to_have_text(
            ["How do I open a trade account?"]
        )


async def test_a_link_into_a_fold_opens_it(report_browser: Browser, report_file: Path) -> None:
    """The table beside the map is folded; the link to it is not in vain."""
    async with opened(report_browser, report_file) as report:
        table = report.page.locator("#map-table table")
        await expect(table).to_be_hidden()
        await report.page.get_by_role("link", name="To the same as a table").click()
        await expect(table).to_be_visible()
        await expect(report.page.locator("#map-table")).to_be_in_viewport()


async def test_the_web_team_sees_errors_apart_and_what_to_run_again(
    report_browser: Browser, report_file: Path
) -> None:
    """In the order in which a team needs it."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        heads = await page.locator(".is-team h3").all_inner_texts()
        assert heads[:4] == ["Answered, but shaky", "Could not ask", "What to mend first", "Who found what"]
        await expect(page.locator("#errors ~ .rows")).to_contain_text("Is it in stock?")
        await page.locator(".mend a").first.click()
        await expect(page.locator(".is-current .command code")).to_contain_text("selfserve-check run")
        await expect(page.locator(".is-current .facts")).to_contain_text("“5 years”")


async def test_a_writer_finds_the_worst_gap_in_two_clicks(report_browser: Browser, report_file: Path) -> None:
    """The tab, and the first card is the one asked most; it says what to write, where, and what is missing."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        await page.get_by_role("link", name="Content writers").click()
        first = page.locator(".work .sheet").first
        await expect(first.locator("h4")).to_have_text("Can I change my order?")
        await expect(first).to_contain_text("Asked 1,000 a month")
        await expect(first.locator(".is-work")).to_contain_text("Write it in the customers' words")
        await page.get_by_label("Topic").select_option("pre-launch (6)")
        await expect(page.locator(".is-writers [data-shown]")).to_have_text("5 of 12 shown")
        await expect(page).to_have_url(re.compile(r"#/writers\?tag=pre-launch$"))


async def test_a_writer_judges_answers(report_browser: Browser, report_file: Path, tmp_path: Path) -> None:
    """By keyboard: accepted, refused or left alone; the command and the file follow, and approve takes the
    file."""
    async with opened(report_browser, report_file, at="#/writers") as report:
        review = report.page.locator("section:has(> #review)")
        sheet = review.locator("li.sheet").first
        await expect(sheet.locator("h4")).to_contain_text("Can I talk to a person?")
        await expect(sheet.locator("blockquote").first).to_have_text("Our team answers from 9 to 5.")
        await expect(sheet.get_by_role("group", name="The command that says so")).to_be_hidden()
        await sheet.get_by_label("Not decided").focus()
        await report.page.keyboard.press("ArrowDown")
        await expect(sheet.get_by_label("Passage 1 is the answer")).to_be_checked()
        said = sheet.get_by_role("group", name="The command that says so").locator("code")
        await expect(said).to_have_text("selfserve-check approve reports/latest --yes person")
        await sheet.get_by_role("radio", name="It is wrong").check()
        await expect(sheet.get_by_role("status")).to_have_text("Write what a right page says, too.")
        await expect(said).to_be_hidden()
        await sheet.get_by_label("What a right page says").fill("it's by chat")
        await expect(said).to_have_text(
            "selfserve-check approve reports/latest --no person --fact 'person=it'\"'\"'s by chat'"
        )
        await review.locator("summary").click()
        async with report.page.expect_download() as saved:
            await review.get_by_role("button", name="Save as a file").click()
        file = tmp_path / "answers.yaml"
        await (await saved.value).save_as(file)
        assert read_patch(file) == (
            PatchEntry(id="person", accept=("it's by chat",), refuse=("Our team answers from 9 to 5.",)),
        )
        await sheet.get_by_label("Not decided").check()
        await expect(review.locator("#review-patch")).to_contain_text("answers: []")
        await expect(report.page.locator("section:has(> #look) h4")).to_have_text(
            "Where do I enter a voucher?"
        )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_a_writer_asks_why_an_article_does_not_count(
    report_browser: Browser, report_file: Path, scripts: bool
) -> None:
    """Page by page, without a script, by keyboard; and the command for any other page."""
    place = "#/q/failed-missing"
    async with opened(report_browser, report_file, at=place, java_script_enabled=scripts) as report:
        section = report.page.locator("[id='/q/failed-missing'] .own-pages")
        first = section.locator("details").first
        await expect(first.locator("dl")).to_be_hidden()
        await first.locator("summary").focus()
        await report.page.keyboard.press("Enter")
        told = await first.locator("dl").inner_text()
        assert "Yes, by: Visitor who reads and clicks (computer), asking" in told
        assert "it does not hold for what is asked: “except old tiles”" in told
        await expect(first.locator("code")).to_contain_text("answer: {page: '/help'}")
        await expect(section.locator("code").last).to_have_text(
            "selfserve-check why run.json failed-missing URL"
        )
        assert report.trouble == []


async def test_without_scripts_answers_are_judged_by_command(
    report_browser: Browser, report_file: Path
) -> None:
    """Both commands, and a file that accepts; nothing to choose that would do nothing."""
    async with opened(report_browser, report_file, at="#/writers", java_script_enabled=False) as report:
        review = report.page.locator("section:has(> #review)")
        await expect(review.locator("fieldset").first).to_be_hidden()
        await expect(review.locator("code").first).to_have_text(
            "selfserve-check approve reports/latest --yes person"
        )
        await expect(review.locator("code").nth(1)).to_have_text(
            "selfserve-check approve reports/latest --no person --fact person=TEXT"
        )
        await expect(review.locator("#review-patch code")).to_contain_text("accept: 'Our team answers")


async def test_a_client_gets_a_cover_the_score_and_its_parts(
    report_browser: Browser, report_file: Path
) -> None:
    """Name, logo, date, scope and limits first; then what stands in the way of the launch."""
    async with opened(report_browser, report_file, at="#/agency") as report:
        page = report.page
        cover = page.locator(".cover")
        await expect(cover).to_contain_text("Acme Tiles")
        await expect(cover).to_contain_text("14 March 2026")
        await expect(cover).to_contain_text("Prepared by Sunny Side Agency")
        assert await cover.locator("img").evaluate("(logo) => logo.complete && logo.naturalWidth > 0")
        assert await cover.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(255, 210, 63)"
        heads = await page.locator(".is-agency h3").all_inner_texts()
        assert heads[:2] == ["The score", "Before the launch"]
        assert heads[-2:] == ["How we looked", "Appendix: all questions"]
        assert await page.locator("#appendix ~ .scroll tbody tr").count() == len(RUN.results)


@pytest.mark.parametrize("door", DOORS)
async def test_a_door_fits_a_phone(door: str, report_browser: Browser, report_file: Path) -> None:
    """390 pixels: nothing scrolls sideways but tables and strips; tabs are large enough for a thumb."""
    async with opened(report_browser, report_file, at=f"#/{door}", **PHONE) as report:
        assert await report.page.evaluate("document.documentElement.scrollWidth") == 390
        for tab in await report.page.locator(".doors a").all():
            box = await tab.bounding_box()
            assert box is not None
            assert box["height"] >= 44


async def test_every_door_is_reached_by_keyboard(report_browser: Browser, report_file: Path) -> None:
    """Tab to the tabs, Enter opens, and the focus goes on from the top of the door, in the order one reads."""
    async with opened(report_browser, report_file) as report:
        page = report.page
        for _ in range(20):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.dataset.door") == "writers":
                break
        await page.keyboard.press("Enter")
        await expect(page.locator("#writers-title")).to_be_focused()
        places = []
        for _ in range(8):
            await page.keyboard.press("Tab")
            places.append(await page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        assert places == sorted(places)
        assert await page.evaluate("document.activeElement.closest('.door').classList.contains('is-writers')")


async def test_without_scripts_all_is_read_in_one_go(report_browser: Browser, report_file: Path) -> None:
    """Door after door, then every question; the tabs are jumps."""
    async with opened(report_browser, report_file, java_script_enabled=False) as report:
        page = report.page
        assert await page.locator(".door:visible").count() == 4
        assert await page.locator(".door-name:visible").all_inner_texts() == [
            "For the web team",
            "For content writers",
            "For agencies and their clients",
        ]
        await page.get_by_role("link", name="Agencies").click()
        await expect(page.locator(".cover")).to_be_in_viewport()
        await page.locator('.is-agency a[href="#/q/failed-hidden"]').first.click()
        await expect(page.locator("#\\/q\\/failed-hidden h3")).to_be_in_viewport()


@pytest.mark.parametrize(("door", "kept"), [("team", True), ("writers", False), ("agency", True)])
async def test_a_door_is_printed_without_the_others(
    door: str, kept: bool, report_browser: Browser, report_file: Path
) -> None:
    """With every question behind the team's and the client's; no tab, no control on paper."""
    async with opened(report_browser, report_file, at=f"#/{door}") as report:
        await report.page.emulate_media(media="print")
        page = report.page
        others = [page.locator(f".is-{other}.door") for other in DOORS if other != door]
        for other in others:
            await expect(other).to_be_hidden()
        await expect(page.locator(".is-questions")).to_be_visible(visible=kept)
        for away in (".doors", ".filters", ".command button"):
            assert await page.locator(f"{away}:visible").count() == 0


async def test_nothing_moves_for_who_wants_no_motion(report_browser: Browser, report_file: Path) -> None:
    """No transition, no animation, no smooth scrolling."""
    async with opened(report_browser, report_file, reduced_motion="reduce") as report:
        moving = await report.page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((element) => {
                const style = getComputedStyle(element);
                return style.transitionDuration !== '0s' || style.animationName !== 'none'
                    || style.scrollBehavior !== 'auto';
            }).length"""
        )
        assert moving == 0


@pytest.mark.parametrize("place", ["#/team", "#/writers", "#/agency", "#/q/failed-misled"])
async def test_no_reader_meets_the_words_of_the_field(
    place: str, report_browser: Browser, report_file: Path
) -> None:
    """What is read, what is spoken in its place, and what a title says. Settings, commands and what the site
    says are not the report's own words."""
    async with opened(report_browser, report_file, at=place) as report:
        text: str = await report.page.evaluate(
            """() => {
                for (const fold of document.querySelectorAll('details')) fold.open = true;
                for (const own of document.querySelectorAll('code, blockquote, bdi, q')) own.remove();
                const spoken = [...document.querySelectorAll('[aria-label], [title]')]
                    .map((one) => `${one.ariaLabel ?? ''} ${one.title}`);
                return [document.querySelector('main').innerText, document.querySelector('header').innerText,
                    ...spoken].join('\\n');
            }"""
        )
        assert len(text) > 500
        own = re.sub(r"\S+\.\S+", "", text)  # addresses, files and settings (survey.pages_max)
        assert re.findall(rf"(?i)\b(?:{JARGON})\b", own) == []
