"""How a population of visitors divides in front of one page: who follows which link, goes back, or leaves.

Two choices, one in the other (nested logit; McFadden 1978, after the choice axiom of Luce 1959). First
whether to follow anything here, judged by the best in sight, against what was left behind and against
leaving: a patch is left when it is poorer than the rest (Pirolli and Card 1999; SNIF-ACT, Fu and Pirolli
2007). Then which link, each in proportion to exp(scent / TEMPERATURE). So many poor links keep nobody, and
the share that leaves grows as the best scent falls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from selfserve_check.diagnosis.reach_map import BY_SEARCH, UNSEEN, Room
from selfserve_check.journey.persona import MENU
from selfserve_check.language.forgetting import for_a_run

# How far scents must differ to tell, in units of scent. The value under which the right labels of the 224
# pairs of bench/labels are most likely (temperature scaling, Guo et al. 2017; bench/labels/temperature.py):
# a visitor is as sure of a label as the scent is right about it. To be estimated again when that changes.
TEMPERATURE = 0.06
# What leaving is worth, in scent: where nothing smells more than this, more than half do not follow a link.
LEAVING = 0.15
# The scent that a step back must gain to be worth it, and the least that is worth a click: as for the bots.
BACK_COST = MENU.back_cost
WORTH_A_CLICK = MENU.worth

LEAVE = exp(LEAVING / TEMPERATURE)
# What a page back weighs against the same in sight.
BACK = exp(-BACK_COST / TEMPERATURE)


class Option(NamedTuple):
    """A door that is worth a click; its ``weight`` among the others is exp(scent / TEMPERATURE)."""

    to: int
    price: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The options of one room in the order of its page, and what everybody there needs of them.

    ``pull`` is the weight of the best, at index ``best_at`` (-1 without any), ``pull_besides`` that of the
    next best, ``total`` that of all; ``leading_to`` finds an option by the room it leads to.
    """

    options: tuple[Option, ...]
    total: float
    best_at: int
    pull: float
    pull_besides: float
    leading_to: Mapping[int, int]

    def pull_without(self, index: int) -> float:
        """The weight of the best when the option at ``index`` is left out; 0 when none is left."""
        return self.pull_besides if index == self.best_at else self.pull

    def total_without(self, index: int) -> float:
        return self.total - self.options[index].weight if index >= 0 else self.total


def choice_of(room: Room, scents: Sequence[float], found: Mapping[str, int]) -> Choice:
    """The choice in ``room``, with one scent for each affordance of its page; ``found`` says where each
    search form leads with this question. A search box needs no scent to be worth a try, as for the bots."""
    options: list[Option] = []
    total = pull = besides = 0.0
    best_at = -1
    for door in room.doors:
        places = door.places
        value = scents[places[0]] if len(places) == 1 else max([scents[place] for place in places])
        weight = _weight(value)
        searches = door.to == BY_SEARCH
        if not weight and not searches:
            continue
        weight = weight or exp(round(value, 6) / TEMPERATURE)
        total += weight
        if weight > pull:
            best_at, pull, besides = len(options), weight, pull
        elif weight > besides:
            besides = weight
        to = found.get(door.form, UNSEEN) if searches else door.to
        options.append(Option(to, door.price, weight))
    return Choice(
        options=tuple(options),
        total=total,
        best_at=best_at,
        pull=pull,
        pull_besides=besides,
        leading_to={option.to: index for index, option in reversed(tuple(enumerate(options)))},
    )


@for_a_run(65536)
def _weight(scent: float) -> float:
    """What a scent weighs among others; 0 for one that is not worth a click."""
    value = round(scent, 6)
    return exp(value / TEMPERATURE) if value >= WORTH_A_CLICK else 0.0
