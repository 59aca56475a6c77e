"""The one place that writes report files. ``read.py`` reads them back."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from selfserve_check.errors import UserError
from selfserve_check.leftovers import held_folder
from selfserve_check.model.result import Run
from selfserve_check.report import findings_csv, html, junit, markdown, questions_csv, run_json, worklist
from selfserve_check.report.brand import Dress
from selfserve_check.report.convert import to_run_file
from selfserve_check.report.links import host_of
from selfserve_check.report.pictures import FOLDER as PICTURES_FOLDER
from selfserve_check.report.pictures import PictureFile
from selfserve_check.report.read import RUN_NAME
from selfserve_check.report.run_file import RunFile

RECORDING_NAME = "recording.json.gz"
LATEST_NAME = "latest"
_SAME_NAME_MAX = 1_000
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """Where everything is. ``latest`` is None, and ``notes`` says why, when it could not be renewed."""

    folder: Path
    run_json: Path
    junit: Path
    summary: Path
    html: Path
    recording: Path | None
    latest: Path | None
    run: RunFile
    notes: tuple[str, ...] = ()


def write_report(
    run: Run,
    folder: Path,
    recording: bytes | None = None,
    beside: Callable[[RunFile], RunFile] = lambda file: file,
    dress: Dress = Dress(),  # noqa: B008 - a frozen value
) -> ReportFiles:
    """Write every format of ``run`` into a new folder below ``folder`` and make ``latest`` point to it.

    ``recording`` is the saved graph (JSON, packed or not). ``beside`` adds what other runs say;
    ``dress`` says whose report it is. The new folder appears whole or not at all. Raises
    UserError when ``folder`` cannot be written.
    """
    file, pictures = to_run_file(run, recording=RECORDING_NAME if recording is not None else "")
    file = dress.on(beside(file))
    pictures = (*pictures, *((dress.logo,) if dress.logo else ()))
    try:
        with _half_made(folder) as half:
            wanted = folder / folder_name(file)
            said = _fill(half, file, pictures, recording, _from_the_top(next(_names(wanted), wanted)))
            made = _move_into_place(half, wanted)
    except OSError as error:
        raise UserError(
            f"{folder}: the report cannot be written: {error.strerror or error}; "
            "choose another folder with --output"
        ) from error
    latest, notes = _point_latest(folder, made)
    return ReportFiles(
        folder=made,
        run_json=made / RUN_NAME,
        junit=made / "junit.xml",
        summary=made / "summary.md",
        html=made / "index.html",
        recording=made / RECORDING_NAME if recording is not None else None,
        latest=latest,
        run=file,
        notes=(*said, *notes),
    )


def folder_name(run: RunFile) -> str:
    """``YYYYmmdd-HHMMSS-site``: sorts by time, safe on every file system."""
    try:
        when = f"{datetime.fromisoformat(run.started_at):%Y%m%d-%H%M%S}"
    except ValueError:
        when = "undated"
    slug = re.sub(r"[^a-z0-9]+", "-", host_of(run.site).lower()).strip("-")[:60].rstrip("-")
    return f"{when}-{slug or 'site'}"


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` whole or not at all. Raises UserError when that is not possible."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """The same for what is no text."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}.half")
        try:
            half.write_bytes(content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _half_made(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    with held_folder(folder, ".half-") as half:  # what a run that was killed left half made goes, too
        yield half


def _from_the_top(place: Path) -> str:
    """``place`` as seen from where the program runs, which in CI is the top of the project; "" elsewhere."""
    inside = place.resolve().is_relative_to(Path.cwd())
    return place.resolve().relative_to(Path.cwd()).as_posix() if inside else ""


def _fill(
    half: Path, run: RunFile, pictures: tuple[PictureFile, ...], recording: bytes | None, top: str
) -> tuple[str, ...]:
    for picture in pictures:
        place = half / picture.path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(picture.image)
    if recording is not None:
        packed = recording if recording.startswith(_GZIP) else gzip.compress(recording, mtime=0)
        (half / RECORDING_NAME).write_bytes(packed)
    page, notes = _page(run, {picture.path: picture.image for picture in pictures})
    texts = {
        RUN_NAME: run_json.render(run),
        "junit.xml": junit.render_with_pictures(run, top),
        "summary.md": markdown.render(run),
        "index.html": page,
        **tables(run),
    }
    for name, text in texts.items():
        (half / name).write_text(text, encoding="utf-8", newline="\n")
    return notes


def tables(run: RunFile) -> dict[str, str]:
    """The tables for a spreadsheet, by the names of their files."""
    formats = (questions_csv, findings_csv, worklist)
    return {one.NAME: one.render(run) for one in formats}


def _page(run: RunFile, images: Mapping[str, bytes]) -> tuple[str, tuple[str, ...]]:
    """The HTML page, with its pictures inside unless that makes it too large: they lie beside it anyway."""
    page = html.render(run, images)
    if not html.is_too_large(page):
        return page, ()
    note = (
        f"index.html would be {len(page) // 1_000_000} MB with its pictures inside; it shows those in "
        f"{PICTURES_FOLDER}/, so keep the two together"
    )
    return html.render_beside(run, {path: path for path in images}, images), (note,)


def _move_into_place(half: Path, wanted: Path) -> Path:
    half.chmod(0o755)  # a folder made by mkdtemp is for its owner alone; a report is made to be shared
    for target in _names(wanted):
        try:
            half.rename(target)
        except OSError:
            if not target.exists():
                raise
            continue
        return target
    raise FileExistsError(17, f"{_SAME_NAME_MAX} reports of that name exist already", str(wanted))


def _names(wanted: Path) -> Iterator[Path]:
    """``wanted``, or with a number behind it, as far as nothing is there."""
    for number in range(1, _SAME_NAME_MAX):
        target = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        if not target.exists():
            yield target


def _point_latest(folder: Path, made: Path) -> tuple[Path | None, tuple[str, ...]]:
    latest = folder / LATEST_NAME
    half = folder / f".{LATEST_NAME}.{os.getpid()}.half"
    try:
        half.unlink(missing_ok=True)
        try:
            half.symlink_to(made.name, target_is_directory=True)
        except (OSError, NotImplementedError):
            half.write_text(made.name + "\n", encoding="utf-8")
        half.replace(latest)
    except OSError as error:
        half.unlink(missing_ok=True)
        return None, (f"{latest} still names an earlier report: {error.strerror or error}",)
    return latest, ()
