"""Keeps what hangs on a page alone: a run asks hundreds of questions of the same few hundred pages.

When the run is over all of it is forgotten (``forget_pages``): a process that asks many sites holds one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Generic, Protocol, Self, TypeVar
from weakref import WeakSet

from selfserve_check.language.forgetting import forget_texts, when_forgetting
from selfserve_check.model.observation import Observation

T = TypeVar("T")
P = TypeVar("P")
K = TypeVar("K", bound=Hashable)

PAGES_MAX = 3_000
"""Pages of which much is known, unless a run is told otherwise (limits.states_in_memory). About 50 KB a page
(bench/diagnosis)."""
PARTS_OF_A_PAGE = 50
"""What is known of parts is kept for so many times the pages that are remembered."""
_pages_max = PAGES_MAX


class Forgetful(Protocol):
    """Has a memory of its own."""

    def forget(self) -> None: ...


_forgetful: WeakSet[Forgetful] = WeakSet()


def forget_pages() -> None:
    """Forget what was worked out for pages, texts, labels and addresses; who needs it works it out again."""
    forget_texts()
    for one in list(_forgetful):
        one.forget()


def forget_with_pages(one: Forgetful) -> None:
    """Let ``one``, as long as it lives, forget when the pages are forgotten."""
    _forgetful.add(one)


def remember_pages(most: int) -> None:
    """Let what is worked out for pages be kept for ``most`` of them, and for some edited ones beside."""
    global _pages_max
    _pages_max = most


def pages_remembered() -> int:
    """For how many pages it is kept: more than ``pages_at_once``, with room for edited ones. Questions are
    held against many pages one after the other, and of such a row a memory that is too short keeps nothing.
    """
    return _pages_max + _pages_max // 3 + 1


def pages_at_once() -> int:
    """How many pages are best read for all questions before the next ones are."""
    return max(1, _pages_max * 2 // 3)


def once_a_page(work: Callable[[Observation], T]) -> Callable[[Observation], T]:
    """``work``, done once for each observation as the one object it is; those of the last
    ``pages_remembered`` are kept.

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
        while len(kept) > pages_remembered():
            kept.popitem(last=False)
        return done

    when_forgetting(kept.clear)
    return remembered


@dataclass(slots=True, kw_only=True)
class Memory(Generic[T]):
    """What was worked out for a thing as the one object it is, and a key; the thing is kept with it, so that
    no other takes its place. Beyond ``most``, or else ``pages_remembered``, everything is forgotten; what is
    kept counts as its ``size``."""

    most: int | None = None
    _kept: dict[tuple[Hashable, int], tuple[object, T]] = field(default_factory=dict)
    _size: int = 0

    def get(self, key: Hashable, thing: object) -> T | None:
        known = self._kept.get((key, id(thing)))
        return known[1] if known is not None else None

    def for_a_run(self) -> Self:
        """The same, forgotten with the pages of a run."""
        when_forgetting(self._forget)
        return self

    def put(self, key: Hashable, thing: object, value: T, size: int = 1) -> None:
        if self._size + size > (self.most or pages_remembered()):
            self._forget()
        self._size += size
        self._kept[key, id(thing)] = (thing, value)

    def _forget(self) -> None:
        self._kept.clear()
        self._size = 0


def once_a_part(
    work: Callable[[P, K], T], most: int | None = None
) -> Callable[[Sequence[P], K], tuple[T, ...]]:
    """``work``, done once for each part of a page as the one object it is, and a key that says what else it
    hangs on. An edited page has all parts of the page but one, so little of it is worked on again. Beyond
    ``most``, or else PARTS_OF_A_PAGE for each page that is remembered, everything is forgotten."""
    kept: dict[K, dict[int, tuple[P, T]]] = {}
    count = 0

    def forget() -> None:
        nonlocal count
        kept.clear()
        count = 0

    @wraps(work)
    def remembered(parts: Sequence[P], key: K) -> tuple[T, ...]:
        nonlocal count
        if count > (most or PARTS_OF_A_PAGE * pages_remembered()):
            forget()
        known = kept.setdefault(key, {})
        found = []
        for part in parts:
            one = known.get(id(part))
            if one is None:
                one = known[id(part)] = (part, work(part, key))
                count += 1
            found.append(one[1])
        return tuple(found)

    when_forgetting(forget)
    return remembered
