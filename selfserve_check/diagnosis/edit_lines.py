"""Changes as people type them: ``PAGE: OLD => NEW``, ``PAGE -> TARGET: LABEL``. Pure."""

from __future__ import annotations

from urllib.parse import urljoin

from selfserve_check.errors import UserError
from selfserve_check.model.remedy import AddLink, AddPassage, Rename, Reveal


def rename_line(line: str, site: str, *, only_here: bool) -> Rename:
    """ "PAGE: OLD => NEW". A page is an address or a path on ``site``. Raises UserError."""
    page, rest = _page_and(line, "--rename", "PAGE: OLD => NEW")
    old, arrow, new = rest.partition("=>")
    if not arrow or not old.strip() or not new.strip():
        raise UserError(f"--rename “{line}”: write it as PAGE: OLD => NEW")
    return Rename(page=urljoin(site, page), old=_plain(old), new=_plain(new), only_here=only_here)


def link_line(line: str, site: str) -> AddLink:
    """ "PAGE -> TARGET: LABEL". Raises UserError."""
    page, arrow, rest = line.partition("->")
    target, colon, label = rest.partition(": ")
    if not arrow or not colon or not page.strip() or not target.strip() or not label.strip():
        raise UserError(f"--link “{line}”: write it as PAGE -> TARGET: LABEL")
    return AddLink(
        page=urljoin(site, page.strip()), target=urljoin(site, target.strip()), label=_plain(label)
    )


def reveal_line(line: str, site: str) -> Reveal:
    """ "PAGE: LABEL", the label of what hides something. Raises UserError."""
    page, label = _page_and(line, "--reveal", "PAGE: LABEL")
    return Reveal(page=urljoin(site, page), label=_plain(label))


def passage_line(line: str, site: str) -> AddPassage:
    """ "PAGE: TEXT" or "PAGE: HEADING => TEXT". Raises UserError."""
    page, rest = _page_and(line, "--passage", "PAGE: TEXT or PAGE: HEADING => TEXT")
    heading, arrow, text = rest.partition("=>")
    if not arrow:
        heading, text = "", rest
    if not text.strip():
        raise UserError(f"--passage “{line}”: there is no text; write it as PAGE: HEADING => TEXT")
    return AddPassage(page=urljoin(site, page), text=_plain(text), heading=_plain(heading))


def _page_and(line: str, option: str, form: str) -> tuple[str, str]:
    # The colon of "http://" and of a port has no space behind it.
    page, colon, rest = line.partition(": ")
    if not colon or not page.strip() or not rest.strip():
        raise UserError(f"{option} “{line}”: write it as {form}")
    return page.strip(), rest


def _plain(text: str) -> str:
    return " ".join(text.split())
