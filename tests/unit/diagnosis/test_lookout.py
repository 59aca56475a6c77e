"""Where a question is answered, and how one gets there."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from asking import ANSWER, FACT, QUESTION, RETURNS, home
from worlds import (
    DESKTOP,
    HOME,
    Dead,
    Document,
    Link,
    Page,
    Results,
    SearchBox,
    World,
    WorldExplorer,
    at,
    disclosure,
    link,
)

from selfserve_check.diagnosis import lookout
from selfserve_check.diagnosis.lookout import (
    Looking,
    Sightings,
    look_around,
    path_text,
    sightings_in,
    sightings_of,
)
from selfserve_check.diagnosis.survey import survey
from selfserve_check.journey.judge import Question, judge, prepare
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.action import Search, StateId
from selfserve_check.model.observation import Observation
from selfserve_check.model.scenario import Scenario
from selfserve_check.model.verdict import Verdict
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT)


def graph_of(
    documents: dict[str, Document], *, site_map: tuple[str, ...] = (), searched: str = ""
) -> SiteGraph:
    """What is known after a look around, and after somebody searched for ``searched`` on the start page."""
    graph = SiteGraph()
    asyncio.run(_look(SharedSite(WorldExplorer(World(documents=documents)), graph), site_map, searched))
    return graph


async def _look(site: SharedSite, site_map: tuple[str, ...], searched: str) -> None:
    site_map = tuple(at(path) for path in site_map)
    scents = WordScent()
    await survey(
        site, DESKTOP, starts=[HOME], site_map=site_map, wordings=[QUESTION], scent_model=scents, pages_max=50
    )
    if searched:
        start = site.graph.states[StateId(view=DESKTOP, url=HOME)]
        box = next(found for found in start.observation.affordances if found.role == "searchbox")
        await site.act(start.id, Search(key=box.key, text=searched))
        await site.open(DESKTOP, at("/r"))


def seen(documents: dict[str, Document], *, site_map: tuple[str, ...] = (), searched: str = "") -> Sightings:
    return sightings_of(SCENARIO, graph_of(documents, site_map=site_map, searched=searched), DESKTOP)


def test_the_nearest_linked_answer_with_its_way() -> None:
    """Address, quote, clicks and the labels one clicks."""
    sightings = seen(
        {
            "/": home(link("Help", "/help")),
            "/help": Page(title="Help", things=(link("Returns", "/r"),)),
            "/r": RETURNS,
        }
    )
    found = sightings.linked
    assert found is not None
    assert (found.url, found.title, found.quote, found.clicks) == (at("/r"), "Returns", ANSWER, 2)
    assert found.labels == ("Help", "Returns")
    assert (sightings.searched, sightings.unlinked) == (None, None)
    assert sightings.clicks_min == 2
    assert sightings.nearest() == found
    assert path_text(found) == "“Help” > “Returns”"


def test_an_answer_on_the_start_page_has_no_way_to_go() -> None:
    """No clicks, and words for it."""
    found = seen({"/": RETURNS}).linked
    assert found is not None
    assert found.clicks == 0
    assert path_text(found) == "the start page itself"


def test_an_answer_behind_a_disclosure_has_the_disclosure_in_its_way() -> None:
    """An act in a page is a click like any other."""
    found = seen({"/": home(disclosure("How long to return something?", ANSWER))}).linked
    assert found is not None
    assert (found.clicks, found.labels) == (1, ("How long to return something?",))


def test_an_answer_that_only_search_leads_to_is_searched() -> None:
    """Said with what is typed."""
    sightings = seen(
        {
            "/": home(SearchBox()),
            "/search": Results(entries=(link("return something", "/r"),)),
            "/r": RETURNS,
        },
        searched="return",
    )
    assert (sightings.linked, sightings.unlinked) == (None, None)
    assert sightings.searched is not None
    assert sightings.searched.labels == ("search for return", "return something")
    assert sightings.clicks_min == 2


def test_an_answer_that_is_linked_is_not_called_searched() -> None:
    """Though the search finds it too, and sooner."""
    sightings = seen(
        {
            "/": home(SearchBox(), link("A", "/a")),
            "/a": Page(title="A", things=(link("B", "/b"),)),
            "/b": Page(title="B", things=(link("C", "/r"),)),
            "/search": Results(entries=(link("return something", "/r"),)),
            "/r": RETURNS,
        },
        searched="return",
    )
    assert sightings.searched is None
    assert sightings.clicks_min == 3


def test_an_answer_that_nothing_leads_to_is_unlinked() -> None:
    """It was opened from the site map, and no way is known."""
    sightings = seen({"/": home(), "/r": RETURNS}, site_map=("/r",))
    assert sightings.unlinked is not None
    assert (sightings.unlinked.url, sightings.unlinked.clicks) == (at("/r"), None)
    assert sightings.clicks_min is None
    assert sightings.nearest() == sightings.unlinked


def test_a_page_whose_link_was_not_clicked_is_not_unlinked() -> None:
    """A scripted link to a page that was opened otherwise is taken at its word."""
    documents: dict[str, Document] = {
        "/": home(link("Shop", "/shop")),
        "/shop": Page(title="Shop", things=(Link(label="Where to", to="/r", plain=False),)),
        "/r": RETURNS,
    }
    sightings = seen(documents, site_map=("/r",))
    assert sightings.linked is not None
    assert sightings.linked.clicks == 2


def test_what_another_view_shows_does_not_count() -> None:
    """A phone's pages say nothing about the desktop's."""
    graph = graph_of({"/": RETURNS})
    phone = sightings_of(SCENARIO, graph, replace(DESKTOP, device="phone"))
    assert phone == Sightings(pages=0)


def test_pages_on_the_topic_that_do_not_answer_are_kept_nearest_first() -> None:
    """For the diagnosis of a page that only deflects."""
    sightings = seen(
        {
            "/": home(link("A", "/a"), link("B", "/b"), link("Gone", "/gone")),
            "/a": Page(title="Tiles", text=("You can return something in our shop.",)),
            "/b": Page(
                title="Returns", text=("How long you may take to return something, we say by phone.",)
            ),
            "/gone": Dead(),
        }
    )
    assert (sightings.linked, sightings.unlinked, sightings.pages) == (None, None, 3)
    assert [page.url for page in sightings.on_topic][:1] == [at("/b")]
    assert "by phone" in sightings.on_topic[0].main_text


def test_some_pages_at_a_time_are_read_for_all_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """And each question is told the same as if it had been alone."""
    monkeypatch.setattr(lookout, "pages_at_once", lambda: 2)
    graph = graph_of(
        {
            "/": home(link("Help", "/help"), link("Blog", "/blog")),
            "/help": Page(title="Help", things=(link("Returns", "/r"),)),
            "/blog": Page(title="Blog"),
            "/r": RETURNS,
        }
    )
    order: list[tuple[int, str]] = []

    def looking(number: int) -> Looking:
        def read(question: Question, page: Observation, revealed: tuple[int, ...] | None) -> Verdict:
            order.append((number, page.url))
            return judge(question, page, revealed)

        return Looking(question=prepare(SCENARIO), read=read)

    both = (looking(0), looking(1))
    assert len(list(look_around(both, graph, DESKTOP))) == 4
    first, second = [HOME, at("/blog")], [at("/help"), at("/r")]
    assert order == [(n, url) for some in (first, second) for n in (0, 1) for url in some]
    alone = sightings_of(SCENARIO, graph, DESKTOP)
    assert [sightings_in(one, SCENARIO, graph, DESKTOP) for one in both] == [alone, alone]
