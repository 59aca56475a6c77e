"""``selfserve-check plan``: what a run would ask of whom, without asking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import load, told_errors, warn
from selfserve_check.cli.options import Config, Device, Persona, overrides
from selfserve_check.cli.run import selected

if TYPE_CHECKING:
    from selfserve_check.history.store import RunLine
    from selfserve_check.model.scenario import Scenario
    from selfserve_check.settings import LoadedSettings, Settings

_RUNS = 30


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="plan")(plan)


def plan(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Scenario files and folders; else those the configuration names."),
    ] = None,
    site: Annotated[str | None, typer.Option("--site", help="This site instead of the files' own.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="Only questions with this tag.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only the question with this id.")] = None,
    persona: Persona = None,
    device: Device = None,
    config: Config = None,
) -> None:
    """Say what a run would ask of whom, and about how long it takes, without any traffic.

    Example: selfserve-check plan scenarios --tag pre-launch
    """
    flags = overrides(persona=persona, device=device, workers=None, output=None)
    with told_errors():
        from selfserve_check.app.staging import one_site
        from selfserve_check.scenario_file import read_scenarios

        loaded = load(config, flags)
        read = read_scenarios(
            paths or loaded.settings.run.scenarios, site=site, default_site=loaded.settings.site
        )
        warn(read.warnings)
        groups = one_site(selected(read.scenarios, tags=tag or (), ids=only or ()))
        past = _past(loaded, groups)
        for address, scenarios in groups.items():
            for line in plan_lines(address, scenarios, loaded.settings, past[address]):
                typer.echo(line)


def plan_lines(
    site: str, scenarios: Sequence[Scenario], settings: Settings, runs: Sequence[RunLine]
) -> list[str]:
    """The plan of one site; ``runs`` are earlier ones over it."""
    from selfserve_check.model.condition import condition_words
    from selfserve_check.model.scenario import Severity
    from selfserve_check.report import words
    from selfserve_check.report.text import one_line

    asked = [one for one in scenarios if one.severity is not Severity.OFF]
    lines = [f"{one_line(site)}"]
    for one in asked:
        names = one.personas or settings.run.personas
        walks = len(names) * len(settings.devices) * len(one.wordings)
        conditions = settings.conditions if one.conditions is None else one.conditions
        lines.append(f"  {one.id}: {one_line(one.question)}")
        told = [", ".join(names), "on a " + " and a ".join(words.device(name) for name in settings.devices)]
        if len(one.wordings) > 1:
            told.append(f"in {len(one.wordings)} wordings")
        bad = f"; also {', '.join(condition_words(name) for name in conditions)}" if conditions else ""
        walks += len(names) * len(conditions)
        lines.append(
            f"      {words.plural(walks, 'visitor', 'visitors')}: {', '.join(told)}{bad}; "
            f"{words.budget(one.budget)}, from {one_line(one.start)}"
        )
    off = len(scenarios) - len(asked)
    switched = f", {off} switched off" if off else ""
    lines.append(
        f"  {words.plural(len(asked), 'question', 'questions')}{switched}; {_time(len(asked), runs)}."
    )
    return lines


def _time(questions: int, runs: Sequence[RunLine]) -> str:
    """About how long, by the median of earlier complete runs for each question that they asked."""
    from selfserve_check.report import words

    rates = [
        run.wall_s / count
        for run in runs
        if run.complete and (count := sum(many for outcome, many in run.counts if outcome != "skipped"))
    ]
    if not rates:
        return "how long it takes is not known before the first run"
    told = words.duration(median(rates) * questions)
    return f"about {told}, by the median of {words.plural(len(rates), 'earlier run', 'earlier runs')}"


def _past(loaded: LoadedSettings, sites: Mapping[str, object]) -> dict[str, tuple[RunLine, ...]]:
    """The newest runs over each of ``sites``; none where the history cannot be read."""
    from selfserve_check.app.memory import memory_of
    from selfserve_check.app.staging import staged_site
    from selfserve_check.errors import UserError
    from selfserve_check.history.past import site_of

    nothing: dict[str, tuple[RunLine, ...]] = dict.fromkeys(sites, ())
    if not loaded.settings.history.enabled:
        return nothing
    try:
        with memory_of(loaded).opened() as store:
            aliases = loaded.settings.aliases
            return {site: store.lines(site_of(staged_site(aliases, site)), _RUNS) for site in sites}
    except UserError as error:
        typer.echo(f"warning: {error}", err=True)
        return nothing
