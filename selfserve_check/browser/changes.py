"""What an act made visible. Pure."""

from __future__ import annotations

from collections import Counter

from selfserve_check.model.observation import Observation, Passage


def shows_the_same(before: Observation, after: Observation) -> bool:
    """Whether a visitor sees no difference: the same texts and the same things to act on."""
    return _texts(before) == _texts(after) and _keys(before) == _keys(after)


def revealed_by(before: Observation, after: Observation) -> tuple[int, ...]:
    """The indexes of the passages of ``after`` that ``before`` did not show (as often)."""
    known = _texts(before)
    revealed = []
    for index, passage in enumerate(after.passages):
        mark = _mark(passage)
        if known[mark] > 0:
            known[mark] -= 1
        else:
            revealed.append(index)
    return tuple(revealed)


def _texts(observation: Observation) -> Counter[tuple[str, str]]:
    return Counter(_mark(passage) for passage in observation.passages)


def _mark(passage: Passage) -> tuple[str, str]:
    return (passage.frame, passage.text)


def _keys(observation: Observation) -> Counter[object]:
    return Counter(affordance.key for affordance in observation.affordances)
