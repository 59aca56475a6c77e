"""One HTML file that opens from disk: pictures, style and script inside, nothing from outside; or the same
with its pictures in a folder beside it, where one file would be too large to send or to open.

Three walls stand between a hostile page and the reader: text is cleaned (``text.py``), Jinja escapes every
value, and a Content-Security-Policy in the file allows only the one style and the two scripts whose hashes it
names, pictures that are data (or lie beside the file, where that was chosen), and no connection, frame or
form at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from selfserve_check.report import view_charts, view_map, view_review
from selfserve_check.report.brand import css as brand_css
from selfserve_check.report.pictures import data_uri
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.speech import _, n_, speaking
from selfserve_check.report.text import clean_run
from selfserve_check.report.view import anchors_of, build

EMBEDDED_BYTES_MAX = 60_000_000
ONE_FILE_BYTES_MAX = 20_000_000
"""A file with its pictures inside that is larger than this is hard to mail and slow to open."""

_CSS_PARTS = ("base.css", "doors.css", "overview.css", "questions.css", "map.css", "print.css")


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
    return _rendered(run, _sources(pictures, embedded_bytes_max), "data:", pictures, language)


def render_beside(run: RunFile, addresses: Mapping[str, str], pictures: Mapping[str, bytes]) -> str:
    """The same with its pictures where ``addresses`` say, by the path that ``run`` gives them: each relative
    to the file and below its folder, for the policy lets nothing in but what has the file's own origin. Of
    ``pictures`` only the logo is held by the file."""
    branded = run.brand is not None and run.brand.logo is not None
    return _rendered(run, addresses, "'self' data:" if branded else "'self'", pictures, run.language)


def is_too_large(text: str) -> bool:
    """Whether ``text`` with its pictures inside is more than one file should be."""
    return len(text) > ONE_FILE_BYTES_MAX or len(text.encode()) > ONE_FILE_BYTES_MAX


def _rendered(
    run: RunFile, sources: Mapping[str, str], pictures_from: str, pictures: Mapping[str, bytes], language: str
) -> str:
    css = "".join(source(name) for name in _CSS_PARTS) + (brand_css(run.brand.colour) if run.brand else "")
    first, script = source("first.js"), source("report.js") + source("review.js")
    template = environment().get_template("report.html.j2")
    with speaking(language or run.language):
        shown = clean_run(run)
        return template.render(
            report=build(run, sources, pictures),
            **pictured(shown, anchors_of(shown)),
            policy=_policy(pictures_from, css, first, script),
            # Our own files, not page text: the browser compares their bytes with the hashes of the policy.
            css=Markup(css),  # noqa: S704 - our own file, and escaping would break its hash
            first=Markup(first),  # noqa: S704 - our own file, and escaping would break its hash
            script=Markup(script),  # noqa: S704 - our own file, and escaping would break its hash
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


def pictured(run: RunFile, anchors: Mapping[str, str]) -> dict[str, object]:
    """What the templates of the map, the charts and the review show of ``run`` (cleaned); ``anchors`` gives
    the place of each question."""
    return {
        "site_map": view_map.drawn(run, anchors),
        "charts": view_charts.drawn(run, anchors),
        "review": view_review.drawn(run),
        "printed": False,
        "depth": 3,
    }


def _policy(pictures_from: str, css: str, *scripts: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"img-src {pictures_from}",
            f"style-src {hash_source(css)}",
            f"script-src {' '.join(hash_source(script) for script in scripts)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def hash_source(text: str) -> str:
    """What a Content-Security-Policy calls ``text``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


@cache
def environment() -> Environment:
    """The templates of reports, with autoescape."""
    made = Environment(
        loader=PackageLoader("selfserve_check.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    # Not the extension's own functions: what these give is text, and escaped like any other.
    made.globals.update(_=_, gettext=_, n_=n_)
    return made


def compile_templates() -> None:
    """Have the templates ready that a page is made of, which takes a fifth of a second. They are kept."""
    for name in environment().list_templates(extensions=["j2"]):
        environment().get_template(name)


@cache
def source(name: str) -> str:
    """The text of a file among the templates."""
    loader = environment().loader
    if loader is None:
        raise LookupError(name)
    return loader.get_source(environment(), name)[0]
