"""The benchmark's own measure: run by ``pytest bench/findability``."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from all_pages import Shown, shown_on
from cases import CASES, SECOND, SITES, Case, Variant, is_right_page, pattern_answer, read_cases
from offline import Ground, LinksSite, as_recorded, at_their_word
from table import agreements, outcome_of
from walkers import OracleScent, RandomScent, oracle

from selfserve_check.journey.site_port import Arrived, PageState, Refused
from selfserve_check.model.action import Click, StateId, View, action_on
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation, Passage
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Absent
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite

HOME = "https://shop.example/"
VIEW = View()


class NoCloseness:
    """Knows no language: words alone are compared."""

    def knows(self, lang: str) -> bool:  # noqa: ARG002 -- none is known
        return False

    def closeness(self, question: str, texts: object, lang: str = "") -> tuple[float, ...]:
        raise AssertionError((question, texts, lang))


def thing(kind: AffordanceKind, name: str, target: str = "") -> Affordance:
    return Affordance(key=AffordanceKey(kind=kind, name=name, target=target), role="link", label=name)


def page(path: str, *texts: str, leads: tuple[str, ...] = ()) -> PageState:
    url = HOME + path
    links = tuple(thing(AffordanceKind.LINK, to, HOME + to) for to in leads)
    seen = Observation(
        url=url,
        title=path,
        passages=tuple(Passage(text=text) for text in texts),
        affordances=(*links, thing(AffordanceKind.BUTTON, "More")),
    )
    return PageState(id=StateId(view=VIEW, url=url), observation=seen)


def ground(*pages: PageState) -> Ground:
    graph = SiteGraph()
    for one in pages:
        graph.add_load(one.id, Arrived(page=one))
    return Ground(name="shop", graph=at_their_word(graph), start=pages[0].id)


def case(question: str = "How long?", *patterns: str, pages: tuple[str, ...] = ("/returns",)) -> Case:
    scenario = Scenario(
        id="q", question=question, site=HOME, start=HOME, answer=pattern_answer(patterns), budget=6
    )
    return Case(scenario=scenario, pages=pages, answerable=True, reachable=True, clicks_min=1)


SHOP = (
    page("", "Welcome", leads=("help", "sale")),
    page("help", "Help", leads=("returns",)),
    page("sale", "Cheap"),
    page("returns", "Returns", "You can send it back", "within 30 days."),
)


def test_a_link_that_nobody_clicked_leads_to_the_document_it_names() -> None:
    """The recording of a crawl holds loads alone; visitors still get on."""
    site = ground(*SHOP).site
    help_link = SHOP[0].observation.affordances[0]
    reply = asyncio.run(site.act(SHOP[0].id, action_on(help_link.key)))
    assert isinstance(reply, Arrived)
    assert reply.page.observation.title == "help"


def test_what_nobody_saw_is_refused() -> None:
    """A button of a crawl costs no click and makes no question errored."""
    button = SHOP[0].observation.affordances[-1]
    site = LinksSite(RecordedSite(ground(*SHOP).graph))
    assert isinstance(asyncio.run(site.act(SHOP[0].id, Click(key=button.key))), Refused)


def test_the_fewest_clicks_are_counted_in_the_recording() -> None:
    """The case file says one click; the recording leads there in two."""
    counted = as_recorded(ground(*SHOP), case("How long?", "30 days"))
    assert (counted.clicks_min, counted.reachable) == (2, True)


def test_a_page_without_a_way_is_out_of_reach() -> None:
    """No link leads to the page: nobody can be blamed."""
    counted = as_recorded(ground(SHOP[0], SHOP[3]), case("How long?", "30 days"))
    assert (counted.clicks_min, counted.reachable) == (None, False)


def test_the_oracle_smells_the_shortest_way_alone() -> None:
    """On each page of the way one link, elsewhere none."""
    shop = ground(*SHOP)
    scent = oracle(shop, [case("Can I send it back?", "You can send it back")], NoCloseness())
    smelled = [
        [one.affordance.name for one in scent.scents("Can I send it back?", state.observation) if one.value]
        for state in SHOP
    ]
    assert smelled == [["help"], ["returns"], [], []]


def test_an_oracle_knows_nothing_of_another_question() -> None:
    """Ways are kept by question."""
    button = SHOP[2].observation.affordances[0].key
    scent = OracleScent({("How long?", id(SHOP[2].observation)): button})
    assert [one.value for one in scent.scents("How much?", SHOP[2].observation)] == [0.0]


def test_lots_are_the_same_each_time_and_others_for_another_seed() -> None:
    """A random walk can be repeated."""
    drawn = [one.value for one in RandomScent(1).scents("How long?", SHOP[0].observation)]
    assert drawn == [one.value for one in RandomScent(1).scents("How long?", SHOP[0].observation)]
    assert drawn != [one.value for one in RandomScent(2).scents("How long?", SHOP[0].observation)]
    assert all(0.05 <= value <= 1.0 for value in drawn)
    assert len(set(drawn)) == 3


def test_an_answer_is_seen_over_the_passages_it_lies_on() -> None:
    """Text is searched over passages, as people read on."""
    found = shown_on(ground(*SHOP), case("How long?", "back within 30"))
    assert found == (Shown(page=SHOP[3], passages=frozenset({1, 2})),)


@pytest.mark.parametrize(
    ("url", "right"),
    [(HOME + "returns", True), (HOME + "returns.html", True), (HOME + "help", False)],
)
def test_a_right_page_is_known_by_its_path(url: str, right: bool) -> None:
    """With or without the ending of a file."""
    assert is_right_page(case("How long?", "x"), url) is right


def walked(wording: str, outcome: Outcome) -> JourneyRecord:
    journey = Journey(
        persona="menu",
        view=VIEW,
        wording=wording,
        steps=(),
        ending=Ending.FOUND if outcome is Outcome.PASSED else Ending.NOTHING_LEFT,
        verdict=Absent(),
    )
    return JourneyRecord(journey=journey, outcome=outcome)


def test_a_paraphrase_agrees_when_its_outcome_is_that_of_the_question() -> None:
    """One visitor who finds the answer is enough, in each wording."""
    scenario = replace(case("a", "x").scenario, also_asked=("b", "c"))
    records = (
        walked("a", Outcome.PASSED),
        walked("b", Outcome.FAILED),
        walked("b", Outcome.PASSED),
        walked("c", Outcome.FAILED),
    )
    result = QuestionResult(scenario=scenario, outcome=Outcome.PASSED, records=records, best=0)
    assert [outcome_of(result, one) for one in "abc"] == [Outcome.PASSED, Outcome.PASSED, Outcome.FAILED]
    assert agreements(result) == [True, False]


@pytest.mark.parametrize("name", SITES)
def test_every_case_can_be_asked_in_every_way(name: str) -> None:
    """Each has a short fact; each that has an answer, two paraphrases besides."""
    by_variant = {one: read_cases(name, HOME, 6, one) for one in Variant}
    ids = [one.scenario.id for one in by_variant[Variant.PATTERN]]
    assert len(ids) == len(set(ids)) >= 19
    assert [one.scenario.id for one in by_variant[Variant.FACT]] == ids
    assert [one.scenario.id for one in by_variant[Variant.OPEN]] == ids
    assert [len(one.scenario.also_asked) for one in by_variant[Variant.PARAPHRASE]] == [2] * sum(
        one.answerable for one in by_variant[Variant.PATTERN]
    )
    assert {type(one.scenario.answer) for one in by_variant[Variant.OPEN]} == {NoAnswerGiven}


def test_a_short_fact_is_read_as_a_user_writes_it() -> None:
    """As ``answer: 14 days`` in a scenario file; of an unanswerable question it is the decoy's."""
    facts = {one.scenario.id: one.scenario.answer for one in read_cases("directus", HOME, 6, Variant.FACT)}
    assert facts["free-plan-stops"] == FactAnswer(all_of=("14 days",))
    assert facts["money-back"] == FactAnswer(all_of=("refunds",))


def test_the_case_files_are_those_of_the_sites() -> None:
    """No site without its questions."""
    assert {path.stem for path in CASES.glob("*.yaml")} == {*SITES, *SECOND}
