"""``selfserve-check whatif``: try a change to a site on the recording of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import told_errors
from selfserve_check.errors import UserError

if TYPE_CHECKING:
    from selfserve_check.model.remedy import Edit
    from selfserve_check.report.run_file import RunFile
    from selfserve_check.site.recording import Recording

RunArgument = Annotated[
    Path, typer.Argument(help="A run.json, or the folder of a report.", metavar="RUN.json")
]
RecordingOption = Annotated[
    Path | None, typer.Option("--recording", help="The recording, where it is not beside the run.")
]
Lines = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="whatif")(whatif)


def whatif(
    run: RunArgument,
    rename: Annotated[
        Lines,
        typer.Option(
            "--rename",
            metavar='"PAGE: OLD => NEW"',
            help="Call a link otherwise. In a header, menu or footer: on all pages.",
        ),
    ] = None,
    link: Annotated[
        Lines,
        typer.Option(
            "--link", metavar='"PAGE -> TARGET: LABEL"', help="Add a link at the top of a page's main part."
        ),
    ] = None,
    reveal: Annotated[
        Lines, typer.Option("--reveal", metavar='"PAGE: LABEL"', help="Show at once what LABEL opens.")
    ] = None,
    passage: Annotated[
        Lines, typer.Option("--passage", metavar='"PAGE: HEADING => TEXT"', help="Add a text to a page.")
    ] = None,
    only_here: Annotated[
        bool,
        typer.Option(
            "--only-here", help="Rename on the named page alone, also in its header, menu or footer."
        ),
    ] = False,
    recording: RecordingOption = None,
) -> None:
    """Say what a change would do to every question of a run. No site is asked.

    A page is an address or a path. Changes are made in the order of the options above; each may be given
    several times.

    Example: selfserve-check whatif reports/latest --rename "/: Service => Returns and refunds"
    """
    with told_errors():
        from selfserve_check.app.whatif import what_if
        from selfserve_check.diagnosis.edit_lines import link_line, passage_line, rename_line, reveal_line
        from selfserve_check.report.whatif_text import lines

        told, saved = read_recorded(run, recording)
        edits: list[Edit] = [
            *(rename_line(line, told.site, only_here=only_here) for line in rename or ()),
            *(link_line(line, told.site) for line in link or ()),
            *(reveal_line(line, told.site) for line in reveal or ()),
            *(passage_line(line, told.site) for line in passage or ()),
        ]
        if not edits:
            raise UserError(
                'nothing to try: give --rename "PAGE: OLD => NEW", --link "PAGE -> TARGET: LABEL", '
                "--reveal or --passage"
            )
        found = what_if(told, saved, edits)
    for line in lines(edits, found.places, found.effects, found.unlike):
        typer.echo(line)


def read_recorded(run: Path, recording: Path | None) -> tuple[RunFile, Recording]:
    """The run and its recording; raises UserError that says how to get one."""
    from selfserve_check.report.read import read_run
    from selfserve_check.site.recording import unpack

    told = read_run(run)
    folder = run if run.is_dir() else run.parent
    place = recording or (folder / told.recording if told.recording else None)
    if place is None or not place.is_file():
        what = f"{place} is not there" if place is not None else "this run names no recording"
        raise UserError(
            f"{run}: {what}; each run keeps recording.json.gz beside its run.json: give the folder of a "
            "whole report, or --recording FILE, or ask the site again with 'selfserve-check run'"
        )
    try:
        data = place.read_bytes()
    except OSError as error:
        raise UserError(f"{place}: cannot be read: {error.strerror or error}") from error
    return told, unpack(data, str(place))
