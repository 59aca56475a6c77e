"""The site graph: what is known, and the way with the fewest clicks."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from worlds import (
    DESKTOP,
    HOME,
    ByClick,
    Dead,
    Document,
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

from selfserve_check.journey.site_port import Arrived, Broken, CouldNotAsk, NoChange, PageState, Unobserved
from selfserve_check.model.action import Action, Click, Hover, Search, StateId, action_on
from selfserve_check.model.journey import Cause
from selfserve_check.model.observation import Affordance, AffordanceKey
from selfserve_check.site.graph import Path, SiteGraph, document_of, shortest_path
from selfserve_check.site.shared_site import SharedSite

START = StateId(view=DESKTOP, url=HOME)
GONE = Broken(url=at("/r"), status=404, detail="the site answered 404")


def seen(documents: dict[str, Document], *, searches: tuple[str, ...] = ()) -> SiteGraph:
    """The graph after everything in sight was acted on, and each of ``searches`` sent."""
    graph = SiteGraph()
    asyncio.run(_see_all(SharedSite(WorldExplorer(World(documents=documents)), graph), graph, searches))
    return graph


async def _see_all(site: SharedSite, graph: SiteGraph, searches: tuple[str, ...]) -> None:
    await site.open(DESKTOP, HOME)
    waiting = list(graph.states)
    while waiting:
        state = waiting.pop(0)
        known = set(graph.states)
        for affordance in graph.states[state].observation.affordances:
            for action in _actions(affordance, searches):
                await site.act(state, action)
        waiting.extend(found for found in graph.states if found not in known)


def _actions(affordance: Affordance, searches: tuple[str, ...]) -> tuple[Action, ...]:
    action = action_on(affordance.key)
    return tuple(replace(action, text=text) for text in searches) if isinstance(action, Search) else (action,)


def path_to(graph: SiteGraph, url: str, clicks_max: int = 9) -> Path | None:
    return shortest_path(graph, START, lambda page: page.observation.url == at(url), clicks_max=clicks_max)


def names(path: Path | None) -> list[str]:
    assert path is not None
    return [action.key.name for action in path.actions]


def test_errors_are_not_truth() -> None:
    """Neither our trouble nor a gap in a recording is ever written down."""
    graph = SiteGraph()
    trouble = CouldNotAsk(cause=Cause(kind="timeout", detail="slow"))
    click = action_on(Affordance(key=_key(link("R", "/r")), role="link").key)
    for reply in (trouble, Unobserved(state=START, action=None)):
        graph.add_load(START, reply)
        graph.add_edge(START, click, reply)
    assert (graph.loads, graph.edges, graph.states) == ({}, {}, {})


def test_the_first_look_at_a_state_stands() -> None:
    """A page that changes from load to load does not change under those who go by the graph."""
    graph = SiteGraph()
    first, second = (World(documents={"/": Page(title=title)}).load(START) for title in ("One", "Two"))
    graph.add_load(START, first)
    graph.add_edge(START, action_on(_key(link("Home", "/"))), second)
    assert graph.states[START].observation.title == "One"


def test_a_plain_link_needs_no_edge_when_its_document_is_known() -> None:
    """Whoever loaded the target, loaded it for every plain link to it."""
    graph = SiteGraph()
    world = World(documents={"/": Page(title="Home", things=(link("R", "/r"),)), "/r": Page(title="R")})
    graph.add_load(START, world.load(START))
    click = action_on(_key(link("R", "/r")))
    assert graph.known_act(START, click) is None
    target = world.load(StateId(view=DESKTOP, url=at("/r")))
    graph.add_load(StateId(view=DESKTOP, url=at("/r")), target)
    assert graph.known_act(START, click) == target


def test_a_plain_link_to_an_error_is_not_known_without_a_click() -> None:
    """The address alone gave an error; only a click says what the click gives."""
    graph = SiteGraph()
    world = World(documents={"/": Page(title="Home", things=(link("R", "/r"),)), "/r": Dead()})
    graph.add_load(START, world.load(START))
    graph.add_load(StateId(view=DESKTOP, url=at("/r")), GONE)
    click = action_on(_key(link("R", "/r")))
    assert graph.known_act(START, click) is None
    graph.add_edge(START, click, GONE)
    assert graph.known_act(START, click) == GONE


def test_a_link_with_a_script_on_it_is_known_by_its_own_edge_only() -> None:
    """Another link to the same address says nothing about it."""
    scripted = Link(label="R", to="/r", plain=False)
    world = World(documents={"/": Page(title="Home", things=(scripted,)), "/r": Page(title="R")})
    graph = SiteGraph()
    graph.add_load(START, world.load(START))
    graph.add_load(StateId(view=DESKTOP, url=at("/r")), world.load(StateId(view=DESKTOP, url=at("/r"))))
    click = action_on(_key(scripted))
    assert graph.known_act(START, click) is None
    graph.add_edge(START, click, NoChange())
    assert graph.known_act(START, click) == NoChange()


def test_views_are_apart() -> None:
    """What a phone was shown is not what a desktop sees."""
    graph = SiteGraph()
    phone = StateId(view=replace(DESKTOP, device="phone"), url=HOME)
    graph.add_load(phone, World(documents={"/": Page(title="Home")}).load(phone))
    assert path_to(graph, "/") is None


def test_exits_come_in_the_order_of_the_page_and_searches_last() -> None:
    """The order decides between ways of equal length."""
    graph = seen(
        {
            "/": Page(title="Home", things=(SearchBox(), link("B", "/b"), link("A", "/a"), link("C", "/c"))),
            "/a": Page(title="A"),
            "/b": Page(title="B"),
            "/search": Results(entries=()),
        },
        searches=("x", "y"),
    )
    exits = [(action.key.name, type(reply)) for action, reply in graph.exits(START)]
    assert exits == [("B", Arrived), ("A", Arrived), ("C", Broken), ("Search", Arrived), ("Search", Arrived)]


def test_the_start_itself_is_a_way_of_no_clicks() -> None:
    """One state, no act."""
    path = path_to(seen({"/": Page(title="Home")}), "/")
    assert path == Path(states=(START,), actions=())
    assert path.clicks == 0


def test_the_way_with_the_fewest_clicks_is_found() -> None:
    """Not the first that is met."""
    graph = seen(
        {
            "/": Page(title="Home", things=(link("A", "/a"), link("B", "/b"))),
            "/a": Page(title="A", things=(link("C", "/c"),)),
            "/c": Page(title="C", things=(link("R", "/r"),)),
            "/b": Page(title="B", things=(link("R", "/r"),)),
            "/r": Page(title="R"),
        }
    )
    path = path_to(graph, "/r")
    assert names(path) == ["B", "R"]
    assert path is not None
    assert [state.url for state in path.states] == [HOME, at("/b"), at("/r")]


def test_of_equal_ways_the_one_that_stands_first_on_the_page_is_taken() -> None:
    """The same graph gives the same way."""
    graph = seen(
        {
            "/": Page(title="Home", things=(link("B", "/b"), link("A", "/a"))),
            "/a": Page(title="A", things=(link("R", "/r"),)),
            "/b": Page(title="B", things=(link("R", "/r"),)),
            "/r": Page(title="R"),
        }
    )
    assert names(path_to(graph, "/r")) == ["B", "R"]


def test_a_hover_is_free_and_a_menu_is_not() -> None:
    """Through the hover menu it is one click, through the menu that must be opened two."""
    graph = seen(
        {
            "/": Page(
                title="Home", things=(menu("Menu", link("R", "/r")), hover_menu("Hover", link("S", "/s")))
            ),
            "/s": Page(title="S"),
            "/r": Page(title="R"),
        }
    )
    hovered, opened = path_to(graph, "/s"), path_to(graph, "/r")
    assert (names(hovered), names(opened)) == (["Hover", "S"], ["Menu", "R"])
    assert hovered is not None
    assert opened is not None
    assert (hovered.clicks, opened.clicks) == (1, 2)
    assert isinstance(hovered.actions[0], Hover)


def test_a_way_through_free_hovers_beats_a_shorter_list_of_acts() -> None:
    """Fewest clicks, not fewest acts."""
    inner = hover_menu("Inner", link("R", "/r"))
    graph = seen(
        {
            "/": Page(title="Home", things=(link("A", "/a"), hover_menu("Outer", inner))),
            "/a": Page(title="A", things=(link("R", "/r"),)),
            "/r": Page(title="R"),
        }
    )
    path = path_to(graph, "/r")
    assert names(path) == ["Outer", "Inner", "R"]
    assert path is not None
    assert path.clicks == 1


def test_no_way_is_longer_than_asked() -> None:
    """The bound is in clicks, and includes its own value."""
    graph = seen(
        {
            "/": Page(title="Home", things=(link("A", "/a"),)),
            "/a": Page(title="A", things=(link("R", "/r"),)),
            "/r": Page(title="R"),
        }
    )
    assert path_to(graph, "/r", clicks_max=1) is None
    assert path_to(graph, "/r", clicks_max=2) is not None


def test_dead_ends_and_refusals_are_no_way() -> None:
    """An act that did not arrive leads nowhere."""
    graph = seen(
        {
            "/": Page(title="Home", things=(link("R", "/r"), link("F", "/f"))),
            "/r": Dead(),
            "/f": Forbidden(),
        }
    )
    assert path_to(graph, "/r") is None
    assert path_to(graph, "/f") is None


def test_a_search_is_a_way_once_it_was_sent() -> None:
    """One click for the search, one for the result; what nobody typed leads nowhere."""
    documents: dict[str, Document] = {
        "/": Page(title="Home", things=(SearchBox(),)),
        "/search": Results(entries=(link("return", "/r"),)),
        "/r": Page(title="R"),
    }
    path = path_to(seen(documents, searches=("return",)), "/r")
    assert path is not None
    assert isinstance(path.actions[0], Search)
    assert path.clicks == 2
    assert path_to(seen(documents), "/r") is None


def test_a_page_that_only_a_click_reaches_is_on_the_way() -> None:
    """Its address typed gives an error, its link does not."""
    graph = seen(
        {
            "/": Page(title="Home", things=(link("R", "/r"),)),
            "/r": ByClick(page=Page(title="R")),
        }
    )
    assert isinstance(graph.loads[StateId(view=DESKTOP, url=at("/r"))], Broken)
    assert names(path_to(graph, "/r")) == ["R"]


def test_states_behind_an_act_in_the_document_are_ways_too() -> None:
    """A disclosure costs one, and its state is the goal."""
    graph = seen({"/": Page(title="FAQ", things=(disclosure("Returns", "30 days"),))})

    def shows_it(page: PageState) -> bool:
        return any(passage.text == "30 days" for passage in page.observation.passages)

    path = shortest_path(graph, START, shows_it, clicks_max=9)
    assert path is not None
    assert [type(action) for action in path.actions] == [Click]
    assert path.states[-1].actions == path.actions


def test_a_link_that_nobody_clicked_is_taken_at_its_word_by_the_shortest_way() -> None:
    """A scripted link, a place in a page, a slash at the end: the document they name is known."""
    scripted = Link(label="Scripted", to="/r", plain=False)
    pages: dict[str, Document] = {"/r": Page(title="R"), "/r/": Page(title="R")}
    for thing in (scripted, link("Place", "/r#place"), link("Slash", "/r/")):
        world = World(documents=pages | {"/": Page(title="Home", things=(thing,))})
        graph = SiteGraph()
        for state in (START, StateId(view=DESKTOP, url=at("/r"))):
            graph.add_load(state, world.load(state))
        assert names(path_to(graph, "/r")) == [thing.label]


def test_a_link_that_was_clicked_is_known_better_than_its_word() -> None:
    """It did nothing when it was clicked, so it is no way."""
    scripted = Link(label="Scripted", to="/r", plain=False)
    world = World(documents={"/": Page(title="Home", things=(scripted,)), "/r": Page(title="R")})
    graph = SiteGraph()
    for state in (START, StateId(view=DESKTOP, url=at("/r"))):
        graph.add_load(state, world.load(state))
    graph.add_edge(START, action_on(_key(scripted)), NoChange())
    assert path_to(graph, "/r") is None


def test_a_document_is_known_by_its_address_without_place_or_slash() -> None:
    """A fragment that is a route of an application belongs to it."""
    assert document_of("https://a.example/r/#top") == document_of("https://a.example/r")
    assert document_of("https://a.example/#/r") != document_of("https://a.example/#/s")
    assert document_of("https://a.example/#!r") != document_of("https://a.example/")


def _key(thing: Link) -> AffordanceKey:
    page = Page(title="", things=(thing,))
    reply = World(documents={"/": page}).load(START)
    assert isinstance(reply, Arrived)
    return reply.page.observation.affordances[0].key
