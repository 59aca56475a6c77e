"""The figures of a run in plain words: what each is called, what it is, and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selfserve_check.report import words
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import QuestionMetricsPart, RunMetricsPart
from selfserve_check.report.speech import _, money, n_

_CLICKS_TOLD = (1, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table."""

    label: str
    value: str
    meaning: str


def figures(run: RunFile) -> tuple[Figure, ...]:
    """Those that are known, the ones about customers first; none for a run of before there were any."""
    told = [] if run.metrics is None else list(_of_run(run.metrics))
    each = [result.metrics for result in run.results if result.metrics is not None]
    return (*told, *_of_visitors(each))


def of_customers(run: RunFile) -> tuple[Figure, ...]:
    """Those about customers alone: the parts that a score is made of."""
    return () if run.metrics is None else tuple(_of_run(run.metrics))


def _of_run(found: RunMetricsPart) -> Iterator[Figure]:
    demand = found.demand_success
    if demand is not None:
        yield Figure(
            label=_("Customers who get an answer"),
            value=_(
                "{share} ({low} to {high})",
                share=words.percent(demand.share),
                low=words.percent(demand.low),
                high=words.percent(demand.high),
            ),
            meaning=_("Every wording counts by how many ask; the range is what so few wordings leave open."),
        )
    if found.findability_gap is not None and found.answered_somewhere is not None:
        yield Figure(
            label=_("Answered somewhere, but not found"),
            value=words.percent(max(0.0, found.findability_gap)),
            meaning=_(
                "{share} of the questions are answered on some page; the rest of those is a matter of links "
                "and labels, not of new texts.",
                share=words.percent(found.answered_somewhere),
            ),
        )
    if found.go_away is not None:
        yield Figure(
            label=_("Left alone"),
            value=words.percent(found.go_away),
            meaning=_("Of the questions not answered: no way to a person within two clicks."),
        )
    if found.promise_kept is not None:
        yield Figure(
            label=_("Promises kept"),
            value=words.percent(found.promise_kept),
            meaning=_("Claims of campaign pages that the policy pages bear out."),
        )
    cost = found.avoidable_cost
    if cost is not None:
        yield Figure(
            label=_("Contacts that could be avoided (estimate)"),
            value=_("{money} a month", money=money(cost.a_month, cost.currency)),
            meaning=n_(
                "An estimate on your own volumes and costs, for {count} question not answered.",
                "An estimate on your own volumes and costs, for {count} questions not answered.",
                cost.questions,
            ),
        )


def _of_visitors(each: Sequence[QuestionMetricsPart]) -> Iterator[Figure]:
    for clicks in _CLICKS_TOLD:
        shares = [one.success_at[min(clicks, len(one.success_at) - 1)] for one in each if one.success_at]
        if shares:
            yield Figure(
                label=n_("Found within {count} click", "Found within {count} clicks", clicks),
                value=words.percent(_mean(shares)),
                meaning=_("Of all visitors, the mean over all questions."),
            )
    told = (
        (
            _("Went straight there"),
            [one.directness for one in each],
            _("Of those who found the answer: they never went back."),
        ),
        (
            _("First click right"),
            [one.first_click for one in each],
            _("The first click led nearer to the answer; who starts right finds it about twice as often."),
        ),
        (
            _("Clicks well spent"),
            [one.efficiency for one in each],
            _("Fewest clicks needed by clicks spent; who finds nothing counts as 0 %."),
        ),
    )
    for label, values, meaning in told:
        known = [value for value in values if value is not None]
        if known:
            yield Figure(label=label, value=words.percent(_mean(known)), meaning=meaning)
    lost = [one.lostness for one in each if one.lostness is not None]
    if lost:
        yield Figure(
            label=_("How lost visitors got"),
            value=f"{_mean(lost):.2f}",
            meaning=_("0: nobody strays. Above 0.5 people feel lost (Smith 1996)."),
        )
    ranks = sorted(one.right_rank for one in each if one.right_rank is not None)
    if ranks:
        yield Figure(
            label=_("Place of the right link"),
            value=f"{ranks[len(ranks) // 2]}",
            meaning=_("On the start page, among all in sight by how promising it looks; the middle value."),
        )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
