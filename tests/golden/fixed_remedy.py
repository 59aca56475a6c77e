"""A measured change and the figures of a run, for the reports that are kept."""

from __future__ import annotations

from fixed_parts import DESKTOP, SITE

from selfserve_check.model.metrics import CostEstimate, Interval, RunMetrics
from selfserve_check.model.remedy import (
    AddLink,
    Fare,
    Fared,
    QuestionEffect,
    Remedy,
    ShareEffect,
    VisitorEffect,
)

FIXED_METRICS = RunMetrics(
    demand_success=Interval(share=0.4321, low=0.21, high=0.68),
    answered_somewhere=0.75,
    found=0.4,
    findability_gap=0.35,
    promise_kept=0.5,
    go_away=0.25,
    avoidable_cost=CostEstimate(a_month=1234.5, currency="EUR", questions=3),
)


def fixed_remedy(label: str) -> Remedy:
    """A link called ``label``: one visitor finds the answer by it, of the other nobody knows."""
    return Remedy(
        edit=AddLink(page=SITE, target=f"{SITE}/help", label=label),
        effect=_effect("q", label, Fare(fared=Fared.FOUND, clicks=2)),
        worse=(_effect("w", label, Fare(fared=Fared.NOT_FOUND, clicks=5)),),
        unknown=(_effect("u", label, Fare(fared=Fared.UNKNOWN, clicks=1)),),
        tried=7,
    )


def _effect(id_: str, question: str, after: Fare) -> QuestionEffect:
    visitor = VisitorEffect(
        persona="menu",
        view=DESKTOP,
        wording=question,
        before=Fare(fared=Fared.NOT_FOUND, clicks=5),
        after=after,
    )
    share = ShareEffect(view=DESKTOP, before=0.18, unknown_before=0.05, after=0.81, unknown_after=0.0)
    return QuestionEffect(question_id=id_, question=question, visitors=(visitor,), shares=(share,))
