"""Numbers, times and terms in plain words."""

from __future__ import annotations

import pytest

from selfserve_check.model.journey import Cause, Ending, Move
from selfserve_check.model.result import Outcome, Reason
from selfserve_check.report import words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, "under a second"),
        (1, "1 s"),
        (59.6, "1 min"),
        (72, "1 min 12 s"),
        (3_600, "1 h 0 min"),
        (9_000, "2 h 30 min"),
    ],
)
def test_durations_are_taken_in_at_once(seconds: float, text: str) -> None:
    """The unit grows with the length."""
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %"), (7, "100 %"), (-1, "0 %")],
)
def test_a_share_is_all_or_nothing_only_when_it_is(share: float, text: str) -> None:
    """99.9 % is not all; 0.1 % is not none."""
    assert words.percent(share) == text


def test_moments_are_dates_that_people_write() -> None:
    """An ISO time becomes a date with its zone; other text stays."""
    assert words.moment("2026-03-14T02:05:00+01:00") == "14 March 2026, 02:05 (UTC+01:00)"
    assert words.moment("yesterday") == "yesterday"


def test_clicks_are_counted_in_words() -> None:
    """One click is not clicks."""
    assert words.clicks(1) == "1 click"
    assert words.budget(5) == "at most 5 clicks"
    assert [words.times(count) for count in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_every_term_of_the_model_has_plain_words() -> None:
    """A word added to the model must be added here."""
    assert set(words.OUTCOMES) == {outcome.value for outcome in Outcome}
    assert set(words.REASONS) == set(words.REASON_SENTENCES) == {reason.value for reason in Reason}
    assert set(words.ENDINGS) == set(words.ENDS) == {ending.value for ending in Ending}
    assert set(words.ACTIONS) == {move.value for move in Move}
    assert set(words.CAUSES) == set(words.CAUSE_HINTS)


def test_unknown_terms_are_shown_as_they_are() -> None:
    """A newer run may hold words that this program does not know."""
    assert words.visitor("expert") == "Visitor “expert”"
    assert words.device("watch") == "watch"


def test_every_cause_has_its_words_and_a_hint() -> None:
    """Those that the model names, and no other."""
    named = (Cause.__doc__ or "").partition("is one of:")[2].strip(" .\n")
    kinds = {kind.strip() for kind in named.split(",")}
    assert set(words.CAUSES) == set(words.CAUSE_HINTS) == kinds
