"""What Playwright's driver is told by its environment: where its files go, and how to use memory.

Driver and browser both put their temporary files into a folder of their own. Both clear up behind themselves,
but not when the whole group of processes is killed: then the next run does.

The driver is a Node program through which every message of the browser passes. Node lets what is new grow to
16 MB and more before it looks for rubbish, and the process with it; with 1 MB the driver of a run of 20
questions takes 139 MB in place of 204, at no cost that could be told from the noise (bench/speed). What it
has made of its own code it may keep in the user's cache folder, and starts in three quarters of the time.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from selfserve_check.cache_folder import cache_folder
from selfserve_check.leftovers import held_folder

PREFIX = "selfserve-run-"
_FOLDER_KEY = "TMPDIR"
_NODE_KEY = "NODE_OPTIONS"
_CODE_KEY = "NODE_COMPILE_CACHE"
_NODE_SPACE = "--max-semi-space-size"
# Who brings a Node of their own may bring one that is not told this by its environment, and would not start.
_OTHER_NODE_KEY = "PLAYWRIGHT_NODEJS_PATH"
# Chromium's own socket lies below it, and the path of a socket has at most 107 characters.
_PATH_MAX = 55
_TURN = threading.Lock()


@contextmanager
def driver_environment(around: ExitStack) -> Iterator[None]:
    """What is started in this block has its temporary files in a folder that goes with ``around``, and takes
    little memory.

    The environment is the only way to say either; so of two that start a driver at once, one does without.
    Without a folder does, too, who cannot have one (other systems than Linux, a path too long, a full disk):
    there a killed run leaves its files behind.
    """
    if not _TURN.acquire(blocking=False):
        yield
        return
    try:
        other_node = os.environ.get(_OTHER_NODE_KEY)
        changes = {} if other_node else {_NODE_KEY: _lean(os.environ.get(_NODE_KEY, ""))}
        if not other_node and _CODE_KEY not in os.environ:
            # Node makes the folder; where it cannot, it does without.
            changes[_CODE_KEY] = str(cache_folder() / "driver")
        folder = _folder(around)
        if folder is not None:
            changes[_FOLDER_KEY] = str(folder)
        with _changed(changes):
            yield
    finally:
        _TURN.release()


def _lean(options: str) -> str:
    """Node's ``options`` with ours, unless the user has said otherwise."""
    return options if _NODE_SPACE in options else f"{options} {_NODE_SPACE}=1".strip()


@contextmanager
def _changed(changes: Mapping[str, str]) -> Iterator[None]:
    before = {key: os.environ.get(key) for key in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value


def _folder(around: ExitStack) -> Path | None:
    if sys.platform != "linux":
        return None
    # Asked for first, so that Python's own temporary files never lie in a folder of ours.
    parent = Path(tempfile.gettempdir())
    if len(str(parent)) > _PATH_MAX - len(PREFIX):
        return None
    try:
        return around.enter_context(held_folder(parent, PREFIX))
    except OSError:
        return None
