"""Where lies what only saves time: losing it costs nothing else."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """SELFSERVE_CACHE, else a folder of the user's cache folder (XDG_CACHE_HOME)."""
    named = os.environ.get("SELFSERVE_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "selfserve-check"
