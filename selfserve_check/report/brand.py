"""Whose report it is: the client's name, logo and colour, and who prepared it.

A colour is never used where it cannot be read: text on it is black or white, whichever reads better, and
where it serves as text itself it is made darker or lighter until WCAG 2.2 calls it readable (4.5:1).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from selfserve_check.errors import UserError
from selfserve_check.report.pictures import FOLDER, PictureFile, media_type
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import BrandPart, LogoPart

LOGO_BYTES_MAX = 300_000
CONTRAST_MIN = 4.5
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_BLACK, _WHITE = "#000000", "#ffffff"
# What text in the accent colour stands on at worst, in light and in dark (base.css: --well).
_LIGHT_GROUND, _DARK_GROUND = "#eef0f3", "#262c34"
_STEPS = 40
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_SVG = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,300}>|\s)*<svg[\s>]", re.S
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What a report wears: the ``brand`` as run.json keeps it, the ``logo`` that lies beside it, and the
    ``language`` it is written in."""

    brand: BrandPart | None = None
    logo: PictureFile | None = None
    language: Literal["en", "de", "fr", "es"] = "en"

    def on(self, run: RunFile) -> RunFile:
        """``run``, dressed."""
        return run.model_copy(update={"brand": self.brand, "language": self.language})


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """``main`` is the client's own, ``on_main`` is text on it; the accents are ``main`` made readable on
    light and on dark ground."""

    main: str
    on_main: str
    accent_light: str
    accent_dark: str


def colours(main: str) -> Colours:
    """What is made of the client's colour (``#rrggbb``)."""
    on_main = max((_WHITE, _BLACK), key=lambda text: contrast(text, main))
    return Colours(
        main=main,
        on_main=on_main,
        accent_light=_readable(main, _LIGHT_GROUND, towards=_BLACK),
        accent_dark=_readable(main, _DARK_GROUND, towards=_WHITE),
    )


def contrast(one: str, other: str) -> float:
    """How much one colour stands out against the other: 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def read_logo(path: Path) -> PictureFile:
    """The picture in ``path``. Raises UserError when it cannot be read, is too large, or is neither PNG, JPEG
    nor SVG, as its first bytes say."""
    try:
        size = path.stat().st_size
        if size > LOGO_BYTES_MAX:
            raise UserError(
                f"brand.logo: {path}: {size // 1_000} KB; a logo may have {LOGO_BYTES_MAX // 1_000} KB, "
                "because every report holds it; save a smaller one"
            )
        image = path.read_bytes()
    except OSError as error:
        raise UserError(f"brand.logo: {path}: cannot be read: {error.strerror or error}") from error
    kind = logo_type(image)
    if not kind:
        raise UserError(f"brand.logo: {path}: neither PNG, JPEG nor SVG; save the logo as one of these")
    name = f"{FOLDER}/logo-{hashlib.sha256(image).hexdigest()[:16]}.{_ENDINGS[kind]}"
    return PictureFile(path=name, image=image)


def logo_part(logo: PictureFile, client: str) -> LogoPart:
    """What run.json says of it."""
    return LogoPart(path=logo.path, sha256=hashlib.sha256(logo.image).hexdigest(), alt=client)


def logo_type(image: bytes) -> str:
    """What the first bytes say it is, or "" when it is no logo that we show."""
    kind = media_type(image)
    if kind in _ENDINGS:
        return kind
    return "image/svg+xml" if _SVG.match(image[:4_000]) else ""


def logo_uri(image: bytes) -> str:
    """The logo as an address that holds it, for an ``img`` and nothing else: there an SVG runs no script and
    loads nothing. "" where it is no logo."""
    kind = logo_type(image) if len(image) <= LOGO_BYTES_MAX else ""
    return f"data:{kind};base64,{b64encode(image).decode('ascii')}" if kind else ""


def css(main: str) -> str:
    """The few rules that lay the client's colour over ours; "" for what is no colour."""
    if not COLOUR.match(main):
        return ""
    made = colours(main)
    return (
        f":root{{--accent:{made.accent_light};--brand:{made.main};--on-brand:{made.on_main}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{made.accent_dark}}}}}\n"
        f"@media print{{:root{{--accent:{made.accent_light}}}}}\n"
    )


def paper_css(main: str) -> str:
    """The same for paper, which is light; "" for what is no colour."""
    if not COLOUR.match(main):
        return ""
    made = colours(main)
    return f":root{{--accent:{made.accent_light};--brand:{made.main};--on-brand:{made.on_main}}}\n"


def _readable(colour: str, ground: str, *, towards: str) -> str:
    """``colour``, mixed with as little of ``towards`` as makes it readable on ``ground``."""
    mixed = (_mix(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in mixed if contrast(one, ground) >= CONTRAST_MIN), towards)


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
