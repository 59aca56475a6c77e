"""The options that several verbs share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

Persona = Annotated[
    list[str] | None,
    typer.Option("--persona", "-p", help="Visitors: menu (reads and clicks) or search (searches first)."),
]
Device = Annotated[list[str] | None, typer.Option("--device", help="desktop or phone.")]
Workers = Annotated[int | None, typer.Option("--workers", "-w", help="Pages worked on at once.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder for reports.")]
Record = Annotated[Path | None, typer.Option("--record", help="Save what was seen to this file.")]
Offline = Annotated[Path | None, typer.Option("--offline", help="Ask a saved recording instead of the site.")]
Config = Annotated[Path | None, typer.Option("--config", "-c", help="Instead of ./playwright.config.yaml.")]
Baseline = Annotated[
    str | None,
    typer.Option("--baseline", help="Compare with this run.json, or run of the history.", metavar="FILE|RUN"),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Fail on warnings and on what a person is to check, too.")
]


def overrides(
    *, persona: list[str] | None, device: list[str] | None, workers: int | None, output: Path | None
) -> dict[str, Any]:
    """The flags as settings; None means: not given."""
    return {
        "run": {"personas": persona or None, "workers": workers},
        "devices": device or None,
        "output": {"folder": str(output) if output else None},
    }
