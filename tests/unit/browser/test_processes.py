"""What is done when the browser holds too much memory, and what /proc says about that."""

from __future__ import annotations

import os
from pathlib import Path

from selfserve_check.browser.processes import EndRenderer, Process, Renew, processes_of, too_much

MB = 1_000_000


def process(pid: int, mb: int, *, renders: bool = True) -> Process:
    return Process(pid=pid, own_bytes=mb * MB, is_renderer=renders)


def test_nothing_is_done_below_the_limit() -> None:
    """The limit itself is still allowed."""
    assert too_much([process(1, 400, renders=False), process(2, 600)], 1_000 * MB) is None
    assert too_much([], 1_000 * MB) is None


def test_a_page_that_holds_more_than_half_is_ended() -> None:
    """Only a renderer can be: the browser itself is renewed."""
    assert too_much([process(1, 300, renders=False), process(2, 800)], 1_000 * MB) == EndRenderer(pid=2)
    assert too_much([process(1, 800, renders=False), process(2, 300)], 1_000 * MB) == Renew()


def test_a_browser_that_grew_as_a_whole_is_renewed() -> None:
    """No page of it is to blame alone."""
    assert too_much([process(pid, 400) for pid in (2, 3, 4)], 1_000 * MB) == Renew()


def _put(proc: Path, pid: int, pages: str, command: bytes, children: str = "") -> None:
    task = proc / str(pid) / "task" / str(pid)
    task.mkdir(parents=True)
    (proc / str(pid) / "statm").write_text(pages)
    (proc / str(pid) / "cmdline").write_bytes(command)
    (task / "children").write_text(children)


def test_the_whole_tree_is_counted_and_shared_memory_is_not(tmp_path: Path) -> None:
    """A child that has ended meanwhile is left out."""
    _put(tmp_path, 10, "500 30 10 1 0 5 0", b"chromium\0", "11 12 ")
    _put(tmp_path, 11, "500 7 2 1 0 5 0", b"chromium\0--type=zygote\0", "13")
    _put(tmp_path, 13, "500 90 40 1 0 5 0", b"chromium\0--type=renderer\0")
    page = os.sysconf("SC_PAGE_SIZE")
    assert set(processes_of(10, tmp_path)) == {
        Process(pid=10, own_bytes=20 * page, is_renderer=False),
        Process(pid=11, own_bytes=5 * page, is_renderer=False),
        Process(pid=13, own_bytes=50 * page, is_renderer=True),
    }


def test_without_proc_nothing_is_known(tmp_path: Path) -> None:
    """And so nothing is ended."""
    assert processes_of(10, tmp_path / "none") == ()
    assert processes_of(0) == ()
