"""Looks around after the journeys, and says of every question that did not pass why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.reach import Reaching
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.survey import Surveyed, survey
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
    expected share of visitors under ``misled_below`` is low."""

    site: Site
    graph: SiteGraph
    view: View
    scent_model: ScentModel
    pages_max: int
    site_map: Callable[[], Awaitable[Sequence[str]]]
    meaning: Closeness | None = None
    misled_below: float = MISLED_BELOW

    async def diagnose(self, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
        surveyed = await self._look_around(results)
        reaching = self._reaching(results)
        diagnosed = []
        for result in results:
            diagnosed.append(diagnose(result, self.graph, surveyed, self.view, reaching, self.meaning))
            # Many questions over a large graph take seconds, and whoever stops the run is to be heard.
            await asyncio.sleep(0)
        return tuple(diagnosed)

    def _reaching(self, results: Sequence[QuestionResult]) -> Reaching:
        """With a map for each view that somebody looked in on a normal day."""
        looked = (record.journey.view for result in results for record in result.records)
        views = dict.fromkeys(view for view in looked if is_normal(view))
        return Reaching(
            site_maps=tuple(site_map_of(self.graph, view) for view in views),
            scent_model=self.scent_model,
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
