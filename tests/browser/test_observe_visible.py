"""Visible means what a sighted person can read: every way of hiding, and what only looks hidden."""

from __future__ import annotations

import pytest
from observe_lab import PAINTED, ObserveLab, affordance, look, names, passage, texts

from selfserve_check.browser.observe import ObserveLimits, observe
from selfserve_check.model.observation import AffordanceKind, Region

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

READABLE = [
    "seen plain",
    "seen inside",
    "seen content visibility auto",
    "seen white on blue",
    "seen gradient letters",
    "seen white on a picture",
    "seen in the box",
    "seen in scroller",
    "seen after scrolling the box",
    "seen first lines of a text that is cut off after two",
    "seen summary",
    "seen open summary",
    "seen in details",
    "seen fixed, escapes its clip",
    "seen absolute, escapes its clip",
    "seen aria-hidden",
    "Country: seen option",
    "seen far down",
]


async def test_each_trick_hides_its_text_and_nothing_else(lab: ObserveLab) -> None:
    """Of a page of tricks exactly the readable texts are passages, in document order."""
    seen = texts(await lab.see("invisible.html"))
    assert [t for t in seen if "gone" in t] == []
    assert seen == READABLE


async def test_a_text_cut_after_some_lines_ends_where_the_eye_stops(lab: ObserveLab) -> None:
    """Of a clamped text only the words on visible lines count."""
    text = passage(await lab.see("invisible.html"), "seen first lines").text
    assert "unread" not in text
    assert len(text) > len("seen first lines")


async def test_what_is_far_down_is_visible_but_not_in_the_first_screen(lab: ObserveLab) -> None:
    """Scrolling is free: only ``in_first_screen`` tells that it takes some."""
    seen = await lab.see("invisible.html")
    assert passage(seen, "seen plain").in_first_screen
    assert not passage(seen, "seen far down").in_first_screen


async def test_the_scroll_position_changes_nothing_and_stays(lab: ObserveLab) -> None:
    """Observing a scrolled page gives the same observation, and the page stays where it was."""
    async with lab.page("invisible.html") as page:
        # What `content-visibility: auto` holds back has its size only once a frame was painted.
        await page.evaluate(PAINTED)
        first = await look(page)
        await page.evaluate("scrollTo(0, 900)")
        assert await look(page) == first
        assert await page.evaluate("scrollY") == 900


async def test_links_clipped_away_by_their_container_are_not_visible(lab: ObserveLab) -> None:
    """Of 98 side-bar links with boxes only the 7 of the open group can be seen."""
    async with lab.page("sidebar.html") as page:
        boxes = await page.eval_on_selector_all(
            "a", "all => all.filter(a => a.getBoundingClientRect().height > 5).length"
        )
        seen = await look(page)
    assert boxes == 98
    assert names(seen) == [f"Group 0 page {n}" for n in range(7)]
    assert {a.region for a in seen.affordances} == {Region.NAVIGATION}
    assert [t for t in texts(seen) if t.startswith("Group") and "page" not in t] == [
        f"Group {n}" for n in range(14)
    ]


async def test_links_in_a_scrollable_side_bar_are_visible(lab: ObserveLab) -> None:
    """With all groups open the side bar scrolls: a visitor can reach every link."""
    async with lab.page("sidebar.html") as page:
        await page.eval_on_selector_all(".group", "all => all.forEach(g => g.classList.add('open'))")
        seen = await look(page)
    assert len(names(seen, AffordanceKind.LINK)) == 98
    assert not affordance(seen, "Group 13 page 6").in_first_screen


async def test_a_link_needs_something_to_see(lab: ObserveLab) -> None:
    """Hidden, empty and clipped links are no affordances; an icon, a background or a border is enough."""
    html = """<style>.sr{position:absolute;clip:rect(0 0 0 0);overflow:hidden;width:1px;height:1px}</style>
    <main>    <a href="/1" style="display:none">a</a><a href="/2" style="visibility:hidden">b</a>
    <a href="/3" class="sr">c</a>
    <a href="/4" style="position:absolute;top:-5000px">d</a><a href="/5"></a>
    <a href="/6" style="opacity:0">f</a>
    <a href="/7" style="color:white">g</a><div style="opacity:0"><a href="/8">h</a></div>
    <a href="/9"><span class="sr">For readers</span><svg width="9" height="9"><path d="M0 0h9v9z"/></svg></a>
    <style>.logo{display:block;width:50px;height:20px;background:url(x.png);text-indent:-999px;overflow:hidden}</style>
    <a href="/10" aria-label="Logo" class="logo">Shop</a>
    <a href="/11" style="display:contents">contents</a></main>"""
    seen = await lab.see(html=html)
    assert names(seen) == ["For readers", "Logo", "contents"]
    assert [a.label for a in seen.affordances] == ["", "", "contents"]


async def test_a_locked_page_shows_only_its_window(lab: ObserveLab) -> None:
    """When the page must not scroll, what lies below the window cannot be read."""
    html = "<body style='overflow:hidden;margin:0'><p>top</p><div style='height:2000px'></div><p>bottom</p>"
    assert texts(await lab.see(html=html)) == ["top"]


async def test_sideways_content_is_visible_only_where_one_can_scroll_to_it(lab: ObserveLab) -> None:
    """Right of the window: reachable, unless the page cuts it off; left of it: never."""
    html = "<body style='margin:0{}'><p>here</p><p style='position:absolute;left:1500px;top:9px'>right</p>"
    left = "<p style='position:absolute;left:-900px;top:9px'>left</p>"
    assert texts(await lab.see(html=html.format("") + left)) == ["here", "right"]
    assert texts(await lab.see(html=html.format(";overflow-x:hidden") + left)) == ["here"]


async def test_right_to_left_pages(lab: ObserveLab) -> None:
    """In a right-to-left page the text is read alike, and off-screen is on the right."""
    seen = await lab.see("languages.html")
    assert seen.lang == "ar"
    assert texts(seen)[:2] == ["الإرجاع", "يمكنك إرجاع المنتج خلال 30 يومًا."]
    assert "مخفي" not in " ".join(texts(seen))
    assert names(seen) == ["مساعدة", "اتصل بنا", "よくある質問"]


async def test_chinese_japanese_and_thai_get_no_blanks(lab: ObserveLab) -> None:
    """Inline markup inside text without blanks adds none."""
    seen = texts(await lab.see("languages.html"))
    assert "商品は30日以内に返品できます。送料は無料です。" in seen
    assert "七天无理由退货" in seen
    assert "คืนสินค้าได้ภายใน 30 วัน" in seen


async def test_a_phone_sees_what_its_styles_show(lab: ObserveLab) -> None:
    """Visibility follows the view: a media query hides the menu on a narrow window."""
    html = (
        "<style>@media (max-width:600px){nav{display:none}}</style><nav><a href='/a'>A</a></nav><p>text</p>"
    )
    assert names(await lab.see(html=html)) == ["A"]
    assert names(await lab.see(html=html, viewport={"width": 390, "height": 800})) == []


async def test_with_scripts_off_the_page_is_observed_alike(lab: ObserveLab) -> None:
    """No timers and no scripts of the page are needed; noscript text is visible then."""
    html = "<p>text</p><noscript><p>without scripts</p></noscript>"
    assert texts(await lab.see(html=html, java_script_enabled=False)) == ["text", "without scripts"]


async def test_limits_are_named(lab: ObserveLab) -> None:
    """Meeting a limit cuts the observation and says which limit it was."""
    html = "<main>" + "".join(f"<p>text {n} <a href='/{n}'>link {n}</a></p>" for n in range(20)) + "</main>"
    limits = ObserveLimits(passages_max=5, affordances_max=4, text_max=6)
    seen = await lab.see(html=html, limits=limits)
    assert len(seen.passages) == 5
    assert len(seen.affordances) == 4
    assert seen.passages[0].text == "text 0"
    assert seen.limits_met == ("affordances", "passages", "text")
    assert (await lab.see(html=html, limits=ObserveLimits(nodes_max=10))).limits_met == ("nodes",)


async def test_nothing_is_left_in_the_page(lab: ObserveLab) -> None:
    """Observing adds no attribute, element or global to the page."""
    script = "document.documentElement.outerHTML + Object.getOwnPropertyNames(window).join()"
    async with lab.page("controls.html", init=False) as page:
        before = await page.evaluate(script)
        snapshot = await observe(page, ObserveLimits())
        assert await page.evaluate(script) == before
        await snapshot.release()


async def test_elements_are_handed_over_by_key(lab: ObserveLab) -> None:
    """A key finds its element, a passage its block; an unknown key finds nothing."""
    async with lab.page("controls.html") as page:
        snapshot = await observe(page, ObserveLimits())
        twins = [a for a in snapshot.observation.affordances if a.name == "Twin"]
        assert [a.key.nth for a in twins] == [0, 1]
        first, second = [await snapshot.element(a.key) for a in twins]
        assert first and second
        assert not await first.evaluate("(one, other) => one === other", second)
        block = await snapshot.passage_element(0)
        assert block
        assert snapshot.observation.passages[0].text in await block.inner_text()
        assert await snapshot.passage_element(999) is None
        await snapshot.release()


async def test_a_tampered_page_is_still_read(lab: ObserveLab) -> None:
    """Old libraries give arrays a ``toJSON``; that must not garble what we read."""
    html = "<script>Array.prototype.toJSON = String.prototype.toJSON = () => 'no';</script><p>text</p>"
    assert texts(await lab.see(html=html)) == ["text"]
