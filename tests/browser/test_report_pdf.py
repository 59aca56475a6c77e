"""The printed report, laid out by a real browser: pages, bookmarks, links, and nothing from outside."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from pypdf import PdfReader
from report_fixtures import PICTURES, RUN
from report_poison import poisoned

from selfserve_check.app.printing import anchored_pages, print_pdf
from selfserve_check.browser.launch import LaunchOptions
from selfserve_check.report import look
from selfserve_check.report.pdf_page import render

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def printed(chromium_path: Path) -> bytes:
    return await print_pdf(partial(render, RUN), PICTURES, LaunchOptions(executable=chromium_path))


def _words(text: str) -> str:
    """``text`` without its spaces: where a line is broken is the layout's business."""
    return "".join(text.split())


def _titles(outline: Sequence[object]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(getattr(item, "title", ""))


async def test_every_question_is_in_it_and_in_its_bookmarks(printed: bytes) -> None:
    """Under the same words."""
    reader = PdfReader(io.BytesIO(printed))
    text = _words("".join(page.extract_text() for page in reader.pages))
    titles = {_words(title) for title in _titles(reader.outline)}
    plain = [one.question for one in RUN.results if one.id != "hostile"]
    assert [question for question in plain if _words(question) not in text] == []
    assert [question for question in plain if _words(question) not in titles] == []


async def test_the_contents_lead_to_the_page_they_name(printed: bytes) -> None:
    """Each entry is a link, and says the number of the page it leads to."""
    reader = PdfReader(io.BytesIO(printed))
    contents = reader.pages[1].extract_text()
    pages = anchored_pages(printed)
    assert {f"q-{number}" for number in range(1, len(RUN.results) + 1)} <= pages.keys()
    told = {one.id: number for number, one in enumerate(look.ordered(RUN), 1)}
    asked = {one.id: one.question for one in RUN.results if one.id != "hostile"}
    entries = [f"{question} {pages[f'q-{told[name]}']}" for name, question in asked.items()]
    assert [entry for entry in entries if _words(entry) not in _words(contents)] == []
    assert len(set(pages.values())) > 3


async def test_every_page_but_the_cover_is_numbered(printed: bytes) -> None:
    """Of how many, too."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    assert f"/ {len(pages)}" not in pages[0]
    assert [
        number
        for number, text in enumerate(pages, 1)
        if number > 1 and f"{number} / {len(pages)}" not in text
    ] == []


async def test_links_lead_to_web_pages_and_within_the_file(printed: bytes) -> None:
    """Nowhere else, whatever addresses the run holds."""
    addresses = set()
    for page in PdfReader(io.BytesIO(printed)).pages:
        for reference in page.get("/Annots", []):
            action = reference.get_object().get("/A")
            if action is not None:
                addresses.add(str(action.get_object().get("/URI", "")))
    assert any(address.startswith("https://tiles.example/") for address in addresses)
    assert {address.partition(":")[0] for address in addresses if address} == {"https"}


async def test_it_can_be_read_aloud(printed: bytes) -> None:
    """A tagged file with a title and a language."""
    reader = PdfReader(io.BytesIO(printed))
    assert reader.metadata is not None
    assert reader.metadata.title == "tiles.example: 3 of 17 questions answered"
    root = reader.root_object
    assert "'/Marked': True" in str(root["/MarkInfo"].get_object())
    assert str(root["/Lang"]) == "en"


async def test_hostile_text_is_printed_and_does_nothing(chromium_path: Path) -> None:
    """Markup is text on paper, and no file of the machine gets in."""
    attack = "<iframe src='file:///etc/passwd'></iframe><img src=file:///etc/passwd><script>document.title='x'</script>"
    made = await print_pdf(
        partial(render, poisoned(RUN, lambda: attack)), {}, LaunchOptions(executable=chromium_path)
    )
    reader = PdfReader(io.BytesIO(made))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "<iframe" in text
    assert "root:" not in text
    assert reader.metadata is not None
    assert reader.metadata.title != "x"
