"""The apps of ``staging/`` get the outcome that their files name: a sample, or all (``make trouble``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from trouble_asked import check, sample_of

pytestmark = pytest.mark.browser

TROUBLES = sample_of("staging")


@pytest.mark.parametrize("name", TROUBLES)
def test_staging(name: str, chromium_path: Path) -> None:
    check(TROUBLES[name], chromium_path)
