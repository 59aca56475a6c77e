"""The command line's root: every verb registers itself here."""

from __future__ import annotations

from typing import Annotated

import typer

from selfserve_check import __version__
from selfserve_check.cli import (
    accept,
    approve,
    ask,
    compare,
    demo,
    doctor,
    history,
    plan,
    report,
    run,
    schema,
    validate,
    whatif,
    why,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Asks a web site its customers' questions, the way a customer does, and says which it fails.",
    epilog="Exit codes: 0 all answered, 1 a question failed, 2 bad usage or configuration, 3 could not ask.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"selfserve-check {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Asks a web site its customers' questions, the way a customer does, and says which it cannot answer."""


_ASKING = (demo, ask, run, plan, validate, schema)
_AFTERWARDS = (report, approve, whatif, why, history, compare, accept)
for verb in (*_ASKING, *_AFTERWARDS, doctor):
    verb.register(app)
