"""Every app of ``staging/`` gets the outcome that its file names."""

from __future__ import annotations

from pathlib import Path

import pytest
from trouble_asked import check, troubles_in

pytestmark = pytest.mark.browser

TROUBLES = troubles_in("staging")


@pytest.mark.parametrize("name", TROUBLES)
def test_staging(name: str, chromium_path: Path) -> None:
    check(TROUBLES[name], chromium_path)
