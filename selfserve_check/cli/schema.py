"""``selfserve-check schema``: JSON Schemas that make editors complete and check, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.schemas import SCHEMA_NAMES, SchemaName, file_name

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="schema")(schema)


def schema(
    name: Annotated[
        SchemaName, typer.Argument(help="scenarios/*.yaml, playwright.config.yaml, or run.json.")
    ] = "scenarios",
    folder: Annotated[
        Path | None, typer.Option("--write", help="Write all three into this folder instead.", metavar="DIR")
    ] = None,
) -> None:
    """Print the JSON Schema of a file, for editors and for those who read run.json.

    Example: selfserve-check schema scenarios > scenarios.schema.json

    Then make the first line of a scenario file:
    # yaml-language-server: $schema=scenarios.schema.json
    """
    if folder is None:
        typer.echo(generated(name), nl=False)
        return
    try:
        _write_all(folder)
    except OSError as error:
        typer.echo(f"{folder}: cannot be written: {error.strerror or error}", err=True)
        raise typer.Exit(2) from error


def generated(name: SchemaName) -> str:
    """The schema of one file as JSON text, made from its model: the same text every time."""
    body = _model(name).model_json_schema(mode="validation")
    return json.dumps({"$schema": DIALECT, **body}, indent=2, ensure_ascii=False) + "\n"


def _write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMA_NAMES:
        (folder / file_name(name)).write_text(generated(name), encoding="utf-8")


def _model(name: SchemaName) -> type[BaseModel]:
    if name == "config":
        from selfserve_check.settings import Settings  # models load late, so that --help is quick

        return Settings
    if name == "run":
        from selfserve_check.report.run_file import RunFile  # as above

        return RunFile
    from selfserve_check.scenario_models import ScenarioFile  # as above

    return ScenarioFile
