"""What an act made visible. Pure."""

from __future__ import annotations

import re
from collections import Counter

from selfserve_check.model.observation import Observation, Passage, PassageKind

_CLEARS = re.compile(
    r"^\W*$|\b(clear|reset|close|cancel|löschen|effacer|borrar|cancella|wissen)\b", re.IGNORECASE
)


def shows_the_same(before: Observation, after: Observation) -> bool:
    """Whether a visitor sees no difference: the same texts and the same things to act on."""
    return _texts(before) == _texts(after) and _keys(before) == _keys(after)


def nothing_found_by_typing(before: Observation, after: Observation) -> bool:
    """Whether a search changed nothing but the box itself: its hint went, a button to clear it came."""
    known = _keys(before)
    fresh = (affordance for affordance in after.affordances if affordance.key not in known)
    if any(not _CLEARS.search(f"{affordance.name} {affordance.label}") for affordance in fresh):
        return False
    said, still = _texts(before, fields=False), _texts(after, fields=False)
    return said == still and before.url == after.url


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


def _texts(observation: Observation, *, fields: bool = True) -> Counter[tuple[str, str]]:
    return Counter(
        _mark(passage) for passage in observation.passages if fields or passage.kind is not PassageKind.FIELD
    )


def _mark(passage: Passage) -> tuple[str, str]:
    return (passage.frame, passage.text)


def _keys(observation: Observation) -> Counter[object]:
    return Counter(affordance.key for affordance in observation.affordances)
