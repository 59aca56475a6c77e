"""The expected share of visitors on sites small enough to work it out by hand.

A scent of 0.15 weighs as much as leaving: in front of such a link alone half go on.
"""

from __future__ import annotations

from dataclasses import replace

from asking import home
from reach_sites import lost, reach, seen
from worlds import (
    DESKTOP,
    HOME,
    Button,
    Dead,
    Document,
    File,
    Page,
    Results,
    SearchBox,
    Wall,
    at,
    disclosure,
    hover_menu,
    link,
    menu,
)

from selfserve_check.diagnosis.reach_choice import TEMPERATURE
from selfserve_check.model.result import Lost, Reach
from selfserve_check.site.graph import SiteGraph

RIGHT = link("Right", "/r")
ANSWER = Page(title="Returns")
EVEN = {"Right": 0.15, "Decoy": 0.15}


def test_half_follow_a_link_that_is_worth_as_much_as_leaving() -> None:
    """The other half gives up where it stands."""
    found = reach(seen({"/": home(RIGHT), "/r": ANSWER}), EVEN, budget=1)
    assert found == Reach(
        view=DESKTOP, share=0.5, unknown=0.0, lost_at=(Lost(url=HOME, title="Tiles", share=0.5),)
    )


def test_an_answer_on_the_start_page_is_found_by_all() -> None:
    """Nobody has to click."""
    found = reach(seen({"/": home(RIGHT), "/r": ANSWER}), {}, budget=0, answers=("/",))
    assert found == Reach(view=DESKTOP, share=1.0, unknown=0.0)


def test_equal_links_share_those_who_go_on() -> None:
    """A quarter finds it; half left, and a quarter clicked their last click away."""
    graph = seen({"/": home(RIGHT, link("Decoy", "/d")), "/r": ANSWER, "/d": Page(title="D")})
    found = reach(graph, EVEN, budget=1)
    assert (found.share, lost(found)) == (0.25, {"/": 0.75})


def test_more_scent_wins_more_than_its_share() -> None:
    """Luce's choice: a TEMPERATURE more is e times the weight, and the best decides how many go on, e of
    e + 1."""
    more = 0.15 + TEMPERATURE
    graph = seen({"/": home(RIGHT, link("Decoy", "/d")), "/r": ANSWER, "/d": Page(title="D")})
    assert reach(graph, {"Right": more, "Decoy": 0.15}, budget=1).share == 0.534447
    assert reach(graph, {"Right": 0.15, "Decoy": more}, budget=1).share == 0.196612


def test_many_poor_links_keep_nobody() -> None:
    """Forty links that hardly smell hold no more visitors than one; each gets its part of them. One
    TEMPERATURE under the worth of leaving: 1 of 1 + e stay."""
    poorly = 0.15 - TEMPERATURE
    one = reach(seen({"/": home(RIGHT), "/r": ANSWER}), {"Right": poorly}, budget=1)
    poor = [link(f"P{n}", f"/{n}") for n in range(39)]
    documents: dict[str, Document] = {"/": home(RIGHT, *poor), "/r": ANSWER}
    many = reach(seen(documents), {"Right": poorly} | {each.label: poorly for each in poor}, budget=1)
    assert one.share == 0.268941
    assert many.share == round(one.share / 40, 6)


def test_who_smells_nothing_leaves() -> None:
    """A link under the least that is worth a click is followed by nobody."""
    found = reach(seen({"/": home(RIGHT), "/r": ANSWER}), {"Right": 0.039}, budget=3)
    assert (found.share, lost(found)) == (0.0, {"/": 1.0})


CHAIN: dict[str, Document] = {
    "/": home(link("Help", "/h")),
    "/h": Page(title="Help", things=(RIGHT,)),
    "/r": ANSWER,
}


def test_every_page_on_the_way_costs_visitors() -> None:
    """Half of half; those who left are lost where they stood."""
    found = reach(seen(CHAIN), {"Help": 0.15, "Right": 0.15}, budget=2)
    assert (found.share, lost(found)) == (0.25, {"/": 0.5, "/h": 0.25})


def test_an_answer_out_of_reach_gives_nothing_and_nobody_is_lost_on_the_way() -> None:
    """It could not be reached before the step either."""
    assert reach(seen(CHAIN), {"Help": 0.9, "Right": 0.9}, budget=1) == Reach(
        view=DESKTOP, share=0.0, unknown=0.0
    )


def test_the_page_where_most_are_lost_comes_first() -> None:
    """Everybody finds the hub, and there the wrong label draws nearly all of them away."""
    documents: dict[str, Document] = {
        "/": home(link("Help", "/h")),
        "/h": Page(title="Help", things=(link("Decoy", "/d"), RIGHT)),
        "/d": Page(title="Decoy"),
        "/r": ANSWER,
    }
    found = reach(seen(documents), {"Help": 1.0, "Decoy": 0.8, "Right": 0.2}, budget=2)
    assert found.lost_at[0] == Lost(url=at("/h"), title="Help", share=0.999954)
    assert found.lost_at[1].url == HOME
    assert found.share == 0.000045


def test_who_comes_back_does_not_take_the_same_link_again() -> None:
    """0.23 left behind, one step back, is worth as much as leaving: half of those on the dead end come back, and
    then there is one link only. Of 1 / (1 + e ** (-0.08 / 0.06)) = 0.791391 who go on from the start half come
    to the answer at once; 0.395696 / 2 come back, and 0.791391 of them go on."""
    graph = seen({"/": home(RIGHT, link("Decoy", "/d")), "/r": ANSWER, "/d": Page(title="D")})
    smells = {"Right": 0.23, "Decoy": 0.23}
    assert reach(graph, smells, budget=2).share == 0.395696
    assert reach(graph, smells, budget=3).share == 0.552271


def test_who_goes_back_too_late_is_lost_on_the_page_they_chose() -> None:
    """With two clicks the decoy is the last mistake; with three it can still be mended."""
    graph = seen({"/": home(RIGHT, link("Decoy", "/d")), "/r": ANSWER, "/d": Page(title="D")})
    smells = {"Right": 0.23, "Decoy": 0.23}
    assert lost(reach(graph, smells, budget=2)) == {"/": 0.604304}
    assert lost(reach(graph, smells, budget=3)) == {"/": 0.249881, "/d": 0.197848}


def test_a_link_that_nobody_looked_behind_is_unknown() -> None:
    """Never counted as found, and nobody is called lost there."""
    found = reach(seen({"/": home(RIGHT), "/r": ANSWER}, unseen=("Right",)), EVEN, budget=1)
    assert (found.share, found.unknown, lost(found)) == (0.0, 0.5, {})


def test_two_links_to_one_page_are_one_choice() -> None:
    """The better of them counts, seen or not."""
    twice = (link("Right", "/r"), link("Also right", "/r"))
    documents: dict[str, Document] = {
        "/": home(*twice, link("Decoy", "/d")),
        "/r": ANSWER,
        "/d": Page(title="D"),
    }
    smells = EVEN | {"Also right": 0.1}
    assert reach(seen(documents), smells, budget=1).share == 0.25
    assert reach(seen(documents, unseen=("Right", "Also right")), smells, budget=1).unknown == 0.25


def test_what_was_refused_is_unknown() -> None:
    """A file was not opened: it may hold the answer."""
    assert reach(seen({"/": home(RIGHT), "/r": File()}), EVEN, budget=1).unknown == 0.5


def test_a_dead_link_and_a_wall_are_dead_ends() -> None:
    """One can only go back from there."""
    for stop in (Dead(), Wall()):
        graph = seen({"/": home(RIGHT, link("Decoy", "/d")), "/r": ANSWER, "/d": stop})
        found = reach(graph, {"Right": 0.23, "Decoy": 0.23}, budget=3)
        assert (found.share, lost(found)[at("/d").removeprefix(HOME[:-1])]) == (0.552271, 0.197848)


def test_a_dead_button_costs_its_click_and_nobody_presses_it_twice() -> None:
    """No way back is needed: with two clicks all who pressed it can go on."""
    graph = seen({"/": home(RIGHT, Button(label="Decoy")), "/r": ANSWER})
    assert [reach(graph, EVEN, budget=budget).share for budget in (1, 2)] == [0.25, 0.375]


def test_menus_cost_what_they_cost_the_bots() -> None:
    """Pointing is free, opening is not."""
    pointed = seen({"/": home(hover_menu("Menu", RIGHT)), "/r": ANSWER})
    opened = seen({"/": home(menu("Menu", RIGHT)), "/r": ANSWER})
    smells = {"Menu": 0.15, "Right": 0.15}
    assert [reach(pointed, smells, budget=budget).share for budget in (1, 2)] == [0.25, 0.25]
    assert [reach(opened, smells, budget=budget).share for budget in (1, 2)] == [0.0, 0.25]


def test_an_open_menu_is_not_opened_again() -> None:
    """Nothing but what it shows is left to choose, so nothing is unknown."""
    graph = seen({"/": home(disclosure("More", "Text.")), "/r": ANSWER})
    assert reach(graph, {"More": 0.15}, budget=3).unknown == 0.0


def test_a_menu_of_the_whole_site_opens_the_same_everywhere() -> None:
    """Seen open on one page, it is known on the others."""
    bar = menu("Menu", RIGHT)
    documents: dict[str, Document] = {
        "/": home(link("Help", "/h"), bar),
        "/h": Page(title="Help", things=(bar,)),
        "/r": ANSWER,
    }
    graph = seen(documents)
    help_menu = next(edge for edge in graph.edges if edge[0].url == at("/h"))
    del graph.edges[help_menu]
    found = reach(graph, {"Help": 0.15, "Menu": 0.15, "Right": 0.15}, budget=3)
    assert found.unknown == 0.0
    assert found.share > reach(graph, {"Help": 0.15, "Right": 0.15}, budget=3).share


def test_a_search_needs_no_scent_and_finds_the_same_from_everywhere() -> None:
    """1 of 1 + e ** (0.15 / 0.06) try a box without scent; it was sent from the start page only."""
    documents: dict[str, Document] = {
        "/": home(SearchBox(), link("Help", "/h")),
        "/h": Page(title="Help", things=(SearchBox(),)),
        "/search": Results(entries=(link("long right", "/r"),)),
        "/r": ANSWER,
    }
    graph = seen(documents)
    assert reach(graph, {"long right": 0.15}, budget=2).share == 0.037929
    found = reach(graph, {"Help": 0.15, "long right": 0.15}, budget=3)
    assert found.unknown == 0.0
    assert found.share > reach(graph, {"Help": 0.15, "long right": 0.15}, budget=2).share


def test_a_search_that_nobody_sent_is_unknown() -> None:
    """Who searches may find it."""
    graph = seen({"/": home(SearchBox()), "/r": ANSWER}, searched_at=())
    assert reach(graph, {}, budget=2).unknown == 0.075858


def test_a_jump_within_the_page_and_a_link_that_ends_something_are_no_choice() -> None:
    """They take nobody away from the right one."""
    extras = (link("Decoy", "#here"), link("Log out", "/logout"))
    graph = seen({"/": home(RIGHT, *extras), "/r": ANSWER})
    assert reach(graph, EVEN | {"Log out": 0.9}, budget=1).share == 0.5


def test_a_view_that_nobody_looked_in_is_unknown_altogether() -> None:
    """What a phone shows was not seen."""
    phone = replace(DESKTOP, device="phone")
    found = reach(seen({"/": home(RIGHT), "/r": ANSWER}), EVEN, budget=1, view=phone)
    assert found == Reach(view=phone, share=0.0, unknown=1.0)


def test_the_order_in_which_the_site_was_seen_does_not_matter() -> None:
    """The same site, walked the other way round, gives the same to the last digit."""
    links = [link(f"L{n}", f"/{n}") for n in range(6)]
    smells = {f"L{n}": 0.1 + n / 30 for n in range(6)} | {"Right": 0.2}
    pages: dict[str, Document] = {f"/{n}": Page(title=f"T{n}", things=(RIGHT, *links)) for n in range(6)}
    graph = seen({"/": home(*links), "/r": ANSWER} | pages)
    turned = SiteGraph()
    for state, reply in reversed(list(graph.loads.items())):
        turned.add_load(state, reply)
    for (state, action), reply in reversed(list(graph.edges.items())):
        turned.add_edge(state, action, reply)
    assert list(turned.states) != list(graph.states)
    assert reach(graph, smells, budget=5) == reach(turned, smells, budget=5)
