"""What a person decides about answers, written into the files that the questions came from."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from selfserve_check.errors import FileProblemsError, UserError
from selfserve_check.report.run_file import ResultPart
from selfserve_check.report.view_review import FACT_CHARS_MAX
from selfserve_check.scenario_edit import Ruling, with_ruling
from selfserve_check.yaml_problems import messages
from selfserve_check.yaml_source import FILE_BYTES_MAX, read_yaml
from selfserve_check.yaml_types import listed

_BOM = "\ufeff"
PATCH_ANSWERS_MAX = 5_000

PatchFact = Annotated[str, Field(min_length=1, max_length=FACT_CHARS_MAX)]
PatchFacts = Annotated[tuple[PatchFact, ...], Field(max_length=20), BeforeValidator(listed)]


class PatchEntry(BaseModel):
    """What is decided of one question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=80)]
    accept: PatchFacts = Field(default=(), description="What a right page says")
    refuse: PatchFacts = Field(default=(), description="What a page must not say")


class Patch(BaseModel):
    """``approve --patch``: decisions, as the report offers them for download."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answers: Annotated[tuple[PatchEntry, ...], Field(max_length=PATCH_ANSWERS_MAX)]


def read_patch(path: Path) -> tuple[PatchEntry, ...]:
    """The decisions in ``path``. Raises UserError that says what is wrong, and where."""
    source = read_yaml(path)
    if source.problems:
        raise FileProblemsError(source.problems)
    try:
        return Patch.model_validate(source.data()).answers
    except ValidationError as error:
        wrong = tuple(
            source.problem(loc, message, of_key=of_key) for loc, of_key, message in messages(error, Patch)
        )
        raise FileProblemsError(wrong) from None


def file_of(result: ResultPart, instead: Path | None) -> Path:
    """The scenario file of a question: ``instead``, or where the run says it came from."""
    if instead is not None:
        return instead
    name, _, line = result.source.rpartition(":")
    if not name or not line.isdecimal():
        raise UserError(
            f"'{result.id}' did not come from a scenario file; keep it in one, and name that with --scenarios"
        )
    return Path(name)


def write_ruling(path: Path, ruling: Ruling) -> None:
    """Write ``ruling`` into the scenario file at ``path``, whole or not at all.

    Raises UserError when the file cannot be read or written, when it was changed while this was worked out,
    and where the ruling cannot be written (see :func:`with_ruling`); the file is then as it was.
    """
    place = path.resolve()  # where a link leads, so that the link itself stays one
    before = _read(path, place)
    text = before.decode("utf-8-sig")
    made = with_ruling(text, str(path), ruling)
    mark = _BOM if before.startswith(_BOM.encode()) else ""
    _replace(path, place, before, (mark + made).encode())


def _read(path: Path, place: Path) -> bytes:
    try:
        if place.stat().st_size > FILE_BYTES_MAX:
            raise UserError(f"{path}: is larger than 1 MB; split it into several files")
        before = place.read_bytes()
        before.decode("utf-8-sig")
    except OSError as error:
        hint = "; run this where the questions are, or name the file with --scenarios"
        raise UserError(f"{path}: cannot be read: {error.strerror or error}{hint}") from error
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not UTF-8; save the file with the encoding UTF-8") from None
    return before


def _replace(path: Path, place: Path, before: bytes, after: bytes) -> None:
    try:
        with _half_file(place) as half:
            half.write_bytes(after)
            shutil.copymode(place, half)
            if place.read_bytes() != before:
                raise UserError(f"{path}: was changed by somebody else just now; nothing was written")
            half.replace(place)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def _half_file(place: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".half", dir=place.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
