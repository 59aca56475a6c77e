"""What would become of every question of a run, were the site changed: asked of the run's recording."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from selfserve_check.app.in_parts import in_parts, parts_for
from selfserve_check.app.senses import senses
from selfserve_check.diagnosis.diagnose import has_reason
from selfserve_check.diagnosis.edits import Edited, edited, edited_by_all
from selfserve_check.diagnosis.lookout import sightings_of
from selfserve_check.diagnosis.reach import reach_of
from selfserve_check.diagnosis.reach_choice import Choice
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.remedy import Ground, effects_on, shares_after
from selfserve_check.diagnosis.rewalk import RememberedScent, Rewalker, recorded_journeys
from selfserve_check.model.action import View
from selfserve_check.model.remedy import Edit, QuestionEffect
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.report.retell import results_of
from selfserve_check.report.run_file import RunFile
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import Recording

# So few questions are answered before another process has read in what it needs.
_PART_LEAST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """``effects`` are those on every question that could be asked; ``places`` says for each edit in how many
    places of recorded pages it changed something; ``unlike`` are the ids of questions whose visitors did not
    do over the recording what they did in the run."""

    effects: tuple[QuestionEffect, ...]
    places: tuple[int, ...]
    unlike: tuple[str, ...]


def what_if(run: RunFile, recording: Recording, edits: Sequence[Edit]) -> WhatIf:
    """Make ``edits`` to the recorded site, one after the other, and walk again. Touches no site.

    Raises UserError where an edit names a page or a label that the recording does not hold.
    """
    graph = recording.graph
    done = edited_by_all(graph, edits)
    results = results_of(run, dict.fromkeys(state.view for state in graph.states))
    asked = [one for one in results if one.outcome not in (Outcome.SKIPPED, Outcome.ERRORED)]
    views = dict.fromkeys(one.view for result in results for one in recorded_journeys(result))
    # Questions know nothing of each other, so they can be asked in any order, and anywhere.
    parts = parts_for(len(asked), _PART_LEAST)
    told = in_parts(lambda part: asyncio.run(_told(asked[part::parts], graph, views, done)), parts)
    whole = [told[place % parts][place // parts] for place in range(len(asked))]
    return WhatIf(
        effects=tuple(effect for effect, _ in whole),
        places=_places(graph, edits),
        unlike=tuple(effect.question_id for effect, agrees in whole if not agrees),
    )


async def _told(
    asked: Sequence[QuestionResult], graph: SiteGraph, views: Iterable[View], done: Edited
) -> list[tuple[QuestionEffect, bool]]:
    """Of each question what the edit does, and whether its visitors did over the recording what they did in
    the run."""
    scent, meaning = senses()
    rewalker = Rewalker(graph=graph, scent_model=RememberedScent(scent), meaning=meaning)
    maps = tuple(site_map_of(graph, view) for view in views)
    ground = Ground(rewalker=rewalker, results=tuple(asked), site_maps=maps)
    effects = await effects_on(asked, done, ground)
    found = []
    for result, effect in zip(asked, effects, strict=True):
        walked = await rewalker.as_it_was(result)
        found.append((_with_shares(effect, result, done, ground), all(one.agrees for one in walked)))
    return found


def _with_shares(
    effect: QuestionEffect, result: QuestionResult, done: Edited, ground: Ground
) -> QuestionEffect:
    """``effect`` with the expected share of all visitors, in the first view, before and after."""
    if not ground.site_maps or not has_reason(result):
        return effect
    walker, scenario, first = ground.rewalker, result.scenario, ground.site_maps[0]
    # Only which pages answer is asked for, not what comes near.
    read = walker.judges.of(scenario, near=False)
    seen = sightings_of(scenario, walker.graph, first.view, walker.meaning, read)
    choices: dict[int, Choice] = {}
    before = reach_of(scenario, first, seen.answering, walker.scent_model, choices)
    shares = shares_after(
        replace(result, reaches=(before,)),
        seen,
        done,
        replace(ground, site_maps=(first,)),
        {first.view: choices},
    )
    return replace(effect, shares=shares)


def _places(graph: SiteGraph, edits: Sequence[Edit]) -> tuple[int, ...]:
    counts = []
    for edit in edits:
        done = edited(graph, edit)
        counts.append(done.places)
        graph = done.graph
    return tuple(counts)
