"""What a writer must know of a question that the site does not answer, beside its reason and remedy."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.model.finding import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page as a writer knows it; ``heading`` is the innermost one that is meant, "" for the page itself."""

    url: str
    title: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """``looked`` are the pages that visitors stood on, those of most visitors first; ``lost`` is where most
    of them went astray. ``nearest`` is the passage that comes nearest, and ``missing`` what it does not say:
    () where it says all of it. ``place`` is where the remedy belongs. ``seen`` page states were looked at;
    ``whole`` says that none was left."""

    looked: tuple[Place, ...] = ()
    lost: Place | None = None
    nearest: Quote | None = None
    missing: tuple[str, ...] = ()
    place: Place | None = None
    seen: int = 0
    whole: bool = False
