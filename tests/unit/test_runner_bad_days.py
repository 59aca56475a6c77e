"""Conditions in a run: who is asked under which, and what that changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from running import AGREED, DOCUMENTS, LOST, Live, Replayed, kit, scenario
from worlds import Down, Page, World, WorldSite

from selfserve_check.journey.site_port import NoChange, Reply
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.runner import Toolkit, ask_one


class ByKeyboardNothing(WorldSite):
    """A site on which no key does anything."""

    async def act(self, state: StateId, action: Action) -> Reply:
        if state.view.condition == "keyboard":
            return NoChange(detail="the Tab key does not reach it")
        return await super().act(state, action)


def conditions_of(result: QuestionResult) -> dict[str, Outcome]:
    return {record.journey.view.condition: record.outcome for record in result.records}


def on_bad_days(tools: Toolkit, *conditions: str) -> Toolkit:
    return replace(tools, conditions=conditions)


@pytest.mark.asyncio
async def test_the_normal_day_decides_and_a_condition_that_breaks_it_is_a_finding() -> None:
    """The question passes, with what the keyboard does not reach beside it."""
    site = ByKeyboardNothing(World(documents=DOCUMENTS))
    result = await ask_one(scenario(), on_bad_days(kit(site), "keyboard", "slow"))
    assert conditions_of(result) == {
        "normal": Outcome.PASSED,
        "keyboard": Outcome.FAILED,
        "slow": Outcome.PASSED,
    }
    assert result.outcome is Outcome.PASSED
    assert [finding.kind for finding in result.findings] == ["condition"]
    assert "'Returns': the Tab key does not reach it" in result.findings[0].text


@pytest.mark.asyncio
async def test_a_break_that_a_second_visitor_does_not_meet_is_none() -> None:
    """Somebody alone finds the answer by keyboard."""
    site, live = ByKeyboardNothing(World(documents=DOCUMENTS)), Live(DOCUMENTS)
    tools = kit(site, live=live, replayer=Replayed([AGREED]))
    result = await ask_one(scenario(), on_bad_days(tools, "keyboard"))
    assert (result.findings, live.opened) == ((), 1)
    assert conditions_of(result)["keyboard"] is Outcome.PASSED


@pytest.mark.asyncio
async def test_a_question_may_name_its_own_conditions_or_none() -> None:
    """They take the place of those of the run; other wordings are asked on normal days only."""
    tools = on_bad_days(kit(), "keyboard")
    own = replace(scenario(), conditions=("slow",), also_asked=("Can I send it back?",))
    result = await ask_one(own, tools)
    asked = [(one.journey.view.condition, one.journey.wording == own.question) for one in result.records]
    assert asked == [("normal", True), ("normal", False), ("slow", True)]
    none = await ask_one(replace(scenario(), conditions=()), tools)
    assert set(conditions_of(none)) == {"normal"}


@pytest.mark.asyncio
async def test_who_could_not_be_asked_is_not_asked_on_bad_days() -> None:
    """Nothing would be learnt; a failure is asked again, and has no finding of it."""
    down = kit(WorldSite(World(documents={"/": Down()})))
    unasked = await ask_one(scenario(), on_bad_days(down, "slow"))
    assert set(conditions_of(unasked)) == {"normal"}
    lost = kit(WorldSite(World(documents={**LOST, "/x": Page(title="X")})))
    failed = await ask_one(scenario(), on_bad_days(lost, "slow"))
    assert conditions_of(failed) == {"normal": Outcome.FAILED, "slow": Outcome.FAILED}
    assert failed.findings == ()


@pytest.mark.asyncio
async def test_every_device_lives_through_every_condition() -> None:
    """What a phone does not show without scripts may be there on a desktop."""
    tools = replace(on_bad_days(kit(), "no_scripts"), views=(View(), View(device="phone")))
    result = await ask_one(scenario(), tools)
    views = [(one.journey.view.condition, one.journey.view.device) for one in result.records]
    assert views[-2:] == [("no_scripts", "desktop"), ("no_scripts", "phone")]


@pytest.mark.asyncio
async def test_under_a_locale_the_wording_in_its_language_is_used() -> None:
    """Whoever's browser asks for German asks in German."""
    german = "Wie lange kann ich etwas zurückgeben?"
    asked = replace(scenario(), also_asked=(german,))
    result = await ask_one(asked, on_bad_days(kit(), "locale: de-DE"))
    assert result.records[-1].journey.wording == german
