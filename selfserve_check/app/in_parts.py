"""Work that falls into parts, done in as many processes: Python works out one thing at a time.

Only where a process can be split in two at no cost (Linux), and before it holds what must not be shared
(threads, open databases).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")

PARTS_MAX = 4


def parts_for(count: int, least: int) -> int:
    """Into how many parts to cut ``count`` things of which each part should have at least ``least``."""
    if sys.platform != "linux":
        return 1
    cores = len(os.sched_getaffinity(0))
    return max(1, min(cores, PARTS_MAX, count // least))


def in_parts(work: Callable[[int], T], parts: int) -> list[T]:
    """``work(0)`` to ``work(parts - 1)``, in order; the first is done by this process. What another process
    does not bring home, for whatever reason, is done here; what ``work`` raises, this raises."""
    begun = [_begun(work, part) for part in range(1, parts)]
    try:
        done = [work(0)]
        for part, (line, _) in enumerate(begun, start=1):
            try:
                done.append(line.recv())
            except (EOFError, OSError):
                done.append(work(part))
        return done
    finally:
        for line, process in begun:
            line.close()
            process.terminate()  # one that is done has gone already
            process.join()


def _begun(work: Callable[[int], T], part: int) -> tuple[Connection, Any]:
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_bring, args=(work, part, there), daemon=True)
    process.start()
    there.close()
    return here, process


def _bring(work: Callable[[int], T], part: int, line: Connection) -> None:
    try:
        line.send(work(part))
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 -- whoever waits does it again, and meets the same
        return
