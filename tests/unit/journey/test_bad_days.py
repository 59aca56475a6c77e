"""What a condition says beside the normal day, from literal journeys."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from asking import FACT, QUESTION

from selfserve_check.journey.bad_days import breaks, condition_findings, condition_outcomes, on_bad_days
from selfserve_check.model.action import StateId, View
from selfserve_check.model.condition import condition_words, under
from selfserve_check.model.journey import Cause, Ending, Journey, Move, Note, Step
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.scenario import Scenario
from selfserve_check.model.verdict import Absent

HOME = "https://shop.example/"
SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT)
OUTCOMES = {
    Ending.FOUND: Outcome.PASSED,
    Ending.NOTHING_LEFT: Outcome.FAILED,
    Ending.COULD_NOT_ASK: Outcome.ERRORED,
}
DEAD = Note(kind="unusable", text="'Menu': the Tab key does not reach it")


def walked(condition: str, ending: Ending, persona: str = "menu", notes: tuple[Note, ...] = ()) -> Journey:
    view = under(View(), condition)
    state = StateId(view=view, url=HOME)
    cause = Cause(kind="timeout", detail="too slow.", url=HOME, hint="wait")
    return Journey(
        persona=persona,
        view=view,
        wording=QUESTION,
        steps=(Step(move=Move.OPEN, state=state, url=HOME, title="Shop", landed=state),),
        ending=ending,
        verdict=Absent(),
        cause=cause if ending is Ending.COULD_NOT_ASK else None,
        notes=notes,
    )


def record(journey: Journey) -> JourneyRecord:
    return JourneyRecord(journey=journey, outcome=OUTCOMES[journey.ending])


RECORDS = (
    record(walked("normal", Ending.FOUND)),
    record(walked("keyboard", Ending.NOTHING_LEFT, notes=(DEAD,))),
    record(walked("slow", Ending.COULD_NOT_ASK)),
    record(walked("no_scripts", Ending.NOTHING_LEFT)),
    record(walked("no_scripts", Ending.FOUND, persona="search")),
)


def asked(outcome: Outcome, *more: JourneyRecord) -> QuestionResult:
    return QuestionResult(scenario=SCENARIO, outcome=outcome, records=(*RECORDS, *more), best=0)


def on_phone(condition: str, ending: Ending) -> JourneyRecord:
    journey = walked(condition, ending)
    return record(replace(journey, view=replace(journey.view, device="phone")))


def test_each_device_is_held_against_its_own_normal_day() -> None:
    """What a phone loses without scripts is lost, though a desktop shows it; a phone on which nobody finds the
    answer anyway loses nothing."""
    lost = asked(
        Outcome.PASSED, on_phone("normal", Ending.FOUND), on_phone("no_scripts", Ending.NOTHING_LEFT)
    )
    assert ("no_scripts", Outcome.FAILED, True) in condition_outcomes(lost)
    assert "Without scripts (phone) nobody finds" in condition_findings(lost)[-1].text
    never = asked(
        Outcome.PASSED, on_phone("normal", Ending.NOTHING_LEFT), on_phone("no_scripts", Ending.NOTHING_LEFT)
    )
    assert ("no_scripts", Outcome.PASSED, False) in condition_outcomes(never)
    assert len(condition_findings(never)) == 2


def test_each_condition_has_an_outcome_of_its_own() -> None:
    """Where one of its visitors finds the answer, it is found; the normal day is not among them."""
    assert condition_outcomes(asked(Outcome.PASSED)) == (
        ("keyboard", Outcome.FAILED, True),
        ("slow", Outcome.ERRORED, False),
        ("no_scripts", Outcome.PASSED, False),
    )


def test_a_condition_breaks_only_what_is_found_without_it() -> None:
    """What nobody finds anyway is not taken away, and what could not be asked is not known."""
    assert breaks(Outcome.PASSED, Outcome.FAILED)
    assert not breaks(Outcome.FAILED, Outcome.FAILED)
    assert not breaks(Outcome.PASSED, Outcome.ERRORED)


def test_findings_say_what_broke_it_and_what_to_change() -> None:
    """In words of their own; a question that could not be asked on a bad day is said to be that."""
    broken, unasked = condition_findings(asked(Outcome.PASSED))
    assert (broken.kind, unasked.kind) == ("condition", "condition_unasked")
    assert broken.text == (
        "By keyboard nobody finds the answer. The visitor who came nearest ended on https://shop.example/. "
        "Met on the way: 'Menu': the Tab key does not reach it."
    )
    assert "reached by Tab" in broken.remedy
    assert (unasked.text, unasked.remedy) == ("On a slow line it could not be asked: too slow.", "wait")
    assert condition_findings(asked(Outcome.FAILED)) == ()


def on_a_keyboard(alone: Journey | None) -> QuestionResult:
    """A question found on a normal day, lost by keyboard; ``alone`` is what a second visitor does there."""

    async def walk(_name: str, _view: View, _before: Sequence[Journey]) -> Journey:
        return walked("keyboard", Ending.NOTHING_LEFT)

    async def again(_name: str, _view: View, _before: Sequence[Journey]) -> Journey:
        assert alone is not None
        return alone

    result = QuestionResult(scenario=SCENARIO, outcome=Outcome.PASSED, records=RECORDS[:1], best=0)
    views = (under(View(), "keyboard"),)
    return asyncio.run(on_bad_days(result, views, ("menu",), walk, again if alone else None))


def test_a_break_is_believed_when_a_second_visitor_meets_it() -> None:
    """And not where the second finds the answer; the outcome of the question stays in either case."""
    seen_once = on_a_keyboard(None)
    twice = on_a_keyboard(walked("keyboard", Ending.NOTHING_LEFT))
    unsteady = on_a_keyboard(walked("keyboard", Ending.FOUND))
    assert {one.outcome for one in (seen_once, twice, unsteady)} == {Outcome.PASSED}
    assert [len(one.findings) for one in (seen_once, twice, unsteady)] == [1, 1, 0]
    assert [record.journey.view.condition for record in twice.records] == ["normal", "keyboard"]


def test_a_locale_is_a_condition_that_changes_the_view() -> None:
    """The browser then asks for that language."""
    view = under(View(), "locale: de-DE")
    assert (view.locale, view.condition) == ("de-DE", "locale: de-DE")
    assert condition_words("locale: de-DE") == "in de-DE"
    assert condition_words("made_up_later") == "made_up_later"
