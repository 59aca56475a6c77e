"""Visitors by name."""

from __future__ import annotations

import pytest

from selfserve_check.errors import UserError
from selfserve_check.journey.persona import MENU, SEARCH, persona_named


def test_a_persona_is_found_by_its_name() -> None:
    """The names that people write in scenarios."""
    assert persona_named("menu") is MENU
    assert persona_named("search") is SEARCH


def test_an_unknown_persona_names_those_there_are() -> None:
    """The message is the way out."""
    with pytest.raises(UserError, match="unknown persona 'robot'; there are: menu, search"):
        persona_named("robot")
