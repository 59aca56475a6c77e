"""``selfserve-check report``: another format of a run that was made before."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import told_errors
from selfserve_check.errors import UserError

if TYPE_CHECKING:
    from selfserve_check.report.run_file import RunFile
    from selfserve_check.settings import Settings

STANDARD_OUTPUT = Path("-")


class Format(StrEnum):
    """What a report can be."""

    HTML = "html"
    PDF = "pdf"
    MD = "md"
    CSV = "csv"
    JUNIT = "junit"
    JSON = "json"


class Table(StrEnum):
    """The tables that a report has for a spreadsheet."""

    QUESTIONS = "questions"
    FINDINGS = "findings"
    WORKLIST = "worklist"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="report")(report)


def report(
    run: Annotated[Path, typer.Argument(help="A run.json, or the folder of a report.", metavar="RUN.json")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="What to make.")] = Format.HTML,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The file to write; '-' is standard output.", metavar="FILE"),
    ] = STANDARD_OUTPUT,
    assets: Annotated[
        Path | None,
        typer.Option("--assets", help="html: put the pictures into this folder.", metavar="DIR"),
    ] = None,
    table: Annotated[
        Table | None,
        typer.Option("--table", help="csv: this table; else a folder given as --output gets all three."),
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", "-l", help="Of what people read: en, de, fr or es; else as the run says."),
    ] = "",
) -> None:
    """Make another format of a run, without asking the site again.

    Example: selfserve-check report reports/latest --format pdf --output audit.pdf
    """
    with told_errors():
        _refuse_misfits(format_, output, assets, table)
        from selfserve_check.report.read import read_run  # pydantic loads late, so that --help is quick

        found = read_run(run)
        found = found.model_copy(update={"language": language or found.language})
        folder = run if run.is_dir() else run.parent
        if format_ is Format.HTML:
            notes = _html(found, folder, output, assets)
        elif format_ is Format.PDF:
            notes = _pdf(found, folder, output)
        elif format_ is Format.CSV and table is None and _is_folder(output):
            notes = _all_tables(found, output)
        else:
            notes = ()
            _put(output, _text(found, format_, table or Table.WORKLIST))
        for note in notes:
            typer.echo(note, err=True)


def _refuse_misfits(format_: Format, output: Path, assets: Path | None, table: Table | None) -> None:
    if assets is not None and (format_ is not Format.HTML or output == STANDARD_OUTPUT):
        raise UserError(
            "--assets belongs to --format html with an --output file: it puts the pictures beside it"
        )
    if table is not None and format_ is not Format.CSV:
        raise UserError(f"--table {table} belongs to --format csv")
    if format_ is Format.PDF and output == STANDARD_OUTPUT and sys.stdout.isatty():
        raise UserError("a PDF is nothing to read in a terminal; write it to a file: --output report.pdf")
    if output.is_dir() and format_ is not Format.CSV:
        raise UserError(f"--output {output}: is a folder; name a file in it: {output / f'report.{format_}'}")


def _is_folder(output: Path) -> bool:
    return output != STANDARD_OUTPUT and (output.is_dir() or not output.suffix)


def _html(run: RunFile, folder: Path, output: Path, assets: Path | None) -> tuple[str, ...]:
    from selfserve_check.report import html  # templates load late
    from selfserve_check.report.page_file import write_page
    from selfserve_check.report.read import read_pictures

    pictures = read_pictures(folder, run)
    if output == STANDARD_OUTPUT:
        _put(output, html.render(run, pictures.images))
        return pictures.missing
    return (*pictures.missing, *write_page(output, run, pictures.images, assets))


def _pdf(run: RunFile, folder: Path, output: Path) -> tuple[str, ...]:
    from selfserve_check.cli.common import load
    from selfserve_check.report.write import write_bytes

    made, notes = printed(run, folder, load(None, {}).settings)
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    else:
        write_bytes(output, made)
    return notes


def printed(run: RunFile, folder: Path, settings: Settings) -> tuple[bytes, tuple[str, ...]]:
    """``run``, whose pictures are in ``folder``, as a PDF file, and what a person should read. Raises
    UserError when it cannot be printed, and MissingToolError without a browser."""
    import asyncio
    from dataclasses import replace
    from functools import partial

    from selfserve_check.app.mapping import launch_of
    from selfserve_check.app.printing import print_pdf
    from selfserve_check.report import pdf_page
    from selfserve_check.report.read import read_pictures
    from selfserve_check.report.view_agency import logo_of

    pictures = read_pictures(folder, run)
    launch = replace(launch_of(settings, ""), headless=True)  # one with a window cannot print
    document = partial(pdf_page.render, run, logo=logo_of(run, pictures.images))
    made = asyncio.run(print_pdf(document, pictures.images, launch))
    return made, pictures.missing


def _all_tables(run: RunFile, folder: Path) -> tuple[str, ...]:
    from selfserve_check.report.write import tables, write_text

    made = tables(run)
    for name, text in made.items():
        write_text(folder / name, text)
    return (f"{folder}: {', '.join(made)}",)


def _text(run: RunFile, format_: Format, table: Table) -> str:
    from selfserve_check.report import findings_csv, junit, markdown, questions_csv, run_json, worklist

    formats = {Format.JUNIT: junit.render, Format.MD: markdown.render, Format.JSON: run_json.render}
    tables = {
        Table.QUESTIONS: questions_csv.render,
        Table.FINDINGS: findings_csv.render,
        Table.WORKLIST: worklist.render,
    }
    return (tables[table] if format_ is Format.CSV else formats[format_])(run)


def _put(output: Path, text: str) -> None:
    from selfserve_check.report.write import write_text

    if output == STANDARD_OUTPUT:
        typer.echo(text.encode(), nl=False)
    else:
        write_text(output, text)
