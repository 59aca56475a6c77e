"""What the terminal shows while a run is under way: a live table, or plain lines without a terminal."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from selfserve_check.hearing import Event, LookingAround, QuestionDone, QuestionStarted, SiteDown
from selfserve_check.model.journey import Journey, Move
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.report import words
from selfserve_check.report.text import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

_MARKS = {
    Outcome.PASSED: ("PASS", "green"),
    Outcome.FAILED: ("FAIL", "bold red"),
    Outcome.NEEDS_REVIEW: ("CHECK", "yellow"),
    Outcome.ERRORED: ("COULD NOT ASK", "magenta"),
    Outcome.SKIPPED: ("OFF", "dim"),
}
_FLAKY = ("FLAKY", "yellow")
_SHOWN_AT_WORK = 6


@dataclass(slots=True)
class LiveTable:
    """Hears the runner's events. Use as a context manager around a run."""

    console: Console
    total: int
    at_work: dict[str, str] = field(default_factory=dict)
    counts: dict[Outcome, int] = field(default_factory=dict)
    _live: Live | None = None

    def __enter__(self) -> Self:
        if is_lively(self.console):
            self._live = Live(self._table(), console=self.console, refresh_per_second=8, transient=True)
            self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, trace)

    def hear(self, event: Event) -> None:
        """Show one event."""
        match event:
            case QuestionStarted(scenario=scenario):
                self.at_work[scenario.id] = scenario.question
            case QuestionDone(result=result):
                self.at_work.pop(result.scenario.id, None)
                self.counts[result.outcome] = self.counts.get(result.outcome, 0) + 1
                self.console.print(result_line(result, self.console.width), soft_wrap=True)
            case LookingAround(questions=count):
                text = f"Looking around for what {count} of them asked for …"
                self.console.print(Text(text, style="cyan"), soft_wrap=True)
            case SiteDown(url=url, cause=cause):
                text = f"Could not open {one_line(url)}: {one_line(cause.detail)}"
                self.console.print(Text(text, style="magenta"), soft_wrap=True)
                if cause.hint:
                    self.console.print(Text(f"      {one_line(cause.hint)}"), soft_wrap=True)
        if self._live is not None:
            self._live.update(self._table())

    def _table(self) -> RenderableType:
        table = Table.grid(padding=(0, 1))
        for question in list(self.at_work.values())[:_SHOWN_AT_WORK]:
            table.add_row(Text("  …  ", style="cyan"), Text(one_line(question, chars_max=90)))
        done = sum(self.counts.values())
        counts = ", ".join(
            f"{count} {words.OUTCOMES[outcome.value].lower()}" for outcome, count in self.counts.items()
        )
        return Group(table, Text(f"{done} of {self.total} asked" + (f": {counts}" if counts else "")))


def console_for(*, stderr: bool = False) -> Console:
    """A console that neither guesses colours nor widths where there is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 200
    return Console(stderr=stderr, highlight=False, width=width, emoji=False, markup=False)


def is_lively(console: Console) -> bool:
    """Whether lines may be redrawn: a real terminal, and nobody asked for plain text."""
    return console.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def result_line(result: QuestionResult, width: int) -> Text:
    """One finished question: outcome, question, clicks, path.

    LOST is a failure that is not yet proven: the look around after the journeys says what it was. FLAKY is a
    pass that took a second try.
    """
    unproven = result.outcome is Outcome.FAILED and result.reason is None
    word, style = ("LOST", "red") if unproven else _FLAKY if result.flaky else _MARKS[result.outcome]
    line = Text(f"{word:<5} ", style=style)
    line.append(one_line(result.scenario.question, chars_max=max(30, min(70, width // 2))), style="default")
    journey = result.records[result.best].journey if result.best is not None else None
    if journey is not None:
        clicks = f"{journey.clicks} click{'' if journey.clicks == 1 else 's'}"
        reason = f", {words.REASONS[result.reason.value].lower()}" if result.reason else ""
        again = ", second try only" if result.flaky else ""
        line.append(f"  {clicks}{again}{reason}", style="dim")
        line.append(f"  {path_of(journey)}", style="dim")
    elif result.error is not None:
        line.append(f"  {one_line(result.error.detail, chars_max=120)}", style="dim")
    return line


def path_of(journey: Journey) -> str:
    """The labels a visitor acted on, in order."""
    labels = []
    for step in journey.steps:
        if step.move is Move.OPEN:
            continue
        label = one_line(step.label, chars_max=40)
        labels.append({Move.SEARCH: f"search “{label}”", Move.BACK: "back"}.get(step.move, label))
    return " › ".join(labels) or "on the first page"
