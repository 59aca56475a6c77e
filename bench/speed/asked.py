"""Questions with known ways: made from the headings of a recorded site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as File
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from selfserve_check.model.action import Search, StateId, View
from selfserve_check.model.observation import Observation, PassageKind
from selfserve_check.site.graph import Path, SiteGraph, document_of, shortest_path

WORDS = range(2, 14)
CLICKS_MAX = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question whose answer is the page at ``path``; ``heading`` is what its reader sees there."""

    id: str
    question: str
    path: str
    heading: str


def candidates(graph: SiteGraph, site: str) -> Iterator[Asked]:
    """One question a document, in the order of their addresses; no two with the same words. Its heading is
    the first that no other document has: what stands over a side bar stands on all pages."""
    said: set[str] = set()
    pages = {document_of(state.url): page for state, page in graph.states.items() if not state.actions}
    common = Counter(heading for page in pages.values() for heading in set(_headings(page.observation)))
    for document, page in sorted(pages.items()):
        heading = next((one for one in _headings(page.observation) if common[one] == 1), "")
        if document == document_of(site) or heading.casefold() in said:
            continue
        if len(heading.split()) in WORDS:
            said.add(heading.casefold())
            parts = urlsplit(page.observation.url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            yield Asked(id=f"q{len(said):03}", question=heading, path=path, heading=heading)


def _headings(page: Observation) -> list[str]:
    return [" ".join(one.text.split()) for one in page.passages if one.kind is PassageKind.HEADING]


def write_scenarios(asked: Sequence[Asked], site: str, file: File) -> None:
    questions = [{"id": one.id, "question": one.question, "answer": {"page": one.path}} for one in asked]
    with file.open("w", encoding="utf-8") as out:
        YAML().dump({"site": site, "budget": CLICKS_MAX, "questions": questions}, out)


def way_to(one: Asked, graph: SiteGraph, site: str, view: View) -> Path | None:
    """The fewest clicks to its page by links and menus alone."""
    wanted = document_of(site.rstrip("/") + one.path)
    return shortest_path(
        graph,
        StateId(view=view, url=site),
        lambda page: document_of(page.observation.url) == wanted,
        clicks_max=CLICKS_MAX,
        by_search=False,
    )


def labels_of(path: Path) -> list[tuple[str, str]]:
    """What a person would write into a test: role and name of each thing to click."""
    roles = {"link": "link", "pager": "link", "tab": "tab"}
    return [
        (roles.get(action.key.kind.value, "button"), action.key.name)
        for action in path.actions
        if not isinstance(action, Search)
    ]
