"""``selfserve-check report``: another format of a run that was made before."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from selfserve_check.errors import UserError


class Format(StrEnum):
    """What a report can be."""

    HTML = "html"
    JUNIT = "junit"
    MD = "md"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="report")(report)


def report(
    run: Annotated[Path, typer.Argument(help="A run.json, or the folder of a report.", metavar="RUN.json")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="What to make.")] = Format.HTML,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; else standard output.")
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", "-l", help="Of the HTML report: en, de, fr or es; else as the run says."),
    ] = "",
) -> None:
    """Make another format of a run, without asking the site again.

    Example: selfserve-check report reports/latest --format md --output summary.md
    """
    from selfserve_check.report.write import (
        write_text,
    )  # templates and pydantic load late, so that --help is quick

    try:
        text, notes = _render(run, format_, language)
        if output is not None:
            write_text(output, text)
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for note in notes:
        typer.echo(note, err=True)
    if output is None:
        typer.echo(text.encode(), nl=False)


def _render(path: Path, format_: Format, language: str) -> tuple[str, tuple[str, ...]]:
    from selfserve_check.report import html, junit, markdown, run_json, worklist  # see report()
    from selfserve_check.report.read import read_pictures, read_run

    run = read_run(path)
    if format_ is Format.HTML:
        pictures = read_pictures(path if path.is_dir() else path.parent, run)
        return html.render(run, pictures.images, language=language), pictures.missing
    plain = {
        Format.JUNIT: junit.render,
        Format.MD: markdown.render,
        Format.JSON: run_json.render,
        Format.CSV: worklist.render,
    }
    return plain[format_](run), ()
