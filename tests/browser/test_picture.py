"""Pictures: the target framed, the answer marked, the page left as it was."""

from __future__ import annotations

import base64

import pytest
from observe_lab import ObserveLab, affordance, look, passage
from playwright.async_api import FloatRect, Page

from selfserve_check.browser.observe import ObserveLimits, observe
from selfserve_check.browser.picture import Highlight, Picture, PictureError, jpeg_size, take_picture
from selfserve_check.model.observation import Passage

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Pixels = list[list[int]]

READ_PIXELS = """async ([image, points]) => {
  const picture = new Image();
  picture.src = 'data:image/jpeg;base64,' + image;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  return points.map(([x, y]) => [...pen.getImageData(x, y, 1, 1).data].slice(0, 3));
}"""


async def _pixels(lab: ObserveLab, picture: Picture, points: list[tuple[float, float]]) -> Pixels:
    """The colours of a picture at some points, read by a browser."""
    image = base64.b64encode(picture.image).decode()
    async with lab.page("blank.html") as page:
        colours: Pixels = await page.evaluate(READ_PIXELS, [image, points])
    return colours


def _is_accent(colour: list[int]) -> bool:
    red, green, blue = colour
    return red > 150 and green < 90 and 50 < blue < 180


def _is_marker(colour: list[int]) -> bool:
    red, green, blue = colour
    return red > 200 and green > 190 and blue < 190


def _highlight(found: Passage, quote: str = "") -> Highlight:
    return Highlight(frame=found.frame, locator=found.locator, quote=quote or found.text)


async def _box(page: Page, selector: str) -> FloatRect:
    box = await page.locator(selector).bounding_box()
    assert box
    return box


async def test_the_size_is_that_of_the_window(lab: ObserveLab) -> None:
    """A JPEG of the viewport, without marks where none are asked for."""
    async with lab.page("csp.html", viewport={"width": 640, "height": 480}) as page:
        picture = await take_picture(page, outline=None, highlight=None)
    assert (picture.width, picture.height, picture.media_type) == (640, 480, "image/jpeg")
    assert jpeg_size(picture.image) == (640, 480)


async def test_the_target_is_framed_and_the_page_left_as_it_was(lab: ObserveLab) -> None:
    """Under a strict content policy too; afterwards nothing of ours is in the document."""
    async with lab.page("csp.html") as page:
        before = await page.evaluate("document.documentElement.outerHTML")
        target = await page.query_selector("#target")
        picture = await take_picture(page, outline=target, highlight=None)
        box = await _box(page, "#target")
        assert await page.evaluate("document.documentElement.outerHTML") == before
    middle = box["y"] + box["height"] / 2
    left, right, far = await _pixels(
        lab, picture, [(box["x"] - 4, middle), (box["x"] + box["width"] + 4, middle), (900, 700)]
    )
    assert _is_accent(left)
    assert _is_accent(right)
    assert not _is_accent(far)


async def test_the_quote_is_marked_and_nothing_else(lab: ObserveLab) -> None:
    """Only the words of the quote get the marker."""
    async with lab.page("csp.html") as page:
        found = passage(await look(page), "You can")
        picture = await take_picture(page, outline=None, highlight=_highlight(found, "within 30 days"))
        box = await _box(page, "#answer")
        words: list[float] = await page.evaluate(
            """(() => { const text = answer.firstChild, range = document.createRange();
            const at = text.data.indexOf('within');
            range.setStart(text, at); range.setEnd(text, at + 14);
            const box = range.getBoundingClientRect(); return [box.left, box.right]; })()"""
        )
    top = box["y"] + 2
    inside, before, after = await _pixels(
        lab, picture, [(words[0] + 1, top), (words[0] - 40, top), (words[1] + 40, top)]
    )
    assert _is_marker(inside)
    assert not _is_marker(before)
    assert not _is_marker(after)


async def test_a_far_target_is_scrolled_to_the_middle(lab: ObserveLab) -> None:
    """A reader sees the target in the middle of the picture."""
    html = "<div style='height:3000px'></div><button id=t>Far</button><div style='height:3000px'></div>"
    async with lab.page(html=html) as page:
        await take_picture(page, outline=await page.query_selector("#t"), highlight=None)
        box = await _box(page, "#t")
    assert 300 < box["y"] < 500


async def test_targets_and_quotes_in_nested_frames(lab: ObserveLab) -> None:
    """Marks are drawn in the document at the top, over the frames."""
    async with lab.page("frames.html") as page:
        snapshot = await observe(page, ObserveLimits())
        link = next(a for a in snapshot.observation.affordances if a.key.frame == "0.0")
        element = await snapshot.element(link.key)
        assert element
        framed = await take_picture(page, outline=element, highlight=None)
        box = await element.bounding_box()
        assert box
        text = passage(snapshot.observation, "Leaf text other")
        marked = await take_picture(page, outline=None, highlight=_highlight(text))
        leaf = next(frame for frame in page.frames if frame.url.endswith("?other"))
        other = await leaf.locator("#where").bounding_box()
        assert other
    (edge,) = await _pixels(lab, framed, [(box["x"] + box["width"] / 2, box["y"] + box["height"] + 4)])
    assert _is_accent(edge)
    (mark,) = await _pixels(lab, marked, [(other["x"] + 1, other["y"] + 1)])
    assert _is_marker(mark)


async def test_marks_lie_above_an_open_dialog(lab: ObserveLab) -> None:
    """A modal dialog is drawn above everything; the frame around its button is above that."""
    html = "<dialog id=d><p>Hello</p><button id=b>OK</button></dialog><script>d.showModal()</script>"
    async with lab.page(html=html) as page:
        picture = await take_picture(page, outline=await page.query_selector("#b"), highlight=None)
        box = await _box(page, "#b")
    (edge,) = await _pixels(lab, picture, [(box["x"] - 4, box["y"] + box["height"] / 2)])
    assert _is_accent(edge)


@pytest.mark.parametrize("start", ["Standard | 4.95", "Weight: 2 kg", "Rückgabefrist", "Pallet delivery"])
async def test_joined_texts_are_found_again(lab: ObserveLab, start: str) -> None:
    """Rows, pairs, soft hyphens: the quote as we write it is marked in the page as it stands."""
    async with lab.page("text.html") as page:
        found = passage(await look(page), start)
        picture = await take_picture(page, outline=None, highlight=_highlight(found))
        again = passage(await look(page), start).box
        scrolled: float = await page.evaluate("scrollY")
        assert again
    points = [(again.x + dx, again.y - scrolled + 3 + dy) for dx in (1, 3, 5) for dy in (0, 4, 8, 12)]
    assert any(_is_marker(colour) for colour in await _pixels(lab, picture, points))


async def test_a_quote_in_a_shadow_root(lab: ObserveLab) -> None:
    """Locators step into open shadow roots."""
    async with lab.page("shadow.html") as page:
        found = passage(await look(page), "Price")
        picture = await take_picture(page, outline=None, highlight=_highlight(found))
        assert found.box
    (mark,) = await _pixels(lab, picture, [(found.box.x + 1, found.box.y + 2)])
    assert _is_marker(mark)


async def test_marks_that_cannot_be_found_are_left_out(lab: ObserveLab) -> None:
    """A quote that is gone marks its element; an element or frame that is gone marks nothing."""
    async with lab.page("csp.html") as page:
        box = await _box(page, "#answer")
        whole = await take_picture(
            page, outline=None, highlight=Highlight(frame="", locator="#answer", quote="gone")
        )
        for highlight in (
            Highlight(frame="", locator="#nowhere", quote="days"),
            Highlight(frame="7", locator="#answer", quote="days"),
        ):
            assert (await take_picture(page, outline=None, highlight=highlight)).image
    (mark,) = await _pixels(lab, whole, [(box["x"] + 2, box["y"] + 2)])
    assert _is_marker(mark)


async def test_a_picture_that_cannot_be_made_is_an_error_with_the_address(lab: ObserveLab) -> None:
    """Too slow, or the page is gone; and nothing is left in the page."""
    async with lab.page("csp.html") as page:
        target = await page.query_selector("#target")
        with pytest.raises(PictureError, match=r"no picture of .*csp\.html"):
            await take_picture(page, outline=target, highlight=None, timeout_s=0.0001)
        assert affordance(await look(page), "Open")
        await page.close()
        with pytest.raises(PictureError):
            await take_picture(page, outline=None, highlight=None)
