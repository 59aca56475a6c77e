"""Documents beside the pages: files that a site links to, read as text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A link on ``page`` to a file that is no page: what the link says, and where it leads."""

    page: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """The text of a file, one entry a page of it. ``cut`` says that it was longer than is read; ``trouble``
    says why nothing could be read, "" where something was."""

    link: FileLink
    pages: tuple[str, ...] = ()
    cut: bool = False
    trouble: str = ""
