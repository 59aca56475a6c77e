"""Tables for a spreadsheet: what the CSV files of a report have in common.

RFC 4180 with a header, comma-separated, CRLF; UTF-8 with a byte order mark, without which Excel takes the
letters for others (LibreOffice, Numbers and every CSV library step over it). A field that a spreadsheet
would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does what would become
a field of its own where the table is opened with semicolons, as Excel does in half of Europe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from selfserve_check.report.text import one_line

CELL_CHARS_MAX = 2_000
_SIGNS = "=+\\-@\t\r＝＋－＠"
# Joiners and direction marks stay in texts (see text.py), and hide a sign from who only looks at the first.
_UNSEEN = "\u200c\u200d\u200e\u200f"
_FORMULA = re.compile(rf'["\s{_UNSEEN}]*[{_SIGNS}]')
_FORMULA_AFTER_SEMICOLON = re.compile(rf'(;["\s{_UNSEEN}]*)(?=[{_SIGNS}])')


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """``rows`` below ``columns`` as the text of a CSV file; every cell is made harmless."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(cell) for cell in row])
    return out.getvalue()


def defused(text: str) -> str:
    """``text`` on one line, so that a spreadsheet shows it and computes nothing."""
    line = _FORMULA_AFTER_SEMICOLON.sub(r"\1'", one_line(text, chars_max=CELL_CHARS_MAX))
    return f"'{line}" if _FORMULA.match(line) else line
