"""Looks around after the journeys, and says of every question that did not pass why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from selfserve_check.app.why import Explainer
from selfserve_check.diagnosis.diagnose import diagnose, has_reason
from selfserve_check.diagnosis.lookout import (
    Looking,
    Sightings,
    answering_pages,
    look_around,
    sightings_in,
)
from selfserve_check.diagnosis.measured import question_metrics
from selfserve_check.diagnosis.reach import Reaching
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.remedy import Ground, remedy_of, wants_remedy
from selfserve_check.diagnosis.remedy_words import with_remedy
from selfserve_check.diagnosis.rewalk import RememberedScent, Rewalker
from selfserve_check.diagnosis.survey import Surveyed, survey
from selfserve_check.diagnosis.why import doors_in, search_lists
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.own_words import widened
from selfserve_check.journey.rank import ScentModel, WordScent
from selfserve_check.journey.site_port import Site
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.condition import is_normal
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.settings_model import MISLED_BELOW
from selfserve_check.site.graph import SiteGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostician:
    """``pages_max`` 0 means: look at nothing new. ``site_map`` fetches the addresses that the site lists. An
    expected share of visitors under ``misled_below`` is low. ``steps_max`` is that of the walks."""

    site: Site
    graph: SiteGraph
    view: View
    scent_model: ScentModel
    pages_max: int
    site_map: Callable[[], Awaitable[Sequence[str]]]
    meaning: Closeness | None = None
    misled_below: float = MISLED_BELOW
    steps_max: int = 60

    async def diagnose(self, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
        surveyed = await self._look_around(results)
        scent = RememberedScent(self.scent_model)
        reaching = self._reaching(results, scent)
        rewalker = Rewalker(
            graph=self.graph, scent_model=scent, meaning=self.meaning, steps_max=self.steps_max
        )
        diagnosed = []
        sightings = await self._sightings(results, rewalker)
        for result, seen in zip(results, sightings, strict=True):
            told = diagnose(result, self.graph, surveyed, self.view, reaching, self.meaning, seen)
            diagnosed.append(replace(told, answered_on=answering_pages(seen)) if seen is not None else told)
            # Many questions over a large graph take seconds, and whoever stops the run is to be heard.
            await asyncio.sleep(0)
        return await self._remedied(diagnosed, sightings, rewalker, reaching)

    async def _remedied(
        self,
        results: Sequence[QuestionResult],
        sightings: Sequence[Sightings | None],
        rewalker: Rewalker,
        reaching: Reaching,
    ) -> tuple[QuestionResult, ...]:
        """``results`` with their figures, and the change that helps each most that was not answered."""
        ground = Ground(rewalker=rewalker, results=tuple(results), site_maps=reaching.site_maps)
        remedied = []
        doors, lists = doors_in(self.graph, self.view), search_lists(self.graph)
        explainer = Explainer(
            graph=self.graph, view=self.view, meaning=self.meaning, results=results, lists=lists
        )
        first = next((one for one in reaching.site_maps if one.view == self.view), None)
        for plain, seen in zip(results, sightings, strict=True):
            result = plain
            if seen is not None and plain.reason is not None:
                result = explainer.explained(plain, seen, doors)
            if first is not None:
                found = question_metrics(result, seen, first, rewalker.scent_model)
                result = replace(result, metrics=found)
            if seen is not None and wants_remedy(result):
                remedied.append(with_remedy(result, await remedy_of(result, seen, ground)))
                await asyncio.sleep(0)
            else:
                remedied.append(result)
        return tuple(remedied)

    async def _sightings(
        self, results: Sequence[QuestionResult], rewalker: Rewalker
    ) -> list[Sightings | None]:
        """Where each answer was seen; None where nobody said what it is, or it could not be asked."""
        all_looking = [self._looking(result, rewalker) if has_reason(result) else None for result in results]
        for _ in look_around([one for one in all_looking if one is not None], self.graph, self.view):
            await asyncio.sleep(0)
        return [
            sightings_in(looking, result.scenario, self.graph, self.view) if looking is not None else None
            for result, looking in zip(results, all_looking, strict=True)
        ]

    def _looking(self, result: QuestionResult, rewalker: Rewalker) -> Looking:
        # What comes near an answer matters only where none was found.
        read = rewalker.judges.of(result.scenario, near=result.outcome is not Outcome.PASSED)
        return Looking(question=prepare(result.scenario, self.meaning), read=read)

    def _reaching(self, results: Sequence[QuestionResult], scent: ScentModel) -> Reaching:
        """With a map for each view that somebody looked in on a normal day."""
        looked = (record.journey.view for result in results for record in result.records)
        views = dict.fromkeys(view for view in looked if is_normal(view))
        return Reaching(
            site_maps=tuple(site_map_of(self.graph, view) for view in views),
            scent_model=scent,
            misled_below=self.misled_below,
        )

    async def _look_around(self, results: Sequence[QuestionResult]) -> Surveyed:
        asking = [result for result in results if _wants_survey(result)]
        if not asking or not self.pages_max:
            return Surveyed(states=0, complete=False)
        promised = [result.scenario.promise for result in asking]
        starts = [result.scenario.start for result in asking]
        starts += [promise.page for promise in promised if promise is not None]
        return await survey(
            self.site,
            self.view,
            starts=tuple(dict.fromkeys(starts)),
            site_map=await self.site_map(),
            wordings=tuple(wording for result in asking for wording in _wordings(result.scenario)),
            # What is looked at first is all that hangs on it: words are quick and near enough.
            scent_model=WordScent(),
            pages_max=self.pages_max,
        )


def _wordings(scenario: Scenario) -> tuple[str, ...]:
    return widened(scenario.wordings, scenario.synonyms, "")


def _wants_survey(result: QuestionResult) -> bool:
    """A failure whose reason is not known yet, or a promise to be held against pages that nobody saw yet."""
    failed = result.outcome is Outcome.FAILED and not isinstance(result.scenario.answer, NoAnswerGiven)
    return failed or (result.scenario.promise is not None and result.outcome is not Outcome.SKIPPED)
