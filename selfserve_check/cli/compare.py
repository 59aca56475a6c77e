"""``selfserve-check compare``: one run beside an earlier one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import told_errors
from selfserve_check.errors import UserError

if TYPE_CHECKING:
    from selfserve_check.report.run_file import RunFile


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="compare")(compare)


def compare(
    before: Annotated[Path, typer.Argument(help="The earlier run.json, or its folder.", metavar="A.json")],
    now: Annotated[Path, typer.Argument(help="The later one.", metavar="B.json")],
) -> None:
    """What changed from one run to another: what is new, what was mended, and what was changed on the pages.

    Example: selfserve-check compare reports/20260301-020000-shop-example reports/latest
    """
    with told_errors():
        from selfserve_check.report import terminal

        for line in terminal.change_lines(compared(before, now)):
            typer.echo(line)


def compared(before: Path, now: Path) -> RunFile:
    """The later run with its changes since the earlier. Raises UserError when they are not of one site."""
    from selfserve_check.history import compare as history
    from selfserve_check.history.recorded import read_past
    from selfserve_check.report.read import read_run
    from selfserve_check.report.run_parts import ChangesPart

    old, new = read_past(before), read_past(now)
    if old.site != new.site:
        raise UserError(f"{before} is a run over {old.site}, {now} one over {new.site}; give two of one site")
    if old.started_at > new.started_at:
        raise UserError(f"{before} is the later run; give the earlier one first")
    changes = history.compare(new, history.baseline_of(old))
    part = ChangesPart(baseline=old.run_id, baseline_at=old.started_at, changes=list(changes))
    return read_run(now).model_copy(update={"changes": part})
