"""The apps of ``traps/`` get the outcome that their files name: a sample, or all (``make trouble``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from trouble_asked import check, sample_of

pytestmark = pytest.mark.browser

TROUBLES = sample_of("traps")


@pytest.mark.parametrize("name", TROUBLES)
def test_traps(name: str, chromium_path: Path) -> None:
    check(TROUBLES[name], chromium_path)
