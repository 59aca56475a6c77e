"""No tab stays open that nobody will use: after a failure, a crash, a cancellation."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import cast

import pytest
from playwright.async_api import Error as PlaywrightError
from worlds import DESKTOP, HOME, at

from selfserve_check.browser.cabin import Cabin
from selfserve_check.browser.explorer import BrowserExplorer
from selfserve_check.journey.site_port import Arrived, Broken, CouldNotAsk, PageState, Reply
from selfserve_check.model.action import Click, StateId
from selfserve_check.model.observation import AffordanceKey, AffordanceKind, Observation

STATE = StateId(view=DESKTOP, url=HOME)
CLICK = Click(key=AffordanceKey(kind=AffordanceKind.LINK, name="Returns", target=at("/r")))
ARRIVED = Arrived(page=PageState(id=STATE, observation=Observation(url=HOME, title="")))


class FakePage:
    """Is open."""

    def is_closed(self) -> bool:
        return False


@dataclass(slots=True)
class FakeTab:
    """Reaches, and acts, as told: a reply, or an exception that it raises."""

    reaches: Reply | BaseException
    acts: Reply | BaseException = ARRIVED
    state: StateId | None = STATE
    page: FakePage = field(default_factory=FakePage)

    async def reach(self, _state: StateId) -> Reply:
        return _told(self.reaches)

    async def act(self, _action: object, *, follow: bool) -> Reply:
        assert not follow
        return _told(self.acts)


@dataclass(slots=True)
class FakeCabin:
    """Hands out ``tab`` and remembers what was put away."""

    tab: FakeTab
    put: list[FakeTab] = field(default_factory=list)
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    pages_ended: int = 0
    standing: tuple[FakeTab, Reply] | None = None

    async def standing_tab(self, _view: object) -> tuple[FakeTab, Reply] | None:
        standing, self.standing = self.standing, None
        return standing

    def explained(self, effect: Reply, _ended_before: int) -> Reply:
        return effect

    async def new_tab(self, _view: object) -> FakeTab:
        return self.tab

    async def put_away(self, tab: FakeTab) -> None:
        self.put.append(tab)


def _told(what: Reply | BaseException) -> Reply:
    if isinstance(what, BaseException):
        raise what
    return what


def explorer(cabin: FakeCabin) -> BrowserExplorer:
    return BrowserExplorer(cabin=cast(Cabin, cabin))


CRASH = PlaywrightError("Target page, context or browser has been closed")


@pytest.mark.asyncio
@pytest.mark.parametrize("reaches", [CRASH, Broken(url=HOME, status=404, detail="404")])
async def test_a_load_that_failed_leaves_no_tab(reaches: Reply | BaseException) -> None:
    """It is put away at once, whatever went wrong."""
    cabin = FakeCabin(FakeTab(reaches=reaches))
    reply = await explorer(cabin).load(STATE)
    assert not isinstance(reply, Arrived)
    assert cabin.put == [cabin.tab]


@pytest.mark.asyncio
@pytest.mark.parametrize("crash", [asyncio.CancelledError(), RuntimeError("ours")])
async def test_a_load_that_was_cancelled_or_crashed_leaves_no_tab(crash: BaseException) -> None:
    """The exception goes on, the tab does not stay."""
    cabin = FakeCabin(FakeTab(reaches=crash))
    with pytest.raises(type(crash)):
        await explorer(cabin).load(STATE)
    assert cabin.put == [cabin.tab]


@pytest.mark.asyncio
async def test_a_tab_that_crashed_on_the_way_to_a_state_is_put_away() -> None:
    """The act could not be tried; that is ours, and nothing is left open."""
    cabin = FakeCabin(FakeTab(reaches=CRASH))
    assert isinstance(await explorer(cabin).try_act(STATE, CLICK, follow=False), CouldNotAsk)
    assert cabin.put == [cabin.tab]


@pytest.mark.asyncio
async def test_a_tab_that_crashed_in_the_act_is_put_away() -> None:
    """Likewise, and it is not parked for the next act."""
    cabin = FakeCabin(FakeTab(reaches=ARRIVED, acts=CRASH))
    asked = explorer(cabin)
    assert isinstance(await asked.try_act(STATE, CLICK, follow=False), CouldNotAsk)
    await asked.close()
    assert cabin.put == [cabin.tab]


@pytest.mark.asyncio
async def test_a_tab_that_arrived_is_parked_until_the_end() -> None:
    """It serves the next act in that state, and is put away when all is over."""
    cabin = FakeCabin(FakeTab(reaches=ARRIVED))
    asked = explorer(cabin)
    assert await asked.load(STATE) == ARRIVED
    assert cabin.put == []
    await asked.close()
    assert cabin.put == [cabin.tab]


@pytest.mark.asyncio
async def test_what_making_the_session_has_opened_is_not_opened_again() -> None:
    """Its tab serves the next act there."""
    fresh = FakeTab(reaches=CRASH)
    cabin = FakeCabin(FakeTab(reaches=CRASH), standing=(fresh, ARRIVED))
    asked = explorer(cabin)
    assert await asked.load(STATE) == ARRIVED
    assert await asked.try_act(STATE, CLICK, follow=False) == ARRIVED
    await asked.close()
    assert cabin.put == [fresh]


@pytest.mark.asyncio
async def test_who_starts_elsewhere_loads_that_page() -> None:
    """The start page, which was opened for the session, is only kept at hand."""
    fresh = FakeTab(reaches=CRASH)
    sale = StateId(view=DESKTOP, url=at("/sale"))
    elsewhere = FakeTab(reaches=ARRIVED, state=sale)
    cabin = FakeCabin(elsewhere, standing=(fresh, ARRIVED))
    asked = explorer(cabin)
    assert await asked.load(sale) == ARRIVED
    await asked.close()
    assert cabin.put == [elsewhere, fresh]
