"""Reads a report's folder back: the run, and the pictures that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pydantic import ValidationError
from pydantic_core import from_json

from selfserve_check.errors import UserError
from selfserve_check.report.pictures import PICTURE_BYTES_MAX
from selfserve_check.report.run_file import READABLE_VERSIONS, PicturePart, RunFile
from selfserve_check.report.run_parts import LogoPart

RUN_NAME = "run.json"
RUN_BYTES_MAX = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """``images`` by the path that ``run.json`` names; ``missing`` says what is not there and why."""

    images: Mapping[str, bytes]
    missing: tuple[str, ...] = ()


def read_run(path: Path) -> RunFile:
    """The run in ``path``: a ``run.json`` or the folder that holds one.

    Raises UserError when there is none, it is too large, is not JSON, or is not a run of this version.
    """
    file = path / RUN_NAME if path.is_dir() else path
    try:
        if file.stat().st_size > RUN_BYTES_MAX:
            raise UserError(f"{file}: larger than {RUN_BYTES_MAX // 1_000_000} MB; is this a {RUN_NAME}?")
        raw = file.read_bytes()
    except OSError as error:
        raise UserError(
            f"{file}: cannot be read: {error.strerror or error}; give a {RUN_NAME} or the folder of a report"
        ) from error
    return _parsed(file, raw)


def read_pictures(folder: Path, run: RunFile) -> Pictures:
    """The pictures that ``run`` names, from ``folder``, each checked against its hash.

    A picture that is missing, changed, too large or outside ``folder`` is left out and noted.
    """
    images: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    for part in _picture_parts(run):
        if part.path in images or part.path in missing:
            continue
        found = _picture(folder, part)
        if isinstance(found, bytes):
            images[part.path] = found
        else:
            missing[part.path] = f"{part.path}: {found}"
    return Pictures(images=images, missing=tuple(missing.values()))


def _parsed(file: Path, raw: bytes) -> RunFile:
    try:
        data = from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise UserError(f"{file}: not JSON ({error}); give the {RUN_NAME} of a report") from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version is None:
        raise UserError(
            f"{file}: JSON, but not a run: it has no schema_version; give the {RUN_NAME} of a report"
        )
    if version not in READABLE_VERSIONS:
        raise UserError(
            f"{file}: schema_version is {str(version)[:20]!r}, this program reads "
            f"{' and '.join(repr(known) for known in READABLE_VERSIONS)}; "
            "use the version of selfserve-check that wrote it, or run again"
        )
    try:
        return RunFile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            f"{file}: not a valid run: {where}: {first['msg']} ({error.error_count()} in all)"
        ) from error


def _picture_parts(run: RunFile) -> Iterator[PicturePart | LogoPart]:
    if run.brand is not None and run.brand.logo is not None:
        yield run.brand.logo
    for result in run.results:
        for journey in result.journeys:
            for part in [*(step.picture for step in journey.steps), journey.end_picture]:
                if part is not None:
                    yield part


def _picture(folder: Path, part: PicturePart | LogoPart) -> bytes | str:
    relative = PurePosixPath(part.path)
    if relative.is_absolute() or ".." in relative.parts or "\\" in part.path or "\0" in part.path:
        return "refused: the path leaves the folder of the report"
    place = folder / relative
    try:
        if not place.resolve().is_relative_to(folder.resolve()):
            return "refused: the path leaves the folder of the report"
        if place.stat().st_size > PICTURE_BYTES_MAX:
            return f"refused: larger than {PICTURE_BYTES_MAX // 1_000_000} MB"
        image = place.read_bytes()
    except OSError as error:
        return f"not there: {error.strerror or error}"
    return (
        image if sha256(image).hexdigest() == part.sha256 else "refused: it is not the picture that was taken"
    )
