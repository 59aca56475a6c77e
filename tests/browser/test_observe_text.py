"""Passages: blocks of visible text with the trail of headings above each."""

from __future__ import annotations

import pytest
from observe_lab import ObserveLab, passage, texts

from selfserve_check.browser.observe import ObserveLimits, frame_at
from selfserve_check.model.observation import PassageKind, Region

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

EXPECTED = [
    "Delivery and returns",
    "You can send it back within 30 days, unopened.",
    "Rückgabefrist: 30 Tage",
    "Delivery",
    "Standard: 4.95 EUR",
    "Express: 9.95 EUR",
    "Collect: free",
    "Delivery prices",
    "Method | Price | Time",
    "Standard | 4.95 € | 3 days",
    "Weight: 2 kg",
    "Colour: white grey",
    "Pallet delivery 49.00 EUR",
    "Insurance 3.00 EUR",
    "Orders before noon leave the same day; tiles of 60 m2 within 30 days.",
    "New Sale",
    "Straße 1 12345 Berlin",
    "loose text",
    "a paragraph",
    "more text",
    "A tile in white",
    "Our best tile",
    "Call us on 020 7946 0000",
    "Drawn words",
    "Size",
    "Size: Small, Large",
    "Your postcode",
    "Cards",
    "Returns",
    "Send it back.",
    "Warranty",
    "Five years.",
    "After the cards",
    "Contact",
    "Write to us",
    "By post",
    "Our address",
    "Imprint",
]


async def test_blocks_become_passages_in_document_order(lab: ObserveLab) -> None:
    """Paragraphs, items, rows, pairs, captions, pictures and fields, each as one passage."""
    assert texts(await lab.see("text.html")) == EXPECTED


async def test_kinds(lab: ObserveLab) -> None:
    """A passage says where its text comes from."""
    seen = await lab.see("text.html")
    kinds = {
        "Delivery and returns": PassageKind.HEADING,
        "By post": PassageKind.HEADING,
        "Standard | 4.95": PassageKind.TABLE_ROW,
        "A tile in white": PassageKind.ALT,
        "Our best tile": PassageKind.TEXT,
        "Size: Small": PassageKind.FIELD,
        "Your postcode": PassageKind.FIELD,
        "Weight: 2 kg": PassageKind.TEXT,
    }
    assert {start: passage(seen, start).kind for start in kinds} == kinds


async def test_the_trail_of_headings(lab: ObserveLab) -> None:
    """Headings, captions and cards stand above what they head, and above nothing else."""
    seen = await lab.see("text.html")
    top = "Delivery and returns"
    trails = {
        "You can send": (top,),
        "Delivery prices": (top, "Delivery"),
        "Standard | 4.95": (top, "Delivery", "Delivery prices"),
        "Weight": (top, "Delivery"),
        "Send it back.": (top, "Delivery", "Cards", "Returns"),
        "Five years.": (top, "Delivery", "Cards", "Warranty"),
        "After the cards": (top, "Delivery", "Cards"),
        "Contact": (top,),
        "Write to us": (top, "Contact"),
        "By post": (top, "Contact"),
        "Our address": (top, "Contact", "By post"),
        "Imprint": (),
    }
    assert {start: passage(seen, start).headings for start in trails} == trails


async def test_regions(lab: ObserveLab) -> None:
    """The nearest landmark wins; a header inside an article is no page header."""
    seen = await lab.see("text.html")
    assert passage(seen, "Delivery and returns").region is Region.HEADER
    assert passage(seen, "Write to us").region is Region.MAIN
    assert passage(seen, "Imprint").region is Region.FOOTER
    html = """<article><header><p>in article</p></header></article><div id="footer"><p>old footer</p></div>
    <div class="sidebar"><p>old side</p></div>
    <div role="dialog"><nav><p>nav in dialog</p></nav><p>dialog</p></div>"""
    old = await lab.see(html=html)
    assert [p.region for p in old.passages] == [
        Region.NONE,
        Region.FOOTER,
        Region.ASIDE,
        Region.NAVIGATION,
        Region.DIALOG,
    ]


async def test_open_panels_are_headed_by_what_opens_them(lab: ObserveLab) -> None:
    """Summary, accordion button and tab label are the innermost heading of their open panel."""
    seen = await lab.see("panels.html")
    assert {p.text: p.headings for p in seen.passages if p.text.endswith(".")} == {
        "Within 30 days.": ("Questions", "How do I return?"),
        "Free of charge.": ("Questions", "How do I return?", "Costs"),
        "Between the two kinds.": ("Questions",),
        "On its way.": ("Questions", "Where is my order?"),
        "To all of Europe.": ("Questions", "Do you ship abroad?"),
        "60 x 60 cm.": ("Questions", "Details"),
    }


async def test_aria_tables_and_layout_tables(lab: ObserveLab) -> None:
    """Rows by role are rows; a table that only lays out the page is read as blocks."""
    html = """<div role="table"><div role="row"><span role="cell">Express</span>
    <span role="cell">9.95 EUR</span></div></div>
    <table><tr><td><h2>News</h2><p>We moved.</p></td>
    <td><ul><li>One</li><li>Two</li></ul></td></tr></table>"""
    seen = await lab.see(html=html)
    assert texts(seen) == ["Express | 9.95 EUR", "News", "We moved.", "One", "Two"]


async def test_long_descriptions_are_headed_by_their_term(lab: ObserveLab) -> None:
    """A term with a long description is no pair; the term is then the heading of what follows."""
    html = """<dl><dt>How?</dt><dd><p>First step.</p><p>Second step.</p></dd>
    <dt>Why?</dt><dd hidden>Because.</dd></dl><p>After</p>"""
    seen = await lab.see(html=html)
    assert [(p.text, p.headings) for p in seen.passages] == [
        ("How?", ()),
        ("First step.", ("How?",)),
        ("Second step.", ("How?",)),
        ("Why?", ()),
        ("After", ()),
    ]


async def test_every_locator_finds_its_block_again(lab: ObserveLab) -> None:
    """A passage's locator leads to one element that holds the passage's text."""
    async with lab.page("text.html") as page:
        from observe_lab import look

        seen = await look(page)
        for p in seen.passages:
            if p.kind in (PassageKind.TEXT, PassageKind.HEADING) and ":" not in p.text and "2" not in p.text:
                held = await page.locator(p.locator).text_content()
                assert p.text.split()[0] in (held or ""), p


async def test_a_fact_outside_a_block_keeps_its_own_place(lab: ObserveLab) -> None:
    """The box of a passage spans its text, in pixels of the document."""
    html = (
        "<body style='margin:0'><div style='height:100px'></div><p style='margin:0 50px;height:20px'>Text</p>"
    )
    box = passage(await lab.see(html=html), "Text").box
    assert box
    assert (box.x, round(box.y / 10)) == (50, 10)
    assert 10 < box.width < 60


async def test_frame_at_gives_the_page_for_the_empty_path(lab: ObserveLab) -> None:
    """ "" is the page itself; an unknown path is None."""
    async with lab.page("text.html") as page:
        assert await frame_at(page, "", ObserveLimits()) is page.main_frame
        assert await frame_at(page, "3", ObserveLimits()) is None
