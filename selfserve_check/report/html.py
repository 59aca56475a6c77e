"""One HTML file that opens from disk: pictures, style and script inside, nothing from outside.

Three walls stand between a hostile page and the reader: text is cleaned (``text.py``), Jinja escapes every
value, and a Content-Security-Policy in the file allows only the one style and the two scripts whose hashes it
names, pictures that are data, and no connection, frame or form at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from selfserve_check.report.brand import css as brand_css
from selfserve_check.report.pictures import data_uri
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.speech import _, n_, speaking
from selfserve_check.report.view import build

EMBEDDED_BYTES_MAX = 60_000_000
_CSS_PARTS = ("base.css", "doors.css", "overview.css", "questions.css", "print.css")


def render(
    run: RunFile,
    pictures: Mapping[str, bytes],
    *,
    embedded_bytes_max: int = EMBEDDED_BYTES_MAX,
    language: str = "",
) -> str:
    """``run`` as one HTML document, in ``language`` or else in that of the run.

    ``pictures`` are images by the path that ``run`` gives them; what is missing there is told in its place.
    Pictures are embedded in order until ``embedded_bytes_max`` is reached; the rest are named, not shown.
    Raises UserError where there is no such language.
    """
    css = "".join(_source(name) for name in _CSS_PARTS) + (brand_css(run.brand.colour) if run.brand else "")
    first, script = _source("first.js"), _source("report.js")
    with speaking(language or run.language):
        report = build(run, _sources(pictures, embedded_bytes_max), pictures)
        return (
            _environment()
            .get_template("report.html.j2")
            .render(
                report=report,
                policy=_policy(css, first, script),
                # Our own files, not page text: the browser compares their bytes with the policy's hashes.
                css=Markup(css),  # noqa: S704 - our own file, and escaping would break its hash
                first=Markup(first),  # noqa: S704 - our own file, and escaping would break its hash
                script=Markup(script),  # noqa: S704 - our own file, and escaping would break its hash
            )
        )


def _sources(pictures: Mapping[str, bytes], bytes_max: int) -> dict[str, str]:
    sources: dict[str, str] = {}
    room = bytes_max
    for path, image in pictures.items():
        room -= len(image)
        if room < 0:
            break
        sources[path] = data_uri(image)
    return sources


def _policy(css: str, *scripts: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src {_hash(css)}",
            f"script-src {' '.join(_hash(script) for script in scripts)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("selfserve_check.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    # Not the extension's own functions: what these give is text, and escaped like any other.
    environment.globals.update(_=_, gettext=_, n_=n_)
    return environment


@cache
def _source(name: str) -> str:
    environment = _environment()
    if environment.loader is None:
        raise LookupError(name)
    return environment.loader.get_source(environment, name)[0]
