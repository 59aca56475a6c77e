"""What was worked out for the texts of a site is kept while it is asked, and forgotten when the run is over.

A process that asks many sites holds the words of one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

T = TypeVar("T")

_forgets: list[Callable[[], None]] = []


def when_forgetting(forget: Callable[[], None]) -> None:
    """Call ``forget`` whenever what was worked out is to be forgotten."""
    _forgets.append(forget)


def forget_texts() -> None:
    """Forget; who needs it works it out again."""
    for forget in _forgets:
        forget()


def for_a_run(maxsize: int) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """``functools.lru_cache`` for what is asked of labels, passages or addresses: they are a site's own."""

    def cached(work: Callable[..., T]) -> _lru_cache_wrapper[T]:
        kept = lru_cache(maxsize=maxsize)(work)
        when_forgetting(kept.cache_clear)
        return kept

    return cached
