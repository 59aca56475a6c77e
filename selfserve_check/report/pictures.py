"""Pictures as files: their name, their type, and the part of ``run.json`` that points at them."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass

from selfserve_check.model.result import Frame, Run
from selfserve_check.report.run_file import PicturePart

FOLDER = "pictures"
PICTURE_BYTES_MAX = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """``path`` is relative to the run's folder."""

    path: str
    image: bytes


def media_type(image: bytes) -> str:
    """What the first bytes of ``image`` say it is, or "" when it is no picture that we embed.

    The bytes decide, not a name: an SVG can carry scripts and is never embedded.
    """
    if image.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if image.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if image.startswith(b"RIFF") and image[8:12] == b"WEBP":
        return "image/webp"
    return ""


def data_uri(image: bytes) -> str:
    """``image`` as an address that holds it, or "" (see :func:`media_type`)."""
    kind = media_type(image)
    return f"data:{kind};base64,{b64encode(image).decode('ascii')}" if kind else ""


def picture_part(frame: Frame) -> PicturePart | None:
    """What ``run.json`` says of ``frame``; None when it is no picture."""
    path = _path(frame.image)
    if not path:
        return None
    return PicturePart(
        path=path,
        sha256=hashlib.sha256(frame.image).hexdigest(),
        width=frame.width,
        height=frame.height,
        caption=frame.caption,
    )


def picture_files(run: Run) -> tuple[PictureFile, ...]:
    """Every picture of ``run`` once, in the order of their first use."""
    files: dict[str, bytes] = {}
    for frame in _frames(run):
        path = _path(frame.image)
        if path:
            files.setdefault(path, frame.image)
    return tuple(PictureFile(path=path, image=image) for path, image in files.items())


def _frames(run: Run) -> list[Frame]:
    replays = [record.replay for result in run.results for record in result.records]
    return [frame for replay in replays if replay is not None for frame in replay.frames]


def _path(image: bytes) -> str:
    kind = media_type(image)
    if not kind or len(image) > PICTURE_BYTES_MAX:
        return ""
    ending = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}[kind]
    return f"{FOLDER}/{hashlib.sha256(image).hexdigest()[:16]}.{ending}"
