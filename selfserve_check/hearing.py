"""Listeners of a run: they may fail, and what they heard of must still be finished."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

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
