"""The one-page PDF of the demo."""

from __future__ import annotations

import re

from selfserve_check.demo.pdf import text_pdf


def test_every_entry_of_the_cross_reference_points_at_its_object() -> None:
    """A reader that goes by the table (ISO 32000-1, 7.5.4) finds each object where the table says."""
    pdf = text_pdf(("One line", "Another"))
    offsets = [int(entry) for entry in re.findall(rb"(\d{10}) 00000 n", pdf)]
    assert [pdf[offset : offset + 7] for offset in offsets] == [b"%d 0 obj" % n for n in range(1, 6)]


def test_the_table_is_found_from_the_end_of_the_file() -> None:
    """``startxref`` holds the place of the table."""
    pdf = text_pdf(("One line",))
    start = int(pdf.split(b"startxref\n")[1].split(b"\n")[0])
    assert pdf[start : start + 4] == b"xref"


def test_brackets_and_backslashes_are_escaped() -> None:
    """Text that would end a PDF string early is shown as it is."""
    assert rb"(a \(b\) \\ c) Tj" in text_pdf(("a (b) \\ c",))


def test_the_stream_is_as_long_as_it_says() -> None:
    """The length in the dictionary is the length of the stream."""
    pdf = text_pdf(("One line",))
    length = int(re.findall(rb"/Length (\d+)", pdf)[0])
    assert len(pdf.split(b"stream\n")[1].removesuffix(b"\nend")) == length
