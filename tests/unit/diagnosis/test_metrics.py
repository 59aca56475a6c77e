"""Each figure on values small enough to work out by hand."""

from __future__ import annotations

import pytest

from selfserve_check.diagnosis.metrics import (
    ContactCosts,
    Phrasing,
    Unanswered,
    Visit,
    avoidable_cost,
    demand_success,
    directness,
    efficiency,
    findability_gap,
    first_click_correct,
    go_away_index,
    lostness,
    mean_lostness,
    promise_kept_rate,
    right_rank,
    success_at,
    wilson,
)

STRAIGHT = Visit(found=True, clicks=2, pages=("a", "b", "c"), first_click_right=True)
WANDERING = Visit(found=True, clicks=4, backs=1, pages=("a", "b", "a", "c"), first_click_right=False)
LOST = Visit(found=False, clicks=4, backs=1, pages=("a", "d", "a"))


def test_success_at_k_counts_who_found_it_by_then() -> None:
    """Who spends four clicks is counted at four."""
    assert success_at([STRAIGHT, WANDERING, LOST, LOST], 5) == (0.0, 0.0, 0.25, 0.25, 0.5, 0.5)
    assert success_at([], 2) == (0.0, 0.0, 0.0)


def test_directness_is_of_those_who_found_it() -> None:
    """Nobody found it: nothing is to be said."""
    assert directness([STRAIGHT, WANDERING, LOST]) == 0.5
    assert directness([LOST]) is None


def test_first_clicks_of_which_nobody_knows_do_not_count() -> None:
    """Neither for nor against."""
    assert first_click_correct([STRAIGHT, WANDERING, LOST]) == 0.5
    assert first_click_correct([LOST]) is None


def test_lostness_after_smith() -> None:
    """0 on the shortest way; a page seen twice and a page too many make it grow."""
    assert lostness(("a", "b", "c"), 3) == 0.0
    # N = 3 different, S = 4 in all, R = 3 needed: sqrt((3/4 - 1)² + 0)
    assert lostness(("a", "b", "a", "c"), 3) == 0.25
    # N = 4, S = 8, R = 2: sqrt(0.25 + 0.25)
    assert lostness(("a", "b", "c", "d", "a", "b", "c", "d"), 2) == pytest.approx(0.7071)
    assert lostness((), 3) is None
    assert mean_lostness([STRAIGHT, WANDERING], 3) == 0.125


def test_efficiency_is_fewest_by_spent() -> None:
    """Who did not find it is worth nothing, and who needed no click everything."""
    assert efficiency([STRAIGHT, WANDERING, LOST], 2) == 0.5
    assert efficiency([Visit(found=True, clicks=0)], 0) == 1.0
    assert efficiency([], 2) is None


def test_the_rank_of_the_right_link() -> None:
    """The best of the right ones counts; an equal one is no rival."""
    assert right_rank([0.9, 0.5, 0.5, 0.1], [2, 3]) == 2
    assert right_rank([0.9, 0.5], []) is None


def test_shares_of_a_run() -> None:
    """None where nothing was counted."""
    assert findability_gap(8, 5, 10) == 0.3
    assert findability_gap(0, 0, 0) is None
    assert promise_kept_rate(1, 4) == 0.25
    assert promise_kept_rate(0, 0) is None


def test_please_go_away_is_no_person_within_two_clicks() -> None:
    """Two clicks will do; three, or no way at all, will not."""
    assert go_away_index([0, 2, 3, None]) == 0.5
    assert go_away_index([]) is None


def test_the_interval_of_wilson() -> None:
    """As in the tables: 8 of 10 is 49.0 to 94.3 %, and none of 10 is up to 27.8 %."""
    assert wilson(0.8, 10) == (0.4902, 0.9433)
    assert wilson(0.0, 10) == (0.0, 0.2775)


def test_demand_weighs_each_phrasing_by_those_who_use_it() -> None:
    """With equal weights the effective number is their count; one heavy one makes it small."""
    even = demand_success([Phrasing(passed=number < 8, weight=5.0) for number in range(10)])
    assert even is not None
    assert (even.share, even.low, even.high) == (0.8, 0.4902, 0.9433)
    heavy = demand_success([Phrasing(passed=True, weight=900.0), Phrasing(passed=False, weight=100.0)])
    assert heavy is not None
    assert heavy.share == 0.9
    assert heavy.low < 0.35
    assert demand_success([]) is None


def test_a_cost_needs_volumes_and_costs_of_the_user() -> None:
    """Without either there is no estimate, however many questions fail."""
    costs = ContactCosts(share=0.25, per_contact=8.0, currency="EUR")
    counted = [Unanswered(asked_per_month=100), Unanswered(asked_per_month=50), Unanswered()]
    estimate = avoidable_cost(counted, costs)
    assert estimate is not None
    assert (estimate.a_month, estimate.currency, estimate.questions) == (300.0, "EUR", 2)
    assert avoidable_cost(counted, None) is None
    assert avoidable_cost([Unanswered()], costs) is None
