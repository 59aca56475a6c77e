"""``--fail-on``, ``--baseline``, ``known-failures.yaml``: what a run is held against, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfserve_check.cli.common import FAILED, exit_code, say

if TYPE_CHECKING:
    from selfserve_check.app.memory import Memory, Recalled
    from selfserve_check.app.run import Finished
    from selfserve_check.history.gate import FailOn
    from selfserve_check.history.known import KnownFailure
    from selfserve_check.report.run_file import RunFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What one run over one site is held against; ``kept`` is False where it is not to be remembered."""

    memory: Memory
    recalled: Recalled
    rule: FailOn
    known: tuple[KnownFailure, ...]
    kept: bool = True

    def beside(self, run: RunFile, finished: Finished) -> RunFile:
        """``run`` with what is said of it beside the baseline."""
        from selfserve_check.app.memory import beside

        told = run.model_copy(update={"past": list(self.recalled.scores)})
        return beside(self.recalled.baseline, finished.pages, self.rule, self.known)(told)

    def keep(self, run: RunFile, finished: Finished) -> None:
        """Keep ``run``, which is written by now, for later nights. What goes wrong is said in one line."""
        if not self.kept:
            return
        from selfserve_check.history.past import past_of

        for note in self.memory.keep(past_of(run, finished.pages)):
            say(note)


def known_beside(config: str) -> Path:
    """Where ``known-failures.yaml`` lies: beside the configuration, else here."""
    from selfserve_check.history.known import KNOWN_NAME

    return Path(config).parent / KNOWN_NAME


def say_before(recalled: Recalled, rule: FailOn, known: Sequence[KnownFailure]) -> None:
    """What a person should know before a run starts."""
    for note in recalled.notes:
        say(note)
    if rule.rule == "new" and recalled.baseline is None and not known:
        say("--fail-on new: there is no earlier run to compare with, so every failure counts as new")


def say_stale(known: Sequence[KnownFailure], runs: Sequence[RunFile], file: Path) -> None:
    """Accepted failures that are answered now."""
    from selfserve_check.history.known import stale

    for name in dict.fromkeys(name for run in runs for name in stale(known, run)):
        say(f"{file}: {name} is answered now; take it out (selfserve-check accept does)")


def gated_exit_code(runs: Sequence[RunFile], rule: FailOn, *, strict: bool) -> int:
    """What the process says to CI, by the rule of ``--fail-on``."""
    from selfserve_check.history.gate import under_score

    low = [run for run in runs if under_score(run, rule)]
    for run in low:
        typer.echo(f"The score {run.score:.1%} is under {rule.percent:g} %.", err=True)
    return FAILED if low else exit_code(runs, strict=strict)
