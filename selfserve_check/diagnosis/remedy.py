"""The one change that helps a question most, found by trying: edit, walk again, compare. Pure.

Only what was seen counts: a visitor whose way leads where nobody looked is unknown, and a change that is
better only by such a visitor is no remedy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby, islice

from selfserve_check.diagnosis.candidates import Known, candidates
from selfserve_check.diagnosis.edits import Edited, edited
from selfserve_check.diagnosis.lookout import Sightings, sightings_of
from selfserve_check.diagnosis.reach import reach_of
from selfserve_check.diagnosis.reach_choice import Choice
from selfserve_check.diagnosis.reach_map import SiteMap, after_edit
from selfserve_check.diagnosis.rewalk import Rewalker
from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import StateId, View
from selfserve_check.model.remedy import (
    AddLink,
    AddPassage,
    Edit,
    Fare,
    Fared,
    QuestionEffect,
    Remedy,
    Rename,
    Reveal,
    ShareEffect,
    VisitorEffect,
)
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven
from selfserve_check.model.verdict import Answered
from selfserve_check.site.graph import document_of

SHARES_MAX = 4
"""Of so many changes, the best by walking, the expected share of all visitors is worked out, too."""

HARM_CHECKS_MAX = 3
"""Of so many, the best first, the other questions are asked again, until one harms none."""

SHARE_GAIN_MIN = 0.02
"""A smaller gain of the expected share is no improvement."""

START_PAGE_COST = 0.3
"""What a link on the start page must gain in the expected share over one on another page."""

_RANKS = {Fared.READ_WRONG: 0, Fared.NOT_FOUND: 1, Fared.UNKNOWN: 1, Fared.PROPOSED: 2, Fared.FOUND: 3}
# A copy of the answer is a second place to keep right: a link or a better label comes first.
_KINDS: Mapping[type, int] = {Rename: 0, AddLink: 0, Reveal: 0, AddPassage: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What changes are tried on. ``results`` are all questions of the run; ``site_maps`` has one map for each
    view that visitors looked in."""

    rewalker: Rewalker
    results: tuple[QuestionResult, ...]
    site_maps: tuple[SiteMap, ...]


@dataclass(slots=True, kw_only=True)
class _Question:
    """A question with what all its candidates share: the states that answer, and what is chosen in each
    room."""

    result: QuestionResult
    answering: dict[View, AbstractSet[StateId]]
    choices: dict[View, dict[int, Choice]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """An edit that was made to the graph, and what it does to the question's own visitors."""

    order: int
    edit: Edit
    done: Edited
    effect: QuestionEffect


def wants_remedy(result: QuestionResult) -> bool:
    """Whether a change is looked for: the question was not answered, or a person has to look, and the author
    said what the answer is."""
    return result.outcome in (Outcome.FAILED, Outcome.NEEDS_REVIEW) and not isinstance(
        result.scenario.answer, NoAnswerGiven
    )


async def remedy_of(result: QuestionResult, seen: Sightings, ground: Ground) -> Remedy | None:
    """The change that helps ``result`` most, and does no harm if there is such a one; None where none of
    those tried helps. ``seen`` is where its answer was seen, in the first view."""
    screened = await _screened(result, seen, ground)
    tried = [one for one in screened if not gets_worse(one.effect)]
    question = _Question(result=result, answering=_answering(result, seen, ground))
    remedies: list[Remedy] = []
    for one in _best_first(tried, question, ground):
        remedies.append(await _with_others(one, result, ground, len(screened)))
        clean = not remedies[-1].worse and not remedies[-1].unknown
        if clean or len(remedies) == HARM_CHECKS_MAX:
            break
    return min(remedies, key=lambda one: (len(one.worse), len(one.unknown)), default=None)


def _best_first(tried: Sequence[_Tried], question: _Question, ground: Ground) -> Iterator[_Tried]:
    """Those that help, the best first, with the expected shares. Shares decide among equals by walking
    only, so they are worked out for one group of equals after the other, as far as anybody asks."""
    left = SHARES_MAX
    ranked = sorted(tried, key=_by_walking)
    for _, group in groupby(ranked, key=lambda one: _by_walking(one)[:3]):
        equals = [_with_shares(one, question, ground) for one in islice(group, left)]
        left -= len(equals)
        helping = [one for one in equals if helps(one.effect)]
        yield from sorted(helping, key=lambda one: _by_share(one, question.result))
        if not left:
            return


def _known(result: QuestionResult, seen: Sightings, ground: Ground) -> Known:
    walker = ground.rewalker
    return Known(
        result=result,
        graph=walker.graph,
        seen=seen,
        question=walker.question(result.scenario),
        read=walker.judges.of(result.scenario),
    )


async def _screened(result: QuestionResult, seen: Sightings, ground: Ground) -> list[_Tried]:
    found = []
    for order, edit in enumerate(candidates(_known(result, seen, ground))):
        try:
            done = edited(ground.rewalker.graph, edit)
        except UserError:
            continue  # what is to be changed is not on that page after all
        visitors = await ground.rewalker.effects(result, done)
        found.append(_Tried(order=order, edit=edit, done=done, effect=_effect(result, visitors)))
    return found


async def _with_others(one: _Tried, result: QuestionResult, ground: Ground, tried: int) -> Remedy:
    """What the change does in every wording, and to every other question."""
    visitors = await ground.rewalker.effects(result, one.done, all_wordings=True)
    others = await effects_on(
        (other for other in ground.results if other.scenario.id != result.scenario.id), one.done, ground
    )
    return Remedy(
        edit=one.edit,
        effect=QuestionEffect(
            question_id=result.scenario.id,
            question=result.scenario.question,
            visitors=visitors,
            shares=one.effect.shares,
        ),
        worse=tuple(other for other in others if gets_worse(other)),
        better=tuple(other for other in others if gets_better(other)),
        unknown=tuple(other for other in others if is_unknown(other)),
        tried=tried,
    )


async def effects_on(
    results: Iterable[QuestionResult], done: Edited, ground: Ground
) -> tuple[QuestionEffect, ...]:
    """What an edit does to the visitors of ``results``, those that could be asked."""
    asked = [one for one in results if one.outcome not in (Outcome.SKIPPED, Outcome.ERRORED)]
    return tuple([_effect(one, await ground.rewalker.effects(one, done)) for one in asked])


def shares_after(
    result: QuestionResult,
    seen: Sightings,
    done: Edited,
    ground: Ground,
    choices: dict[View, dict[int, Choice]],
) -> tuple[ShareEffect, ...]:
    """The expected shares of visitors before and after an edit; ``result`` knows those before, and
    ``choices`` what was chosen in each room then."""
    question = _Question(result=result, answering=_answering(result, seen, ground), choices=choices)
    return _shares(question, done, ground)


# How good an effect is -----------------------------------------------------------------------------------


def gets_worse(effect: QuestionEffect) -> bool:
    """Whether any visitor fares worse, or needs more clicks to the same answer."""
    return any(_is_worse(one.before, one.after) for one in effect.visitors)


def gets_better(effect: QuestionEffect) -> bool:
    """Whether somebody fares better, and nobody worse."""
    better = any(_is_worse(one.after, one.before) for one in effect.visitors)
    return better and not gets_worse(effect) and not is_unknown(effect)


def is_unknown(effect: QuestionEffect) -> bool:
    """Whether nobody knows how some visitor would fare who fares somehow today."""
    lost = any(
        one.after.fared is Fared.UNKNOWN and one.before.fared is not Fared.UNKNOWN for one in effect.visitors
    )
    return lost and not gets_worse(effect)


def helps(effect: QuestionEffect) -> bool:
    """Whether more visitors find the answer for certain: a walker who did not, or one in fewer clicks, or a
    greater share of all, even had everybody found it before of whom nobody knows."""
    if gets_worse(effect):
        return False
    if any(_is_worse(one.after, one.before) for one in effect.visitors):
        return True
    if any(one.after < one.before for one in effect.shares):
        return False
    return any(one.after >= one.before + one.unknown_before + SHARE_GAIN_MIN for one in effect.shares)


def found(effect: QuestionEffect) -> int:
    """How many visitors find the answer after the change."""
    return sum(one.after.fared is Fared.FOUND for one in effect.visitors)


def _is_worse(before: Fare, after: Fare) -> bool:
    if Fared.UNKNOWN in (before.fared, after.fared):
        return False
    if before.fared is after.fared is Fared.FOUND:
        return after.clicks > before.clicks
    return _RANKS[after.fared] < _RANKS[before.fared]


def _by_walking(one: _Tried) -> tuple[bool, int, int, int, int]:
    """First what makes the question pass; then what keeps one place of the answer; then more finders, fewer
    clicks, the likelier candidate."""
    fares = [visitor.after for visitor in one.effect.visitors]
    clicks = sum(fare.clicks for fare in fares if fare.fared is Fared.FOUND)
    finders = found(one.effect)
    return not finders, _KINDS[type(one.edit)], -finders, clicks, one.order


def _by_share(one: _Tried, result: QuestionResult) -> tuple[bool, int, int, float, int, int]:
    """As by walking, and of equals that with the greater share, in tenths, so that the site's own word is not
    given up for a hair; the start page, which everybody wants to be on, must be better by far."""
    failing, kind, more, clicks, order = _by_walking(one)
    share = min((each.after for each in one.effect.shares), default=0.0)
    on_start = isinstance(one.edit, AddLink) and document_of(one.edit.page) == document_of(
        result.scenario.start
    )
    return failing, kind, more, -round(share - on_start * START_PAGE_COST, 1), clicks, order


# The expected shares of visitors ---------------------------------------------------------------------------


def _answering(result: QuestionResult, seen: Sightings, ground: Ground) -> dict[View, AbstractSet[StateId]]:
    """The states that answer, in each view."""
    walker = ground.rewalker
    found: dict[View, AbstractSet[StateId]] = {}
    for place, site_map in enumerate(ground.site_maps):
        if place == 0:
            found[site_map.view] = seen.answering
            continue
        read = walker.judges.of(result.scenario)
        other = sightings_of(result.scenario, walker.graph, site_map.view, walker.meaning, read)
        found[site_map.view] = other.answering
    return found


def _with_shares(one: _Tried, question: _Question, ground: Ground) -> _Tried:
    effect = QuestionEffect(
        question_id=one.effect.question_id,
        question=one.effect.question,
        visitors=one.effect.visitors,
        shares=_shares(question, one.done, ground),
    )
    return _Tried(order=one.order, edit=one.edit, done=one.done, effect=effect)


def _shares(question: _Question, done: Edited, ground: Ground) -> tuple[ShareEffect, ...]:
    shares = []
    known = {reach.view: reach for reach in question.result.reaches}
    for site_map in ground.site_maps:
        before = known.get(site_map.view)
        if before is None:
            continue
        choices = _choices(question, site_map, ground)
        renewed = {site_map.numbers[state] for state in done.changed if state in site_map.numbers}
        after = reach_of(
            question.result.scenario,
            after_edit(site_map, done),
            _answering_after(question, done, ground, site_map.view),
            ground.rewalker.scent_model,
            {room: choice for room, choice in choices.items() if room not in renewed},
        )
        shares.append(
            ShareEffect(
                view=site_map.view,
                before=before.share,
                unknown_before=before.unknown,
                after=after.share,
                unknown_after=after.unknown,
            )
        )
    return tuple(shares)


def _choices(question: _Question, site_map: SiteMap, ground: Ground) -> dict[int, Choice]:
    """What is chosen in the rooms of the unedited map, worked out once for all candidates."""
    known = question.choices.get(site_map.view)
    if known is None:
        known = question.choices[site_map.view] = {}
        answering = question.answering.get(site_map.view, frozenset())
        reach_of(question.result.scenario, site_map, answering, ground.rewalker.scent_model, known)
    return known


def _answering_after(question: _Question, done: Edited, ground: Ground, view: View) -> frozenset[StateId]:
    before = question.answering.get(view, frozenset())
    kept = {done.now(state) for state in before if state not in done.changed}
    walker, scenario = ground.rewalker, question.result.scenario
    read, asked = walker.judges.of(scenario), walker.question(scenario)

    def answers(page: PageState) -> bool:
        return isinstance(read(asked, page.observation, page.revealed), Answered)

    changed = {done.now(state) for state in done.changed if state.view == view}
    return frozenset(kept | {state for state in changed if answers(done.graph.states[state])})


def _effect(result: QuestionResult, visitors: Sequence[VisitorEffect]) -> QuestionEffect:
    return QuestionEffect(
        question_id=result.scenario.id, question=result.scenario.question, visitors=tuple(visitors)
    )
