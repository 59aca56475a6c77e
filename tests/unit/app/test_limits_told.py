"""A cap that was met is told by its name, and so is one that could not be kept to."""

from __future__ import annotations

from selfserve_check.app.limits_told import shelf_told
from selfserve_check.site.shelf import Shelf


def test_a_temporary_folder_that_takes_no_more_is_told_with_what_to_do() -> None:
    assert shelf_told(Shelf(most=10)) == ()
    (note,) = shelf_told(Shelf(most=10, refused="No space left on device"))
    assert "No space left on device" in note
    assert "limits.states_in_memory" in note
    assert "TMPDIR" in note
