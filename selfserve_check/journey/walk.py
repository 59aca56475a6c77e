"""The walk: one visitor looks for the answer to one question. READ THIS FIRST.

observe -> judge -> rank -> decide -> act, until the answer is read or patience runs out. The walk knows
only the ``Site`` port; it sees what a visitor sees, never the target page. Only the judge knows the
expected answer. All that a walk knows lies in ``Progress``, which is replaced, never changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from selfserve_check.journey.cues import label_of
from selfserve_check.journey.decide import Act, GiveUp, GoBack, Level, Tried, decide
from selfserve_check.journey.echo import is_echo, says_nothing_found
from selfserve_check.journey.hope import OPENERS, with_promise
from selfserve_check.journey.judge import Question, Read, judge
from selfserve_check.journey.other_language import other_language
from selfserve_check.journey.outcome import nearness
from selfserve_check.journey.persona import Persona
from selfserve_check.journey.rank import ScentModel
from selfserve_check.journey.replies import (
    cause_of,
    led_away,
    not_opened,
    note_of,
    result_word,
    too_many_steps,
)
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    NoChange,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Site,
    Walled,
)
from selfserve_check.language.queries import rephrased, search_text
from selfserve_check.language.words import content_stems
from selfserve_check.model.action import Action, Search, StateId, View, action_on, clicks_of
from selfserve_check.model.journey import Cause, Ending, Journey, Move, Note, Rival, Scent, Step
from selfserve_check.model.observation import AffordanceKind, Observation
from selfserve_check.model.verdict import Absent, Answered, Partial, Verdict, Wrong

# Without an answer to compare with, a passage that is this surely the right one is where a reader stops:
# proposals of 0.9 and more were right in 97 % (bench/passages). Those of 0.75 to 0.9 were on whole sites in
# 7 of 12 only (bench/findability), and a walk that stops there never comes to the right page.
PROPOSE_AT = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a visitor is sent out with. ``wording`` is one of the question's wordings;
    ``open_ended`` is True when the author gave no answer; ``steps_max`` ends walks that only hover; ``read``
    is the judge, or one that remembers what it said."""

    question: Question
    wording: str
    start: str
    budget: int
    persona: Persona
    view: View
    scent_model: ScentModel
    open_ended: bool = False
    steps_max: int = 60
    read: Read = judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a walk has come. ``best`` is the verdict that comes nearest so far, met at ``best_at``;
    ``read`` is every page that was shown, in order."""

    levels: tuple[Level, ...] = ()
    tried: Tried = Tried()
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    read: tuple[Observation, ...] = ()
    best: Verdict = Absent()
    best_at: PageState | None = None
    cause: Cause | None = None
    ending: Ending | None = None

    @property
    def clicks(self) -> int:
        return sum(step.clicks for step in self.steps)


async def walk(site: Site, asked: Asked) -> Journey:
    """Send one visitor out; always returns (the site's own deadlines hold for each act)."""
    progress = opened(asked, await site.open(asked.view, asked.start))
    while progress.ending is None:
        progress = await _moved(site, asked, progress)
    return journey_of(asked, progress)


def unwalked(asked: Asked, cause: Cause) -> Journey:
    """A journey that came to nothing because of us."""
    return Journey(
        persona=asked.persona.name,
        view=asked.view,
        wording=asked.wording,
        steps=(),
        ending=Ending.COULD_NOT_ASK,
        verdict=Absent(),
        cause=cause,
    )


async def _moved(site: Site, asked: Asked, progress: Progress) -> Progress:
    if len(progress.steps) >= asked.steps_max:
        cause = progress.cause or too_many_steps(asked.steps_max, progress.steps[-1].url)
        return replace(progress, ending=Ending.STEP_LIMIT, cause=cause)
    decision = decide(progress.levels, progress.tried, asked.budget - progress.clicks, asked.persona)
    match decision:
        case GiveUp(out_of_clicks=out_of_clicks):
            ending = Ending.BUDGET_SPENT if out_of_clicks else Ending.NOTHING_LEFT
            return replace(progress, ending=ending)
        case GoBack(because=because):
            return _went_back(progress, because)
        case Act():
            page = progress.levels[-1].page
            # decide() acts on visible affordances only, and a level without a page shows none.
            assert page is not None  # noqa: S101 -- tells the type checker what decide() guarantees
            key = decision.scent.affordance.key
            types = key.kind is AffordanceKind.SEARCH
            text = _typed(asked, progress, page.observation.lang) if types else ""
            action = action_on(key, text)
            return acted(asked, progress, page, decision, action, await site.act(page.id, action))


def opened(asked: Asked, reply: Reply) -> Progress:
    """The first page. Where it cannot be shown there is no journey, only a cause."""
    state = StateId(view=asked.view, url=asked.start)
    title = reply.page.observation.title if isinstance(reply, Arrived) else ""
    landed = reply.page.id if isinstance(reply, Arrived) else None
    step = Step(
        move=Move.OPEN,
        state=state,
        url=asked.start,
        title=title,
        label=asked.start,
        result=result_word(reply),
        landed=landed,
    )
    progress = _noted(Progress(steps=(step,)), reply, asked.start)
    match reply:
        case Arrived(page=page):
            return _arrived(asked, progress, page)
        case Broken() | Walled():
            return replace(progress, ending=Ending.NOTHING_LEFT)
    return replace(progress, ending=Ending.COULD_NOT_ASK, cause=progress.cause or not_opened(reply))


def acted(
    asked: Asked, progress: Progress, page: PageState, decision: Act, action: Action, reply: Reply
) -> Progress:
    """``progress`` after ``action``, which ``decision`` chose on ``page``, was answered by ``reply``."""
    affordance = decision.scent.affordance
    step = _step(page, decision, action, reply)
    tried = progress.tried.plus(page.document, affordance, len(page.id.actions))
    progress = replace(progress, steps=(*progress.steps, step), tried=tried)
    progress = _noted(progress, reply, affordance.label or affordance.name)
    match reply:
        case Arrived(page=landed):
            in_vain = isinstance(action, Search) and says_nothing_found(landed.observation)
            if in_vain and _rephrased(asked, progress, landed.observation.lang):
                progress = replace(progress, tried=tried.found_nothing())
            return _arrived(asked, progress, landed)
        case Broken():
            return replace(progress, levels=(*progress.levels, Level(page=None)))
        case Walled(page=wall):
            return replace(progress, levels=(*progress.levels, Level(page=wall)))
        case Refused(kind=RefusalKind.OFF_HOST):
            led = led_away(affordance.target, reply, page.observation.url, decision.scent.value)
            if led is not None:
                return replace(progress, cause=progress.cause or led)
            return replace(progress, tried=tried.plus_host(urlsplit(affordance.target).netloc))
    return progress


def _arrived(asked: Asked, progress: Progress, page: PageState) -> Progress:
    """Read the page, and weigh what can be done on it."""
    verdict = asked.read(asked.question, page.observation, page.revealed)
    scents = asked.scent_model.scents(asked.wording, page.observation, asked.persona.attention)
    promise = _promise(progress)
    progress = replace(
        progress,
        levels=(*progress.levels, Level(page=page, scents=with_promise(scents, promise), promise=promise)),
        tried=progress.tried.plus_target(page.observation.url),
        read=(*progress.read, page.observation),
    )
    match verdict:
        case Answered():
            return replace(progress, best=verdict, best_at=page, ending=Ending.FOUND)
        case Wrong():
            return replace(progress, best=verdict, best_at=page, ending=Ending.READ_WRONG)
        case Partial():
            near = nearness(verdict, open_ended=asked.open_ended)
            if near > nearness(progress.best, open_ended=asked.open_ended):
                near_enough = asked.open_ended and near >= PROPOSE_AT
                ending = Ending.PROPOSED if near_enough else None
                return replace(progress, best=verdict, best_at=page, ending=ending)
    return progress


def _promise(progress: Progress) -> float:
    """The scent of the link that led to the page in front of the visitor, whatever was opened on it since."""
    last = progress.steps[-1]
    if last.action is None or last.action.key.kind in OPENERS:
        return progress.levels[-1].promise if progress.levels else 0.0
    return last.scent


def _typed(asked: Asked, progress: Progress, lang: str) -> str:
    """What goes into a search box on a page in ``lang``."""
    again = _rephrased(asked, progress, lang) if progress.tried.rephrasing else ""
    return again or search_text(asked.wording, lang)


def _rephrased(asked: Asked, progress: Progress, lang: str) -> str:
    return rephrased(asked.wording, _site_words(progress, lang), lang)


def _site_words(progress: Progress, lang: str) -> frozenset[str]:
    """The stems of all labels on the way here that do not merely repeat what was typed."""
    return frozenset(
        stem
        for level in progress.levels
        if level.page is not None
        for scent in level.scents
        if not is_echo(label_of(scent.affordance), level.url)
        for stem in content_stems(label_of(scent.affordance), lang)
    )


def _went_back(progress: Progress, because: str) -> Progress:
    left, landed = progress.levels[-1], progress.levels[-2]
    state = left.page.id if left.page else progress.steps[-1].state
    step = Step(
        move=Move.BACK,
        state=state,
        url=left.url or progress.steps[-1].url,
        title=left.page.observation.title if left.page else "",
        label="Back",
        because=(because,),
        clicks=1,
        landed=landed.page.id if landed.page else None,
    )
    return replace(progress, levels=progress.levels[:-1], steps=(*progress.steps, step))


def _noted(progress: Progress, reply: Reply, label: str) -> Progress:
    note = note_of(reply, label)
    notes = (*progress.notes, note) if note and note not in progress.notes else progress.notes
    return replace(progress, notes=notes, cause=progress.cause or cause_of(reply))


def _step(page: PageState, decision: Act, action: Action, reply: Reply) -> Step:
    affordance = decision.scent.affordance
    scrolled = isinstance(reply, NoChange) and affordance.in_page
    free = scrolled or isinstance(reply, Refused)
    return Step(
        move=_move_of(action),
        state=page.id,
        url=page.observation.url,
        title=page.observation.title,
        action=action,
        label=action.text if isinstance(action, Search) else affordance.label or affordance.name,
        scent=decision.scent.value,
        because=tuple(cue.because for cue in decision.scent.cues),
        rivals=tuple(_rival(scent) for scent in decision.rivals),
        clicks=0 if free else clicks_of(action),
        result=result_word(reply),
        note=note.text if (note := note_of(reply, affordance.label or affordance.name)) else "",
        landed=reply.page.id if isinstance(reply, Arrived) else None,
    )


def _rival(scent: Scent) -> Rival:
    return Rival(label=scent.affordance.label or scent.affordance.name, value=scent.value)


_DISCLOSING = (AffordanceKind.DISCLOSURE, AffordanceKind.MENU, AffordanceKind.TAB)
_MOVES = {AffordanceKind.SEARCH: Move.SEARCH, AffordanceKind.HOVER_MENU: Move.HOVER}


def _move_of(action: Action) -> Move:
    if action.key.kind in _DISCLOSING:
        return Move.DISCLOSE
    return _MOVES.get(action.key.kind, Move.CLICK)


def journey_of(asked: Asked, progress: Progress) -> Journey:
    """The journey that ``progress`` has become."""
    ending = progress.ending or Ending.STEP_LIMIT
    decided = ending in (Ending.FOUND, Ending.READ_WRONG, Ending.PROPOSED)
    cause = None if decided else progress.cause or _misunderstood(asked, progress)
    if cause is not None and ending is not Ending.STEP_LIMIT:
        ending = Ending.COULD_NOT_ASK
    best = progress.best_at
    return Journey(
        persona=asked.persona.name,
        view=asked.view,
        wording=asked.wording,
        steps=progress.steps,
        ending=ending,
        verdict=progress.best,
        best=best.id if best else None,
        best_revealed=best.revealed if best else None,
        cause=cause,
        notes=progress.notes,
    )


def _misunderstood(asked: Asked, progress: Progress) -> Cause | None:
    """Why nothing was found that may be there: the pages are in another language than the question. What came
    near without an answer to compare with is for a person to look at all the same."""
    if asked.open_ended and not isinstance(progress.best, Absent):
        return None
    return other_language(asked.wording, asked.view, progress.read)
