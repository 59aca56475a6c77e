"""What is known of a page as an answer."""

from __future__ import annotations

from dataclasses import replace

from asking import ANSWER, FACT, QUESTION, WRONG_ANSWER, home
from test_edits import graph_of
from worlds import DESKTOP, HOME, Document, Page, at, disclosure, link

from selfserve_check.app.why import PAGES_MAX, Explainer
from selfserve_check.diagnosis.lookout import sightings_of
from selfserve_check.diagnosis.why import Why, candidates, doors_in, why
from selfserve_check.diagnosis.why_words import Visitors, page_why
from selfserve_check.journey.judge import prepare
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Ending, Journey, Move, Step
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import Answer, FactAnswer, Scenario
from selfserve_check.model.verdict import Absent, Answered, Wrong
from selfserve_check.report.why_text import lines
from selfserve_check.scenario_file import scenario_lines


def asked(answer: Answer = FACT) -> Scenario:
    return Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=answer, budget=1)


def why_of(documents: dict[str, Document], path: str, answer: Answer = FACT) -> Why:
    scenario, graph = asked(answer), graph_of(documents)
    seen = sightings_of(scenario, graph, DESKTOP)
    return why(scenario, prepare(scenario), graph, DESKTOP, at(path), seen)


def told(found: Why, answer: Answer = FACT, came: Visitors | None = None) -> str:
    scenario = asked(answer)
    return "\n".join(lines(scenario.question, page_why(found, scenario, came or Visitors(), scenario_lines)))


def test_a_page_that_answers_behind_a_disclosure_two_clicks_away() -> None:
    """Its links are named, and what must be opened; it is further than the budget."""
    found = why_of(
        {
            "/": home(link("Help", "/help")),
            "/help": Page(title="Help", things=(link("Going back", "/r"),)),
            "/r": Page(title="Return", things=(disclosure("Details", ANSWER),)),
        },
        "/r",
    )
    assert isinstance(found.verdict, Answered)
    assert [(door.url, door.label) for door in found.doors] == [(at("/help"), "Going back")]
    assert (found.clicks, found.opened) == (2, ("Details",))
    text = told(found)
    assert "“Going back” on https://shop.example/help" in text
    assert "The shortest way from the start takes 2 clicks; 1 are allowed." in text
    assert "visible only after opening “Details”" in text
    assert "Link to it from a page nearer to https://shop.example/." in text


def test_a_page_with_another_value_says_which_and_how_to_accept_it() -> None:
    """If the writer is right, the scenario is wrong: these are its lines."""
    answer = FactAnswer(all_of=("30 days",))
    found = why_of(
        {"/": home(link("Return", "/r")), "/r": Page(title="Return", text=(WRONG_ANSWER,))}, "/r", answer
    )
    assert found.reading.missing == ("30 days",)
    assert found.reading.others == ("14 days",)
    text = told(found, answer)
    assert "Nowhere on it: 30 days" in text
    assert "answer: 14 days" in text
    assert "answer: {page: '/r'}" in text


def test_a_page_that_shows_what_must_not_be_shown() -> None:
    """The judge's own words."""
    found = why_of({"/": home(link("Return", "/r")), "/r": Page(title="Return", text=(WRONG_ANSWER,))}, "/r")
    assert isinstance(found.verdict, Wrong)
    assert "Take away: 14 days." in told(found)


def test_a_fact_about_something_else_does_not_count_and_is_told_why() -> None:
    """With how much it is about the question, and how much it must be."""
    documents: dict[str, Document] = {
        "/": home(link("Delivery", "/d")),
        "/d": Page(title="Delivery", text=("Delivery takes 30 days.",)),
    }
    found = why_of(documents, "/d", FactAnswer(all_of=("30 days",)))
    (passage,) = found.reading.told
    assert not passage.counts
    assert passage.about < passage.needed
    assert "shows 30 days; that does not count: it is about the question by" in told(found)


def test_a_page_that_nobody_saw() -> None:
    """Nothing is known of it, and another page that answers is named."""
    found = why_of({"/": home(link("Return", "/r")), "/r": Page(title="Return", text=(ANSWER,))}, "/new")
    assert not found.seen
    assert found.elsewhere == at("/r")
    text = told(found)
    assert "neither a visitor nor the look around came there" in text
    assert "Another page answers, too: https://shop.example/r" in text


def test_a_page_about_nothing_of_the_kind() -> None:
    """It says so, and who came there."""
    found = why_of({"/": home(link("Tiles", "/t")), "/t": Page(title="Tiles", text=("Blue.",))}, "/t")
    assert isinstance(found.verdict, Absent)
    text = told(found, came=Visitors(own=("the visitor “menu” (desktop)",)))
    assert "Yes, by: the visitor “menu” (desktop)." in text
    assert "No passage of it is about the question." in text


def test_a_report_explains_the_pages_nearest_to_the_answer() -> None:
    """Those that answer first, each document once, with who came there; no more than a few."""
    documents: dict[str, Document] = {
        "/": home(link("Return", "/near"), link("Help", "/help")),
        "/near": Page(title="Return - Shop", text=("You can return anything.",)),
        "/help": Page(title="Help", things=(link("Going back", "/r"),)),
        "/r": Page(title="Return", text=(ANSWER,)),
    }
    scenario, graph = asked(), graph_of(documents)
    seen = sightings_of(scenario, graph, DESKTOP)
    journey = Journey(
        persona="menu",
        view=DESKTOP,
        wording=QUESTION,
        steps=(
            Step(
                move=Move.CLICK,
                state=StateId(view=DESKTOP, url=HOME),
                url=HOME,
                title="Home",
                clicks=1,
                landed=StateId(view=DESKTOP, url=at("/near")),
            ),
        ),
        ending=Ending.NOTHING_LEFT,
        verdict=Absent(),
    )
    result = QuestionResult(
        scenario=scenario,
        outcome=Outcome.FAILED,
        reason=Reason.TOO_DEEP,
        records=(JourneyRecord(journey=journey, outcome=Outcome.FAILED),),
    )
    explainer = Explainer(graph=graph, view=DESKTOP, meaning=None, results=(result,))
    first, *others = explainer.explained(result, seen, doors_in(graph, DESKTOP)).whys
    assert (first.url, first.seen) == (at("/r"), ("By no visitor; only when we looked around afterwards.",))
    assert first.leads[0] == "“Going back” on https://shop.example/help"
    assert len(others) < PAGES_MAX
    near = next(one for one in others if one.url == at("/near"))
    assert near.seen == (f"Yes, by: Visitor who reads and clicks (computer), asking “{QUESTION}”.",)
    assert "answer: {page: '/near'}" in near.accepts[-1]


def test_without_any_page_near_the_answer_those_are_explained_where_visitors_ended() -> None:
    """Else a writer whose page was read in vain would get no word."""
    documents: dict[str, Document] = {
        "/": home(link("Tiles", "/tiles")),
        "/tiles": Page(title="Tiles", text=("Blue.",)),
    }
    scenario, graph = asked(), graph_of(documents)
    step = Step(
        move=Move.CLICK,
        state=StateId(view=DESKTOP, url=HOME),
        url=HOME,
        title="Home",
        clicks=1,
        landed=StateId(view=DESKTOP, url=at("/tiles")),
    )
    journey = Journey(
        persona="menu",
        view=DESKTOP,
        wording=QUESTION,
        steps=(step, replace(step, move=Move.SEARCH, landed=StateId(view=DESKTOP, url=at("/search")))),
        ending=Ending.NOTHING_LEFT,
        verdict=Absent(),
    )
    record = JourneyRecord(journey=journey, outcome=Outcome.FAILED)
    result = QuestionResult(scenario=scenario, outcome=Outcome.FAILED, records=(record, record))
    seen = sightings_of(scenario, graph, DESKTOP)
    assert candidates(result, seen, 3) == (at("/tiles"),)
    assert candidates(result, seen, 3, frozenset((at("/tiles"),))) == ()
