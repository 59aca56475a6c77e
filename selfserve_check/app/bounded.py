"""A graph that holds in memory what the user allows, and keeps the rest of what pages show on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from selfserve_check.journey.page_memory import remember_pages
from selfserve_check.settings import Settings
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shelf import Shelf


@contextmanager
def bounded_graph(settings: Settings) -> Iterator[tuple[SiteGraph, Shelf]]:
    """An empty graph, and the shelf behind it. When the block is left, what pages showed can no longer be
    asked for."""
    states = settings.limits.states_in_memory
    remember_pages(states)
    with closing(Shelf(most=states)) as shelf:
        yield SiteGraph(kept=shelf.keep), shelf
