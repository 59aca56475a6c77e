"""Figures of a question and of a run; ``diagnosis.metrics`` says how each is worked out, and after whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMetrics:
    """Over the visitors with the question's own wording on a normal day.

    ``success_at`` has the share that found the answer within 0, 1, 2 … clicks, up to the budget. The others
    are None where they have no meaning: nobody found it, or nobody knows where it is.
    """

    success_at: tuple[float, ...]
    directness: float | None = None
    first_click: float | None = None
    lostness: float | None = None
    efficiency: float | None = None
    right_rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share, 0 to 1, with the bounds of its interval of 95 % confidence."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CostEstimate:
    """An estimate, from the user's own figures: ``a_month`` in ``currency``. ``questions`` say how many of
    those not answered it counts: the others have no volume."""

    a_month: float
    currency: str
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMetrics:
    """None where there is nothing to count. ``answered_somewhere`` and ``found`` are shares of the questions
    that could be asked and whose answer is known; the gap is their difference."""

    demand_success: Interval | None = None
    answered_somewhere: float | None = None
    found: float | None = None
    findability_gap: float | None = None
    promise_kept: float | None = None
    go_away: float | None = None
    avoidable_cost: CostEstimate | None = None
