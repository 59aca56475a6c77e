"""Rows of a table with the cells that head their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selfserve_check.model.observation import Passage, PassageKind

CELL_MARK = " | "
_FIGURE = re.compile(r"\d")


def header_rows(passages: Sequence[Passage], section_of: Sequence[int]) -> tuple[int, ...]:
    """For each passage the row that heads its table, -1 where there is none.

    The first of several neighbouring rows heads the others when it has more than one cell and no figure.
    """
    out: list[int] = []
    first = -1
    for index, passage in enumerate(passages):
        if passage.kind is not PassageKind.TABLE_ROW:
            first = -1
        elif first < 0 or section_of[first] != section_of[index]:
            first = index
        out.append(first if 0 <= first < index and _heads(passages[first].text) else -1)
    return tuple(out)


def column_headers(header: str, row: str, place: int) -> tuple[str, tuple[str, ...]]:
    """The cell of ``header`` above the cell of ``row`` that has the character at ``place``, and the others
    that head values (the first column names the rows).

    A header with one cell less has none above the first column. ("", ()) where the columns do not agree.
    """
    heads, cells = header.split(CELL_MARK), row.split(CELL_MARK)
    lacking = len(cells) - len(heads)
    column = row[:place].count(CELL_MARK) - lacking
    if lacking not in (0, 1) or not 0 <= column < len(heads):
        return "", ()
    values = range(0 if lacking else 1, len(heads))
    return heads[column], tuple(heads[number] for number in values if number != column)


def _heads(text: str) -> bool:
    return CELL_MARK in text and not _FIGURE.search(text)
