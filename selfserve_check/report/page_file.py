"""The HTML report as a file of its own, with its pictures inside or in a folder beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from selfserve_check.errors import UserError
from selfserve_check.report import html
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.write import write_bytes, write_text


def write_page(
    file: Path, run: RunFile, images: Mapping[str, bytes], assets: Path | None = None
) -> tuple[str, ...]:
    """Write ``run`` to ``file``; returns what a person should read.

    Its pictures are put into ``assets``; without that they are inside the file, unless it would then be too
    large: they get a folder beside it. Raises UserError when something cannot be written.
    """
    notes: tuple[str, ...] = ()
    if assets is None:
        page = html.render(run, images)
        if not html.is_too_large(page):
            write_text(file, page)
            return ()
        assets = file.with_name(f"{file.stem}-pictures")
        size = f"{len(page) // 1_000_000} MB with its pictures inside"
        notes = (f"{file}: would be {size}; they lie in {assets}, so keep the two together",)
    addresses = _written(assets, file.parent, images)
    write_text(file, html.render_beside(run, addresses, images))
    return notes


def _written(assets: Path, beside: Path, images: Mapping[str, bytes]) -> dict[str, str]:
    """``images`` as files in ``assets``, and the address of each as seen from ``beside``."""
    addresses = {}
    for path, image in images.items():
        place = assets / PurePosixPath(path).name
        write_bytes(place, image)
        addresses[path] = quote(Path(_from(beside, place)).as_posix())
    return addresses


def _from(beside: Path, place: Path) -> str:
    try:
        return os.path.relpath(place, beside)
    except ValueError as error:  # another drive of Windows
        raise UserError(f"--assets {place.parent}: must be on the same drive as the report") from error
