"""The demo shop in a real browser: its scripts work, nothing is loaded from outside, nothing is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from selfserve_check.demo.server import DemoServer
from selfserve_check.demo.site import page_specs

pytestmark = pytest.mark.browser

_DESKTOP = {"width": 1280, "height": 800}
_PHONE = {"width": 390, "height": 844}
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
_EVERY_PAGE = ("/shop", "/shop?page=2", "/search?q=tiles", *(spec.path for spec in page_specs()))


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(slow_s=0.0) as running:
        yield running


@asynccontextmanager
async def _visitor(
    chromium: Path, server: DemoServer, *, phone: bool = False, consented: bool = True
) -> AsyncIterator[BrowserContext]:
    """A fresh visitor of the shop; ``consented`` ones have answered the cookie banner before."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, chromium_sandbox=False, args=list(_QUIET)
        )
        size = _PHONE if phone else _DESKTOP
        context = await browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, is_mobile=phone, has_touch=phone
        )
        if consented:
            await context.add_cookies([{"name": "consent", "value": "necessary", "url": server.url}])
        try:
            yield context
        finally:
            await browser.close()


def _watch(page: Page, server: DemoServer) -> list[str]:
    """What goes wrong on ``page`` from now on: console errors, script errors, requests to elsewhere."""
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on("console", lambda line: trouble.append(line.text) if line.type in ("error", "warning") else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith(f"{server.url}/") else trouble.append(request.url),
    )
    return trouble


@pytest.mark.asyncio
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
async def test_every_page_loads_without_errors_and_fits_the_screen(
    chromium_path: Path, server: DemoServer, phone: bool
) -> None:
    """No console error, no request to another address, nothing but GET, no sideways scrolling."""
    asked_before = len(server.requests)
    async with _visitor(chromium_path, server, phone=phone) as visitor:
        page = await visitor.new_page()
        trouble = _watch(page, server)
        for path in _EVERY_PAGE:
            await page.goto(server.url + path)
            width = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if width > 0:
                trouble.append(f"{path} is {width} px too wide")
        assert trouble == []
    assert {request.method for request in server.requests[asked_before:]} == {"GET"}


@pytest.mark.asyncio
async def test_the_installer_list_is_built_by_script(chromium_path: Path, server: DemoServer) -> None:
    """The page fetches its list, shows it, and shows one region of it on request."""
    async with _visitor(chromium_path, server) as visitor:
        page = await visitor.new_page()
        await page.goto(f"{server.url}/installers")
        await expect(page.get_by_text("Aireborough Interiors, Leeds")).to_be_visible()
        await expect(page.get_by_role("heading", level=2, name="Installer in")).to_have_count(10)
        await page.get_by_label("Show").select_option("Wales")
        await expect(page.get_by_role("heading", level=2, name="Installer in")).to_have_count(1)


@pytest.mark.asyncio
async def test_a_list_that_cannot_be_loaded_says_so(chromium_path: Path) -> None:
    """A broken list is an error a visitor can read, not an endless wait."""
    with DemoServer(overrides={"/api/installers.json": b"no list"}) as broken:
        async with _visitor(chromium_path, broken) as visitor:
            page = await visitor.new_page()
            await page.goto(f"{broken.url}/installers")
            await expect(page.get_by_text("The list could not be loaded")).to_be_visible()


@pytest.mark.asyncio
async def test_both_kinds_of_accordion_open_and_close(chromium_path: Path, server: DemoServer) -> None:
    """The answers are hidden until their question is clicked, and again after a second click."""
    async with _visitor(chromium_path, server) as visitor:
        page = await visitor.new_page()
        await page.goto(f"{server.url}/faq")
        button = page.get_by_role("button", name="Which payment methods do you accept?")
        summary = page.locator("summary", has_text="My delivery arrived damaged")
        for question, answer in ((button, "PayPal"), (summary, "within 48 hours")):
            await expect(page.get_by_text(answer)).to_be_hidden()
            await question.click()
            await expect(page.get_by_text(answer)).to_be_visible()
            await question.click()
            await expect(page.get_by_text(answer)).to_be_hidden()


@pytest.mark.asyncio
async def test_tabs_show_one_panel_at_a_time(chromium_path: Path, server: DemoServer) -> None:
    """By mouse and by arrow key."""
    async with _visitor(chromium_path, server) as visitor:
        page = await visitor.new_page()
        await page.goto(f"{server.url}/products/fjord")
        await expect(page.get_by_text("1.9 kg")).to_be_hidden()
        await page.get_by_role("tab", name="Size & weight").click()
        await expect(page.get_by_text("1.9 kg")).to_be_visible()
        await page.keyboard.press("ArrowRight")
        await expect(page.get_by_text("1.9 kg")).to_be_hidden()
        await expect(page.get_by_text("One pack holds 14 tiles")).to_be_visible()


@pytest.mark.asyncio
async def test_the_shop_menu_drops_down_and_closes(chromium_path: Path, server: DemoServer) -> None:
    """Opened by a click, closed by Escape, and its links lead to the categories."""
    async with _visitor(chromium_path, server) as visitor:
        page = await visitor.new_page()
        await page.goto(server.url)
        menu = page.get_by_role("button", name="Shop", exact=True)
        entry = page.get_by_role("link", name="Grid and accessories")
        await menu.click()
        await expect(entry).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(entry).to_be_hidden()
        await menu.click()
        await entry.click()
        await expect(page).to_have_url(f"{server.url}/shop/grid")


@pytest.mark.asyncio
async def test_on_a_phone_the_menu_opens_behind_its_button(chromium_path: Path, server: DemoServer) -> None:
    """The main links are there after a tap on the three lines, and not before."""
    async with _visitor(chromium_path, server, phone=True) as visitor:
        page = await visitor.new_page()
        await page.goto(f"{server.url}/about")
        entry = page.locator("#site-menu").get_by_role("link", name="Find an installer")
        button = page.get_by_role("button", name="Menu")
        await expect(entry).to_be_hidden()
        await button.tap()
        await expect(button).to_have_attribute("aria-expanded", "true")
        await entry.tap()
        await expect(page).to_have_url(f"{server.url}/installers")


@pytest.mark.asyncio
@pytest.mark.parametrize("choice", ["Only necessary", "Accept all"])
async def test_the_cookie_banner_does_not_come_back(
    chromium_path: Path, server: DemoServer, choice: str
) -> None:
    """It is shown once, whatever the visitor chooses, and leaves the foot of the page readable meanwhile."""
    async with _visitor(chromium_path, server, consented=False) as visitor:
        page = await visitor.new_page()
        await page.goto(f"{server.url}/returns")
        banner = page.get_by_role("region", name="Cookies")
        await expect(banner).to_be_visible()
        await page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        await page.get_by_role("link", name="Terms of sale").click(trial=True)
        await page.get_by_role("button", name=choice).click()
        await expect(banner).to_be_hidden()
        for path in ("/returns", "/delivery"):
            await page.goto(server.url + path)
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            await expect(banner).to_be_hidden()


@pytest.mark.asyncio
async def test_sample_prices_are_shown_in_a_frame(chromium_path: Path, server: DemoServer) -> None:
    """The prices stand in a document of their own inside the page."""
    async with _visitor(chromium_path, server) as visitor:
        page = await visitor.new_page()
        await page.goto(f"{server.url}/samples")
        frame = page.frame_locator("iframe")
        await expect(frame.get_by_role("row", name="Standard sample box")).to_contain_text("£7.50")


@pytest.mark.asyncio
async def test_the_search_box_finds_what_no_menu_leads_to(chromium_path: Path, server: DemoServer) -> None:
    """Typing and pressing Enter sends a GET; the answer is one click further."""
    async with _visitor(chromium_path, server) as visitor:
        page = await visitor.new_page()
        await page.goto(server.url)
        await page.get_by_role("searchbox", name="Search the shop").fill("how much weight can a tile carry")
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="How much weight can a ceiling tile carry?").click()
        await expect(page.get_by_text("up to 0.5 kg")).to_be_visible()
