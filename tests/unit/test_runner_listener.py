"""A listener that raises: the run goes on, and what happened is told once."""

from __future__ import annotations

import asyncio
import logging

import pytest
from running import LONG_S, kit, scenario

from selfserve_check.hearing import Event, QuestionStarted
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.runner import ask_all


class _Leaving:
    """Takes ``events_max`` events, then raises ``error`` for each."""

    def __init__(self, error: BaseException, events_max: int = 0) -> None:
        self.error, self.events_max = error, events_max
        self.heard: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.heard.append(event)
        if len(self.heard) > self.events_max:
            raise self.error


def asked(listener: _Leaving) -> tuple[tuple[QuestionResult, ...], bool]:
    scenarios = [scenario("a"), scenario("b"), scenario("c", "/d")]
    return asyncio.run(ask_all(scenarios, kit(), listener, asyncio.Event(), LONG_S))


@pytest.mark.parametrize("error", [BrokenPipeError(32, "Broken pipe"), ValueError("bad"), SystemExit(1)])
@pytest.mark.parametrize("events_max", [0, 1, 2])
def test_a_listener_that_raises_loses_nothing(
    error: BaseException, events_max: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Every question has its outcome; the error is logged once, and nobody calls that listener again."""
    listener = _Leaving(error, events_max)
    with caplog.at_level(logging.WARNING):
        results, complete = asked(listener)
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.PASSED, Outcome.FAILED]
    assert complete
    assert len(listener.heard) == events_max + 1
    assert [type(error).__name__ in record.getMessage() for record in caplog.records] == [True]


def test_what_stands_behind_the_end_of_the_process_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """A closed output ends in SystemExit: 1, which says nothing."""

    class Closed(_Leaving):
        def __call__(self, event: Event) -> None:
            self.heard.append(event)
            try:
                raise BrokenPipeError(32, "Broken pipe")
            except BrokenPipeError:
                raise SystemExit(1)  # noqa: B904 -- as Rich does it

    asked(Closed(ValueError()))
    assert "BrokenPipeError: [Errno 32] Broken pipe" in caplog.text


def test_whoever_interrupts_is_obeyed() -> None:
    """Ctrl-C in a listener is a person's wish, and no trouble of the listener's."""
    with pytest.raises(KeyboardInterrupt):
        asked(_Leaving(KeyboardInterrupt()))


def test_a_listener_that_stays_hears_everything() -> None:
    """Nothing is held back from it."""
    listener = _Leaving(ValueError(), 100)
    asked(listener)
    assert len(listener.heard) == 6
    assert sum(isinstance(event, QuestionStarted) for event in listener.heard) == 3
