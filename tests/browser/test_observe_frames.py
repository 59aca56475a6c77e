"""Frames of the same and of other origins, nested ones, and open shadow roots."""

from __future__ import annotations

import asyncio

import pytest
from observe_lab import ObserveLab, affordance, look, names, passage, texts
from playwright.async_api import Frame

from selfserve_check.browser.observe import ObserveLimits, ObserveTimeoutError, frame_at, observe
from selfserve_check.model.observation import Region

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_visible_frames_are_merged_and_others_are_not(lab: ObserveLab) -> None:
    """Same origin, nested and other origin, by ordinals of visible frames; hidden, tiny, clipped: none."""
    seen = await lab.see("frames.html")
    assert [(p.frame, p.text) for p in seen.passages] == [
        ("", "Frames"),
        ("0", "Outer text"),
        ("0.0", "Leaf text nested"),
        ("0.0", "Leaf link"),
        ("1", "Leaf text other"),
        ("1", "Leaf link"),
    ]
    assert [a.key.frame for a in seen.affordances] == ["0.0", "1"]
    assert [a.plain for a in seen.affordances] == [False, False]


async def test_a_frame_stands_where_it_stands(lab: ObserveLab) -> None:
    """Its text is read in place, under the headings and in the landmark around the frame."""
    inner = "<h2>Prices</h2><p>From 3 EUR</p>"
    html = f"""<main><h1>Samples</h1><iframe width=400 height=200 srcdoc="{inner}"></iframe><p>Below it</p></main>
    <footer><iframe width=400 height=200 srcdoc="<nav><p>Links</p></nav>"></iframe></footer>"""
    seen = await lab.see(html=html)
    assert [(p.text, p.headings, p.region) for p in seen.passages] == [
        ("Samples", (), Region.MAIN),
        ("Prices", ("Samples",), Region.MAIN),
        ("From 3 EUR", ("Samples", "Prices"), Region.MAIN),
        ("Below it", ("Samples",), Region.MAIN),
        ("Links", (), Region.NAVIGATION),
    ]


async def test_boxes_count_from_the_top_document(lab: ObserveLab) -> None:
    """Offsets, borders and paddings of all frames above are added."""
    async with lab.page("frames.html") as page:
        snapshot = await observe(page, ObserveLimits())
        for a in snapshot.observation.affordances:
            element = await snapshot.element(a.key)
            assert element
            assert a.box
            real = await element.bounding_box()
            assert real
            assert abs(a.box.x - real["x"]) < 1
            assert abs(a.box.y - real["y"]) < 1


async def test_frame_at_finds_the_frame_of_a_passage(lab: ObserveLab) -> None:
    """The path of a passage leads back to its frame."""
    async with lab.page("frames.html") as page:
        nested = await frame_at(page, "0.0", ObserveLimits())
        assert nested
        assert nested.url.endswith("?nested")
        other = await frame_at(page, "1", ObserveLimits())
        assert other
        assert other.url.endswith("?other")


async def test_no_more_frames_than_the_limit(lab: ObserveLab) -> None:
    """The page counts as a frame; what is left out is named."""
    seen = await lab.see("frames.html", limits=ObserveLimits(frames_max=2))
    assert {p.frame for p in seen.passages} == {"", "0"}
    assert seen.limits_met == ("frames",)


async def test_open_shadow_roots_are_walked_as_they_are_drawn(lab: ObserveLab) -> None:
    """Nested roots, slots in their place, fallback text; what no slot takes is not drawn."""
    async with lab.page("shadow.html") as page:
        seen = await look(page)
        deep = passage(seen, "Price")
        assert deep.locator.count(" >>> ") == 2
    assert texts(seen) == [
        "Components",
        "Tile",
        "Price: 4.95 EUR",
        "Deep link",
        "Slotted link",
        "Fallback text",
    ]
    assert names(seen) == ["Deep link", "Slotted link"]
    assert deep.headings == ("Components", "Tile")
    assert affordance(seen, "Deep link").region is Region.MAIN


async def test_a_frame_that_does_not_answer_is_an_error_with_its_address(lab: ObserveLab) -> None:
    """An ``evaluate`` has no time-out of its own; ours names the page and what to do."""
    async with lab.page("text.html") as page:
        busy = asyncio.ensure_future(
            page.evaluate("const end = Date.now() + 1500; while (Date.now() < end);")
        )
        await asyncio.sleep(0)
        with pytest.raises(ObserveTimeoutError, match=r"text\.html did not answer within 0\.2 s"):
            await observe(page, ObserveLimits(timeout_s=0.2))
        await busy


async def test_a_frame_added_later_is_seen_by_the_next_look(lab: ObserveLab) -> None:
    """Nothing is remembered between two looks."""
    async with lab.page("blank.html") as page:
        assert texts(await look(page)) == []
        await page.set_content("<iframe srcdoc='<p>Hello from inside</p>' width=300 height=100></iframe>")
        await _loaded(page.frames[-1])
        assert texts(await look(page)) == ["Hello from inside"]


async def _loaded(frame: Frame) -> None:
    await frame.wait_for_selector("p")


async def test_a_frame_that_did_not_load_is_named(lab: ObserveLab) -> None:
    """The browser's error page in a frame is not the site's text; that something is missing is said."""
    async with lab.page("blank.html") as page:
        await page.route("**/frame_leaf.html", lambda route: route.abort())
        await page.goto(f"{lab.address}/frames.html")
        await page.set_content("<p>Around</p><iframe src='/frame_leaf.html' width=300 height=200></iframe>")
        seen = await look(page)
    assert texts(seen) == ["Around"]
    assert seen.limits_met == ("frame 0 did not load",)
