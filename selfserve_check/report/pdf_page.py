"""The HTML document that a browser prints: one reading order, no script, nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from selfserve_check.report.brand import paper_css
from selfserve_check.report.html import environment, hash_source, pictured, source
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.speech import speaking
from selfserve_check.report.text import clean_run
from selfserve_check.report.view_pdf import build, printed_anchors

_CSS_PARTS = ("map.css", "pdf.css")


def render(run: RunFile, addresses: Mapping[str, str], pages: Mapping[str, int], *, logo: str = "") -> str:
    """``run`` as one document for paper. ``addresses`` say where each picture lies, by the path that ``run``
    gives it; ``pages`` on which page of the paper each anchor is, {} while nobody knows. ``logo`` is an
    address that holds the client's (``brand.logo_uri``), "" for none."""
    css = "".join(source(name) for name in _CSS_PARTS)
    css += paper_css(run.brand.colour) if run.brand else ""
    images = "'self' data:" if logo else "'self'"
    allowed = f"default-src 'none'; img-src {images}; style-src {hash_source(css)}"
    policy = f"{allowed}; base-uri 'none'; form-action 'none'"
    template = environment().get_template("pdf.html.j2")
    with speaking(run.language):
        shown = clean_run(run)
        return template.render(
            report=build(run, addresses),
            language=run.language,
            logo=logo,
            **pictured(shown, printed_anchors(shown)) | {"printed": True, "depth": 2},
            pages=dict(pages),
            policy=policy,
            # Our own file, not page text: the browser compares its bytes with the hash of the policy.
            css=Markup(css),  # noqa: S704 - our own file, and escaping would break its hash
        )
