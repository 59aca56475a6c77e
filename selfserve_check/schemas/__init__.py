"""The JSON Schemas that are shipped: for the files people write, and for ``run.json``.

``selfserve-check schema`` makes them from the models; a test holds them equal.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Literal, get_args

SchemaName = Literal["scenarios", "config", "run"]
SCHEMA_NAMES: tuple[SchemaName, ...] = get_args(SchemaName)


def file_name(name: SchemaName) -> str:
    """The file that holds a schema, in this folder."""
    return f"{name}.schema.json"


def schema_text(name: SchemaName) -> str:
    """The shipped schema as JSON text (draft 2020-12)."""
    return files(__package__).joinpath(file_name(name)).read_text(encoding="utf-8")
