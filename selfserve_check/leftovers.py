"""Folders that go with the process that made them, whatever becomes of it.

Each is held by a lock on itself, which the system lets go with the process, after ``kill -9`` too. Whoever
makes the next one in the same place first clears away those that nobody holds. Where there are no such locks
(on Windows, on some network drives) nothing is cleared away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for below

CLEARED_MAX = 100
"""Folders that are cleared away at once; the next time takes the next ones."""
_TRIES_MAX = 10


@contextmanager
def held_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder in ``parent``, for this user alone; gone when the block is left, unless it was renamed.

    ``prefix`` must be that of such folders alone: all others that start with it are taken for what is left of
    them. Raises OSError when it cannot be made.
    """
    clear_away(parent, prefix)
    folder, hold = _made(parent, prefix)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if hold is not None:
            os.close(hold)


def clear_away(parent: Path, prefix: str) -> int:
    """Remove the folders of this user that nobody holds, at most CLEARED_MAX; how many were tried."""
    if fcntl is None:
        return 0
    with suppress(OSError):
        return sum(_cleared(folder) for folder in islice(parent.glob(f"{prefix}*"), CLEARED_MAX))
    return 0


def _cleared(folder: Path) -> bool:
    with suppress(OSError):  # somebody holds it, it is no folder, or another process was quicker
        hold = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(hold).st_uid == os.geteuid():
                fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
                return True
        finally:
            os.close(hold)
    return False


def _made(parent: Path, prefix: str) -> tuple[Path, int | None]:
    """The folder, and what holds it; None where nothing can."""
    for _ in range(_TRIES_MAX):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        hold = _hold(folder)
        if folder.exists():
            return folder, hold
        if hold is not None:  # another process cleared it away before it was held
            os.close(hold)
    raise FileNotFoundError(2, "a new folder was removed again and again", str(parent))


def _hold(folder: Path) -> int | None:
    if fcntl is None:
        return None
    try:
        hold = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(hold, fcntl.LOCK_EX)  # who clears away lets go at once
    except OSError:
        os.close(hold)
        return None
    return hold
