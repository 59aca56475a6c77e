"""A way to an answer that worked before, by the labels a visitor acted on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStep:
    """``action`` is the word of ``run.json`` (click, disclose, hover, search); ``label`` what was acted on,
    or typed into a search; ``url`` the page it stood on, ``landed`` the page it led to."""

    action: str
    label: str
    url: str
    landed: str
    clicks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPath:
    """The straight way of one visitor from ``start`` to where the answer to ``question`` (its id) stood."""

    question: str
    persona: str
    device: str
    start: str
    locale: str = ""
    steps: tuple[PastStep, ...] = ()

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page on the way, each once, the start first."""
        urls = (self.start, *(url for step in self.steps for url in (step.url, step.landed)))
        return tuple(dict.fromkeys(url for url in urls if url))
