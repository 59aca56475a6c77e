"""Clicks a journey through for real, in a fresh context, and takes the pictures.

A replay is the confirmation of a pass, the evidence of a failure, and the retry of both.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.cabin import Cabin
from selfserve_check.browser.failures import failure_of_error
from selfserve_check.browser.observe import ObserveTimeoutError
from selfserve_check.browser.picture import Highlight, Picture, PictureError, take_picture
from selfserve_check.browser.tab import Tab
from selfserve_check.errors import BrowserDiedError
from selfserve_check.journey.addresses import steady_address
from selfserve_check.journey.onward import link_onward
from selfserve_check.journey.replies import RESULTS, fault_in, result_word
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, PageState, Reply
from selfserve_check.model.action import Action, StateId
from selfserve_check.model.journey import Ending, Journey, Move, Step
from selfserve_check.model.result import Frame, Replay
from selfserve_check.model.said import say
from selfserve_check.model.verdict import Evidence
from selfserve_check.site.explorer_port import Effect, Navigates

_PICTURE_S = 10.0
_ALBUM_MAX = 200

EvidenceCheck = Callable[[PageState], tuple[Evidence, ...]]


@dataclass(slots=True, eq=False)
class _Album:
    """The last pictures of what was about to be done, by where and what. Most ways begin alike: where a page
    shows the same again, with every box in its place, the picture that is there shows it, too."""

    _pictures: OrderedDict[tuple[StateId, Action], tuple[int, Picture]] = field(default_factory=OrderedDict)

    def find(self, tab: Tab, action: Action) -> Picture | None:
        """The picture of the page that ``tab`` shows, with the target of ``action`` outlined."""
        if tab.state is None or tab.snapshot is None:
            return None
        seen, picture = self._pictures.get((tab.state, action), (0, None))
        return picture if seen == hash(tab.snapshot.observation) else None

    def put(self, tab: Tab, action: Action, picture: Picture) -> None:
        if tab.state is not None and tab.snapshot is not None:
            self._pictures[tab.state, action] = (hash(tab.snapshot.observation), picture)
            if len(self._pictures) > _ALBUM_MAX:
                self._pictures.popitem(last=False)


@dataclass(slots=True)
class _Reel:
    """The pictures so far. ``step`` is the index of the step that a picture shows before the act."""

    album: _Album
    frames: list[Frame] = field(default_factory=list)

    async def shoot_before(self, tab: Tab, index: int, step: Step) -> None:
        """What ``step`` is about to do."""
        element = await _element(tab, step)
        if step.action is None or element is None:
            await self.shoot(tab, index, _caption(step), element, None)
            return
        picture = self.album.find(tab, step.action)
        if picture is None:
            picture = await _taken(tab, element, None)
            if picture is not None:
                self.album.put(tab, step.action, picture)
        self._add(index, _caption(step), picture)

    async def shoot(
        self, tab: Tab, step: int, caption: str, outline: ElementHandle | None, highlight: Highlight | None
    ) -> None:
        self._add(step, caption, await _taken(tab, outline, highlight))

    def _add(self, step: int, caption: str, picture: Picture | None) -> None:
        if picture is None:
            return
        self.frames.append(
            Frame(
                step=step,
                image=picture.image,
                media_type=picture.media_type,
                width=picture.width,
                height=picture.height,
                caption=caption,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tape:
    """A journey clicked through: its pictures but for the last, and the tab that stands at its end."""

    frames: tuple[Frame, ...]
    page: PageState | None
    tab: Tab


@dataclass(slots=True, eq=False)
class BrowserReplayer:
    """A ``Replayer`` over real tabs.

    Journeys that did exactly the same share one tape, as long as its tab is kept (``tapes_max`` of them);
    each still looks at the end for itself. A journey that only begins alike is clicked through anew.
    """

    cabin: Cabin
    tapes_max: int = 4
    _tapes: OrderedDict[object, _Tape] = field(default_factory=OrderedDict)
    _album: _Album = field(default_factory=_Album)

    async def replay(self, journey: Journey, check: EvidenceCheck) -> Replay:
        """Replay ``journey``; ``check`` gives the evidence on its last page, or nothing."""
        async with self.cabin.places:
            reel = _Reel(album=self._album)
            try:
                wound = self._tapes.pop(_deeds(journey), None) or await self._wind(journey, reel)
                if isinstance(wound, Replay):
                    return wound
                try:
                    reel.frames[:] = wound.frames
                    return await _ended(wound, reel, journey, check)
                finally:
                    await self._keep(_deeds(journey), wound)
            except (PlaywrightError, BrowserDiedError) as error:
                failure = failure_of_error(str(error), journey.steps[0].url if journey.steps else "")
                cause = failure.cause if isinstance(failure, CouldNotAsk) else None
                return Replay(agreed=None, frames=tuple(reel.frames), cause=cause, detail=str(error)[:300])

    async def close(self) -> None:
        """Close the tabs of the tapes."""
        while self._tapes:
            _, tape = self._tapes.popitem()
            await self.cabin.put_away(tape.tab)

    async def _wind(self, journey: Journey, reel: _Reel) -> _Tape | Replay:
        tab = await self.cabin.new_tab(journey.view)
        wound: _Tape | Replay | None = None
        try:
            ended = self.cabin.pages_ended

            def explained(reply: Reply | None) -> Reply | None:
                return None if reply is None else self.cabin.explained(reply, ended)

            wound = await _wound(tab, journey, reel, explained)
        finally:
            if not isinstance(wound, _Tape):
                await self.cabin.put_away(tab)
        return wound

    async def _keep(self, deeds: object, tape: _Tape) -> None:
        if deeds in self._tapes or tape.tab.page.is_closed():
            await self.cabin.put_away(tape.tab)
            return
        self._tapes[deeds] = tape
        if len(self._tapes) > self.tapes_max:
            _, oldest = self._tapes.popitem(last=False)
            await self.cabin.put_away(oldest.tab)


def _deeds(journey: Journey) -> object:
    """What was done and how it went: what two journeys must share to share a tape."""
    return (journey.view, tuple((step.move, step.state, step.action, step.result) for step in journey.steps))


async def _wound(
    tab: Tab, journey: Journey, reel: _Reel, explained: Callable[[Reply | None], Reply | None]
) -> _Tape | Replay:
    page: PageState | None = None
    for index, step in enumerate(journey.steps):
        if step.move is not Move.OPEN:
            await reel.shoot_before(tab, index, step)
        tab.seek(link_onward(journey.steps, index))
        reply = explained(await _repeat(tab, step))
        if isinstance(reply, CouldNotAsk):
            return Replay(agreed=None, frames=tuple(reel.frames), cause=reply.cause)
        difference = _difference(step, reply)
        if difference:
            await reel.shoot(
                tab, len(journey.steps), say("Where the second look ended: {why}", why=difference), None, None
            )
            return Replay(agreed=False, frames=tuple(reel.frames), detail=difference)
        if isinstance(reply, Arrived):
            page = reply.page
    return _Tape(frames=tuple(reel.frames), page=page, tab=tab)


async def _ended(tape: _Tape, reel: _Reel, journey: Journey, check: EvidenceCheck) -> Replay:
    """The last picture, and whether the page says what the journey said."""
    evidence = check(tape.page) if tape.page is not None else ()
    wanted = journey.ending in (Ending.FOUND, Ending.READ_WRONG, Ending.PROPOSED)
    caption = say("The answer") if journey.ending is Ending.FOUND else say("Where the visitor ended")
    await reel.shoot(tape.tab, len(journey.steps), caption, None, _highlight(evidence) if wanted else None)
    missing = fault_in(Arrived(page=tape.page)) if tape.page is not None else None
    if wanted and not evidence and missing is not None:
        return Replay(agreed=None, frames=tuple(reel.frames), cause=missing)
    if wanted and not evidence:
        return Replay(agreed=False, frames=tuple(reel.frames), detail=say("the answer was not there again"))
    return Replay(agreed=True, frames=tuple(reel.frames), evidence=evidence if wanted else ())


async def _repeat(tab: Tab, step: Step) -> Reply | None:
    """Do again what the step did; None where there is nothing to do or to compare."""
    if step.move is Move.OPEN:
        return await tab.open(step.state)
    if step.move is Move.BACK:
        return await tab.reach(step.landed) if step.landed is not None else None
    if step.action is None or step.result in ("refused", "unobserved", "could_not_ask"):
        return None
    if not _stands_in(tab, step.state):
        reached = await tab.reach(step.state)
        if not isinstance(reached, Arrived):
            return reached
    effect: Effect = await tab.act(step.action, follow=True)
    return None if isinstance(effect, Navigates) else effect


async def _taken(tab: Tab, outline: ElementHandle | None, highlight: Highlight | None) -> Picture | None:
    try:
        in_s = min(_PICTURE_S, tab.patience.step_s)
        return await take_picture(tab.page, outline=outline, highlight=highlight, timeout_s=in_s)
    except PictureError:
        return None  # a picture is evidence for people; its lack changes no verdict


async def _element(tab: Tab, step: Step) -> ElementHandle | None:
    if step.action is None or tab.snapshot is None or not _stands_in(tab, step.state):
        return None
    try:
        return await tab.snapshot.element(step.action.key)
    except ObserveTimeoutError:
        return None  # the page hangs: the step that follows will tell


def _stands_in(tab: Tab, state: StateId) -> bool:
    """Whether the tab is where the journey was, though the address tells of another session."""
    if tab.state is None:
        return False
    return replace(tab.state, url=steady_address(tab.state.url)) == replace(
        state, url=steady_address(state.url)
    )


def _difference(step: Step, reply: Reply | None) -> str:
    """In what the replay went otherwise than the journey, or "" where it went alike."""
    if reply is None:
        return ""
    went = result_word(reply)
    if went != step.result and step.move is not Move.BACK:
        return say(
            "'{label}': {now}, and before: {before}",
            label=step.label,
            now=RESULTS.get(went, went),
            before=RESULTS.get(step.result, step.result),
        )
    return ""


def _highlight(evidence: tuple[Evidence, ...]) -> Highlight | None:
    if not evidence:
        return None
    best = evidence[0]
    return Highlight(frame=best.frame, locator=best.locator, quote=best.quote)


def _caption(step: Step) -> str:
    match step.move:
        case Move.SEARCH:
            return say("Searching for “{label}”", label=step.label)
        case Move.HOVER:
            return say("Pointing at “{label}”", label=step.label)
        case Move.BACK:
            return say("Going back from {page}", page=step.title or step.url)
        case _:
            return say("About to click “{label}”", label=step.label)
