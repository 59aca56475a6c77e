"""The life of a question over many nights: since when it fails, how often it flipped. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

DECIDED = frozenset({"passed", "failed", "needs_review"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """How ``question`` fared in one run; ``started_at`` is ISO 8601 in UTC."""

    question: str
    run: int
    run_id: str
    site: str
    started_at: str
    complete: bool
    outcome: str
    reason: str = ""
    flaky: bool = False
    clicks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """``nights`` are all, oldest first. ``failing_since`` is when the failure that still lasts was first met,
    "" where the question does not fail; ``flips`` counts changes between answered and not answered, ``flaky``
    nights that took a second try, ``not_asked`` nights that say nothing about the site."""

    nights: tuple[Night, ...]
    failing_since: str
    flips: int
    flaky: int
    not_asked: int

    @property
    def last_decided(self) -> Night | None:
        """The newest night of a complete run that says something about the site."""
        return next((night for night in reversed(self.nights) if counts(night)), None)


def counts(night: Night) -> bool:
    """Whether ``night`` says something about the site: a failure of a run that was stopped is unproven."""
    return night.complete and night.outcome in DECIDED


def life_of(nights: Sequence[Night]) -> Life:
    """The life that ``nights`` of one question (oldest first) tell."""
    decided = [night for night in nights if counts(night)]
    since = ""
    for night in reversed(decided):
        if night.outcome != "failed":
            break
        since = night.started_at
    failed = [night.outcome == "failed" for night in decided]
    return Life(
        nights=tuple(nights),
        failing_since=since,
        flips=sum(before != after for before, after in pairwise(failed)),
        flaky=sum(night.flaky for night in nights),
        not_asked=sum(night.outcome == "errored" for night in nights),
    )


def lives_of(nights: Iterable[Night]) -> dict[str, Life]:
    """The life of every question in ``nights`` (oldest first), by its id."""
    by_question: dict[str, list[Night]] = {}
    for night in nights:
        by_question.setdefault(night.question, []).append(night)
    return {question: life_of(of) for question, of in by_question.items()}
