"""What tests of one session asked, written down as they ask, and the run that all of it makes.

Processes of one session share a folder. Each writes what every question came to as soon as it is known, so
that neither a process that crashes nor a session that is broken off loses more than the question at hand.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import pickle
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from selfserve_check.app.discretion import discreet_redactor, discretion
from selfserve_check.app.run import AtSite, Finished, Order, at_site, finished, looked_over
from selfserve_check.app.staging import staged
from selfserve_check.app.standing import SharedRecording
from selfserve_check.journey.outcome import errored
from selfserve_check.language.redact import Redactor, redacted
from selfserve_check.model.journey import Cause
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.said import say
from selfserve_check.model.scenario import Scenario, Severity
from selfserve_check.runner import diagnosed
from selfserve_check.site.graph import SiteGraph

_EXPECTED = "expected.json"
_NOT_REACHED = Cause(kind="cancelled", detail=say("the tests were stopped before this question was asked"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one question came to before its diagnosis, and how much its ``process`` had loaded by then; ``at``
    is by a clock that all processes of the machine share."""

    result: QuestionResult
    process: int
    at: int
    pages_loaded: int
    requests_blocked: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """When a session began, by the calendar and by the clock."""

    at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    clock: float = field(default_factory=time.monotonic)


@dataclass(slots=True, eq=False)
class Notebook:
    """The entries of all processes, in ``folder``, which must be this user's alone: they are pickled."""

    folder: Path

    def expect(self, files: Iterable[str], ids: Iterable[str]) -> None:
        """These questions of these files are going to be asked; every process says the same."""
        _write(self.folder / _EXPECTED, json.dumps({"files": list(files), "ids": list(ids)}).encode())

    def expected(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The files and ids, None where nobody was going to ask anything."""
        try:
            found = json.loads((self.folder / _EXPECTED).read_bytes())
        except FileNotFoundError:
            return None
        return tuple(found["files"]), tuple(found["ids"])

    def note(self, site: str, redact: Redactor, result: QuestionResult, here: AtSite) -> None:
        """Write down what a question about ``site`` came to. A full disk costs the report, not the test."""
        entry = Entry(
            result=result,
            process=os.getpid(),
            at=time.monotonic_ns(),
            pages_loaded=here.shop.cabin.loads,
            requests_blocked=here.shop.ledger.stopped_count,
            notes=redacted(here.notes(), redact),
        )
        with suppress(OSError):
            file = self.folder / f"{entry.process}-{entry.at}.answer"
            _write(file, pickle.dumps((site, entry)))

    def entries(self, site: str) -> tuple[Entry, ...]:
        """Those about ``site``, in their order: of a question that was asked again the last one counts."""
        pairs = [pickle.loads(file.read_bytes()) for file in self.folder.glob("*.answer")]  # noqa: S301 -- our own
        found = [entry for about, entry in pairs if about == site]
        return tuple(sorted(found, key=lambda entry: entry.at))


def _write(file: Path, content: bytes) -> None:
    half = file.with_name(f".{file.name}.{os.getpid()}.half")
    half.write_bytes(content)
    half.replace(file)


async def session_run(order: Order, entries: Sequence[Entry], recording: Path, began: Began) -> Finished:
    """The run over the site of ``order`` that ``entries`` make; ``recording`` is what their processes saw.

    What was not asked by the end is ERRORED, and the run is incomplete. Diagnosis and audits see now what all
    processes saw, with a browser of their own. Raises what :func:`run_order` raises.
    """
    redact = discreet_redactor(order.secrets, order.settings.storage_state)
    with discretion(redact):
        order = staged(order)
        graph, stop = SiteGraph(), asyncio.Event()
        SharedRecording(path=recording, site=order.site, redact=redact).take_in(graph)
        given = {entry.result.scenario.id: entry.result for entry in entries}
        results = tuple(_result(one, given) for one in order.scenarios)
        complete = not any(result.error is _NOT_REACHED for result in results)
        async with at_site(order, graph) as here:
            if here.kit.diagnose is not None and complete:
                run_s = order.settings.timeouts.run_s
                results = await diagnosed(results, here.kit.diagnose, stop, run_s)
            asked = await looked_over(order, here, results, complete, stop)
        last = {entry.process: entry for entry in entries}
        notes = [*(note for one in last.values() for note in one.notes), *asked.notes]
        asked = replace(
            asked,
            notes=tuple(dict.fromkeys(notes)),
            pages_loaded=asked.pages_loaded + sum(one.pages_loaded for one in last.values()),
            requests_blocked=asked.requests_blocked + sum(one.requests_blocked for one in last.values()),
        )
        wall_s = time.monotonic() - began.clock
        return finished(order, asked, began.at, dt.datetime.now(dt.UTC), wall_s, redact)


def _result(scenario: Scenario, given: Mapping[str, QuestionResult]) -> QuestionResult:
    if scenario.severity is Severity.OFF:
        return QuestionResult(scenario=scenario, outcome=Outcome.SKIPPED)
    return given.get(scenario.id) or errored(scenario, _NOT_REACHED)
