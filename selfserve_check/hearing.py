"""What a run tells while it goes on, and its listeners: they may fail, and it must still be finished."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from selfserve_check.model.journey import Cause
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import Scenario

_LOG = logging.getLogger("selfserve_check.runner")
T = TypeVar("T")


@dataclass(slots=True)
class Patient(Generic[T]):
    """Passes events on for as long as ``listener`` takes them."""

    listener: Callable[[T], None]
    gone: bool = False

    def hear(self, event: T) -> None:
        if self.gone:
            return
        try:
            self.listener(event)
        # Rich ends the process where standard output is closed; nobody listening is no reason to ask no more.
        except (Exception, SystemExit) as error:  # noqa: BLE001 -- whatever it is, what was found must be kept
            self.gone = True
            # Why Rich ends the process stands behind its SystemExit.
            detail, _ = told(error.__context__ or error)
            _LOG.warning("progress is no longer shown (%s); the run goes on to its report", detail)


def told(error: BaseException) -> tuple[str, str]:
    """A crash in one line, and the end of its traceback."""
    trace = "".join(traceback.format_exception(error))[-4000:]
    return f"{type(error).__name__}: {error}"[:500], trace


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStarted:
    """Somebody set out to answer ``scenario``."""

    scenario: Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDone:
    """``result`` is final; ``done`` of ``total`` questions are."""

    result: QuestionResult
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDown:
    """The start page ``url`` cannot be opened: said once, and no question that starts there is asked."""

    url: str
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class LookingAround:
    """All journeys are done; now the reasons of ``questions`` failures are looked for."""

    questions: int


Event = QuestionStarted | QuestionDone | SiteDown | LookingAround


Listener = Callable[[Event], None]
