"""Several runs beside each other: the same questions over time, or asked of several sites. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from selfserve_check.errors import UserError
from selfserve_check.history.compare import baseline_of, compare
from selfserve_check.history.past import PastQuestion, PastRun, path_of, site_of
from selfserve_check.report import look
from selfserve_check.report.compare_file import (
    ComparedCellPart,
    ComparedQuestionPart,
    ComparedRunPart,
    ComparisonFile,
    UnmatchedPart,
)
from selfserve_check.report.links import host_of
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.run_parts import ChangesPart
from selfserve_check.report.text import one_line
from selfserve_check.report.words import moment

RUNS_MAX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A run, what the history keeps of it, and how the person who gave it calls it."""

    run: RunFile
    past: PastRun
    called: str


def beside(given: Sequence[Given]) -> ComparisonFile:
    """``given`` compared: as nights where all are of one site, else as sites, the first being one's own.

    Questions are matched by their id, else by their words. Raises UserError for fewer than two runs, for
    more than RUNS_MAX, and for nights that are not given in their order.
    """
    if not 2 <= len(given) <= RUNS_MAX:
        raise UserError(f"compare takes 2 to {RUNS_MAX} runs; {len(given)} were given")
    nights = len({site_of(one.run.site) for one in given}) == 1
    if nights:
        _refuse_disorder(given)
    runs = [one.run for one in given]
    rows, unmatched = _matched(runs)
    return ComparisonFile(
        language=given[0].run.language,
        kind="nights" if nights else "sites",
        runs=[_column(one.run, nights) for one in given],
        questions=[_question(row) for row in rows],
        changes=_changes(given[0].past, given[-1].past) if nights else None,
        unmatched=[
            UnmatchedPart(run=place, id=result.id, question=result.question) for place, result in unmatched
        ],
    )


def _refuse_disorder(given: Sequence[Given]) -> None:
    for earlier, later in pairwise(given):
        if earlier.past.started_at > later.past.started_at:
            raise UserError(
                f"{earlier.called} is a later run than {later.called}; give the earlier one first"
            )


def _column(run: RunFile, nights: bool) -> ComparedRunPart:
    return ComparedRunPart(
        name=moment(run.started_at) if nights else host_of(run.site),
        site=run.site,
        run_id=run.run_id,
        started_at=run.started_at,
        complete=run.complete,
        score=run.score,
        totals=run.totals,
    )


Row = list[ResultPart | None]


def _matched(runs: Sequence[RunFile]) -> tuple[list[Row], list[tuple[int, ResultPart]]]:
    """A row for each question that two runs or more asked, in the order of the first that asked it, and the
    questions that one alone asked."""
    rows: list[Row] = []
    by_id: dict[str, Row] = {}
    by_words: dict[str, Row] = {}
    for place, run in enumerate(runs):
        known = {result.id for result in run.results}
        for result in run.results:
            row = by_id.get(result.id)
            if row is None:
                row = by_words.get(_words(result.question))
                # Words are only a second guess: a row whose own id is asked here, too, is that question's.
                if row is not None and (row[place] is not None or known & _ids(row)):
                    row = None
            if row is None:
                row = [None] * len(runs)
                rows.append(row)
            row[place] = result
            by_id.setdefault(result.id, row)
            by_words.setdefault(_words(result.question), row)
    asked = [[(place, one) for place, one in enumerate(row) if one is not None] for row in rows]
    shared = [row for row, cells in zip(rows, asked, strict=True) if len(cells) > 1]
    return shared, [cells[0] for cells in asked if len(cells) == 1]


def _ids(row: Row) -> set[str]:
    return {one.id for one in row if one is not None}


def _words(question: str) -> str:
    return " ".join(question.split()).casefold()


def _question(row: Row) -> ComparedQuestionPart:
    asked = [one for one in row if one is not None]
    cells = [_cell(one) if one is not None else None for one in row]
    return ComparedQuestionPart(
        id=asked[-1].id,
        question=asked[0].question,
        asked_per_month=max((one.asked_per_month or 0 for one in asked), default=0) or None,
        cells=cells,
        best=_best(cells),
    )


def _cell(result: ResultPart) -> ComparedCellPart:
    seen = result.evidence[0] if result.evidence else None
    return ComparedCellPart(
        outcome=result.outcome,
        reason=result.reason,
        why=look.reason_word(result),
        seen=result.card.seen if result.card else 0,
        whole=result.card.whole if result.card else True,
        flaky=result.flaky,
        clicks=result.clicks,
        path=list(_labels(result)),
        quote=one_line(seen.quote, chars_max=600) if seen else "",
        url=seen.url if seen else "",
    )


def _labels(result: ResultPart) -> Iterator[str]:
    place = result.best_journey
    if place is None or not 0 <= place < len(result.journeys):
        return
    for step in path_of(result.journeys[place], result.id).steps:
        yield one_line(step.label, chars_max=90)


def _best(cells: Sequence[ComparedCellPart | None]) -> list[int]:
    passed = [
        (cell.clicks or 0, place)
        for place, cell in enumerate(cells)
        if cell is not None and cell.outcome == "passed"
    ]
    fewest = min((clicks for clicks, _ in passed), default=0)
    return [place for clicks, place in passed if clicks == fewest]


def _changes(before: PastRun, now: PastRun) -> ChangesPart:
    same = _renamed(before, now)
    return ChangesPart(
        baseline=before.run_id,
        baseline_at=before.started_at,
        changes=list(compare(now, baseline_of(same))),
    )


def _renamed(before: PastRun, now: PastRun) -> PastRun:
    """``before`` with the ids that ``now`` knows its questions by, where only the id was changed."""
    ids = {one.id for one in now.questions}
    known = {one.id for one in before.questions}
    by_words = {_words(one.question): one.id for one in now.questions if one.id not in known}

    def named(one: PastQuestion) -> PastQuestion:
        heir = by_words.get(_words(one.question)) if one.id not in ids else None
        return replace(one, id=heir) if heir else one

    return replace(before, questions=tuple(named(one) for one in before.questions))
