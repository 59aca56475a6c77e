"""Where Playwright's driver and the browser put their temporary files: a folder of their own for each.

Both clear up behind themselves, but not when the whole group of processes is killed: then the next run does.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from selfserve_check.leftovers import held_folder

PREFIX = "selfserve-run-"
_KEY = "TMPDIR"
# Chromium's own socket lies below it, and the path of a socket has at most 107 characters.
_PATH_MAX = 55
_TURN = threading.Lock()


@contextmanager
def driver_folder(around: ExitStack) -> Iterator[None]:
    """What is started in this block has its temporary files in a folder that goes with ``around``.

    The folder is handed on by the environment, the only way there is; so of two that start a driver at once,
    one does without. So does who has no such folder (other systems than Linux, a path too long, a full disk):
    there a killed run leaves its files behind.
    """
    if sys.platform != "linux" or not _TURN.acquire(blocking=False):
        yield
        return
    before = os.environ.get(_KEY)
    try:
        folder = _folder(around)
        if folder is not None:
            os.environ[_KEY] = str(folder)
        yield
    finally:
        if before is None:
            os.environ.pop(_KEY, None)
        else:
            os.environ[_KEY] = before
        _TURN.release()


def _folder(around: ExitStack) -> Path | None:
    # Asked for first, so that Python's own temporary files never lie in a folder of ours.
    parent = Path(tempfile.gettempdir())
    if len(str(parent)) > _PATH_MAX - len(PREFIX):
        return None
    try:
        return around.enter_context(held_folder(parent, PREFIX))
    except OSError:
        return None
