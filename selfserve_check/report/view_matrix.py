"""The matrix of visitors: which of them found which answer."""

from __future__ import annotations

from collections.abc import Sequence

from selfserve_check.report import words
from selfserve_check.report.run_file import JourneyPart, ResultPart
from selfserve_check.report.speech import _, n_
from selfserve_check.report.text import one_line
from selfserve_check.report.view_days import is_told_here, row_view
from selfserve_check.report.view_parts import CellView, ColumnView, MatrixView

_Column = tuple[str, str, str, str]


def matrix_view(
    results: Sequence[ResultPart], anchors: Sequence[str], tags: Sequence[str], marks: Sequence[str]
) -> MatrixView:
    """A row for each of ``results``, in their order, and a column for each kind of visitor."""
    columns = _columns(results)
    rows = tuple(
        row_view(
            result,
            anchor=anchor,
            tags=keys,
            marks=mark,
            cells=tuple(_cell(result, anchor, column) for column in columns),
        )
        for result, anchor, keys, mark in zip(results, anchors, tags, marks, strict=True)
    )
    return MatrixView(columns=tuple(_column_view(column, columns) for column in columns), rows=rows)


def _columns(results: Sequence[ResultPart]) -> list[_Column]:
    """Every kind of visitor, those of one persona side by side, else in the order they are first met."""
    journeys = [journey for result in results for journey in result.journeys if is_told_here(result, journey)]
    met = list(dict.fromkeys(_column(journey) for journey in journeys))
    ranks = [list(dict.fromkeys(column[place] for column in met)) for place in range(4)]
    return sorted(
        met, key=lambda column: [rank.index(part) for rank, part in zip(ranks, column, strict=True)]
    )


def _column(journey: JourneyPart) -> _Column:
    return (journey.persona, journey.device, journey.locale, journey.condition)


def _column_view(column: _Column, columns: list[_Column]) -> ColumnView:
    persona, device, locale, condition = column
    locales = {other[2] for other in columns}
    extras = [locale] if len(locales) > 1 else []
    extras += [words.condition(condition)] if condition != "normal" else []
    where = ", ".join([words.device(device), *extras])
    return ColumnView(
        visitor=one_line(words.visitor_short(persona), chars_max=40), device=one_line(where, chars_max=60)
    )


def _cell(result: ResultPart, anchor: str, column: _Column) -> CellView:
    """How this visitor fared; with several wordings the best of them, and how many did as well."""
    walked = [(index, each) for index, each in enumerate(result.journeys) if _column(each) == column]
    if not walked:
        return CellView(outcome="none", word=_("Did not look"), detail="", anchor="")
    best = next(
        outcome
        for outcome in ("passed", "needs_review", "failed", "errored", "skipped")
        if any(each.outcome == outcome for _, each in walked)
    )
    alike = [(index, each) for index, each in walked if each.outcome == best]
    index, journey = min(alike, key=lambda pair: pair[1].clicks)
    spent = words.clicks(journey.clicks) if best in ("passed", "failed", "needs_review") else ""
    of_all = (
        n_("{found} of {count} wording", "{found} of {count} wordings", len(walked), found=len(alike))
        if len(walked) > 1
        else ""
    )
    return CellView(
        outcome=best,
        word=words.OUTCOMES[best],
        detail=", ".join(part for part in (spent, of_all) if part),
        anchor=f"{anchor}/{index + 1}",
    )
