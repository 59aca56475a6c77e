"""What a passing fault kept away is tried again: how often, when, and what is never tried."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

import pytest
from stamina.instrumentation import RetryDetails, get_on_retry_hooks, set_on_retry_hooks

from selfserve_check.browser.back_off import BackOff, silent_retries
from selfserve_check.journey.again import cause_of_reply
from selfserve_check.journey.site_port import Broken, CouldNotAsk, Reply
from selfserve_check.model.journey import Cause

PAGE: Reply = Broken(url="https://shop.example/", status=404, detail="any reply that is not CouldNotAsk")


def away(kind: str = "network", retry_after_s: float | None = 0.0) -> Reply:
    return CouldNotAsk(cause=Cause(kind=kind, detail="", retry_after_s=retry_after_s))


def coming(*replies: Reply) -> tuple[Callable[[], Awaitable[Reply]], list[Reply]]:
    """Gives out ``replies`` in turn; the list holds those that are left."""
    left = list(replies)

    async def again() -> Reply:
        return left.pop(0)

    return again, left


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """How long stamina waited before each further try."""
    found: list[float] = []

    def note(details: RetryDetails) -> None:
        found.append(details.wait_for)

    before = get_on_retry_hooks()
    set_on_retry_hooks([note])
    yield found
    set_on_retry_hooks(before)


@pytest.mark.asyncio
async def test_a_fault_that_passes_costs_nothing_but_time() -> None:
    again, left = coming(away("server_error"), PAGE)
    back_off = BackOff(tries_max=4, retry_s=30)
    assert await back_off(away(), again, cause_of_reply) == PAGE
    assert left == []
    assert back_off.notes() == ("1 page or act came only when asked for again: no connection (1).",)


@pytest.mark.asyncio
async def test_one_that_stays_is_given_up_after_as_many_tries_as_are_set() -> None:
    again, left = coming(*(away("server_error") for _ in range(9)))
    back_off = BackOff(tries_max=4, retry_s=30)
    assert await back_off(away(), again, cause_of_reply) == away("server_error")
    assert len(left) == 6  # three of nine: the first try was the caller's
    assert back_off.notes() == ()


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["timeout", "unsettled"])
async def test_what_took_all_the_time_there_was_is_tried_once_more_and_no_oftener(kind: str) -> None:
    again, left = coming(*(away(kind) for _ in range(5)))
    assert await BackOff(tries_max=4, retry_s=30)(away(kind), again, cause_of_reply) == away(kind)
    assert len(left) == 4


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "kind", ["captcha", "robots", "limit", "maintenance", "tls", "blocked_request", "dns"]
)
async def test_what_time_does_not_mend_is_not_tried_again(kind: str) -> None:
    again, left = coming(PAGE)
    assert await BackOff(tries_max=4, retry_s=30)(away(kind), again, cause_of_reply) == away(kind)
    assert left == [PAGE]


@pytest.mark.asyncio
async def test_a_page_that_came_is_not_asked_for_again() -> None:
    again, left = coming(away())
    assert await BackOff(tries_max=4, retry_s=30)(PAGE, again, cause_of_reply) == PAGE
    assert len(left) == 1


@pytest.mark.asyncio
async def test_a_site_that_turns_us_away_is_asked_once_more_and_no_oftener(waits: list[float]) -> None:
    again, left = coming(*(away("bot_wall", None) for _ in range(5)))
    await BackOff(tries_max=4, retry_s=30)(away("bot_wall", None), again, cause_of_reply)
    assert len(left) == 4
    assert len(waits) == 1


@pytest.mark.asyncio
async def test_a_site_that_says_when_is_not_asked_sooner(waits: list[float]) -> None:
    again, _ = coming(away("rate_limited", 0.02), PAGE)
    back_off = BackOff(tries_max=4, retry_s=30)
    assert await back_off(away("rate_limited", 0.01), again, cause_of_reply) == PAGE
    assert waits == pytest.approx([0.01, 0.02])


@pytest.mark.asyncio
async def test_nobody_waits_longer_than_the_settings_say() -> None:
    """Neither at first nor when the second answer asks for an hour."""
    back_off = BackOff(tries_max=4, retry_s=30)
    again, left = coming(PAGE)
    assert await back_off(away("rate_limited", 3_600), again, cause_of_reply) == away("rate_limited", 3_600)
    assert left == [PAGE]
    again, left = coming(away("rate_limited", 3_600), PAGE)
    late = await back_off(away("rate_limited"), again, cause_of_reply)
    assert late == away("rate_limited", 3_600)
    assert left == [PAGE]


@pytest.mark.asyncio
async def test_no_try_begins_after_the_time_for_them_is_over() -> None:
    again, left = coming(PAGE)
    late = BackOff(tries_max=4, retry_s=1e-9)
    assert await late(away("network", None), again, cause_of_reply) == away("network", None)
    assert left == [PAGE]


@pytest.mark.asyncio
async def test_a_crash_of_ours_is_nobodys_passing_fault() -> None:
    async def crash() -> Reply:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await BackOff(tries_max=4, retry_s=30)(away(), crash, cause_of_reply)


def test_retries_are_told_by_the_report_and_by_nobody_else(waits: list[float]) -> None:
    """Whoever uses stamina beside us finds their hooks as they were."""
    before = get_on_retry_hooks()
    with silent_retries():
        assert get_on_retry_hooks() == ()
    assert get_on_retry_hooks() == before
    assert waits == []
