"""Every app of ``traps/`` gets the outcome that its file names."""

from __future__ import annotations

from pathlib import Path

import pytest
from trouble_asked import check, troubles_in

pytestmark = pytest.mark.browser

TROUBLES = troubles_in("traps")


@pytest.mark.parametrize("name", TROUBLES)
def test_traps(name: str, chromium_path: Path) -> None:
    check(TROUBLES[name], chromium_path)
