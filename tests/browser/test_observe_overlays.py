"""What lies behind an overlay cannot be read or clicked; what one can scroll clear of it can."""

from __future__ import annotations

import pytest
from observe_lab import ObserveLab, look, names, texts

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_modal_box_hides_the_page_behind_it(lab: ObserveLab) -> None:
    """Only the box above the shade is visible: text, links, frames and what one would scroll to."""
    seen = await lab.see("modal.html")
    assert texts(seen) == ["Subscribe now", "Close"]
    assert names(seen) == ["Close"]


async def test_a_modal_dialog_hides_the_page_behind_it(lab: ObserveLab) -> None:
    """The same for <dialog>, whose backdrop is no element."""
    html = """<p>Page</p><a href='/a'>Link</a>
    <dialog id=d><p>Hello</p><button>OK</button></dialog><script>d.showModal()</script>"""
    seen = await lab.see(html=html)
    assert texts(seen) == ["Hello", "OK"]
    assert names(seen) == ["OK"]


async def test_closing_the_box_shows_the_page_again(lab: ObserveLab) -> None:
    """Nothing is remembered; and the covered frame is back."""
    async with lab.page("modal.html") as page:
        await page.evaluate("document.querySelectorAll('.shade, .box').forEach(e => e.remove())")
        seen = await look(page)
    assert texts(seen) == [
        "Shop",
        "Behind the shade",
        "Behind link",
        "Leaf text covered",
        "Leaf link",
        "Far behind",
        "Far link",
    ]


async def test_bars_hide_nothing_that_can_be_scrolled_clear(lab: ObserveLab) -> None:
    """Under a sticky header and a bottom bar: readable, except what no scrolling frees."""
    seen = await lab.see("overlays.html")
    assert texts(seen) == [
        "Home",
        "First text",
        "Under the bar at first",
        "Under link",
        "Slide on top",
        "Tile offer",
        "From 3 EUR",
        "On the pane",
        "Middle text",
        "Middle link",
        "We use cookies.",
        "Reject",
    ]
    assert names(seen) == ["Home", "Under link", "See the offer", "Middle link", "Reject"]


async def test_a_clear_pane_hides_no_text_but_takes_the_clicks(lab: ObserveLab) -> None:
    """Behind a transparent layer one can read, but not click."""
    html = "<p>Read me</p><a href='/a'>Click me</a><div style='position:fixed;inset:0'></div>"
    seen = await lab.see(html=html)
    assert texts(seen) == ["Read me", "Click me"]
    assert names(seen) == []


async def test_a_layer_that_lets_clicks_through_hides_nothing(lab: ObserveLab) -> None:
    """Decoration with ``pointer-events: none`` does not count."""
    html = """<p>Read me</p><a href='/a'>Click me</a>
    <div style='position:fixed;inset:0;pointer-events:none'></div>"""
    assert names(await lab.see(html=html)) == ["Click me"]


async def test_an_inert_page_behind_a_shade_is_hidden(lab: ObserveLab) -> None:
    """Hit tests pass through inert parts; the shade above them counts all the same."""
    html = """<div inert><p>Behind</p><a href='/a'>Link</a></div>
    <div style='position:fixed;inset:0;background:rgba(0,0,0,.5)'>
    <div role=dialog style='background:#fff'><p>Front</p></div></div>"""
    assert texts(await lab.see(html=html)) == ["Front"]


async def test_an_open_menu_hides_what_it_covers(lab: ObserveLab) -> None:
    """A drop-down that lies over a link takes its place; links beside it stay."""
    html = """<body style='margin:0'>
    <div style='position:absolute;top:0;left:0;width:300px;height:300px;background:#fff;z-index:2'>
    <a href='/m'>In the menu</a></div><p style='margin:100px 0 0'><a href='/b'>Below</a></p>
    <p style='margin:0 0 0 600px'><a href='/c'>Beside</a></p>"""
    assert names(await lab.see(html=html)) == ["In the menu", "Beside"]


async def test_a_covered_list_in_a_scroll_box_scrolls_clear(lab: ObserveLab) -> None:
    """Items of an inner scroll box that a bar covers at first scroll clear; its position is put back."""
    items = "".join(f"<p style='height:40px;margin:0'><a href='/{n}'>Item {n}</a></p>" for n in range(30))
    html = f"""<body style='margin:0;overflow:hidden;height:100vh'>
    <div id=box style='height:800px;overflow:auto'>{items}
    <div style='height:400px'></div></div>
    <div style='position:fixed;left:0;right:0;bottom:0;height:200px;background:#ffe'>
    <button>OK</button></div>"""
    async with lab.page(html=html) as page:
        await page.evaluate("box.scrollTop = 30")
        seen = await look(page)
        assert await page.evaluate("box.scrollTop") == 30
    assert names(seen) == [f"Item {n}" for n in range(30)] + ["OK"]
