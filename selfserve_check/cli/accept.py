"""``selfserve-check accept``: failures that are known, in a file to be committed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selfserve_check.cli.common import load, told_errors
from selfserve_check.cli.options import Config


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="accept")(accept)


def accept(
    run: Annotated[Path, typer.Argument(help="A run.json, or the folder of a report.", metavar="RUN.json")],
    into: Annotated[
        Path | None,
        typer.Option("--into", help="The file; else known-failures.yaml beside the configuration."),
    ] = None,
    config: Config = None,
) -> None:
    """Accept the failures of a run: with --fail-on new they are listed and do not fail the build.

    Writes known-failures.yaml, to be committed. What stands in it stays (comments, order, notes); questions
    that are answered leave it.

    Example: selfserve-check accept reports/latest
    """
    with told_errors():
        from selfserve_check.cli.gate import known_beside
        from selfserve_check.history.known import accepted
        from selfserve_check.report.read import read_run
        from selfserve_check.report.write import write_text

        file = into or known_beside(load(config, {}).file)
        found = read_run(run)
        text, new, gone = accepted(file, found, found.started_at[:10])
        write_text(file, text)
        left = f"; {gone} that {'is' if gone == 1 else 'are'} answered left it" if gone else ""
        typer.echo(f"{file}: {new} newly accepted{left}. Commit it, and run with --fail-on new.")
