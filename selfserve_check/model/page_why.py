"""Why a page is not taken for the answer to a question, told in sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWhy:
    """The page at ``url`` as an answer: whether it was ``seen`` and by whom, what ``leads`` there, what it
    ``says``, what would have to ``change``; ``accepts`` are scenario files, each of
    which takes it for the answer."""

    url: str
    title: str = ""
    seen: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
