"""Helpers of the demo's tests: what a page links to, and how far everything is from the home page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import urldefrag

from bs4 import BeautifulSoup

from selfserve_check.demo.site import Document, Redirect, Resource

_POINTERS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("iframe", "src"))


@cache
def visible_text(html: bytes) -> str:
    """The text of <main> (of the body where there is none), alternative texts included."""
    soup = BeautifulSoup(html, "lxml")
    part = soup.find("main") or soup.body or soup
    alts = [str(image.get("alt", "")) for image in part.find_all("img")]
    return " ".join((part.get_text(" ", strip=True), *alts))


def links_of(html: bytes) -> tuple[str, ...]:
    """Paths (with query) that a visitor can click in the page or see framed in it."""
    return _targets(html, (("a", "href"), ("iframe", "src")))


def references_of(html: bytes) -> tuple[str, ...]:
    """Everything on the same site that the page points at: links, pictures, scripts, frames, forms."""
    return _targets(html, (*_POINTERS, ("form", "action")))


def outside_references_of(html: bytes) -> tuple[str, ...]:
    """What the page points at elsewhere, mail and telephone links and pictures within the page left out."""
    found = _all_targets(html, (*_POINTERS, ("form", "action")))
    inside = ("/", "#", "mailto:", "tel:", "data:image/svg+xml,")
    return tuple(target for target in found if not target.startswith(inside))


def depths(site: Mapping[str, Resource]) -> dict[str, int]:
    """Fewest pages to open from the home page, by path; redirects count as the page they lead to."""
    found = {"/": 0}
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        resource = site.get(path)
        for target in _exits(resource):
            if target not in found:
                found[target] = found[path] + (0 if isinstance(resource, Redirect) else 1)
                waiting.append(target)
    return found


def _exits(resource: Resource | None) -> tuple[str, ...]:
    match resource:
        case Redirect(location=location):
            return (location.partition("?")[0],)
        case Document(body=body, content_type=kind) if kind.startswith("text/html"):
            return links_of(body)
    return ()


def _targets(html: bytes, pointers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(target for target in _all_targets(html, pointers) if target.startswith("/"))


@cache
def _all_targets(html: bytes, pointers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    soup = BeautifulSoup(html, "lxml")
    found = [str(node.get(name)) for tag, name in pointers for node in soup.find_all(tag) if node.get(name)]
    return tuple(urldefrag(target).url or "#" for target in found)
