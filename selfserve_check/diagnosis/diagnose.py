"""Why a question failed, by an ordered table over everything that was seen, and what to change.

A FAILED rests on proof that does not hang on our bot's taste: no page answers, none that answers is
linked, it is linked further away than the budget, the way is broken or walled, or a page shows another
fact. An answer that is linked within the budget and was not found is for a person to look at, unless hardly
any visitor is expected to find it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from selfserve_check.diagnosis.card import card_of
from selfserve_check.diagnosis.case import Case, Rule
from selfserve_check.diagnosis.doubtful import doubtful
from selfserve_check.diagnosis.lookout import Sightings, sightings_of
from selfserve_check.diagnosis.reach import Reaching, reach_of
from selfserve_check.diagnosis.reasons_answer import (
    contradictory,
    hidden,
    misled,
    otherwise,
    search_only,
    too_deep,
    wrong,
)
from selfserve_check.diagnosis.reasons_stopped import broken, deflected, missing, unreadable, walled
from selfserve_check.diagnosis.survey import Surveyed
from selfserve_check.journey.outcome import with_findings
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.result import Outcome, QuestionResult, Reach
from selfserve_check.model.scenario import NoAnswerGiven
from selfserve_check.site.graph import SiteGraph

# Ordered: what a page says comes before where it stands, where it stands before what stopped a visitor. A
# value that is merely not the expected one is told where the expected one stands nowhere.
# The last rule always fits.
RULES: tuple[Rule, ...] = (
    contradictory,
    wrong,
    too_deep,
    misled,
    search_only,
    hidden,
    otherwise,
    broken,
    walled,
    deflected,
    doubtful,
    unreadable,
    missing,
)


def diagnose(
    result: QuestionResult,
    graph: SiteGraph,
    surveyed: Surveyed,
    view: View,
    reaching: Reaching | None = None,
    meaning: Closeness | None = None,
    seen: Sightings | None = None,
) -> QuestionResult:
    """``result`` with its reason, its finding, the writer's card, the fewest clicks known and, with
    ``reaching``, the share of visitors expected to find the answer in each view. Pure. ``seen`` is where the
    answer is, if known.

    A pass or a review learns only the figures; what could not be asked stays as it is.
    """
    if not has_reason(result):
        return result
    if seen is None:
        seen = sightings_of(result.scenario, graph, view, meaning)
    if reaching is not None:
        result = replace(result, reaches=_reaches(result, graph, {view: seen}, reaching, meaning))
    if result.outcome is not Outcome.FAILED:
        return replace(result, clicks_min=seen.clicks_min)
    case = Case(
        result=result,
        graph=graph,
        seen=seen,
        surveyed=surveyed,
        misled_below=reaching.misled_below if reaching is not None else 0.0,
        scent_model=reaching.scent_model if reaching is not None else None,
        view=view,
        meaning=meaning,
    )
    found = next(diagnosed for rule in RULES if (diagnosed := rule(case)) is not None)
    card = card_of(case, found)
    result = replace(
        result, outcome=found.outcome, reason=found.reason, clicks_min=found.clicks_min, card=card
    )
    return with_findings(result, (found.finding,))


def has_reason(result: QuestionResult) -> bool:
    """Whether something can be said of it: it was asked, and the author said what the answer is."""
    known = not isinstance(result.scenario.answer, NoAnswerGiven)
    return known and result.outcome not in (Outcome.SKIPPED, Outcome.ERRORED)


def _reaches(
    result: QuestionResult,
    graph: SiteGraph,
    known: Mapping[View, Sightings],
    reaching: Reaching,
    meaning: Closeness | None,
) -> tuple[Reach, ...]:
    """One for each view that visitors of this question looked in."""
    views = {record.journey.view for record in result.records}
    reaches = []
    for site_map in reaching.site_maps:
        if site_map.view in views:
            seen = known.get(site_map.view) or sightings_of(result.scenario, graph, site_map.view, meaning)
            reaches.append(reach_of(result.scenario, site_map, seen.answering, reaching.scent_model))
    return tuple(reaches)
