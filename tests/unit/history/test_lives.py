"""The life of a question: since when it fails, and how often it changed its mind."""

from __future__ import annotations

import pytest

from selfserve_check.history.lives import Life, Night, life_of, lives_of

LETTERS = {"P": "passed", "F": "failed", "R": "needs_review", "E": "errored", "S": "skipped"}


def life(told: str) -> Life:
    """Of one letter a night, small where the run was stopped."""
    return life_of([night(day, letter) for day, letter in enumerate(told, start=1)])


def night(day: int, letter: str, question: str = "q") -> Night:
    return Night(
        question=question,
        run=day,
        run_id=f"r{day}",
        site="https://shop.example",
        started_at=f"2026-03-{day:02d}",
        complete=letter.isupper(),
        outcome=LETTERS[letter.upper()],
    )


@pytest.mark.parametrize(
    ("told", "since", "flips"),
    [
        ("", "", 0),
        ("P", "", 0),
        ("F", "2026-03-01", 0),
        ("PFF", "2026-03-02", 1),
        ("FPF", "2026-03-03", 2),
        ("FFP", "", 1),
        ("PFEFE", "2026-03-02", 1),
        ("PfF", "2026-03-03", 1),
        ("FR", "", 1),
        ("FpF", "2026-03-01", 0),
        ("FSF", "2026-03-01", 0),
    ],
)
def test_a_failure_lasts_from_its_first_night(told: str, since: str, flips: int) -> None:
    """Nights that say nothing about the site neither end it nor begin it."""
    found = life(told)
    assert (found.failing_since, found.flips) == (since, flips)


def test_the_last_night_that_says_something() -> None:
    """Neither one on which it could not be asked nor one of a run that was stopped."""
    last = life("PFpE").last_decided
    assert last is not None
    assert last.run == 2
    assert life("Ep").last_decided is None


def test_each_question_has_its_own_life() -> None:
    """Its nights in their order."""
    lives = lives_of([night(1, "F", "a"), night(1, "P", "b"), night(2, "F", "a")])
    assert {name: (len(one.nights), one.failing_since) for name, one in lives.items()} == {
        "a": (2, "2026-03-01"),
        "b": (1, ""),
    }
