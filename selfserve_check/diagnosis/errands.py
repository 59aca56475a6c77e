"""What a survey still has to look at, in an order that no endless list can take over."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from selfserve_check.model.action import Action, StateId

# Of addresses that differ in their figures alone so many are looked at before others get every second turn.
_ALIKE_FREE = 6
_WITH_FIGURES = re.compile(r"[^/]*\d[^/]*")
_KEYS_MAX = 50


@dataclass(order=True, slots=True)
class Errand:
    """Something still to be looked at; the smallest comes first. ``family`` is what its address is one of."""

    priority: tuple[float, int, int]
    state: StateId | None = field(compare=False)
    action: Action | None = field(compare=False)
    url: str = field(compare=False, default="")
    family: str = field(compare=False, default="")


def family_of(url: str) -> str:
    """``url`` without what an endless list of pages counts with: parts of its path that hold a figure, and
    the values of its query."""
    try:
        parts = urlsplit(url)
        keys = sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)})
    except ValueError:
        return url
    return f"{parts.netloc}{_WITH_FIGURES.sub('#', parts.path)}?{'&'.join(keys[:_KEYS_MAX])}"


@dataclass(slots=True)
class Errands:
    """A queue, best first. Once many of a family were taken, every second turn goes to another one: the
    months of a calendar may smell best of all and never end."""

    _fresh: list[Errand] = field(default_factory=list)
    _tired: list[Errand] = field(default_factory=list)
    _taken: Counter[str] = field(default_factory=Counter)
    _last_was_tired: bool = False

    def __len__(self) -> int:
        return len(self._fresh) + len(self._tired)

    def push(self, errand: Errand) -> None:
        heapq.heappush(self._tired if self._is_tired(errand) else self._fresh, errand)

    def pop(self) -> Errand:
        """The next. There must be one."""
        while self._fresh and self._is_tired(self._fresh[0]):
            heapq.heappush(self._tired, heapq.heappop(self._fresh))
        better = not self._fresh or bool(self._tired and self._tired[0] < self._fresh[0])
        tired = bool(self._tired) and better and not (self._last_was_tired and self._fresh)
        errand = heapq.heappop(self._tired if tired else self._fresh)
        self._last_was_tired = tired
        self._taken[errand.family] += 1
        return errand

    def _is_tired(self, errand: Errand) -> bool:
        return self._taken[errand.family] >= _ALIKE_FREE
