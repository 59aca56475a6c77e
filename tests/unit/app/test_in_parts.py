"""Work that falls into parts comes back whole and in order, whatever becomes of the processes."""

from __future__ import annotations

import os
import sys
import threading
from multiprocessing import active_children

import pytest

from selfserve_check.app.in_parts import PARTS_MAX, in_parts, parts_for

forked = pytest.mark.skipif(sys.platform != "linux", reason="one process there")


@forked
def test_each_part_has_a_process_of_its_own_and_the_order_stays() -> None:
    done = in_parts(lambda part: (part, os.getpid()), 3)
    assert [part for part, _ in done] == [0, 1, 2]
    assert done[0][1] == os.getpid()
    assert len({pid for _, pid in done}) == 3


@forked
def test_what_another_process_does_not_bring_home_is_done_here() -> None:
    """It was killed, say, or what it found cannot be sent."""
    mine = os.getpid()

    def work(part: int) -> tuple[int, bool]:
        if part and os.getpid() != mine:
            os._exit(9)
        return part, os.getpid() == mine

    assert in_parts(work, 2) == [(0, True), (1, True)]


@forked
def test_what_fails_in_a_part_fails_here() -> None:
    def work(part: int) -> int:
        return 1 // (1 - part)

    with pytest.raises(ZeroDivisionError):
        in_parts(work, 2)


@forked
def test_no_process_outlives_a_failure_here() -> None:
    """The other one waits for what never comes."""

    def work(part: int) -> int:
        if part:
            threading.Event().wait(600)
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        in_parts(work, 2)
    assert active_children() == []


def test_so_many_parts_as_are_worth_it() -> None:
    """One for a few things; never more than cores or than the most."""
    assert parts_for(0, 8) == 1
    assert parts_for(15, 8) == 1
    assert 1 <= parts_for(1_000_000, 1) <= min(PARTS_MAX, os.cpu_count() or 1)
