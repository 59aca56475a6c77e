"""Small charts, where a picture reads faster than a table: every figure and every place is final here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from selfserve_check.report import words
from selfserve_check.report.links import Link
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.speech import _, n_
from selfserve_check.report.text import clean_run, one_line

BAR = 1_000
"""How long a bar of a hundred percent is, in the units of its drawing."""

QUESTIONS_MAX = 30
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 220, 46, 60, 16, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One bar: ``found`` of it is filled, ``unknown`` follows in a paler colour; both in units of BAR."""

    label: Link
    found: int
    unknown: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    y: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChart:
    """The score over runs: ``line`` is its path, ``points`` each run, ``text`` the same in a sentence."""

    width: int
    height: int
    left: int
    right: int
    grid: tuple[GridLine, ...]
    line: str
    points: tuple[Point, ...]
    first: str
    last: str
    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartsView:
    """Each empty, or None, where there is nothing to draw; ``rest`` is how many questions are not shown."""

    by_clicks: tuple[BarRow, ...]
    by_question: tuple[BarRow, ...]
    has_unknown: bool
    rest: int
    scores: ScoreChart | None


def build(run: RunFile, anchors: Mapping[str, str]) -> ChartsView:
    """The charts of ``run``; ``anchors`` gives the place in the report of each question, by its id."""
    return drawn(clean_run(run), anchors)


def drawn(run: RunFile, anchors: Mapping[str, str]) -> ChartsView:
    """The same of a run that is clean already."""
    questions = _by_question(run, anchors)
    return ChartsView(
        by_clicks=_by_clicks(run),
        by_question=questions[:QUESTIONS_MAX],
        has_unknown=any(row.unknown for row in questions[:QUESTIONS_MAX]),
        rest=max(len(questions) - QUESTIONS_MAX, 0),
        scores=_scores(run),
    )


def _by_clicks(run: RunFile) -> tuple[BarRow, ...]:
    """The share of visitors who found the answer within so many clicks, each question weighing as in the
    score."""
    told = [(one, one.metrics.success_at) for one in run.results if one.metrics and one.metrics.success_at]
    weights = [(_weight(one), shares) for one, shares in told]
    whole = sum(pair[0] for pair in weights)
    if not whole:
        return ()
    rows = []
    for clicks in range(max(len(pair[1]) for pair in weights)):
        share = sum(weight * shares[min(clicks, len(shares) - 1)] for weight, shares in weights) / whole
        within = n_("within {count} click", "within {count} clicks", clicks)
        label = _("on the start page") if clicks == 0 else within
        rows.append(
            BarRow(label=Link(text=label, href=""), found=_bar(share), unknown=0, value=words.percent(share))
        )
    return tuple(rows)


def _weight(result: ResultPart) -> int:
    return 1 if result.asked_per_month is None else result.asked_per_month


def _by_question(run: RunFile, anchors: Mapping[str, str]) -> tuple[BarRow, ...]:
    """The share of visitors expected to find each answer, the lowest first, in the view of the fewest."""
    rows = []
    for result in run.results:
        views = [reach for reach in result.reaches if reach.condition == "normal"]
        if not views:
            continue
        worst = min(views, key=lambda reach: (reach.share, reach.unknown))
        label = Link(
            text=one_line(result.question, chars_max=120),
            href=f"#{anchors[result.id]}" if result.id in anchors else "",
        )
        found = _bar(worst.share)
        unknown = min(_bar(worst.unknown), BAR - found)
        row = BarRow(label=label, found=found, unknown=unknown, value=words.expected_share(worst.share))
        rows.append((worst.share, -(result.asked_per_month or 0), row))
    return tuple(row for _, _, row in sorted(rows, key=lambda told: told[:2]))


def _bar(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * BAR)


def _scores(run: RunFile) -> ScoreChart | None:
    """Earlier runs and this one; None where there is no other run to draw a line to."""
    known = [(one.started_at, one.score) for one in run.past if one.run_id != run.run_id]
    if run.score is not None and run.complete:
        known.append((run.started_at, run.score))
    if len(known) < 2:
        return None
    low = min(0.9, int(min(score for _, score in known) * 10) / 10)
    places = _spread([moment for moment, _ in known])
    points = tuple(
        Point(x=x, y=_y(score, low), text=f"{words.moment(moment)}: {words.percent(score)}")
        for x, (moment, score) in zip(places, known, strict=True)
    )
    first, last = known[0], known[-1]
    return ScoreChart(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_WIDTH - _RIGHT,
        grid=tuple(
            GridLine(y=_y(share, low), text=words.percent(share)) for share in (low, (low + 1) / 2, 1.0)
        ),
        line="M" + "L".join(f"{point.x} {point.y}" for point in points),
        points=points,
        first=_day(first[0]),
        last=_day(last[0]),
        value=words.percent(last[1]),
        text=n_(
            "The score over {count} run: {before} on {first}, {now} on {last}.",
            "The score over {count} runs: {before} on {first}, {now} on {last}.",
            len(known),
            before=words.percent(first[1]),
            first=_day(first[0]),
            now=words.percent(last[1]),
            last=_day(last[0]),
        ),
    )


def _y(share: float, low: float) -> int:
    part = (min(1.0, max(low, share)) - low) / (1 - low)
    return round(_HEIGHT - _BOTTOM - part * (_HEIGHT - _TOP - _BOTTOM))


def _spread(moments: Sequence[str]) -> list[int]:
    """Where each moment stands on the line of time; side by side where they cannot be read."""
    width = _WIDTH - _LEFT - _RIGHT
    times = [_seconds(moment) for moment in moments]
    known = [time for time in times if time is not None]
    if len(known) < len(times) or known[0] >= known[-1] or known != sorted(known):
        return [_LEFT + round(width * place / (len(times) - 1)) for place in range(len(times))]
    span = known[-1] - known[0]
    return [_LEFT + round(width * (time - known[0]) / span) for time in known]


def _seconds(moment: str) -> float | None:
    try:
        return datetime.fromisoformat(moment).timestamp()
    except (ValueError, OverflowError):
        return None


def _day(moment: str) -> str:
    return words.moment(moment).partition(",")[0]
