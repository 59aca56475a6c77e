"""Keeps what hangs on a page alone: a run asks hundreds of questions of the same few hundred pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from selfserve_check.model.observation import Observation

T = TypeVar("T")

# More than most runs see. What is kept are parts of observations that the run holds anyway.
PAGES_MAX = 512


def once_a_page(work: Callable[[Observation], T]) -> Callable[[Observation], T]:
    """``work``, done once for each observation as the one object it is; those of the last 512 are kept.

    Observations are never changed, but comparing two whole ones costs more than most work on them.
    """
    kept: OrderedDict[int, tuple[Observation, T]] = OrderedDict()

    @wraps(work)
    def remembered(observation: Observation) -> T:
        known = kept.get(id(observation))
        if known is not None:
            kept.move_to_end(id(observation))
            return known[1]
        # The observation is kept with it, so that no other can come to lie at its place.
        kept[id(observation)] = (observation, done := work(observation))
        if len(kept) > PAGES_MAX:
            kept.popitem(last=False)
        return done

    return remembered
