"""In a job of GitHub Actions: the step summary, annotations, outputs, and output that is no command.

GitHub's runner takes lines of a step's output for commands, and a site's words are among ours. So commands
are switched off while a run prints (``stop-commands``, with a token that nobody can guess), and what is
written to the runner's files is fenced by tokens of that kind, too.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfserve_check.cli.common import COULD_NOT_ASK, FAILED, OK, say

if TYPE_CHECKING:
    from selfserve_check.report.run_file import RunFile
    from selfserve_check.report.write import ReportFiles

SUMMARY_BYTES_MAX = 1_000_000
"""GitHub takes a little more for each step, and nothing of a longer one."""
_TOKEN_BYTES = 24
_OUTCOMES = {OK: "answered", FAILED: "failed", COULD_NOT_ASK: "could-not-ask"}


def is_github(environ: Mapping[str, str]) -> bool:
    """Whether this is a step of a job of GitHub Actions."""
    return environ.get("GITHUB_ACTIONS", "").lower() == "true"


@contextmanager
def commands_off(environ: Mapping[str, str]) -> Iterator[None]:
    """While inside, no line that is printed is a command to GitHub's runner; elsewhere nothing happens.

    Standard error goes to standard output meanwhile: of two streams the runner knows no order.
    """
    if not is_github(environ):
        yield
        return
    token = secrets.token_hex(_TOKEN_BYTES)
    typer.echo(f"::stop-commands::{token}")
    try:
        with redirect_stderr(sys.stdout):
            yield
    finally:
        sys.stdout.flush()
        typer.echo(f"\n::{token}::")


def tell_github(written: Sequence[ReportFiles], code: int, environ: Mapping[str, str]) -> None:
    """Summary, annotations and outputs of a step that asked all of ``written`` and exits with ``code``;
    elsewhere nothing. What cannot be written is said, and changes nothing else."""
    if not is_github(environ):
        return
    from selfserve_check.report.annotations import annotation_lines

    runs = [files.run for files in written]
    _summarise(runs, environ.get("GITHUB_STEP_SUMMARY", ""))
    _put_out(outputs(written, code), environ.get("GITHUB_OUTPUT", ""))
    for line in annotation_lines(
        runs, lambda path: _in_repository(path, environ.get("GITHUB_WORKSPACE", ""))
    ):
        typer.echo(line)


def outputs(written: Sequence[ReportFiles], code: int) -> dict[str, str]:
    """What later steps can read; figures are sums over all sites, ``score`` is that of a single one."""
    runs = [files.run for files in written]
    results = [result for run in runs for result in run.results]
    kinds = [change.kind for run in runs if run.changes for change in run.changes.changes]
    score = runs[0].score if len(runs) == 1 else None
    folder = (written[-1].latest or written[-1].folder) if written else None
    return {
        "exit-code": str(code),
        "outcome": _OUTCOMES.get(code, "failed"),
        **{
            word.replace("_", "-"): str(sum(result.outcome == word for result in results))
            for word in ("passed", "failed", "needs_review", "errored")
        },
        "flaky": str(sum(result.flaky for result in results)),
        "new-failures": str(kinds.count("new_failure")),
        "fixed": str(kinds.count("fixed")),
        "score": "" if score is None else f"{score * 100:.1f}",
        "report": "" if folder is None else folder.as_posix(),
    }


def _summarise(runs: Sequence[RunFile], file: str) -> None:
    """Append what fits; a summary over the limit would not be shown at all."""
    from selfserve_check.report import markdown

    if not file:
        return
    try:
        path = Path(file)
        room = SUMMARY_BYTES_MAX - (path.stat().st_size if path.exists() else 0)
        with path.open("a", encoding="utf-8", newline="\n") as summary:
            for place, run in enumerate(runs):
                share = room // (len(runs) - place)
                text = markdown.render(run, bytes_max=share) + "\n"
                if len(text.encode()) <= share:
                    summary.write(text)
                    room -= len(text.encode())
    except OSError as error:
        say(f"GITHUB_STEP_SUMMARY: cannot be written: {error.strerror or error}")


def _put_out(values: Mapping[str, str], file: str) -> None:
    """``name<<token``, the value, the token: no value can end its own fence."""
    if not file:
        return
    token = secrets.token_hex(_TOKEN_BYTES)
    try:
        with Path(file).open("a", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{name}<<{token}\n{value}\n{token}\n" for name, value in values.items())
    except OSError as error:
        say(f"GITHUB_OUTPUT: cannot be written: {error.strerror or error}")


def _in_repository(path: str, workspace: str) -> str:
    """``path`` from the top of the repository, "" where it lies elsewhere."""
    try:
        inside = Path(path).resolve().relative_to(Path(workspace or ".").resolve())
    except (OSError, ValueError):
        return ""
    return inside.as_posix().replace(os.sep, "/")
