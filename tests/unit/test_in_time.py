"""Some work at once, in its order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from selfserve_check.in_time import side_by_side


class Bench:
    """Work that goes on when it is told to; ``under_way`` is how much of it goes on now."""

    def __init__(self) -> None:
        self.under_way = self.most = 0
        self.begun: list[int] = []
        self.cancelled: list[int] = []

    def work(self, number: int, turns: int) -> Callable[[], Awaitable[int]]:
        async def working() -> int:
            self.begun.append(number)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            try:
                for _ in range(turns):
                    await asyncio.sleep(0)
            except asyncio.CancelledError:
                self.cancelled.append(number)
                raise
            finally:
                self.under_way -= 1
            return number

        return working


@pytest.mark.parametrize("most", [1, 2, 5, 9])
def test_it_keeps_order_and_bound(most: int) -> None:
    bench = Bench()
    works = [bench.work(number, turns=7 - number) for number in range(5)]
    assert asyncio.run(side_by_side(works, most)) == [0, 1, 2, 3, 4]
    assert bench.begun == [0, 1, 2, 3, 4]
    assert bench.most == min(most, 5)


def test_nothing_to_do_is_done() -> None:
    assert asyncio.run(side_by_side([], 2)) == []


def test_one_that_fails_stops_the_others() -> None:
    bench = Bench()

    async def failing() -> int:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def both() -> None:
        with pytest.raises(ValueError, match="no"):
            await side_by_side([bench.work(0, turns=1_000), failing], 2)
        await asyncio.sleep(0)

    asyncio.run(both())
    assert bench.cancelled == [0]
