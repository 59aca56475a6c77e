"""``selfserve-check run``: ask everything the scenario files ask."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    from selfserve_check.app.memory import Memory, Recalled
    from selfserve_check.app.run import Order
    from selfserve_check.model.scenario import Scenario
    from selfserve_check.report.write import ReportFiles
    from selfserve_check.settings import LoadedSettings
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
    again = {"failed": last_failed, "errored": errored_only}
    with told_errors():
        asking = Asking(
            loaded=load(config, flags),
            paths=tuple(paths or ()),
            site=site,
            tags=tuple(tag or ()),
            ids=tuple(only or ()),
            again=frozenset(word for word, said in again.items() if said),
            record=record,
            recording=read_recording(offline) if offline else None,
            baseline=baseline,
            gate=gate,
        )
        code = _asked(asking, strict=strict)
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a person wants to be asked.

    ``again`` are the outcomes of the last time that are asked again, empty for all; ``recording`` stands for
    the site where there is one.
    """

    loaded: LoadedSettings
    paths: tuple[Path, ...]
    site: str | None
    tags: tuple[str, ...]
    ids: tuple[str, ...]
    again: frozenset[str]
    record: Path | None
    recording: Recording | None
    baseline: str | None
    gate: str


def _asked(asking: Asking, *, strict: bool) -> int:
    """Ask, report, remember and tell; the exit code."""
    from selfserve_check.app.memory import memory_of
    from selfserve_check.history.gate import fail_on
    from selfserve_check.history.known import read_known

    loaded = asking.loaded
    rule, accepted = fail_on(asking.gate), known_beside(loaded.file)
    known, memory = read_known(accepted), memory_of(loaded)
    orders = _orders(asking, memory)
    nights: list[tuple[ReportFiles, Recalled]] = []
    with commands_off(os.environ), site_under_test(loaded, wanted=asking.recording is None) as beside:
        for order in orders:
            recalled = memory.recall(staged_at(loaded, order.site), asking.baseline)
            say_before(recalled, rule, known)
            # A recording is not the site of tonight: nothing of it is remembered.
            kept = asking.recording is None
            night = Night(memory=memory, recalled=recalled, rule=rule, known=known, kept=kept)
            order = replace(order, last_paths=recalled.last_paths, beside=beside)
            files = carry_out(order, loaded.settings.output.folder, asking.record, night)
            nights.append((files, recalled))
    runs = [files.run for files, _ in nights]
    say_stale(known, runs, accepted)
    code = gated_exit_code(runs, rule, strict=strict)
    tell_github([files for files, _ in nights], code, os.environ)
    if asking.recording is None:
        tell_people(loaded, nights, os.environ)
    return code


def _orders(asking: Asking, memory: Memory) -> list[Order]:
    """What is to be asked of each site, in the order of the files."""
    from selfserve_check.app.run import Order
    from selfserve_check.app.staging import one_site
    from selfserve_check.cli.again import asked_again
    from selfserve_check.scenario_file import read_scenarios
    from selfserve_check.settings import with_credentials

    loaded, settings = asking.loaded, asking.loaded.settings
    files = asking.paths or settings.run.scenarios
    read = read_scenarios(files, site=asking.site, default_site=settings.site)
    warn(read.warnings)
    groups = one_site(selected(read.scenarios, tags=asking.tags, ids=asking.ids))
    if asking.again:
        groups = asked_again(groups, memory, asking.again, partial(staged_at, loaded))
    if asking.record is not None and len(groups) > 1:
        raise UserError("--record saves one site; the questions ask several: name one with --site")
    secrets = with_credentials(loaded.secrets, read.credentials)
    return [
        Order(site=site, scenarios=some, settings=settings, secrets=secrets, offline=asking.recording)
        for site, some in groups.items()
    ]


def staged_at(loaded: LoadedSettings, site: str) -> str:
    """The address that is asked in place of ``site``: itself, where nothing stands for it."""
    from selfserve_check.app.staging import staged_site

    return staged_site(loaded.settings.aliases, site)


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
