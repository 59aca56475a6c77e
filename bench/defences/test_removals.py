"""Every removal still takes something away: code moves, and a removal that finds nothing tries nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from removals import REMOVALS, Removal

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("removal", REMOVALS, ids=lambda one: one.taken)
def test_what_it_takes_away_stands_once_in_its_file_and_its_tests_exist(removal: Removal) -> None:
    text = (ROOT / removal.file).read_text(encoding="utf-8")
    assert text.count(removal.old) == 1
    for test in removal.tests:
        file, _, name = test.partition("::")
        assert (ROOT / file).exists()
        assert not name or f"def {name.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8")
