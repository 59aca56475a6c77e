"""The matrix of bad days: which condition takes which answer away."""

from __future__ import annotations

from collections.abc import Sequence

from selfserve_check.model.condition import NORMAL
from selfserve_check.report import words
from selfserve_check.report.run_file import ConditionPart, JourneyPart, ResultPart
from selfserve_check.report.speech import _
from selfserve_check.report.text import one_line
from selfserve_check.report.view_parts import CellView, ColumnView, MatrixView, RowView
from selfserve_check.report.view_question import asked


def is_told_here(result: ResultPart, journey: JourneyPart) -> bool:
    """Whether a journey belongs into the matrix of visitors: those under a condition that a question sums up
    stand in the matrix of bad days."""
    return journey.condition not in {part.condition for part in result.conditions}


def bad_days(results: Sequence[ResultPart], anchors: Sequence[str], tags: Sequence[str]) -> MatrixView:
    """A column for each condition that any question was asked under, after that of the normal day; no column
    at all where none was."""
    conditions = list(dict.fromkeys(part.condition for result in results for part in result.conditions))
    if not conditions:
        return MatrixView(columns=(), rows=())
    columns = [ColumnView(visitor=_("Normal day"), device=_("this decides"))]
    columns += [ColumnView(visitor=_title(condition), device="") for condition in conditions]
    rows = tuple(
        row_view(
            result,
            anchor=anchor,
            tags=keys,
            marks="",
            cells=(_normal(result, anchor), *(_cell(result, anchor, name) for name in conditions)),
        )
        for result, anchor, keys in zip(results, anchors, tags, strict=True)
        if result.conditions
    )
    return MatrixView(columns=tuple(columns), rows=rows)


def row_view(
    result: ResultPart, *, anchor: str, tags: str, marks: str, cells: tuple[CellView, ...]
) -> RowView:
    """The row of ``result`` in a table of all questions."""
    return RowView(
        anchor=anchor,
        question=one_line(result.question),
        outcome=result.outcome,
        tags=tags,
        marks=marks,
        asked_number=result.asked_per_month or 0,
        clicks_number=result.clicks or 0,
        word=words.OUTCOMES[result.outcome],
        asked=asked(result),
        cells=cells,
    )


def _title(condition: str) -> str:
    text = one_line(words.condition(condition), chars_max=40)
    return f"{text[:1].upper()}{text[1:]}"


def _normal(result: ResultPart, anchor: str) -> CellView:
    return CellView(
        outcome=result.outcome,
        word=words.OUTCOMES[result.outcome],
        detail="",
        anchor=_place(result, anchor, NORMAL),
    )


def _cell(result: ResultPart, anchor: str, condition: str) -> CellView:
    part = next((one for one in result.conditions if one.condition == condition), None)
    if part is None:
        return CellView(outcome="none", word=_("Not asked"), detail="", anchor="")
    return CellView(
        outcome=part.outcome,
        word=words.OUTCOMES[part.outcome],
        detail=_detail(part),
        anchor=_place(result, anchor, condition),
    )


def _detail(part: ConditionPart) -> str:
    return _("breaks it") if part.breaks else ""


def _place(result: ResultPart, anchor: str, condition: str) -> str:
    """The first journey under this condition, else the question."""
    indexes = [index for index, one in enumerate(result.journeys) if one.condition == condition]
    return f"{anchor}/{indexes[0] + 1}" if indexes else anchor
