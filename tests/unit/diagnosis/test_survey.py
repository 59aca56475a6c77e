"""A bounded look around: what it sees, what it leaves alone, and when it stops."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from worlds import (
    DESKTOP,
    HOME,
    Dead,
    Document,
    Down,
    Forbidden,
    Link,
    Page,
    Results,
    SearchBox,
    World,
    WorldExplorer,
    at,
    disclosure,
    hover_menu,
    link,
    menu,
)

from selfserve_check.diagnosis.survey import Surveyed, survey
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite
from selfserve_check.site.shared_site import SharedSite

CHAIN: dict[str, Document] = {
    "/": Page(title="Home", things=(link("A", "/a"), link("Returns", "/r"))),
    "/a": Page(title="A", things=(link("B", "/b"), link("Home", "/"))),
    "/b": Page(title="B"),
    "/r": Page(title="R"),
}


def site_of(documents: dict[str, Document]) -> tuple[SharedSite, WorldExplorer]:
    explorer = WorldExplorer(World(documents=documents))
    return SharedSite(explorer, SiteGraph()), explorer


async def look(
    site: SharedSite | RecordedSite,
    *,
    starts: Sequence[str] = (HOME,),
    site_map: Sequence[str] = (),
    wordings: Sequence[str] = (),
    pages_max: int = 100,
) -> Surveyed:
    return await survey(
        site,
        DESKTOP,
        starts=starts,
        site_map=[at(path) for path in site_map],
        wordings=wordings,
        scent_model=WordScent(),
        pages_max=pages_max,
    )


def looked(documents: dict[str, Document]) -> Surveyed:
    return asyncio.run(look(site_of(documents)[0]))


def paths_seen(explorer: WorldExplorer) -> list[str]:
    return [state.url.removeprefix(HOME[:-1]) for state in explorer.loads]


def test_everything_that_is_linked_is_looked_at() -> None:
    """Each document once, and then it is complete."""
    site, explorer = site_of(CHAIN)
    assert asyncio.run(look(site)) == Surveyed(states=4, complete=True)
    assert sorted(paths_seen(explorer)) == ["/", "/a", "/b", "/r"]


def test_what_visitors_saw_is_not_loaded_again() -> None:
    """It walks the same graph."""
    site, explorer = site_of(CHAIN)

    async def twice() -> Surveyed:
        await look(site)
        return await look(site)

    assert asyncio.run(twice()).states == 4
    assert len(explorer.loads) == 4


@pytest.mark.parametrize(("pages_max", "complete"), [(1, False), (3, False), (4, True), (5, True)])
def test_it_stops_at_its_bound(pages_max: int, complete: bool) -> None:
    """And says whether anything was left."""
    site, explorer = site_of(CHAIN)
    surveyed = asyncio.run(look(site, pages_max=pages_max))
    assert surveyed == Surveyed(states=min(pages_max, 4), complete=complete)
    assert len(explorer.loads) == min(pages_max, 4)


def test_the_strongest_scent_of_any_wording_comes_first() -> None:
    """With a small bound, what smells is seen and the rest is not."""
    links = [link(f"Tiles {n}", f"/t{n}") for n in range(9)]
    documents: dict[str, Document] = {"/": Page(title="Home", things=(*links, link("Refund period", "/r")))}
    site, explorer = site_of(documents | {"/r": Page(title="R")})
    asyncio.run(look(site, wordings=("When can I return it?", "What is the refund period?"), pages_max=2))
    assert paths_seen(explorer) == ["/", "/r"]


def test_the_same_site_is_looked_at_in_the_same_order() -> None:
    """Twice the same loads, one after the other."""
    orders = []
    for _ in range(2):
        site, explorer = site_of(CHAIN)
        asyncio.run(look(site, wordings=("When can I return it?",)))
        orders.append(paths_seen(explorer))
    assert orders[0] == orders[1]


def test_pages_that_only_the_site_map_names_are_looked_at_last() -> None:
    """After all that is linked, and none twice, with or without a slash at the end."""
    site, explorer = site_of(CHAIN | {"/lone": Page(title="Lone")})
    surveyed = asyncio.run(look(site, site_map=("/", "/a/", "/r", "/lone")))
    assert paths_seen(explorer) == ["/", "/a", "/r", "/b", "/lone"]
    assert surveyed == Surveyed(states=5, complete=True)


def test_what_a_lone_page_links_to_is_looked_at_too() -> None:
    """It may hold the answer, and one who finds the lone page finds it."""
    documents: dict[str, Document] = {
        "/": Page(title="Home"),
        "/lone": Page(title="Lone", things=(link("Deep", "/deep"),)),
        "/deep": Page(title="Deep"),
    }
    site, explorer = site_of(documents)
    asyncio.run(look(site, site_map=[HOME, "/lone"]))
    assert paths_seen(explorer) == ["/", "/lone", "/deep"]


def test_a_look_around_that_was_cut_short_does_not_turn_to_the_site_map() -> None:
    """What is linked comes first, and it knows nothing yet of what is not."""
    site, explorer = site_of(CHAIN | {"/lone": Page(title="Lone")})
    assert asyncio.run(look(site, site_map=("/lone",), pages_max=2)) == Surveyed(states=2, complete=False)
    assert at("/lone") not in [state.url for state in explorer.loads]


def test_menus_and_disclosures_are_opened_and_what_they_show_is_looked_at() -> None:
    """A link in a hover menu, in a menu and behind a disclosure."""
    page = Page(
        title="Home",
        things=(
            hover_menu("Shop", link("A", "/a")),
            menu("Menu", link("B", "/b")),
            disclosure("More", "Read on", things=(link("C", "/c"),)),
        ),
    )
    site, explorer = site_of({"/": page})
    asyncio.run(look(site))
    assert sorted(paths_seen(explorer)) == ["/", "/a", "/b", "/c"]


def test_acts_behind_acts_go_two_deep() -> None:
    """Further in, a page of tabs within tabs would never end."""
    deep = disclosure("Three", "3", things=(link("C", "/c"),))
    page = Page(
        title="Home", things=(disclosure("One", "1", things=(disclosure("Two", "2", things=(deep,)),)),)
    )
    site, explorer = site_of({"/": page})
    asyncio.run(look(site))
    assert max(len(state.actions) for state in site.graph.states) == 2
    assert [action.key.name for _, action, _ in explorer.acts] == ["One", "Two"]


def test_what_is_open_and_what_was_opened_is_not_opened_again() -> None:
    """Three disclosures side by side: three acts, not one for every order of opening them."""
    page = Page(title="FAQ", things=tuple(disclosure(f"Q{n}", f"A{n}") for n in range(3)))
    site, explorer = site_of({"/": page})
    asyncio.run(look(site))
    assert [action.key.name for _, action, _ in explorer.acts] == ["Q0", "Q1", "Q2"]


def test_what_a_visitor_leaves_alone_is_left_alone() -> None:
    """No search is sent, no button pressed, nothing unsafe followed, no place in the page jumped to."""
    page = Page(
        title="Home",
        things=(
            SearchBox(),
            link("Log out", "/logout"),
            link("Write", "mailto:help@shop.example"),
            link("Down", "#down"),
            Link(label="Chat", to="", kind=AffordanceKind.CHAT),
        ),
    )
    site, explorer = site_of({"/": page, "/search": Results(entries=())})
    assert asyncio.run(look(site)) == Surveyed(states=1, complete=True)
    assert explorer.acts == []


def test_routes_of_an_application_are_documents_of_their_own() -> None:
    """A fragment that is a route counts, one that is a place in the page does not."""
    documents: dict[str, Document] = {
        "/": Page(
            title="Home", things=(link("Returns", "/app#/returns"), link("Delivery", "/app#/delivery"))
        ),
        "/app": Page(title="App", things=(link("Top", "/app#top"),)),
    }
    site, explorer = site_of(documents)
    asyncio.run(look(site))
    assert sorted(paths_seen(explorer)) == ["/", "/app#/delivery", "/app#/returns", "/app#top"]


def test_what_did_not_come_through_no_fault_of_the_site_is_counted() -> None:
    """What lies behind it is unknown, and a report must not say that all was read."""
    documents: dict[str, Document] = {
        "/": Page(title="Home", things=(link("A", "/a"), link("B", "/b"), link("C", "/c"))),
        "/a": Down(),
        "/b": Dead(),
        "/c": Forbidden(),
    }
    assert looked(documents) == Surveyed(states=4, complete=False, unasked=1)


def test_what_a_recording_does_not_hold_is_counted_as_unasked() -> None:
    """A survey of a saved graph knows where it ends."""
    site, _ = site_of(CHAIN)
    asyncio.run(site.open(DESKTOP, HOME))
    surveyed = asyncio.run(look(RecordedSite(site.graph)))
    assert (surveyed.states, surveyed.unasked) == (3, 2)


def test_a_start_that_cannot_be_opened_is_all_there_is() -> None:
    """Nothing to go on from."""
    assert looked({"/": Dead()}) == Surveyed(states=1, complete=True)
