"""Addresses in reports: which may be followed, and how they read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selfserve_check.report.text import cut, one_line

URL_CHARS_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """``href`` is "" where the address may not be followed; ``text`` is what a reader sees then and else."""

    text: str
    href: str


def link(url: str, *, text: str = "", chars_max: int = 90) -> Link:
    """A link to ``url`` when it is a plain http(s) address, else its text alone."""
    shown = one_line(text, chars_max=chars_max) or readable(url, chars_max=chars_max)
    return Link(text=shown, href=followable(url))


def page_link(url: str, site: str, *, chars_max: int = 60) -> Link:
    """A link to a page of ``site``, read as its path alone where it is on the very same host."""
    shown = readable(url, chars_max=URL_CHARS_MAX)
    host = host_of(site)
    own = shown == host or shown.startswith((f"{host}/", f"{host}?", f"{host}#"))
    return link(url, text=(shown.removeprefix(host) or host) if own else "", chars_max=chars_max)


def followable(url: str) -> str:
    """``url`` when it is http or https with a host and nothing odd in it, else ""."""
    if len(url) > URL_CHARS_MAX or any(char.isspace() or not char.isprintable() for char in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or "\\" in url:
        return ""
    return url


def readable(url: str, *, chars_max: int = 90) -> str:
    """``url`` as a person would write it: no scheme, no trailing slash, percent signs undone."""
    bare = url.removeprefix("https://").removeprefix("http://")
    return cut(
        one_line(unquote(bare, errors="replace"), chars_max=chars_max * 2).removesuffix("/"), chars_max
    )


def host_of(url: str) -> str:
    """Host and port of ``url``, or the readable address when it has none."""
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        netloc = ""
    return one_line(netloc.rpartition("@")[2]) or readable(url)
