"""Turns: who may load a document of a host, and when."""

from __future__ import annotations

import asyncio

import pytest

from selfserve_check.browser.pace import Pace


class FakeTime:
    """A clock that only moves when everybody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_the_second_waits_one_interval_and_the_third_two() -> None:
    """Whoever asks first goes first, also when all ask at once."""
    time = FakeTime()
    pace = Pace(1.5, time.clock, time.sleep)
    await asyncio.gather(pace.wait("shop.example"), pace.wait("SHOP.example."), pace.wait("shop.example"))
    assert time.slept == [1.5, 3.0]


@pytest.mark.asyncio
async def test_hosts_do_not_wait_for_each_other() -> None:
    """The pace is per host."""
    time = FakeTime()
    pace = Pace(1.0, time.clock, time.sleep)
    await pace.wait("shop.example")
    await pace.wait("help.example")
    assert time.slept == []


@pytest.mark.asyncio
async def test_time_that_passed_counts() -> None:
    """Only what is left of the interval is waited."""
    time = FakeTime()
    pace = Pace(2.0, time.clock, time.sleep)
    await pace.wait("shop.example")
    time.now += 1.25
    await pace.wait("shop.example")
    time.now += 60
    await pace.wait("shop.example")
    assert time.slept == [0.75]


@pytest.mark.asyncio
async def test_loopback_has_no_pace() -> None:
    """This machine is asked as fast as it answers."""
    time = FakeTime()
    pace = Pace(5.0, time.clock, time.sleep)
    for host in ("127.0.0.1", "localhost", "::1") * 2:
        await pace.wait(host)
    assert time.slept == []


@pytest.mark.asyncio
async def test_a_host_may_ask_for_more_than_our_pace_but_not_for_less() -> None:
    """The longer of the two counts; on loopback neither does."""
    time = FakeTime()
    pace = Pace(1.0, time.clock, time.sleep)
    await pace.wait("shop.example", 4.0)
    await pace.wait("shop.example", 0.5)
    await pace.wait("shop.example")
    await pace.wait("127.0.0.1", 9.0)
    await pace.wait("127.0.0.1", 9.0)
    assert time.slept == [4.0, 5.0]


@pytest.mark.asyncio
async def test_an_answer_that_comes_late_puts_the_next_off() -> None:
    """From it on the interval is counted, also for whoever sleeps already."""
    time = FakeTime()

    async def sleep(seconds: float) -> None:
        time.slept.append(seconds)
        time.now += seconds
        if len(time.slept) == 1:
            pace.answered("Shop.example.")

    pace = Pace(2.0, time.clock, sleep)
    pace.answered("shop.example")
    await pace.wait("shop.example")
    time.now += 0.5
    pace.answered("shop.example")
    await pace.wait("shop.example")
    assert time.slept == [2.0, 2.0]


@pytest.mark.asyncio
async def test_whoever_woke_late_is_followed_late() -> None:
    """The next counts from when the one before went, not from when that should have gone."""
    time = FakeTime()

    async def sleep(seconds: float) -> None:
        time.slept.append(seconds)
        time.now += seconds + 0.25

    pace = Pace(1.0, time.clock, sleep)
    await asyncio.gather(*(pace.wait("shop.example") for _ in range(3)))
    assert time.slept == [1.0, 1.0]


@pytest.mark.asyncio
async def test_a_turn_that_was_given_up_costs_nobody_anything() -> None:
    """A waiter that is cancelled leaves its turn to the next."""
    time = FakeTime()
    pace = Pace(1.0, time.clock, lambda _seconds: asyncio.sleep(3600))
    await pace.wait("shop.example")
    waiting = asyncio.ensure_future(pace.wait("shop.example"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    time.now += 1.0
    await asyncio.wait_for(pace.wait("shop.example"), 5)
