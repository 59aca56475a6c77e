"""Saves the pages of a site, as visitors see them, for ``fit.py``.

    python bench/forager/crawl.py URL FILE.recording.json.gz [--pages 700]

Follows the links in sight from URL on its own host, one load a page; nothing is clicked. Obeys what the
product obeys: robots.txt, reads only, a pace.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from selfserve_check import __version__
from selfserve_check.app.mapping import views_of
from selfserve_check.app.workshop import Workshop, places_of, workshop
from selfserve_check.journey.safety import unsafe_word
from selfserve_check.journey.site_port import Arrived
from selfserve_check.model.action import StateId, View
from selfserve_check.model.observation import AffordanceKind, Observation
from selfserve_check.settings import Secrets, load_settings
from selfserve_check.site.graph import SiteGraph, document_of
from selfserve_check.site.recording import Recording, pack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=700, help="at most this many")
    arguments = parser.parse_args()
    graph = asyncio.run(crawled(arguments.url, arguments.pages))
    recording = Recording(site=arguments.url, made_by=__version__, graph=graph)
    arguments.file.write_bytes(pack(recording, lambda text: text))
    print(f"{len(graph.states)} pages in {arguments.file}")


async def crawled(url: str, pages_max: int) -> SiteGraph:
    """The graph of the documents that links lead to from ``url``, first come first served."""
    settings, graph = load_settings(None, {}, {}), SiteGraph()
    view = views_of(settings)[0]
    async with workshop(settings, Secrets(), url, (url,)) as shop:
        known, waiting = {document_of(url)}, [url]
        while waiting:
            some, waiting = waiting[: places_of(settings)], waiting[places_of(settings) :]
            pages = await asyncio.gather(*(loaded(shop, graph, view, each) for each in some))
            for target in (target for page in pages if page for target in links(page)):
                fresh = document_of(target) not in known and len(known) < pages_max
                if fresh and urlsplit(target).netloc == urlsplit(url).netloc:
                    known.add(document_of(target))
                    waiting.append(target)
    return graph


async def loaded(shop: Workshop, graph: SiteGraph, view: View, url: str) -> Observation | None:
    state = StateId(view=view, url=url)
    reply = await shop.explorer.load(state)
    graph.add_load(state, reply)
    return reply.page.observation if isinstance(reply, Arrived) else None


def links(page: Observation) -> list[str]:
    return [
        one.target.partition("#")[0]
        for one in page.affordances
        if one.kind in (AffordanceKind.LINK, AffordanceKind.PAGER)
        and one.target
        and not one.in_page
        and not unsafe_word(one)
    ]


if __name__ == "__main__":
    main()
