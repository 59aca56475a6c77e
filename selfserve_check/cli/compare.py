"""``selfserve-check compare``: runs beside each other, over time or over several sites."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import told_errors

if TYPE_CHECKING:
    from selfserve_check.report.compare_file import ComparisonFile


class CompareFormat(StrEnum):
    """What a comparison can be."""

    TERMINAL = "terminal"
    MD = "md"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="compare")(compare)


def compare(
    runs: Annotated[
        list[Path],
        typer.Argument(
            help="Runs, or folders of reports: of one site, the earlier first; or your site's, and others'.",
            metavar="A.json B.json [C.json]...",
        ),
    ],
    format_: Annotated[
        CompareFormat, typer.Option("--format", "-f", help="What to make.")
    ] = CompareFormat.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    language: Annotated[
        str, typer.Option("--language", "-l", help="en, de, fr or es; else as the first run says.")
    ] = "",
) -> None:
    """What changed from one run to another, or how several sites answer the same questions.

    Example: selfserve-check compare reports/20260301-020000-shop-example reports/latest
    """
    with told_errors():
        from selfserve_check.report.write import write_text

        found = compared(runs)
        found = found.model_copy(update={"language": language or found.language})
        text = _text(found, format_)
        if output is not None:
            write_text(output, text)
        else:
            typer.echo(text.encode(), nl=False)


def compared(runs: list[Path]) -> ComparisonFile:
    """The runs in the files, beside each other. Raises UserError where that makes no sense."""
    from selfserve_check.history.beside import Given, beside
    from selfserve_check.history.recorded import read_past
    from selfserve_check.report.read import read_run

    return beside([Given(run=read_run(path), past=read_past(path), called=str(path)) for path in runs])


def _text(found: ComparisonFile, format_: CompareFormat) -> str:
    from selfserve_check.report import compare_html, compare_text

    if format_ is CompareFormat.TERMINAL:
        return "\n".join(compare_text.terminal_lines(found)) + "\n"
    formats = {
        CompareFormat.MD: compare_text.markdown,
        CompareFormat.CSV: compare_text.csv_table,
        CompareFormat.JSON: compare_text.json_text,
        CompareFormat.HTML: compare_html.render,
    }
    return formats[format_](found)
