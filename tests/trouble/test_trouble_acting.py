"""Every app of ``acting/`` gets the outcome that its file names."""

from __future__ import annotations

from pathlib import Path

import pytest
from trouble_asked import check, troubles_in

pytestmark = pytest.mark.browser

TROUBLES = troubles_in("acting")


@pytest.mark.parametrize("name", TROUBLES)
def test_acting(name: str, chromium_path: Path) -> None:
    check(TROUBLES[name], chromium_path)
