"""A cap that was met is told by its setting, and what it hides is never called missing."""

from __future__ import annotations

import pytest

from selfserve_check.journey.limits_met import cut_short, limit_notes
from selfserve_check.model.observation import Observation
from selfserve_check.settings_model import LimitsSection

HIDING = ("affordances", "passages", "nodes", "page text", "frames")


def seen(*met: str, url: str = "https://shop.example/") -> Observation:
    return Observation(url=url, title="", limits_met=met)


@pytest.mark.parametrize("word", HIDING)
def test_what_was_left_out_may_hold_the_answer(word: str) -> None:
    """The cause names a setting that there is."""
    cause = cut_short(seen(word))
    assert cause is not None
    assert cause.kind == "limit"
    setting = cause.hint.removeprefix("raise ").partition(",")[0]
    assert setting.removeprefix("limits.") in LimitsSection.model_fields
    assert f"({setting})" in cause.detail


@pytest.mark.parametrize("met", [(), ("text",), ("frame 0 did not load",)])
def test_a_page_that_was_read_is_not_cut_short(met: tuple[str, ...]) -> None:
    """One long passage, or an advertisement that did not load, is not what the answer hangs on."""
    assert cut_short(seen(*met)) is None


def test_each_cap_is_told_once_with_how_often_and_where() -> None:
    """The address as it may be shown."""
    pages = [
        seen("text", "nodes", url="https://shop.example/a"),
        seen(),
        seen("text", url="https://b.example/"),
    ]
    assert limit_notes(pages, str.upper) == (
        "limits.passage_max was met 2 times, first at HTTPS://SHOP.EXAMPLE/A: a long passage was read from its "
        "start only.",
        "limits.nodes_max was met once, at HTTPS://SHOP.EXAMPLE/A: not all elements of a page were looked at.",
    )
