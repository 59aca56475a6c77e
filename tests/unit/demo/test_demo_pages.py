"""The pages of the demo shop, and that its faults are planted as they are listed."""

from __future__ import annotations

import json
from functools import cache
from xml.etree import ElementTree

import pytest
from demo_links import depths, links_of, outside_references_of, references_of, visible_text

from selfserve_check.demo import answer_pages, scenario_folder
from selfserve_check.demo.search import SearchIndex
from selfserve_check.demo.site import Document, page_specs, render_site
from selfserve_check.language.facts import find_facts, parse_fact
from selfserve_check.language.patterns import compile_pattern
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.scenario_file import load_scenarios

_DEAD_LINK = "/help/cutting-tiles"
_PLANNER = {"/planner", "/planner/questions", "/planner/prices", "/planner/support"}
_UNLINKED = {
    "/help/water-stains",
    "/help/creaking",
    "/guides/cutting",
    "/articles/weight-limits",
    "/articles/mice",
    "/spring-sale",
    *_PLANNER,
}
_SITE = render_site("http://shop.test")
_SCENARIOS = {scenario.id: scenario for scenario in load_scenarios([scenario_folder() / "demo.yaml"])}


@cache
def _html() -> dict[str, bytes]:
    found = ((path, resource) for path, resource in _SITE.items() if isinstance(resource, Document))
    return {path: resource.body for path, resource in found if resource.content_type.startswith("text/html")}


@cache
def _index() -> SearchIndex:
    return SearchIndex({spec.path: _html()[spec.path] for spec in page_specs() if spec.indexed})


def _states(question: str, path: str) -> bool:
    """Whether the page at ``path`` holds every fact that the question's author expects."""
    answer = _SCENARIOS[question].answer
    assert isinstance(answer, FactAnswer)
    text = visible_text(_html()[path])
    if path == "/installers":
        installers = _SITE["/api/installers.json"]
        assert isinstance(installers, Document)
        text += installers.body.decode()
    if path == "/samples":
        times = _SITE["/api/sample-times.json"]
        assert isinstance(times, Document)
        text += f" Samples take {json.loads(times.body)['days']} working days to arrive. "
        text += visible_text(_html()["/embed/sample-prices"])
    wanted = [bool(find_facts(parse_fact(fact), text)) for fact in answer.all_of]
    if answer.any_of:
        wanted.append(any(find_facts(parse_fact(fact), text) for fact in answer.any_of))
    wanted.extend(bool(compile_pattern(pattern).search(text)) for pattern in answer.matches)
    return all(wanted)


def test_the_site_is_the_same_every_time() -> None:
    """Nothing in it hangs on the date or on chance."""
    assert render_site("http://shop.test") == _SITE


def test_every_internal_link_resolves_but_the_planted_one() -> None:
    """Links, pictures, scripts, styles, frames and forms all lead somewhere."""
    known = {*_SITE, "/search"}
    dead = {target for body in _html().values() for target in references_of(body) if target not in known}
    targets_with_query = {target for target in dead if target.partition("?")[0] in known}
    assert dead - targets_with_query == {_DEAD_LINK}


def test_nothing_points_outside() -> None:
    """No font, script, picture or link of another site."""
    assert [found for body in _html().values() for found in outside_references_of(body)] == []


def test_the_hidden_pages_are_really_unlinked() -> None:
    """Every page can be reached by clicking from the home page, but for those that are planted."""
    pages = set(_html()) - {"/shop?page=2"}
    assert pages - set(depths(_SITE)) == _UNLINKED


def test_nothing_links_to_the_hidden_pages() -> None:
    """Not even another hidden page does."""
    linked = {target for body in _html().values() for target in links_of(body)}
    assert linked & (_UNLINKED - _PLANNER) == set()


def test_the_planner_is_a_place_of_its_own() -> None:
    """It leads to no page of the shop, so that nobody comes from it to the shop's telephone."""
    assert {target for path in _PLANNER for target in links_of(_html()[path])} == _PLANNER


def test_the_shop_is_as_big_as_a_small_shop() -> None:
    """At least three categories and twelve products, each product with its price, size and fire rating."""
    products = [body for path, body in _html().items() if path.startswith("/products/")]
    categories = [path for path in _SITE if path.startswith("/shop/")]
    assert len(categories) >= 3
    assert len(products) >= 12
    for words in ("£", "Size", "Fire rating", "Material"):
        assert all(words in visible_text(body) for body in products)


@pytest.mark.parametrize("question", [q for q in answer_pages() if q in _SCENARIOS])
def test_the_listed_pages_hold_the_answer(question: str) -> None:
    """Where a pass may find its evidence, the expected fact stands."""
    if isinstance(_SCENARIOS[question].answer, FactAnswer):
        assert [path for path in answer_pages()[question] if not _states(question, path)] == []


@pytest.mark.parametrize("question", ["return-window", "warranty", "tile-weight", "tile-load", "kerbside"])
def test_no_other_page_holds_the_answer_beside_the_traps(question: str) -> None:
    """The same fact elsewhere is a trap, planted on purpose and about something else."""
    traps = {"return-window": {"/", "/privacy"}, "warranty": {"/about", "/spring-sale"}}
    holding = {path for path in _html() if _states(question, path)}
    assert holding - traps.get(question, set()) == set(answer_pages()[question])


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        ("water-stain", {"/help/water-stains"}),
        ("instalments", set()),
        ("old-tiles-collected", {"/loop"}),
        ("express-cost", {"/faq"}),
        ("spring-returns", set()),
        ("cut-tiles", {"/guides/cutting"}),
        ("trade-discount", set()),
        ("change-order", set()),
        ("touch-up-paint", {"/help/care/metal/touch-up"}),
        ("certificates", set()),
        ("tile-load-by-menu", {"/articles/weight-limits"}),
        ("void-depth", set()),
        ("planner-tablet", set()),
        ("planner-price", set()),
        ("film-length", {"/help/installation"}),
        ("creaking", {"/help/creaking"}),
        ("echo", {"/otto"}),
        ("island-surcharge", {"/faq"}),
        ("saturday-hours", set()),
        ("download-invoice", set()),
        ("grease", {"/help/care/metal"}),
        ("mice", {"/articles/mice"}),
    ],
)
def test_the_answer_of_a_fault_stands_only_where_it_is_planted(question: str, pages: set[str]) -> None:
    """A second page with the answer would mend the fault."""
    assert {path for path in _html() if _states(question, path)} == pages


@pytest.mark.parametrize(
    "question",
    [
        "water-stain",
        "old-tiles-collected",
        "cut-tiles",
        "touch-up-paint",
        "spring-returns",
        "creaking",
        "echo",
        "grease",
    ],
)
def test_the_search_does_not_lead_to_the_planted_answers(question: str) -> None:
    """The shop's search knows none of the pages that must not be found."""
    hidden = {"/help/water-stains", "/loop", "/otto", "/guides/cutting", "/spring-sale"}
    hidden |= {"/help/creaking", "/help/care/metal", "/help/care/metal/touch-up"}
    found = {hit.path for hit in _index().search(_SCENARIOS[question].question)}
    assert found & hidden == set()


def test_the_search_leads_to_the_page_that_only_it_knows() -> None:
    """The answer in search only comes first in the list."""
    question = _SCENARIOS["tile-load"].question
    assert _index().search(question)[0].path == "/articles/weight-limits"


def test_the_wrong_page_comes_first_where_two_pages_contradict_each_other() -> None:
    """A visitor who asks the search about express delivery meets the old price first."""
    found = [hit.path for hit in _index().search(_SCENARIOS["express-cost"].question)]
    assert found.index("/delivery") < found.index("/faq")
    assert "£9.95" in visible_text(_html()["/delivery"])


@pytest.mark.parametrize("question", list(_SCENARIOS))
def test_the_result_list_gives_no_answer_away(question: str) -> None:
    """Titles and descriptions hold no expected fact: a result has to be opened."""
    answer = _SCENARIOS[question].answer
    if not isinstance(answer, FactAnswer):
        return
    shown = " ".join(f"{spec.title}. {spec.description}" for spec in page_specs() if spec.indexed)
    facts = [*answer.all_of, *answer.any_of]
    assert [fact for fact in facts if find_facts(parse_fact(fact), shown) and fact != "faulty"] == []


def test_the_search_leads_to_the_other_page_that_only_it_knows() -> None:
    """As it does to the first."""
    assert _index().search(_SCENARIOS["mice"].question)[0].path == "/articles/mice"


def test_the_answer_that_is_too_deep_lies_deeper_than_its_budget() -> None:
    """Four pages from the home page, and from the result list no nearer than the care page."""
    scenario = _SCENARIOS["touch-up-paint"]
    assert depths(_SITE)["/help/care/metal/touch-up"] > scenario.budget
    assert depths(_SITE)["/help/care/metal"] > _SCENARIOS["grease"].budget
    assert "/help/care/metal" not in {hit.path for hit in _index().search(scenario.question)}


def test_the_decoyed_answer_is_one_click_away() -> None:
    """It is linked within the budget, by a label that shares no word with the question."""
    assert depths(_SITE)["/loop"] == 1
    assert "loop" not in _SCENARIOS["old-tiles-collected"].question.casefold()
    assert depths(_SITE)["/otto"] == 1
    assert "otto" not in _SCENARIOS["echo"].question.casefold()


def test_the_other_answers_lie_within_their_budgets() -> None:
    """Every question that must pass can be answered by clicking from where it starts, but for one. That one
    may open something within the page, too, is left to the demo itself."""
    reached = depths(_SITE)
    for question, pages in answer_pages().items():
        if question != "tile-load":
            assert min(reached[path] for path in pages) <= _SCENARIOS[question].budget, question


def test_the_promise_is_broken_by_the_policy() -> None:
    """The landing page says sixty days, the returns page thirty, sale goods included."""
    assert "60 days to return tiles" in visible_text(_html()["/spring-sale"])
    assert "within 30 days" in visible_text(_html()["/returns"])
    assert "60 days" not in visible_text(_html()["/returns"])


def test_the_trap_stands_on_the_home_page() -> None:
    """Thirty days of something else, where everybody starts."""
    assert "30-day free trial" in visible_text(_html()["/"])


def test_the_topic_page_that_deflects_says_only_contact_us() -> None:
    """Nothing on the page about changing an order tells how."""
    text = visible_text(_html()["/help/change-order"])
    assert "contact us" in text
    assert len(text) < 200


def test_robots_keep_out_of_basket_and_account_only() -> None:
    """Everything else may be read, and the sitemap is named."""
    robots = _SITE["/robots.txt"]
    assert isinstance(robots, Document)
    lines = robots.body.decode().splitlines()
    disallowed = [line for line in lines if line.startswith("Disallow")]
    assert disallowed == ["Disallow: /basket", "Disallow: /account"]
    assert "Sitemap: http://shop.test/sitemap.xml" in lines


def test_the_sitemap_names_pages_that_exist() -> None:
    """All of them on this site; the page that nothing links to is among them, the moved one is not."""
    sitemap = _SITE["/sitemap.xml"]
    assert isinstance(sitemap, Document)
    root = ElementTree.fromstring(sitemap.body)  # noqa: S314 -- our own file
    places = [str(node.text) for node in root.iter() if node.tag.endswith("loc")]
    paths = {place.removeprefix("http://shop.test") for place in places}
    assert paths <= set(_SITE)
    assert "/help/water-stains" in paths
    assert "/guides/cutting" not in paths


def test_every_question_scenario_is_loaded() -> None:
    """At least the 24 that a demo worth showing needs."""
    assert len(_SCENARIOS) >= 24
    assert all(isinstance(scenario, Scenario) for scenario in _SCENARIOS.values())
