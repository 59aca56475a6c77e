"""``selfserve-check validate``: is what people wrote right? Asks no site and opens no browser."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.errors import FileProblem, FileProblemsError, UserError

if TYPE_CHECKING:
    from selfserve_check.scenario_file import LoadedScenarios
    from selfserve_check.settings import LoadedSettings

_SITE_UNKNOWN = "https://site-of-the-configuration.invalid/"
_PLAYWRIGHT_OWN = tuple(f"playwright.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: either problems, or the counts of a summary; notes in both cases."""

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: int = 0
    questions: int = 0

    @property
    def summary(self) -> str:
        return f"{_count(self.files, 'file')}, {_count(self.questions, 'question')}, no problems"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="validate")(validate)


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Scenario files and folders; else those the configuration names.", metavar="[PATHS]..."
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="Instead of ./playwright.config.yaml.")
    ] = None,
    site: Annotated[str | None, typer.Option("--site", help="The site, if no file names one.")] = None,
) -> None:
    """Check the configuration and the scenarios, and list everything that is wrong in them.

    Nothing is asked and no browser is opened. Exits with 2 when something is wrong.

    Example: selfserve-check validate scenarios/
    """
    checked = check(paths or (), config=config, site=site)
    for line in (*checked.notes, *checked.problems):
        typer.echo(line, err=True)
    if checked.problems:
        raise typer.Exit(2)
    typer.echo(checked.summary)


def check(paths: Sequence[Path], *, config: Path | None, site: str | None) -> Checked:
    """Read what ``run`` would read; a configuration among ``paths`` is checked as one."""
    from selfserve_check.yaml_source import (
        CONFIG_NAME,
    )  # YAML and pydantic load late, so that --help is quick

    given = [path for path in paths if path.name == CONFIG_NAME]
    settings, problems = _settings(config or next(iter(given), None))
    names = [path for path in paths if path not in given]
    if not names and not (given and settings is None):
        names = list(settings.settings.run.scenarios) if settings else []
    default_site = settings.settings.site if settings else _SITE_UNKNOWN
    scenarios, wrong = _scenarios(names, site, default_site)
    notes = [*_other_configs(Path()), *_notes(settings, scenarios)]
    return Checked(
        problems=(*problems, *wrong),
        notes=tuple(notes),
        files=len(scenarios.files if scenarios else ()) + bool(settings and settings.file),
        questions=len(scenarios.scenarios if scenarios else ()),
    )


def _settings(path: Path | None) -> tuple[LoadedSettings | None, tuple[str, ...]]:
    from selfserve_check.settings import read_settings  # see check()

    try:
        return read_settings(path, os.environ, need_secrets=False), ()
    except FileProblemsError as error:
        return None, tuple(map(str, error.problems))


def _scenarios(
    names: Sequence[Path], site: str | None, default_site: str | None
) -> tuple[LoadedScenarios | None, tuple[str, ...]]:
    from selfserve_check.scenario_file import read_scenarios  # see check()

    try:
        return read_scenarios(names, site=site, default_site=default_site), ()
    except FileProblemsError as error:
        return None, tuple(map(str, error.problems))
    except UserError as error:
        return None, (str(error),)


def _notes(settings: LoadedSettings | None, scenarios: LoadedScenarios | None) -> list[str]:
    warnings: list[FileProblem] = [*(settings.warnings if settings else ())]
    warnings += scenarios.warnings if scenarios else ()
    return [f"warning: {warning}" for warning in warnings]


def _other_configs(folder: Path) -> list[str]:
    """A word about files that look like ours and are not."""
    return [
        f"note: {name} is read by Playwright's own test runner, not by selfserve-check; "
        "ours is playwright.config.yaml, which Playwright does not read"
        for name in _PLAYWRIGHT_OWN
        if (folder / name).is_file()
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
