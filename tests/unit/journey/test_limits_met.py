"""A cap that was met is told by its setting, and what it hides is never called missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selfserve_check.journey.limits_met import cut_short, limit_notes, step_notes
from selfserve_check.model.action import StateId, View
from selfserve_check.model.journey import Ending, Journey, Move, Step
from selfserve_check.model.observation import Observation
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Absent
from selfserve_check.settings_limits import LimitsSection

HIDING = ("affordances", "passages", "nodes", "page text", "frames", "screens")


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


def test_visitors_whose_steps_ended_are_told_though_others_went_on() -> None:
    """With the setting, how often, and where the first of them stood."""
    state = StateId(view=View(), url="https://shop.example/")
    step = Step(move=Move.OPEN, state=state, url=state.url, title="")
    ended, found = (
        Journey(persona="menu", view=View(), wording="", steps=(step,), ending=ending, verdict=Absent())
        for ending in (Ending.STEP_LIMIT, Ending.FOUND)
    )
    records = tuple(JourneyRecord(journey=one, outcome=Outcome.PASSED) for one in (found, ended))
    scenario = Scenario(id="q", question="?", site=state.url, start=state.url, answer=NoAnswerGiven())
    asked = QuestionResult(scenario=scenario, outcome=Outcome.PASSED, records=records)
    assert step_notes([asked], 9, str.upper) == (
        "limits.steps_max was met once, at HTTPS://SHOP.EXAMPLE/: a visitor took 9 steps, and was sent no "
        "further.",
    )
    assert step_notes([replace(asked, records=records[:1])], 9, str) == ()
