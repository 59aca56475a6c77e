"""Who else goes looking, beside the product's visitors: scents that know all, nothing, or words alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cases import Case, is_right_page
from offline import Ground, way_to

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.judge import Question, judge, prepare
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import AffordanceKey, Observation
from selfserve_check.model.verdict import Answered


@dataclass(frozen=True, slots=True)
class RandomScent:
    """The same question on the same page draws the same lots, whatever was drawn before."""

    seed: int

    def scents(
        self,
        question: str,
        observation: Observation,
        attention: Attention = AS_MOST,  # noqa: ARG002 -- lots know nothing of labels
    ) -> tuple[Scent, ...]:
        return tuple(
            Scent(affordance=one, value=self._lot(question, observation.url, one.key))
            for one in observation.affordances
        )

    def _lot(self, question: str, url: str, key: AffordanceKey) -> float:
        """0.05 to 1: always worth a click."""
        told = f"{self.seed}\n{question}\n{url}\n{key}".encode()
        return round(0.05 + 0.95 * int.from_bytes(hashlib.sha256(told).digest()[:4], "big") / 2**32, 6)


@dataclass(frozen=True, slots=True)
class OracleScent:
    """Smells the next click of a shortest way and nothing else. ``ways`` holds it by question and by the
    identity of the observation, which lives as long as the graph does."""

    ways: dict[tuple[str, int], AffordanceKey]

    def scents(
        self,
        question: str,
        observation: Observation,
        attention: Attention = AS_MOST,  # noqa: ARG002 -- an oracle reads no labels
    ) -> tuple[Scent, ...]:
        wanted = self.ways.get((question, id(observation)))
        return tuple(Scent(affordance=one, value=float(one.key == wanted)) for one in observation.affordances)


def oracle(ground: Ground, cases: Sequence[Case], meaning: Closeness) -> OracleScent:
    """Knows, for each answerable case, the shortest way to a right page that the judge says answers."""
    ways: dict[tuple[str, int], AffordanceKey] = {}
    for case in cases:
        question = prepare(case.scenario, meaning)
        way = way_to(ground, lambda page: answers(case, question, page)) if case.answerable else None  # noqa: B023 -- called at once
        for state, action in zip(way.states if way else (), way.actions if way else (), strict=False):
            observation = ground.graph.states[state].observation
            ways[case.scenario.question, id(observation)] = action.key
    return OracleScent(ways)


def answers(case: Case, question: Question, page: PageState) -> bool:
    """Whether ``page`` is a right one and the judge sees that it is."""
    if not is_right_page(case, page.observation.url):
        return False
    return isinstance(judge(question, page.observation, page.revealed), Answered)
