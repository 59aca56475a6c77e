"""The next move: follow, go back, or give up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import DESKTOP, HOME, at

from selfserve_check.journey.decide import Act, Decision, GiveUp, GoBack, Level, Tried, decide
from selfserve_check.journey.persona import MENU, SEARCH, SKIMMER, THOROUGH, Persona
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import Click, StateId
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation, Region

LINK, SEARCH_BOX = AffordanceKind.LINK, AffordanceKind.SEARCH


def affordance(
    label: str, to: str = "", *, kind: AffordanceKind = LINK, nth: int = 0, in_page: bool = False
) -> Affordance:
    target = at(to) if to else ""
    key = AffordanceKey(kind=kind, name=label, target=target, nth=nth)
    return Affordance(key=key, role="link", label=label, in_page=in_page)


def scent(value: float, label: str, to: str = "", *, kind: AffordanceKind = LINK) -> Scent:
    return Scent(affordance=affordance(label, to, kind=kind), value=value)


def level(url: str, *scents: Scent) -> Level:
    seen = Observation(url=url, title="", affordances=tuple(scent.affordance for scent in scents))
    return Level(page=PageState(id=StateId(view=DESKTOP, url=url), observation=seen), scents=scents)


def label_of(decision: Decision) -> str:
    assert isinstance(decision, Act)
    return decision.scent.affordance.label


def decided(*levels: Level, clicks: int = 5, tried: Tried = Tried(), persona: Persona = MENU) -> Decision:
    return decide(levels, tried, clicks, persona)


def test_the_strongest_scent_is_followed() -> None:
    """Of what is in sight, the visitor takes what promises most; the rest are its rivals, best first."""
    here = level(HOME, scent(0.1, "Shop", "/shop"), scent(0.6, "Returns", "/r"), scent(0.3, "Help", "/help"))
    move = decided(here)
    assert isinstance(move, Act)
    assert move.scent.affordance.label == "Returns"
    assert [rival.affordance.label for rival in move.rivals] == ["Help", "Shop"]


def test_equal_scents_go_by_the_order_of_the_page() -> None:
    """Nothing but the page decides between equals."""
    assert label_of(decided(level(HOME, scent(0.4, "First", "/1"), scent(0.4, "Second", "/2")))) == "First"


def test_at_most_three_rivals_are_kept() -> None:
    """A step keeps the most promising alternatives, not the whole page."""
    move = decided(level(HOME, *(scent(0.5 - n / 10, f"L{n}", f"/{n}") for n in range(5))))
    assert isinstance(move, Act)
    assert [rival.affordance.label for rival in move.rivals] == ["L1", "L2", "L3"]


def test_a_scent_below_a_whiff_is_not_worth_a_click() -> None:
    """With nothing worth a click anywhere the visitor gives up, with clicks left."""
    assert decided(level(HOME, scent(0.039, "Careers", "/careers"))) == GiveUp(out_of_clicks=False)


def test_a_search_box_is_the_last_resort_even_without_scent() -> None:
    """Where no link smells at all, the menu visitor still types into the box in sight."""
    move = decided(level(HOME, scent(0.0, "Search", "/search", kind=SEARCH_BOX)))
    assert label_of(move) == "Search"


def test_strong_scent_in_front_is_followed_without_thinking_of_what_was_left() -> None:
    """From ``enough`` on, the visitor goes forward though an earlier page smelled better."""
    before = level(HOME, scent(0.9, "Returns", "/r"))
    assert label_of(decided(before, level(at("/help"), scent(0.61, "Policies", "/p")))) == "Policies"


def test_a_stronger_scent_left_behind_calls_the_visitor_back() -> None:
    """Weak scent here, better scent there: back, saying what is hoped for."""
    before = level(HOME, scent(0.5, "Returns", "/r"))
    move = decided(before, level(at("/help"), scent(0.2, "Policies", "/p")))
    assert move == GoBack(because="'Returns' looked better")


def test_going_back_must_gain_more_than_it_costs() -> None:
    """A scent behind that is only a little better is not worth the way."""
    before = level(HOME, scent(0.25, "Returns", "/r"))
    assert label_of(decided(before, level(at("/help"), scent(0.2, "Policies", "/p")))) == "Policies"


def test_each_level_back_costs_again() -> None:
    """A good scent two levels back is weighed with two ways back."""
    far = level(HOME, scent(0.30, "Returns", "/r"))
    between = level(at("/a"), scent(0.28, "Guarantee", "/g"))
    here = level(at("/b"))
    assert decided(far, between, here) == GoBack(because="'Guarantee' looked better")


def test_from_a_dead_link_there_is_only_back() -> None:
    """A level without a page shows nothing to act on."""
    move = decided(level(HOME, scent(0.2, "Help", "/help")), Level(page=None))
    assert move == GoBack(because="'Help' looked better")


@pytest.mark.parametrize(
    ("clicks", "expected"),
    [
        (0, GiveUp(out_of_clicks=True)),
        (1, GiveUp(out_of_clicks=True)),
        (2, GoBack(because="'Help' looked better")),
    ],
)
def test_back_is_taken_only_when_the_click_after_it_can_be_paid(clicks: int, expected: Decision) -> None:
    """Back costs one and the link behind it another; with fewer clicks left it is no use."""
    assert decided(level(HOME, scent(0.5, "Help", "/help")), Level(page=None), clicks=clicks) == expected


def test_a_hover_is_free_when_no_click_is_left() -> None:
    """What costs nothing may be done with an empty purse."""
    here = level(HOME, scent(0.5, "Returns", "/r"), scent(0.2, "Help", kind=AffordanceKind.HOVER_MENU))
    assert label_of(decided(here, clicks=0)) == "Help"


def test_out_of_clicks_is_told_from_nothing_left() -> None:
    """A visitor who would have gone on is told apart from one who saw nothing worth it."""
    assert decided(level(HOME, scent(0.5, "Returns", "/r")), clicks=0) == GiveUp(out_of_clicks=True)
    assert decided(level(HOME), clicks=0) == GiveUp(out_of_clicks=False)


def test_the_same_target_is_never_followed_twice() -> None:
    """Another link to an address that was tried is the same link, wherever it stands."""
    tried = Tried().plus(HOME, affordance("Returns", "/r"))
    here = level(at("/help"), scent(0.9, "Send something back", "/r"), scent(0.1, "Shop", "/shop"))
    assert label_of(decided(here, tried=tried)) == "Shop"


def test_a_page_already_seen_is_not_gone_to_again() -> None:
    """The start page was never clicked, and still a link home leads nowhere new."""
    here = level(at("/help"), scent(0.9, "Returns home", "/"), scent(0.1, "Shop", "/shop"))
    assert label_of(decided(here, tried=Tried().plus_target(HOME))) == "Shop"


def test_a_link_to_the_page_itself_is_left_alone() -> None:
    """The current entry of a menu is no way on."""
    assert decided(level(at("/help"), scent(0.9, "Help", "/help"))) == GiveUp(out_of_clicks=False)


def test_two_links_to_one_target_are_one_choice() -> None:
    """The better of two links to an address stands for both, and neither is the other's rival."""
    here = level(HOME, scent(0.3, "More", "/r"), scent(0.6, "Returns", "/r"))
    move = decided(here)
    assert label_of(move) == "Returns"
    assert isinstance(move, Act)
    assert move.rivals == ()


def test_a_disclosure_is_tried_once_in_its_document_and_again_in_another() -> None:
    """What leads nowhere is remembered by the document it stands in, whatever the fragment."""
    opener = affordance("Show more", kind=AffordanceKind.DISCLOSURE)
    tried = Tried().plus(at("/a"), opener)
    again = Scent(affordance=opener, value=0.5)
    assert decided(level(at("/a#top"), again), tried=tried) == GiveUp(out_of_clicks=False)
    assert label_of(decided(level(at("/b"), again), tried=tried)) == "Show more"


def test_a_menu_is_opened_once_on_the_whole_site() -> None:
    """What a site-wide menu offers was seen when it was first opened."""
    menu = scent(0.9, "Menu", kind=AffordanceKind.MENU)
    tried = Tried().plus("https://shop.example/a", menu.affordance)
    assert decided(level("https://shop.example/b", menu), tried=tried) == GiveUp(out_of_clicks=False)


def test_an_in_page_jump_is_tamed() -> None:
    """A jump only scrolls: it weighs a fifth, so that a link of half its scent is preferred."""
    jump = Scent(affordance=affordance("Returns", "/help#returns", in_page=True), value=0.5)
    assert label_of(decided(level(at("/help"), jump, scent(0.25, "Policies", "/p")))) == "Policies"


def test_what_has_consequences_is_left_alone_however_it_smells() -> None:
    """Neither followed nor named as a rival."""
    here = level(HOME, scent(0.9, "Log out", "/logout"), scent(0.1, "Help", "/help"))
    move = decided(here)
    assert label_of(move) == "Help"
    assert isinstance(move, Act)
    assert move.rivals == ()


def test_the_search_visitor_goes_to_the_box_first() -> None:
    """Whatever smells better, the search persona types its question."""
    here = level(HOME, scent(0.9, "Returns", "/r"), scent(0.0, "Find", "/search", kind=SEARCH_BOX))
    assert label_of(decided(here, persona=SEARCH)) == "Find"


def test_the_search_visitor_searches_once() -> None:
    """After one search it reads and clicks like anybody, and leaves every other box alone."""
    box = affordance("Find", "/search", kind=SEARCH_BOX)
    tried = Tried().plus(HOME, box)
    here = level(
        at("/search?q=x"), scent(0.2, "Returns", "/r"), scent(0.9, "Find again", "/s2", kind=SEARCH_BOX)
    )
    assert label_of(decided(here, tried=tried, persona=SEARCH)) == "Returns"


def test_the_search_visitor_without_a_click_left_gives_up() -> None:
    """A search costs one."""
    here = level(HOME, scent(0.5, "Find", "/search", kind=SEARCH_BOX))
    assert decided(here, clicks=0, persona=SEARCH) == GiveUp(out_of_clicks=True)


def test_the_search_visitor_opens_a_search_that_is_folded_away() -> None:
    """A magnifier that opens the box is the first move, though it has no scent of its own."""
    here = level(HOME, scent(0.9, "Returns", "/r"), scent(0.0, "Search", kind=AffordanceKind.BUTTON))
    assert label_of(decided(here, persona=SEARCH)) == "Search"


def test_a_search_form_that_is_sent_to_the_very_page_is_used() -> None:
    """Many shops send their search to the home page: its target says nothing about where one stands."""
    here = level(HOME, scent(0.0, "Search", "/", kind=SEARCH_BOX))
    tried = Tried().plus_target(HOME)
    assert label_of(decided(here, tried=tried, persona=SEARCH)) == "Search"


def test_the_menu_visitor_prefers_links_to_the_search_box() -> None:
    """For the menu persona a box is one affordance among others."""
    here = level(HOME, scent(0.1, "Returns", "/r"), scent(0.0, "Find", "/search", kind=SEARCH_BOX))
    assert label_of(decided(here, persona=MENU)) == "Returns"


def test_after_a_search_the_button_beside_the_box_is_no_way_on() -> None:
    """Once it was searched, a scentless "Search" is not pressed with an empty box."""
    box = affordance("Find", "/search", kind=SEARCH_BOX)
    here = level(at("/search?q=x"), scent(0.0, "Search", kind=AffordanceKind.BUTTON))
    assert decided(here, tried=Tried().plus(HOME, box)) == GiveUp(out_of_clicks=False)


def test_a_control_of_the_site_s_navigation_is_tried_once_for_the_whole_site() -> None:
    """What a side bar's group or a header's button opens is the same on every page."""
    group = replace(affordance("Cloud", kind=AffordanceKind.BUTTON), region=Region.NAVIGATION)
    tried = Tried().plus(at("/a"), group)
    assert isinstance(decided(level(at("/b"), Scent(affordance=group, value=0.5)), tried=tried), GiveUp)
    own = replace(group, region=Region.MAIN)
    assert label_of(decided(level(at("/b"), Scent(affordance=own, value=0.5)), tried=tried)) == "Cloud"


def test_a_host_that_was_not_opened_is_not_tried_again() -> None:
    """One refused link to another company's site is enough."""
    elsewhere = replace(
        affordance("Edit this page"),
        key=AffordanceKey(kind=LINK, name="Edit this page", target="https://code.example/edit/2"),
    )
    tried = Tried().plus_host("code.example")
    here = level(HOME, Scent(affordance=elsewhere, value=0.9), scent(0.2, "Returns", "/r"))
    assert label_of(decided(here, tried=tried)) == "Returns"


def test_a_skimmer_neither_scrolls_nor_follows_a_weak_scent() -> None:
    """What is below the first screen is not there, and what hardly smells is left."""
    below = Scent(affordance=replace(affordance("Returns", "/r"), in_first_screen=False), value=0.9)
    page = level(HOME, below, scent(0.1, "Shop", "/shop"))
    assert isinstance(decided(page, persona=SKIMMER), GiveUp)
    assert label_of(decided(page, persona=MENU)) == "Returns"


def test_a_thorough_visitor_thinks_of_what_was_left_behind() -> None:
    """Where most go on because it is good enough, this one returns to what looked better."""
    levels = (level(HOME, scent(0.76, "Returns", "/r")), level(at("/h"), scent(0.64, "Policies", "/p")))
    assert label_of(decided(*levels, persona=MENU)) == "Policies"
    assert decided(*levels, persona=THOROUGH) == GoBack(because="'Returns' looked better")


def two_pages_back(*here: Scent) -> tuple[Level, ...]:
    tempting = level(HOME, scent(0.4, "Printing", "/printing"), scent(0.35, "Printer problems", "/problems"))
    return (tempting, level(at("/printing")), level(at("/printing/paper"), *here))


def test_a_link_in_sight_saves_the_steps_back() -> None:
    """To a page two steps back a breadcrumb leads for one click; it says what is hoped for there."""
    move = decided(
        *two_pages_back(scent(0.0, "Home", "/")), tried=Tried(targets=frozenset({at("/printing")}))
    )
    assert label_of(move) == "Home"
    assert isinstance(move, Act)
    assert [cue.because for cue in move.scent.cues] == ["'Printer problems' looked better"]


def test_a_link_back_is_worth_its_one_click() -> None:
    """With two clicks left there is a way by the breadcrumb, none by pressing "Back" twice."""
    tried = Tried(targets=frozenset({at("/printing")}))
    assert label_of(decided(*two_pages_back(scent(0.0, "Home", "/")), tried=tried, clicks=2)) == "Home"
    assert decided(*two_pages_back(), tried=tried, clicks=2) == GiveUp(out_of_clicks=True)


def test_one_step_back_is_a_press_of_back() -> None:
    """However the page is linked."""
    before = level(HOME, scent(0.9, "Returns", "/r"))
    move = decided(before, level(at("/x"), scent(0.0, "Home", "/")))
    assert move == GoBack(because="'Returns' looked better")


def test_no_link_leads_back_to_what_was_opened_on_a_page() -> None:
    """It leads to the page as it first was."""
    opened = level(HOME, scent(0.5, "Printer problems", "/problems"))
    assert opened.page is not None
    press = Click(key=AffordanceKey(kind=AffordanceKind.DISCLOSURE, name="More"))
    state = replace(opened.page.id, actions=(press,))
    levels = (
        replace(opened, page=replace(opened.page, id=state)),
        *two_pages_back(scent(0.0, "Home", "/"))[1:],
    )
    assert isinstance(decided(*levels), GoBack)


def test_a_part_of_a_page_that_was_read_is_not_gone_to_again() -> None:
    """The page was read as a whole; two links to its parts are one choice."""
    part = scent(0.4, "Printer problems", "/printing#problems")
    tried = Tried().plus(HOME, affordance("Printing", "/printing"))
    assert decided(level(HOME, part), tried=tried) == GiveUp(out_of_clicks=False)
    move = decided(level(HOME, part, scent(0.3, "Printing", "/printing"), scent(0.2, "Help", "/help")))
    assert isinstance(move, Act)
    assert [rival.affordance.label for rival in move.rivals] == ["Help"]


def test_within_a_page_a_fragment_tells_views_apart() -> None:
    """A site of one document shows another view at each."""
    tried = Tried().plus(HOME, affordance("Tags", "/#tags"))
    assert label_of(decided(level(HOME, scent(0.4, "Lists", "/#lists")), tried=tried)) == "Lists"


def test_links_that_differ_in_tracking_only_are_one_link() -> None:
    """Whoever has read the page does not read it again for another campaign."""
    here = level(HOME, scent(0.9, "Returns", "/returns?utm_content=tile2"), scent(0.5, "Help", "/help"))
    tried = Tried().plus_target(at("/returns?utm_content=tile1"))
    assert label_of(decide([here], tried, 3, MENU)) == "Help"


def test_a_list_that_a_script_turns_can_be_turned_again() -> None:
    """The same button on the same document, and yet another part of the list behind it."""
    more = affordance("Load more", kind=AffordanceKind.PAGER)
    once = Tried().plus(HOME, more, 0)
    before = level(HOME, Scent(affordance=more, value=0.5))
    assert before.page is not None
    turned = replace(before.page.id, actions=(Click(key=more.key),))
    after = replace(before, page=replace(before.page, id=turned))
    assert isinstance(decided(before, tried=once), GiveUp)
    assert label_of(decided(after, tried=once)) == "Load more"
