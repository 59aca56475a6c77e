"""What pages show is the same wherever it lies, and no more of it is in memory than the user allows."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from worlds import DESKTOP, HOME, at

from selfserve_check.diagnosis.edits import edited
from selfserve_check.journey.site_port import Arrived, NoChange, PageState
from selfserve_check.language.redact import Redactor, redacted
from selfserve_check.model.action import StateId, action_on
from selfserve_check.model.claims import Claim
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Box,
    Observation,
    Passage,
    PassageKind,
    Region,
)
from selfserve_check.model.remedy import AddPassage
from selfserve_check.site.graph import SiteGraph, shortest_path
from selfserve_check.site.recording import Recording, pack, unpack
from selfserve_check.site.shelf import Shelf, ShelvedObservation

PAGES = 7


def page(number: int) -> PageState:
    """A page state with something of everything; the next page is a link away."""
    url = at(f"/page-{number}")
    key = AffordanceKey(
        kind=AffordanceKind.LINK, name=f"Next {number} \ud800", target=at(f"/page-{number + 1}")
    )
    seen = Observation(
        url=url,
        title=f"Page {number}",
        lang="en",
        passages=(
            Passage(text=f"Überall {number} m²", kind=PassageKind.TABLE_ROW, region=Region.MAIN),
            Passage(text="\U0001f9f1", headings=("A", "B"), box=Box(x=1, y=2, width=3.5, height=4)),
        ),
        affordances=(Affordance(key=key, role="link", label="Next", plain=True, expanded=False),),
        limits_met=("screens",),
        claims=(Claim(kind="telephone", says=str(number)),),
    )
    return PageState(id=StateId(view=DESKTOP, url=url), observation=seen, revealed=(1,))


def filled(kept: Shelf | None) -> SiteGraph:
    graph = SiteGraph(kept=kept.keep if kept else None)
    for number in range(PAGES):
        graph.add_load(page(number).id, Arrived(page=page(number)))
    return graph


def test_what_is_read_back_is_what_was_put_there() -> None:
    with closing(Shelf(most=2)) as shelf:
        graph = filled(shelf)
        for _ in range(2):  # also what was read back once, and put away again
            for number in range(PAGES):
                found = graph.states[page(number).id]
                assert isinstance(found.observation, ShelvedObservation)
                assert found == page(number)
                assert page(number) == found
                assert hash(found) == hash(page(number))
                assert found.observation.claims == page(number).observation.claims


def test_another_page_is_another() -> None:
    with closing(Shelf(most=2)) as shelf:
        first, second = (shelf.keep(page(number)).observation for number in (1, 2))
        assert first != second
        assert first != page(2).observation


def test_no_more_is_in_memory_than_the_user_allows() -> None:
    """Whatever is asked for, in whatever order."""
    with closing(Shelf(most=3)) as shelf:
        graph = filled(shelf)
        for number in (0, 6, 3, 1, 0, 5, 2):
            assert graph.states[page(number).id].observation.affordances
            assert shelf.in_memory == 3
        assert shelf.bytes_on_disk > 0


def test_nothing_is_written_before_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    with closing(Shelf(most=PAGES)) as shelf:
        assert filled(shelf) == filled(None)
        assert shelf.bytes_on_disk == 0


def test_each_page_is_written_once() -> None:
    with closing(Shelf(most=1)) as shelf:
        graph = filled(shelf)
        assert all(found.observation.passages for found in graph.states.values())
        size = shelf.bytes_on_disk
        assert all(found.observation.passages for found in graph.states.values())
        assert shelf.bytes_on_disk == size


def test_an_observation_stays_the_one_object_it_is() -> None:
    """What was worked out for a page is found again by the object."""
    with closing(Shelf(most=1)) as shelf:
        graph = filled(shelf)
        before = [found.observation for found in graph.states.values()]
        assert all(seen.passages for seen in before)
        assert all(one is found.observation for one, found in zip(before, graph.states.values(), strict=True))


def test_what_is_changed_lies_on_no_shelf() -> None:
    with closing(Shelf(most=1)) as shelf:
        kept = shelf.keep(page(1)).observation
        changed = replace(kept, title="Other")
        assert type(changed) is Observation
        assert changed == replace(page(1).observation, title="Other")


def test_a_page_that_lies_there_is_not_put_there_again() -> None:
    with closing(Shelf(most=5)) as shelf:
        kept = shelf.keep(page(1))
        assert shelf.keep(kept) is kept


def test_a_graph_over_a_shelf_is_the_graph() -> None:
    """Ways, recordings, edits and masked copies are those of the same graph in memory."""
    with closing(Shelf(most=1)) as shelf:
        plain, shelved = filled(None), filled(shelf)
        for graph in (plain, shelved):
            last = page(PAGES - 1)
            graph.add_edge(last.id, action_on(last.observation.affordances[0].key), NoChange())
        start, goal = page(0).id, page(PAGES - 1).id
        ways = [shortest_path(g, start, lambda p: p.id == goal, clicks_max=9) for g in (plain, shelved)]
        assert ways[0] == ways[1]
        assert ways[0] is not None
        assert ways[0].clicks == PAGES - 1
        packed = [
            pack(Recording(site=HOME, made_by="1", graph=g), lambda text: text) for g in (plain, shelved)
        ]
        assert packed[0] == packed[1]
        assert unpack(packed[1], "it").graph == plain
        edit = AddPassage(page=at("/page-3"), text="New")
        assert edited(plain, edit).graph == edited(shelved, edit).graph
        masked = redacted(shelved.states[page(2).id], Redactor(("Überall",)))
        assert masked.observation.passages[0].text == "*** 2 m²"


def test_the_file_has_no_name_and_goes_with_the_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with closing(Shelf(most=1)) as shelf:
        graph = filled(shelf)
        assert shelf.bytes_on_disk > 0
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        assert graph.states[page(0).id].observation.passages


def test_a_full_disk_leaves_them_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says why; what was written before can still be read."""
    with closing(Shelf(most=1)) as shelf:
        graph = SiteGraph(kept=shelf.keep)
        for number in range(3):
            graph.add_load(page(number).id, Arrived(page=page(number)))
        file = shelf._file
        assert file is not None

        class Full:
            """The same file on a disk that is full."""

            def __getattr__(self, name: str) -> Any:
                return getattr(file, name)

            def write(self, _packed: bytes) -> int:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        shelf._file = Full()  # type: ignore[assignment]  # as much of a file as is asked for
        for number in range(3, PAGES):
            graph.add_load(page(number).id, Arrived(page=page(number)))
        assert shelf.refused == os.strerror(errno.ENOSPC)
        assert graph == filled(None)


def test_a_temporary_folder_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    with closing(Shelf(most=1)) as shelf:
        assert filled(shelf) == filled(None)
        assert shelf.refused
