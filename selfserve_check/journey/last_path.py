"""The way that worked the last time, walked again label by label.

Whoever knows a site goes where the answer was. A new teaser or another order of the menu may draw strangers
away; it takes the answer from nobody who finds it by the same labels as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from selfserve_check.journey.decide import Act
from selfserve_check.journey.outcome import decide_outcome, journey_outcome, with_findings
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import Arrived, PageState, Reply, Site
from selfserve_check.journey.walk import Asked, Progress, acted, journey_of, opened
from selfserve_check.model.action import Action, StateId, View, action_on, clicks_of
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Ending, Journey, Scent
from selfserve_check.model.observation import Affordance, AffordanceKind
from selfserve_check.model.past_path import PastPath, PastStep
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.said import say
from selfserve_check.model.scenario import PassWhen

LAST_PATH = "last_path"
"""The visitor who goes by what worked before, beside the personas."""

_OPENING = ("disclose", "hover")
_KINDS = {
    "disclose": (AffordanceKind.DISCLOSURE, AffordanceKind.MENU, AffordanceKind.TAB),
    "hover": (AffordanceKind.HOVER_MENU,),
    "search": (AffordanceKind.SEARCH,),
    "click": (AffordanceKind.LINK, AffordanceKind.BUTTON, AffordanceKind.PAGER),
}
_Known = Callable[[StateId, Action], Reply | None]
_NOT_BY_LABEL = (AffordanceKind.SEARCH, AffordanceKind.CHAT)


async def follow(site: Site, asked: Asked, path: PastPath) -> Journey:
    """Go the way of ``path`` as far as its labels are there and the budget lasts, and read every page on it.

    An act that only opened something is left out where what came after it is in sight already. The journey
    ends like any other; where a label is gone, with NOTHING_LEFT.
    """
    progress = opened(asked, await site.open(asked.view, asked.start))
    for place, step in enumerate(path.steps):
        page = progress.levels[-1].page if progress.levels else None
        if progress.ending is not None or page is None:
            break
        found = _next(page, path.steps[place:])
        if found is None and step.action in _OPENING and _next(page, path.steps[place + 1 :]) is not None:
            continue
        if found is None:
            break
        progress = await _taken(site, asked, progress, page, found, step)
    ended = progress if progress.ending is not None else replace(progress, ending=Ending.NOTHING_LEFT)
    return replace(journey_of(asked, ended), persona=LAST_PATH)


async def _taken(
    site: Site, asked: Asked, progress: Progress, page: PageState, found: Affordance, step: PastStep
) -> Progress:
    action = action_on(found.key, step.label)
    if progress.clicks + clicks_of(action) > asked.budget:
        return replace(progress, ending=Ending.BUDGET_SPENT)
    decision = Act(scent=_scent(progress, found), rivals=())
    before = len(progress.levels)
    progress = acted(asked, progress, page, decision, action, await site.act(page.id, action))
    arrived = len(progress.levels) > before and progress.levels[-1].page is not None
    if arrived or progress.ending is not None:
        return progress
    return replace(progress, ending=Ending.NOTHING_LEFT)


def _scent(progress: Progress, found: Affordance) -> Scent:
    known = (scent for scent in progress.levels[-1].scents if scent.affordance.key == found.key)
    return next(known, Scent(affordance=found, value=0.0))


def _next(page: PageState, steps: Sequence[PastStep]) -> Affordance | None:
    return fitting(page, steps[0]) if steps else None


def fitting(page: PageState, step: PastStep) -> Affordance | None:
    """What on ``page`` ``step`` acts on: one of its kind with its label, that which leads where it led before
    any other; None where the label is gone, or now is one that is left alone."""
    seen = [one for one in page.observation.affordances if unsafe_word(one) is None]
    if step.action == "search":
        return next((one for one in seen if one.kind is AffordanceKind.SEARCH), None)
    named = [one for one in seen if one.kind not in _NOT_BY_LABEL and _same(one, step.label)]
    kinds = _KINDS.get(step.action, ())
    return min(named, key=lambda one: (one.kind not in kinds, one.target != step.landed), default=None)


def trail(known: _Known, start: PageState, path: PastPath) -> Iterator[PageState]:
    """The pages that ``path`` leads over, as far as ``known`` tells where its acts lead."""
    page: PageState | None = start
    for place, step in enumerate(path.steps):
        if page is None:
            return
        yield page
        found = _next(page, path.steps[place:])
        if found is None and step.action in _OPENING:
            continue
        reply = known(page.id, action_on(found.key, step.label)) if found is not None else None
        page = reply.page if isinstance(reply, Arrived) else None
    if page is not None:
        yield page


def view_for(path: PastPath, views: Sequence[View]) -> View | None:
    """The view among ``views`` that ``path`` was walked in; None where it is not among them."""
    return next((view for view in views if view.device == path.device), None)


def wants_last_path(result: QuestionResult) -> bool:
    """Whether the way that worked before can change ``result``: where visitors who choose for themselves did
    not find the answer, and one who finds it is enough. Nobody who was told something wrong is overruled, and
    it is gone once."""
    journeys = [record.journey for record in result.records]
    settled = any(one.ending is Ending.READ_WRONG or one.persona == LAST_PATH for one in journeys)
    lost = result.outcome in (Outcome.FAILED, Outcome.ERRORED)
    return lost and not settled and result.scenario.pass_when is PassWhen.ANY


def with_last_path(result: QuestionResult, journey: Journey) -> QuestionResult:
    """``result`` decided anew with ``journey`` along the way that worked before, where that still leads to
    the answer; else as it was."""
    outcome = journey_outcome(result.scenario, journey)
    if outcome is not Outcome.PASSED:
        return result
    return decide_outcome(result.scenario, (*result.records, JourneyRecord(journey=journey, outcome=outcome)))


def marked(result: QuestionResult) -> QuestionResult:
    """``result`` with the mark "harder to find" where only the way that worked before led to the answer."""
    best = result.records[result.best] if result.best is not None else None
    if best is None or result.outcome is not Outcome.PASSED or best.journey.persona != LAST_PATH:
        return result
    finding = Finding(
        kind="harder_to_find",
        text=say(
            "The answer is where it was, but visitors who do not know the way no longer find it: they "
            "follow other links now."
        ),
        remedy=say("Look at what is new on these pages: it draws visitors away from the answer."),
    )
    return with_findings(replace(result, harder=True), (finding,))


def _same(affordance: Affordance, label: str) -> bool:
    wanted = _plain(label)
    return bool(wanted) and wanted in (_plain(affordance.label), _plain(affordance.name))


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
