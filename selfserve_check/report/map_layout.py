"""Where each page stands on the map: a column for each click from the start, a row for each page. Pure.

The rows of a column are ordered by the mean place of the pages that lead there (the barycentre heuristic of
Sugiyama, Tagawa and Toda 1981), so that ways cross little; what would make a column too long is folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfserve_check.report.map_walks import WalkedPage, Walks

CLICKS_MAX = 6
"""Pages further away share the last column."""

ROWS_MAX = 60
COMPACT_FROM = 25
"""Rows of the longest column from which on each page gets one line instead of two."""

NOWHERE = CLICKS_MAX + 1
"""The column of pages that no link leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``pages`` from top to bottom; ``few`` are left out because few visitors opened them, ``none`` because
    nobody did."""

    number: int
    pages: tuple[WalkedPage, ...]
    few: int = 0
    none: int = 0

    @property
    def rows(self) -> int:
        return len(self.pages) + bool(self.few) + bool(self.none)


def columns_of(walks: Walks) -> tuple[Column, ...]:
    """The columns from the start on, those that hold nothing left out."""
    members: dict[int, list[WalkedPage]] = {}
    for page in filter(lambda one: one.is_told, walks.pages.values()):
        members.setdefault(column_number(page.clicks), []).append(page)
    unopened: dict[int, int] = {}
    for clicks, count in walks.unopened:
        number = column_number(clicks)
        unopened[number] = unopened.get(number, 0) + count
    if walks.unnamed:
        members.setdefault(CLICKS_MAX, [])
    places: dict[str, float] = {}
    columns = []
    for number in sorted(members.keys() | unopened.keys()):
        kept, few = _kept(members.get(number, []))
        if number == CLICKS_MAX:
            few += walks.unnamed
        ordered = _ordered(kept, walks, places)
        places |= {page.key: place / max(len(ordered), 1) for place, page in enumerate(ordered)}
        columns.append(Column(number=number, pages=tuple(ordered), few=few, none=unopened.get(number, 0)))
    return tuple(columns)


def column_number(clicks: int | None) -> int:
    return NOWHERE if clicks is None else min(max(clicks, 0), CLICKS_MAX)


def _kept(pages: list[WalkedPage]) -> tuple[list[WalkedPage], int]:
    """The pages that say most, at most ROWS_MAX, and how many are left out."""
    weighty = sorted(pages, key=lambda page: (-_weight(page), page.key))
    return weighty[:ROWS_MAX], len(weighty[ROWS_MAX:])


def _weight(page: WalkedPage) -> float:
    return page.visitors + 3 * len(page.answers) + 100 * page.lost + (2 if page.dead else 0)


def _ordered(pages: list[WalkedPage], walks: Walks, places: Mapping[str, float]) -> list[WalkedPage]:
    def place(page: WalkedPage) -> tuple[float, float, str]:
        ways = [
            (places[here], max(count, 1))
            for (here, there), count in walks.ways.items()
            if there == page.key and here in places
        ]
        whole = sum(count for _, count in ways)
        middle = sum(at * count for at, count in ways) / whole if whole else 1.0
        return (round(middle, 1), -_weight(page), page.key)

    return sorted(pages, key=place)
