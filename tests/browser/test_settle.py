"""Waiting until the visible text stands still."""

from __future__ import annotations

import asyncio
import time

import pytest
from observe_lab import ObserveLab, look, texts
from playwright.async_api import Page

from selfserve_check.browser.settle import Settled, settle, unveil

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

LONG = "<p>" + "A long text that stands still and can be read by anybody. " * 8 + "</p>"


async def _settle(page: Page, deadline_s: float = 20.0) -> Settled:
    return await settle(page, deadline_s=deadline_s, clock=time.monotonic, sleep=asyncio.sleep)


async def test_a_still_page_settles(lab: ObserveLab) -> None:
    """The common case."""
    async with lab.page("text.html") as page:
        settled = await _settle(page)
    assert (settled.stable, settled.why) == (True, "unchanged")


async def test_text_that_arrives_bit_by_bit_is_waited_for(lab: ObserveLab) -> None:
    """All of it is there afterwards."""
    script = """let n = 0; const t = setInterval(() => {
      document.querySelector('main').innerHTML += `<p>part ${++n}</p>`;
      if (n === 15) clearInterval(t); }, 60)"""
    async with lab.page(html=f"<main><h1>Parts</h1></main><script>{script}</script>") as page:
        settled = await _settle(page)
        assert settled.stable
        assert texts(await look(page))[-1] == "part 15"


async def test_a_spinner_that_gives_way_is_waited_for(lab: ObserveLab) -> None:
    """A page that stands still but shows that it is loading is not settled yet."""
    html = """<main><div class=spinner style='width:40px;height:40px;background:#ddd'></div></main>
    <script>setTimeout(() => {
      document.querySelector('main').innerHTML = '<p>Here it is, at last</p>' }, 1200)</script>"""
    async with lab.page(html=html) as page:
        assert (await _settle(page)).stable
        assert texts(await look(page)) == ["Here it is, at last"]


async def test_a_spinner_that_stays_is_taken_as_it_is(lab: ObserveLab) -> None:
    """After half the deadline; the observation carries the sign on."""
    html = LONG + "<div class=spinner style='width:40px;height:40px;background:#ddd'></div>"
    async with lab.page(html=html) as page:
        settled = await _settle(page, 3.0)
        assert settled.stable
        assert "loading" in settled.why
        assert (await look(page)).signals.loading


async def test_a_ticking_clock_settles(lab: ObserveLab) -> None:
    """A small part that keeps changing does not hold anybody up."""
    clock = (
        "<p id=c>0</p><script>setInterval(() => { c.textContent = 1000 + Date.now() % 1000 }, 10)</script>"
    )
    async with lab.page(html=LONG + clock) as page:
        settled = await _settle(page)
    assert (settled.stable, settled.why) == (True, "only a small part keeps changing")


async def test_a_page_that_never_stands_still_meets_the_deadline(lab: ObserveLab) -> None:
    """It is an outcome with a name, not an endless wait. (The text differs whenever it is read.)"""
    script = "let n = 0; Object.defineProperty(document.body, 'innerText', { get: () => `text ${++n}` })"
    spent = [0.0]

    async def sleep(seconds: float) -> None:
        spent[0] += seconds

    async with lab.page(html=f"<body><p>x</p><script>{script}</script>") as page:
        settled = await settle(page, deadline_s=30.0, clock=lambda: spent[0], sleep=sleep)
    assert (settled.stable, settled.why) == (False, "the text was still changing")
    assert settled.waited_s <= 30.0


async def test_a_busy_page_meets_the_deadline(lab: ObserveLab) -> None:
    """A script that never yields cannot hold us."""
    async with lab.page("blank.html") as page:
        busy = asyncio.ensure_future(
            page.evaluate("const end = Date.now() + 2000; while (Date.now() < end);")
        )
        await asyncio.sleep(0)
        settled = await _settle(page, 0.5)
        await busy
    assert (settled.stable, settled.why) == (False, "the page did not answer")


async def test_a_page_that_moves_on_settles_where_it_arrives(lab: ObserveLab) -> None:
    """A redirect by script destroys what the probe asked; the next sample is on the new page."""
    async with lab.page(
        html="<p>Going on</p><script>setTimeout(() => location = '/text.html', 30)</script>"
    ) as page:
        await page.wait_for_url("**/text.html", wait_until="commit")
        assert (await _settle(page)).stable
        assert page.url.endswith("/text.html")


async def test_frames_are_waited_for(lab: ObserveLab) -> None:
    """A visible frame that is still filling keeps the page unsettled."""
    inner = """<p id=c></p><script>let n = 0; const t = setInterval(() => {
      c.append(` word ${++n}`); if (n === 12) clearInterval(t) }, 70)</script>"""
    async with lab.page(
        html=f'<main><h1>Frame</h1><iframe width=500 height=200 srcdoc="{inner}"></iframe></main>'
    ) as page:
        assert (await _settle(page)).stable
        assert texts(await look(page))[-1].endswith("word 12")


async def test_scripts_off(lab: ObserveLab) -> None:
    """No timer of the page is needed."""
    async with lab.page("text.html", java_script_enabled=False) as page:
        assert (await _settle(page)).stable


async def test_text_in_shadow_roots_counts(lab: ObserveLab) -> None:
    """Components that fill their shadow roots late are waited for."""
    html = """<div id=host></div><script>const root = host.attachShadow({mode: 'open'}); let n = 0;
    const t = setInterval(() => {
      root.innerHTML += `<p>item ${++n}</p>`; if (n === 12) clearInterval(t) }, 60)</script>"""
    async with lab.page(html=html) as page:
        assert (await _settle(page)).stable
        assert texts(await look(page))[-1] == "item 12"


@pytest.mark.parametrize(
    "style",
    [
        "#p { max-height: 0; overflow: hidden; transition: max-height 1s linear } .open #p { max-height: 300px }",
        "#p { opacity: 0; transition: opacity 1s steps(2, end) } .open #p { opacity: 1 }",
    ],
)
async def test_a_panel_that_unfolds_is_waited_for(lab: ObserveLab, style: str) -> None:
    """Its text is in the document all along; it counts when it can be read."""
    html = f"<style>{style}</style><main id=m><button>Open</button><div id=p><p>Inside</p></div></main>"
    async with lab.page(html=html) as page:
        assert texts(await look(page)) == ["Open"]
        await page.evaluate("m.className = 'open'")
        assert (await _settle(page)).stable
        assert texts(await look(page)) == ["Open", "Inside"]


VEILED = """<style>.late { opacity: 0; transition: opacity .3s } .late.in { opacity: 1 }</style>
<main><h1>Top</h1><div style='height:2500px'></div><p class=late>Shown on scrolling</p></main>
<script>new IntersectionObserver((all) => all.forEach((e) =>
  e.isIntersecting && e.target.classList.add('in')))
  .observe(document.querySelector('.late'))</script>"""


async def test_parts_that_wait_to_be_scrolled_to_are_unveiled(lab: ObserveLab) -> None:
    """A visitor scrolls; so do we, once, and come back to the top."""
    async with lab.page(html=VEILED) as page:
        await _settle(page)
        assert texts(await look(page)) == ["Top"]
        assert await unveil(page, timeout_s=20)
        await _settle(page)
        assert texts(await look(page)) == ["Top", "Shown on scrolling"]
        assert await page.evaluate("scrollY") == 0


@pytest.mark.parametrize(("screens_max", "met"), [(2, True), (30, False)])
async def test_a_page_that_goes_on_below_is_told(lab: ObserveLab, screens_max: int, met: bool) -> None:
    """Where it is left before its end, parts of it never came to light."""
    told: list[bool] = []
    async with lab.page(html=VEILED) as page:
        assert await unveil(page, timeout_s=20, screens_max=screens_max, on_limit=lambda: told.append(True))
    assert bool(told) is met


async def test_a_page_without_veiled_parts_is_not_scrolled(lab: ObserveLab) -> None:
    """Most pages need no scrolling, and get none: they have an end, and places that are full."""
    html = f"""{LONG * 30}<section>{LONG}</section><footer>The end</footer><script>
      addEventListener('scroll', () => {{ document.title = 'scrolled' }});
      new IntersectionObserver(() => 0).observe(document.querySelector('section'))</script>"""
    async with lab.page(html=html) as page:
        assert not await unveil(page, timeout_s=20)
        assert await page.title() != "scrolled"


@pytest.mark.parametrize(
    "end",
    [
        """<section style="min-height: 300px"></section><footer>The end</footer><script>
          new IntersectionObserver(() => 0).observe(document.querySelector('section'))</script>""",
        "<script>addEventListener('scroll', () => 0)</script>",
    ],
    ids=["a-place-to-be-filled", "no-end"],
)
async def test_a_page_that_may_go_on_is_scrolled_through(lab: ObserveLab, end: str) -> None:
    """What waits for its place to come into view, or for the end of the page, gets its chance."""
    async with lab.page(html=LONG * 30 + end) as page:
        await page.evaluate("addEventListener('scroll', () => { if (scrollY > 500) document.title = 'far' })")
        assert await unveil(page, timeout_s=20)
        assert await page.title() == "far"
        assert await page.evaluate("scrollY") == 0
