"""Dead links and error pages that visitors, or those who looked around, met on the way."""

from __future__ import annotations

from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.journey.site_port import Broken
from selfserve_check.model.condition import is_normal
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.said import Said, row, say

_PAGES_MAX = 3


def find(ground: Ground) -> tuple[Finding, ...]:
    """One finding for each dead address, that of most pages first, with the pages and
    labels that lead there."""
    leading: dict[str, dict[tuple[str, str], None]] = {}
    details: dict[str, str] = {}
    for (state, action), reply in ground.graph.edges.items():
        page = ground.graph.states.get(state)
        if isinstance(reply, Broken) and page is not None and is_normal(state.view):
            affordance = ground.graph.affordance(state, action.key)
            label = (affordance.label or affordance.name) if affordance else action.key.name
            address = affordance.target if affordance and affordance.target else reply.url
            leading.setdefault(address, {})[(page.observation.url, label)] = None
            details.setdefault(address, reply.detail)
    for state, reply in ground.graph.loads.items():
        if isinstance(reply, Broken) and is_normal(state.view) and _is_start(state.url, ground):
            leading.setdefault(state.url, {})
            details.setdefault(state.url, reply.detail)
    order = sorted(leading, key=lambda url: (-len(leading[url]), url))
    return tuple(_finding(url, sorted(leading[url]), details[url]) for url in order)


def _is_start(url: str, ground: Ground) -> bool:
    """A question starts there; an address that merely failed to open directly may work when clicked."""
    return any(result.scenario.start == url for result in ground.results)


def _finding(url: str, pages: list[tuple[str, str]], detail: str) -> Finding:
    text = (
        say("{links} leads to {page}, where {why}.", links=_links(pages), page=url, why=detail)
        if pages
        else say("Visitors start on {page}, where {why}.", page=url, why=detail)
    )
    return Finding(
        kind="dead_link",
        text=text,
        url=pages[0][0] if pages else url,
        remedy=say("Mend the link, take it away, or let the old address lead to the new page."),
        quotes=tuple(Quote(url=page, text=label) for page, label in pages[:_PAGES_MAX]),
    )


def _links(pages: list[tuple[str, str]]) -> Said:
    named = row(
        (say("“{label}” on {page}", label=label, page=page) for page, label in pages[:_PAGES_MAX]), "; "
    )
    rest = len(pages) - _PAGES_MAX
    return row((named, say("and {count} more", count=rest))) if rest > 0 else named
