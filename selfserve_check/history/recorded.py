"""An earlier run from its report: ``run.json``, and what its pages showed from the recording beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selfserve_check.errors import UserError
from selfserve_check.history.pages import PAGES_MAX, PageDigest, digest_of
from selfserve_check.history.past import PastRun, past_of, path_of
from selfserve_check.journey.last_path import trail
from selfserve_check.journey.site_port import Arrived
from selfserve_check.model.action import View
from selfserve_check.model.past_path import PastPath
from selfserve_check.report.read import read_run
from selfserve_check.report.run_file import RunFile
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import unpack


def read_past(path: Path) -> PastRun:
    """The run at ``path`` (a run.json, or the folder of a report). Without a recording beside it, or with one
    that cannot be read, nothing is known of its pages. Raises UserError when it is no run."""
    run = read_run(path)
    folder = path if path.is_dir() else path.parent
    return past_of(run, pages_in(run, _graph(folder, run.recording)))


def pages_in(run: RunFile, graph: SiteGraph) -> dict[str, tuple[PageDigest, ...]]:
    """By question: the pages that its deciding visitor passed on the straight way, as in ``graph``."""
    found: dict[str, tuple[PageDigest, ...]] = {}
    for result in run.results:
        if result.best_journey is None or not 0 <= result.best_journey < len(result.journeys):
            continue
        path = path_of(result.journeys[result.best_journey], result.id)
        found[result.id] = tuple(_digests(graph, path))[-PAGES_MAX:]
    return found


def _digests(graph: SiteGraph, path: PastPath) -> Iterator[PageDigest]:
    for state, reply in graph.loads.items():
        if isinstance(reply, Arrived) and _starts(state.view, state.url, reply, path):
            for page in trail(graph.known_act, reply.page, path):
                digest = digest_of(page.id, graph)
                if digest is not None:
                    yield digest
            return


def _starts(view: View, url: str, reply: Arrived, path: PastPath) -> bool:
    here = path.start in (url, reply.page.observation.url)
    return here and (view.device, view.condition) == (path.device, "normal")


def _graph(folder: Path, name: str) -> SiteGraph:
    if not name or Path(name).name != name:  # a name of ours is never a path
        return SiteGraph()
    try:
        return unpack((folder / name).read_bytes(), name).graph
    except (OSError, UserError):
        return SiteGraph()
