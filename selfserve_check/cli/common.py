"""What the verbs that ask a site share: settings, running, writing, exit codes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from selfserve_check.errors import BrowserDiedError, FileProblem, MissingToolError, UserError
from selfserve_check.language.redact import Redactor

if TYPE_CHECKING:
    from selfserve_check.app.run import Finished, Order
    from selfserve_check.cli.gate import Night
    from selfserve_check.report.run_file import RunFile
    from selfserve_check.report.write import ReportFiles
    from selfserve_check.settings import LoadedSettings

_REDACT = Redactor()
OK, FAILED, BAD_USAGE, COULD_NOT_ASK = 0, 1, 2, 3


@contextmanager
def told_errors() -> Iterator[None]:
    """Turn what a person can mend into its message and an exit code."""
    try:
        yield
    except (UserError, MissingToolError) as error:
        typer.echo(_REDACT(str(error)), err=True)
        raise typer.Exit(BAD_USAGE) from error
    except BrowserDiedError as error:
        typer.echo(_REDACT(f"the browser is gone: {error}"), err=True)
        raise typer.Exit(COULD_NOT_ASK) from error


def load(config: Path | None, overrides: Mapping[str, Any]) -> LoadedSettings:
    """The settings, with flags laid over them; warnings go to standard error."""
    from selfserve_check.settings import read_settings

    loaded = read_settings(config, os.environ, dict(overrides))
    warn(loaded.warnings)
    return loaded


def warn(problems: Sequence[FileProblem]) -> None:
    for problem in problems:
        typer.echo(_REDACT(f"warning: {problem}"), err=True)


def say(note: str) -> None:
    """One line to standard error, without secrets."""
    typer.echo(_REDACT(note), err=True)


@contextmanager
def site_under_test(
    loaded: LoadedSettings, *, wanted: bool = True
) -> Iterator[Callable[[], tuple[str, ...]]]:
    """The server that the settings name, for as long as the block lasts; gives what is to be said of it.
    Nothing is started where it is not ``wanted``."""
    section = loaded.settings.web_server
    if section is None or not wanted:
        yield tuple
        return
    from selfserve_check.app.discretion import discreet_redactor
    from selfserve_check.app.web_server import web_server

    redact = discreet_redactor(loaded.secrets, loaded.settings.storage_state)
    with web_server(section, redact, say) as server:
        yield server.told


def carry_out(
    order: Order, output: Path, record: Path | None = None, night: Night | None = None
) -> ReportFiles:
    """Run ``order`` with a live table, write the report, and show what needs a person. ``night`` holds the
    run against earlier ones and keeps it, once the report is written."""
    import asyncio

    from selfserve_check.app.dress import dress_of
    from selfserve_check.cli.live import LiveTable, console_for

    dress = dress_of(order.settings)  # a logo that cannot be read is told before the site is asked
    console = console_for()
    with LiveTable(console=console, total=len(order.scenarios)) as table:
        finished = asyncio.run(_run(order, table.hear))
    # Read in while the site was asked (app.warm).
    from selfserve_check.report.terminal import lines
    from selfserve_check.report.write import write_report

    files = write_report(
        finished.run,
        output,
        finished.recording,
        lambda run: night.beside(run, finished) if night is not None else run,
        dress,
    )
    if record is not None:
        _write_recording(record, finished.recording)
    typer.echo("")
    shown = files.latest / "index.html" if files.latest else files.html
    for line in lines(files.run, report=str(shown), width=min(console.width, 110)):
        typer.echo(line)
    for note in (*finished.run.notes, *files.notes):
        typer.echo(note, err=True)
    if night is not None:
        night.keep(files.run, finished)
    return files


async def _run(order: Order, listener: Any) -> Finished:
    """Run until done, or until Ctrl-C or a termination asks for what is known so far."""
    import asyncio

    from selfserve_check.app.run import run_order

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask_to_stop() -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        typer.echo("stopping: writing a report of what is known (once more to quit at once)", err=True)
        stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, ValueError):  # no signal handlers on Windows and in threads
            loop.add_signal_handler(name, ask_to_stop)
    return await run_order(order, listener, stop)


def exit_code(runs: Sequence[RunFile], *, strict: bool) -> int:
    """What the process says to CI (design, section 6). A failure that is excused counts for nothing."""
    excused = {(run.run_id, part.id) for run in runs if run.changes for part in run.changes.excused}
    results = [
        result
        for run in runs
        for result in run.results
        if result.outcome != "failed" or (run.run_id, result.id) not in excused
    ]
    counting = [result for result in results if result.severity in ("error", "blocker")]
    if any(result.outcome == "failed" for result in counting):
        return FAILED
    if strict and any(result.outcome in ("failed", "needs_review") for result in results):
        return FAILED
    if any(result.outcome == "errored" for result in results) or not all(run.complete for run in runs):
        return COULD_NOT_ASK
    return OK


def _write_recording(path: Path, recording: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(recording)
    except OSError as error:
        raise UserError(f"--record {path}: cannot be written: {error.strerror or error}") from error
