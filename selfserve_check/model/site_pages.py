"""The site as a run saw it: its pages by their distance from where visitors start, and its dead links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page that somebody opened, or that answers a question. ``clicks`` is the fewest from a start by links
    alone, None where no link leads there."""

    url: str
    title: str
    clicks: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLink:
    """A link that leads to a page that is not there. ``target`` is "" where nobody knows what it names."""

    url: str
    label: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePages:
    """``unopened`` counts the pages that were looked at for diagnosis only, by their clicks from a start
    (None: no link leads there); ``unnamed`` those that were opened and are not among ``pages``."""

    pages: tuple[SitePage, ...]
    dead: tuple[DeadLink, ...] = ()
    unopened: tuple[tuple[int | None, int], ...] = ()
    unnamed: int = 0
