"""``selfserve-check why``: "But I wrote that article!" """

from __future__ import annotations

from typing import Annotated

import typer

from selfserve_check.cli.common import told_errors
from selfserve_check.cli.whatif import RecordingOption, RunArgument, read_recorded


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="why")(why)


def why(
    run: RunArgument,
    question: Annotated[str, typer.Argument(help="Its id, or its words.", metavar="QUESTION")],
    url: Annotated[str, typer.Argument(help="The page that answers it, as you see it.", metavar="URL")],
    recording: RecordingOption = None,
) -> None:
    """Say why a page was not taken for the answer, and what would have to change. No site is asked.

    Example: selfserve-check why reports/latest return-window /help/returns
    """
    with told_errors():
        from selfserve_check.app.why import why_not
        from selfserve_check.report.why_text import lines

        told, saved = read_recorded(run, recording)
        scenario, found = why_not(told, saved, question, url)
    for line in lines(scenario.question, found):
        typer.echo(line)
