"""The text of PDF files, and files that are made to cause trouble."""

from __future__ import annotations

import asyncio
import io

import pytest
from pypdf import PdfWriter

from selfserve_check.browser.pdf import text_of
from selfserve_check.browser.pdf_text import read_pdf
from selfserve_check.demo.pdf import text_pdf
from selfserve_check.model.document import FileLink

LINK = FileLink(page="https://shop.example/", label="Guide", url="https://shop.example/guide.pdf")
GUIDE = text_pdf(("Hang the main runners every 1200 mm.", "Wear gloves."))


def locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(GUIDE))
    writer.encrypt("a password")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def paper(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.append(io.BytesIO(GUIDE))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_text_is_read_in_a_process_of_its_own() -> None:
    """Page by page."""
    file = asyncio.run(text_of(LINK, GUIDE, pages_max=5))
    assert (file.link, file.cut, file.trouble) == (LINK, False, "")
    assert "Hang the main runners every 1200 mm." in file.pages[0]


def test_a_reader_that_takes_too_long_is_ended() -> None:
    """A file may be made to keep it busy for ever; here even the start is too slow."""
    file = asyncio.run(text_of(LINK, GUIDE, pages_max=5, read_s=0.001))
    assert (file.pages, file.trouble) == ((), "reading it took over 0.001 s")


def test_no_more_is_read_than_allowed() -> None:
    """Pages and characters."""
    assert len(read_pdf(paper(5), 3, 10_000)["pages"]) == 3  # type: ignore[arg-type]  # a list
    assert read_pdf(paper(5), 3, 10_000)["cut"] is True
    short = read_pdf(paper(5), 5, 40)
    assert sum(map(len, short["pages"])) == 40  # type: ignore[call-overload]  # a list
    assert short["cut"] is True


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "it cannot be read (EmptyFileError)"),
        (b"%PDF-1.7\n%%EOF", "it cannot be read (PdfReadError)"),
        (GUIDE[: len(GUIDE) // 2], "it cannot be read (PdfStreamError)"),
        (locked(), "it is locked with a password"),
    ],
    ids=["empty", "bare", "half", "locked"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, trouble: str) -> None:
    """Never an exception, never a guess."""
    assert read_pdf(data, 5, 10_000) == {"pages": [], "cut": False, "trouble": trouble}


def test_a_file_of_pictures_says_so() -> None:
    """A scan holds no text."""
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    out = io.BytesIO()
    writer.write(out)
    assert read_pdf(out.getvalue(), 5, 100)["trouble"] == "it holds no text, only pictures"
