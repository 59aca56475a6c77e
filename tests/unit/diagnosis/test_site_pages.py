"""How far each page is from the start, which nobody opened, and which links are dead."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from diagnosed_sites import SCENARIO, asked_and_seen
from worlds import DESKTOP, Dead, Document, Page, at, link

from selfserve_check.diagnosis.site_pages import site_pages
from selfserve_check.journey.persona import MENU
from selfserve_check.model.site_pages import SitePages

TEXT = "You can send anything back within 30 days."


def _seen(documents: dict[str, Document], site_map: tuple[str, ...] = (), *answers: str) -> SitePages:
    result, graph, _ = asyncio.run(asked_and_seen(documents, SCENARIO, (MENU,), site_map, 50))
    answered_on = tuple(at(path) for path in answers)
    return site_pages(graph, DESKTOP, [replace(result, answered_on=answered_on)])


def test_pages_are_as_far_as_the_fewest_clicks() -> None:
    """Those that visitors opened are named, in the order of their distance."""
    found = _seen(
        {
            "/": Page(title="Home", things=(link("Returns and sending back", "/returns"),)),
            "/returns": Page(title="Returns", things=(link("How long to send something back", "/long"),)),
            "/long": Page(title="How long", text=(TEXT,)),
        }
    )
    assert [(page.title, page.clicks) for page in found.pages] == [
        ("Home", 0),
        ("Returns", 1),
        ("How long", 2),
    ]
    assert (found.dead, found.unopened, found.unnamed) == ((), (), 0)


def test_a_page_that_answers_is_named_though_nobody_came() -> None:
    """Without a way to it there is no distance."""
    documents: dict[str, Document] = {
        "/": Page(title="Home", things=(link("Imprint", "/imprint"),)),
        "/imprint": Page(title="Imprint"),
        "/alone": Page(title="Alone", text=(TEXT,)),
    }
    found = _seen(documents, ("/alone",), "/alone")
    assert (found.pages[-1].title, found.pages[-1].clicks) == ("Alone", None)


def test_what_nobody_opened_is_counted_by_distance() -> None:
    """What was only looked at for diagnosis."""
    documents: dict[str, Document] = {
        "/": Page(title="Home", things=(link("Imprint", "/imprint"), link("Jobs", "/jobs"))),
        "/imprint": Page(title="Imprint", things=(link("Bank", "/bank"),)),
        "/jobs": Page(title="Jobs"),
        "/bank": Page(title="Bank"),
        "/alone": Page(title="Alone"),
    }
    found = _seen(documents, ("/alone",))
    opened = {page.title for page in found.pages}
    assert "Home" in opened
    counted = dict(found.unopened)
    assert len(found.pages) + sum(counted.values()) == 5
    assert counted[None] == 1


def test_a_dead_link_is_told_once_with_its_page() -> None:
    """However many pages show it."""
    footer = link("Fitting guide", "/gone")
    documents: dict[str, Document] = {
        "/": Page(title="Home", things=(footer, link("Sending things back", "/more"))),
        "/more": Page(title="More", things=(footer,)),
        "/gone": Dead(),
    }
    (dead,) = _seen(documents).dead
    assert (dead.url, dead.label, dead.target) == (at("/"), "Fitting guide", at("/gone"))
