"""What one process saw serves another; what looks like a secret stays where it was seen."""

from __future__ import annotations

import asyncio
from pathlib import Path

from asking import home
from worlds import DESKTOP, HOME, Page, World, WorldExplorer, at, link

from selfserve_check.app.standing import SharedRecording
from selfserve_check.journey.site_port import Arrived
from selfserve_check.language.redact import redactor_of
from selfserve_check.model.action import StateId
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

REDACT = redactor_of(["correct-horse-battery"])
WORLD = World(
    documents={
        "/": home(link("Returns", "/r"), link("Mine", "/account?token=a1b2c3d4e5f6")),
        "/r": Page(title="Returns"),
        "/secret": Page(title="correct-horse-battery"),
    }
)


def seen(*paths: str) -> SiteGraph:
    graph = SiteGraph()
    site = SharedSite(WorldExplorer(WORLD), graph)

    async def look() -> None:
        for path in paths:
            assert isinstance(await site.open(DESKTOP, at(path)), Arrived)

    asyncio.run(look())
    return graph


def shared(folder: Path) -> SharedRecording:
    return SharedRecording(path=folder / "seen.json.gz", site=HOME, redact=REDACT)


def paths_in(graph: SiteGraph) -> set[str]:
    return {state.url for state in graph.loads}


def test_each_takes_in_what_the_others_saw(tmp_path: Path) -> None:
    one, two = shared(tmp_path), shared(tmp_path)
    one.put_in(seen("/r"))
    graph = SiteGraph()
    two.take_in(graph)
    assert graph == seen("/r")


def test_what_two_see_at_once_is_all_kept(tmp_path: Path) -> None:
    """Neither looked at the file between."""
    documents = {**WORLD.documents, "/d": Page(title="Delivery")}
    one, two = shared(tmp_path), shared(tmp_path)
    one.put_in(seen("/r"))
    graph = SiteGraph()
    state = StateId(view=DESKTOP, url=at("/d"))
    graph.add_load(state, asyncio.run(WorldExplorer(World(documents=documents)).load(state)))
    two.put_in(graph)
    both = SiteGraph()
    one.take_in(both)
    assert paths_in(both) == {at("/r"), at("/d")}


def test_a_page_with_a_secret_in_it_is_not_shared(tmp_path: Path) -> None:
    """Masked it would be another page: its link would lead elsewhere."""
    recording = shared(tmp_path)
    recording.put_in(seen("/", "/r", "/secret"))
    found = SiteGraph()
    shared(tmp_path).take_in(found)
    assert paths_in(found) == {at("/r")}


def test_a_file_that_is_damaged_is_passed_over_and_written_anew(tmp_path: Path) -> None:
    recording = shared(tmp_path)
    recording.path.write_bytes(b"no recording")
    graph = SiteGraph()
    recording.take_in(graph)
    assert graph == SiteGraph()
    recording.put_in(seen("/r"))
    shared(tmp_path).take_in(graph)
    assert paths_in(graph) == {at("/r")}
