"""A one-page PDF from lines of plain text, so that the demo has a document to link to."""

from __future__ import annotations


def text_pdf(lines: tuple[str, ...]) -> bytes:
    """A valid PDF 1.4 file of one A4 page; ``lines`` must be Latin-1 (ISO 32000-1, sections 7.5 and 9.4)."""
    content = _page_content(lines)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    return _file_of(objects)


def _page_content(lines: tuple[str, ...]) -> bytes:
    shown = b"\n".join(b"(%s) Tj T*" % _escape(line) for line in lines)
    return b"BT /F1 12 Tf 20 TL 60 770 Td\n%s\nET" % shown


def _escape(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1")


def _file_of(objects: tuple[bytes, ...]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
