"""``selfserve-check run``: ask everything the scenario files ask."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import carry_out, load, site_under_test, told_errors, warn
from selfserve_check.cli.gate import Night, gated_exit_code, known_beside, say_before, say_stale
from selfserve_check.cli.github import commands_off, tell_github
from selfserve_check.cli.notify import tell_people
from selfserve_check.cli.options import (
    Baseline,
    Config,
    Device,
    Offline,
    Output,
    Persona,
    Record,
    Strict,
    Workers,
    overrides,
)
from selfserve_check.errors import UserError

if TYPE_CHECKING:
    from selfserve_check.app.memory import Recalled
    from selfserve_check.model.scenario import Scenario
    from selfserve_check.report.write import ReportFiles
    from selfserve_check.site.recording import Recording


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="run")(run)


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Scenario files and folders; else those the configuration names.", metavar="[PATHS]..."
        ),
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", help="Ask this site instead of the files' own.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="Only questions with this tag.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only the question with this id.")] = None,
    persona: Persona = None,
    device: Device = None,
    workers: Workers = None,
    output: Output = None,
    record: Record = None,
    offline: Offline = None,
    config: Config = None,
    strict: Strict = False,
    baseline: Baseline = None,
    gate: Annotated[
        str, typer.Option("--fail-on", help="any, new, blocker, or score<N (percent): what exits with 1.")
    ] = "any",
    last_failed: Annotated[
        bool, typer.Option("--last-failed", help="Only questions that were not answered the last time.")
    ] = False,
    errored_only: Annotated[
        bool, typer.Option("--errored-only", help="Only questions that could not be asked the last time.")
    ] = False,
) -> None:
    """Ask a site its customers' questions, and write a report.

    Example: selfserve-check run scenarios --site https://shop.example --tag pre-launch
    """
    flags = overrides(persona=persona, device=device, workers=workers, output=output)
    with told_errors():
        from selfserve_check.app.memory import memory_of
        from selfserve_check.app.run import Order, one_site
        from selfserve_check.app.staging import staged_site
        from selfserve_check.cli.again import asked_again
        from selfserve_check.history.gate import fail_on
        from selfserve_check.history.known import read_known
        from selfserve_check.scenario_file import read_scenarios
        from selfserve_check.settings import with_credentials

        loaded = load(config, flags)
        settings = loaded.settings
        read = read_scenarios(paths or settings.run.scenarios, site=site, default_site=settings.site)
        warn(read.warnings)
        recording = read_recording(offline) if offline else None
        rule, accepted = fail_on(gate), known_beside(loaded.file)
        known = read_known(accepted)
        memory = memory_of(loaded)
        groups = one_site(selected(read.scenarios, tags=tag or (), ids=only or ()))
        if last_failed or errored_only:
            wanted = {word for word, said in (("failed", last_failed), ("errored", errored_only)) if said}
            groups = asked_again(groups, memory, wanted, partial(staged_site, settings.aliases))
        if record is not None and len(groups) > 1:
            raise UserError("--record saves one site; the questions ask several: name one with --site")
        nights: list[tuple[ReportFiles, Recalled]] = []
        with commands_off(os.environ), site_under_test(loaded, wanted=recording is None) as beside:
            for address, scenarios in groups.items():
                recalled = memory.recall(staged_site(settings.aliases, address), baseline)
                say_before(recalled, rule, known)
                order = Order(
                    site=address,
                    scenarios=scenarios,
                    settings=settings,
                    secrets=with_credentials(loaded.secrets, read.credentials),
                    offline=recording,
                    last_paths=recalled.last_paths,
                    beside=beside,
                )
                # A recording is not the site of tonight: nothing of it is remembered.
                night = Night(
                    memory=memory, recalled=recalled, rule=rule, known=known, kept=recording is None
                )
                nights.append((carry_out(order, settings.output.folder, record, night), recalled))
        runs = [files.run for files, _ in nights]
        say_stale(known, runs, accepted)
        code = gated_exit_code(runs, rule, strict=strict)
        tell_github([files for files, _ in nights], code, os.environ)
        if recording is None:
            tell_people(loaded, nights, os.environ)
    raise typer.Exit(code)


def selected(
    scenarios: Sequence[Scenario], *, tags: Sequence[str], ids: Sequence[str]
) -> tuple[Scenario, ...]:
    """The scenarios that have one of ``tags`` and one of ``ids``, where those are given. Raises UserError for
    an id that nobody has."""
    known = {scenario.id for scenario in scenarios}
    unknown = [name for name in ids if name not in known]
    if unknown:
        raise UserError(f"--only {unknown[0]}: no question has this id; 'validate' lists the files")
    return tuple(
        scenario
        for scenario in scenarios
        if (not tags or set(tags) & set(scenario.tags)) and (not ids or scenario.id in ids)
    )


def read_recording(path: Path) -> Recording:
    """The recording at ``path``; raises UserError that says what is wrong."""
    from selfserve_check.site.recording import unpack

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"--offline {path}: cannot be read: {error.strerror or error}") from error
    return unpack(data, str(path))
