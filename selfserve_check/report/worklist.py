"""``worklist.csv``: one line for each question that is not answered, for a writer's spreadsheet.

RFC 4180 with a header, comma-separated, CRLF; UTF-8 with a byte order mark, without which Excel takes the
letters for others. A field that a spreadsheet would take for a formula gets an apostrophe in front (OWASP,
"CSV Injection").
"""

from __future__ import annotations

import csv
import io

from selfserve_check.report import card, look
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.run_parts import CardPart, PlacePart
from selfserve_check.report.text import clean_run, one_line

NAME = "worklist.csv"
COLUMNS = (
    "question",
    "also asked as",
    "asked per month",
    "verdict",
    "reason",
    "where visitors looked",
    "where most went astray",
    "nearest passage",
    "its page",
    "what it does not say",
    "what to change",
    "what that gains",
    "where to put it",
    "under the heading",
    "id",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CELL_MAX = 2_000


def render(run: RunFile) -> str:
    """The worklist of ``run``, questions asked most often first; only the header where all is answered."""
    shown = clean_run(run)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for result in look.ordered(shown):
        if result.card is not None:
            writer.writerow([defused(cell) for cell in _cells(result, result.card)])
    return out.getvalue()


def defused(text: str) -> str:
    """``text`` on one line, so that a spreadsheet shows it and computes nothing."""
    line = one_line(text, chars_max=_CELL_MAX)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _cells(result: ResultPart, part: CardPart) -> tuple[str, ...]:
    asked = "" if part.asked_per_month is None else str(part.asked_per_month)
    return (
        result.question,
        " / ".join(part.wordings[1:]),
        asked,
        look.outcome_word(result),
        part.reason,
        card.looked(part, result.start),
        card.place_text(part.lost, result.start),
        part.nearest.text if part.nearest else "",
        part.nearest.url if part.nearest else "",
        "; ".join(part.missing),
        part.change,
        part.effect,
        _address(part.place),
        part.place.heading if part.place else "",
        result.id,
    )


def _address(place: PlacePart | None) -> str:
    return place.url if place else ""
