"""Each reason with a site that has it, and sites that only look like it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from asking import ANSWER, RETURNS, WRONG_ANSWER, home
from diagnosed_sites import EMPTY, SCENARIO, SMALL_PRINT, asked_and_seen, diagnosed, finding_of
from worlds import (
    DESKTOP,
    HOME,
    Dead,
    Document,
    Down,
    Page,
    Results,
    SearchBox,
    Wall,
    at,
    link,
)

from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.remedy_words import with_remedy
from selfserve_check.diagnosis.survey import Surveyed
from selfserve_check.journey.persona import MENU, SEARCH
from selfserve_check.model.journey import Cause
from selfserve_check.model.remedy import AddPassage, QuestionEffect, Remedy
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import NoAnswerGiven, PassWhen
from selfserve_check.site.graph import SiteGraph


def reason_of(documents: dict[str, Document], site_map: Sequence[str] = (), budget: int = 4) -> Reason | None:
    return diagnosed(documents, site_map=site_map, scenario=replace(SCENARIO, budget=budget)).reason


WRONG_PAGE = Page(title="Returns", text=(WRONG_ANSWER,))
ON_A_SHELF = Page(title="Delivery", text=("Delivery takes 14 days.",))


def test_wrong_is_a_page_that_shows_another_fact() -> None:
    """The page is quoted, and it or the expectation is to be corrected."""
    result = diagnosed({"/": home(link("Returns", "/r")), "/r": WRONG_PAGE})
    assert (result.outcome, result.reason, result.clicks_min) == (Outcome.FAILED, Reason.WRONG, None)
    assert WRONG_ANSWER in finding_of(result).text
    assert finding_of(result).url == at("/r")


@pytest.mark.parametrize(
    "documents",
    [
        {"/": home(link("Returns", "/r")), "/r": ON_A_SHELF},
        {"/": home(link("Returns", "/r"), link("Delivery", "/d")), "/r": EMPTY, "/d": WRONG_PAGE},
    ],
    ids=["another-topic", "never-read"],
)
def test_not_wrong_is_a_fact_about_something_else_or_one_that_nobody_read(
    documents: dict[str, Document],
) -> None:
    """Only what a visitor read and believed is wrong."""
    assert reason_of(documents) is Reason.MISSING


def test_contradictory_is_a_wrong_page_beside_a_right_one() -> None:
    """Both are named and quoted."""
    result = diagnosed(
        {"/": home(link("Returns", "/promise"), SMALL_PRINT), "/promise": WRONG_PAGE, "/imprint": RETURNS}
    )
    assert (result.reason, result.clicks_min) == (Reason.CONTRADICTORY, 1)
    text = finding_of(result).text
    assert WRONG_ANSWER in text
    assert ANSWER in text
    assert at("/imprint") in text


def test_contradictory_counts_a_right_page_that_nothing_links_to() -> None:
    """The site says both, wherever."""
    documents: dict[str, Document] = {"/": home(link("Returns", "/p")), "/p": WRONG_PAGE, "/lone": RETURNS}
    assert reason_of(documents, site_map=("/lone",)) is Reason.CONTRADICTORY


def test_not_contradictory_is_a_right_page_read_before_the_wrong_one() -> None:
    """Nobody was told anything wrong: the question passed."""
    result = diagnosed(
        {"/": home(link("Returns", "/r"), link("Return policy", "/w")), "/r": RETURNS, "/w": WRONG_PAGE}
    )
    assert (result.outcome, result.reason, result.findings) == (Outcome.PASSED, None, ())


CHAIN: dict[str, Document] = {
    "/": home(link("Help", "/1")),
    "/1": Page(title="Help", things=(link("Returns", "/2"),)),
    "/2": Page(title="Returns", things=(link("Return period", "/3"),)),
    "/3": RETURNS,
}


def test_too_deep_is_an_answer_further_away_than_the_budget() -> None:
    """With the way, its length, and what was allowed."""
    result = diagnosed(CHAIN, scenario=replace(SCENARIO, budget=2))
    assert (result.outcome, result.reason, result.clicks_min) == (Outcome.FAILED, Reason.TOO_DEEP, 3)
    text = finding_of(result).text
    assert "3 clicks from the start (“Help” > “Returns” > “Return period”); at most 2 were allowed" in text


def test_not_too_deep_is_an_answer_at_the_very_end_of_the_budget() -> None:
    """Three clicks with a budget of three pass."""
    result = diagnosed(CHAIN, scenario=replace(SCENARIO, budget=3))
    assert (result.outcome, result.reason, result.clicks_min) == (Outcome.PASSED, None, 3)


def test_not_too_deep_is_a_missed_answer_at_the_very_end_of_the_budget() -> None:
    """One click away with a budget of one: it could have been found."""
    documents: dict[str, Document] = {
        "/": home(link("Returned", "/a"), SMALL_PRINT),
        "/a": EMPTY,
        "/imprint": RETURNS,
    }
    assert reason_of(documents, budget=1) is Reason.MISLED


def test_not_too_deep_is_an_answer_with_a_short_way_that_nobody_saw() -> None:
    """The fewest clicks count, not those of the way that visitors tried."""
    documents = CHAIN | {"/": home(link("Help", "/1"), SMALL_PRINT), "/imprint": RETURNS}
    assert reason_of(documents, budget=2) is Reason.MISLED


def test_misled_is_for_a_person_to_look_at() -> None:
    """Linked within the budget, and a stronger label drew the visitors away: both labels are shown."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/decoy"), SMALL_PRINT),
        "/decoy": EMPTY,
        "/imprint": RETURNS,
    }
    result = diagnosed(documents)
    assert (result.outcome, result.reason) == (Outcome.NEEDS_REVIEW, Reason.MISLED)
    assert result.clicks_min == 1
    assert "“Imprint”" in finding_of(result).text
    assert "“Return something”" in finding_of(result).text


def test_not_misled_is_an_answer_that_is_not_linked_or_not_there() -> None:
    """The same decoy, but no way to an answer."""
    decoy: dict[str, Document] = {"/": home(link("Return something", "/decoy")), "/decoy": EMPTY}
    assert reason_of(decoy) is Reason.MISSING
    assert reason_of(decoy | {"/lone": RETURNS}, site_map=("/lone",)) is Reason.HIDDEN


SEARCHED: dict[str, Document] = {
    "/": home(SearchBox(), link("Shop", "/shop")),
    "/search": Results(entries=(link("return something", "/r"),)),
    "/shop": EMPTY,
    "/r": RETURNS,
}


def test_search_only_is_an_answer_that_no_link_leads_to() -> None:
    """Both visitors must find it, and the one who does not search cannot."""
    documents = SEARCHED | {"/": home(SearchBox(), link("Returned", "/shop"))}
    scenario = replace(SCENARIO, pass_when=PassWhen.ALL, budget=2)
    result = diagnosed(documents, scenario=scenario, personas=(MENU, SEARCH))
    assert (result.outcome, result.reason) == (Outcome.FAILED, Reason.SEARCH_ONLY)
    assert result.clicks_min == 2


def test_not_search_only_is_an_answer_found_by_search_when_one_visitor_is_enough() -> None:
    """It passed."""
    result = diagnosed(SEARCHED, personas=(MENU, SEARCH))
    assert (result.outcome, result.reason, result.clicks_min) == (Outcome.PASSED, None, 2)


def test_not_search_only_is_an_answer_that_is_linked_as_well() -> None:
    """Somewhere is a link that nobody chose."""
    documents = SEARCHED | {"/": home(SearchBox(), link("Returned", "/shop"), link("Imprint", "/r"))}
    scenario = replace(SCENARIO, pass_when=PassWhen.ALL, budget=2)
    assert diagnosed(documents, scenario=scenario, personas=(MENU, SEARCH)).reason is Reason.MISLED


def test_hidden_is_an_answer_that_nothing_links_to() -> None:
    """It is named and quoted, with where visitors looked for it."""
    documents: dict[str, Document] = {"/": home(link("Returns", "/a")), "/a": EMPTY, "/lone": RETURNS}
    result = diagnosed(documents, site_map=("/lone",))
    assert (result.outcome, result.reason, result.clicks_min) == (Outcome.FAILED, Reason.HIDDEN, None)
    assert finding_of(result).url == at("/lone")
    assert ANSWER in finding_of(result).text


def test_not_hidden_is_a_lone_page_without_the_answer_or_one_that_is_linked_deep_down() -> None:
    """The page itself must answer, and no way may lead there."""
    documents: dict[str, Document] = {"/": home(link("Returns", "/a")), "/a": EMPTY, "/lone": ON_A_SHELF}
    assert reason_of(documents, site_map=("/lone",)) is Reason.MISSING
    assert reason_of(CHAIN, site_map=("/3",), budget=1) is Reason.TOO_DEEP


def test_hidden_says_how_much_was_seen_when_something_could_not_be_read() -> None:
    """A link may stand on a page that did not come."""
    documents: dict[str, Document] = {
        "/": home(link("Returns", "/a"), link("Imprint", "/down")),
        "/a": EMPTY,
        "/down": Down(),
        "/lone": RETURNS,
    }
    result = diagnosed(documents, site_map=("/lone",))
    assert result.reason is Reason.HIDDEN
    assert "as far as" in finding_of(result).text


STOPPED = pytest.mark.parametrize(
    ("stop", "reason"), [(Dead(), Reason.BROKEN), (Wall(), Reason.WALLED)], ids=["broken", "walled"]
)


@STOPPED
def test_broken_and_walled_is_the_most_promising_way_that_ends_there(stop: Document, reason: Reason) -> None:
    """The link is named, and the page it stands on."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/x"), link("Returns and shipping", "/a")),
        "/x": stop,
        "/a": EMPTY,
    }
    result = diagnosed(documents)
    assert (result.outcome, result.reason) == (Outcome.FAILED, reason)
    assert "'Return something'" in finding_of(result).text
    assert finding_of(result).url == HOME


@STOPPED
def test_what_stands_in_the_way_is_mended_before_anything_is_put_beside_it(
    stop: Document, reason: Reason
) -> None:
    """The change that was measured comes second, and its effect is still told."""
    documents: dict[str, Document] = {"/": home(link("Return something", "/x")), "/x": stop}
    result = diagnosed(documents)
    assert result.reason is reason
    own = finding_of(result).remedy
    effect = QuestionEffect(question_id="q", question="?", visitors=())
    passage = AddPassage(page=HOME, text="Within 30 days.")
    told = finding_of(with_remedy(result, Remedy(edit=passage, effect=effect)))
    assert told.remedy == f"{own} If that cannot be: Say on {HOME}: “Within 30 days.”"
    assert told.effect


@pytest.mark.parametrize("stop", [Dead(), Wall()], ids=["broken", "walled"])
def test_not_broken_or_walled_is_a_minor_way_that_ends_there(stop: Document) -> None:
    """A stronger way was open and led to nothing."""
    documents: dict[str, Document] = {
        "/": home(
            link("How long to return", "/a"), link("Returned parcels, lost parcels, late parcels", "/x")
        ),
        "/x": stop,
        "/a": EMPTY,
    }
    assert reason_of(documents) is Reason.MISSING


@pytest.mark.parametrize("stop", [Dead(), Wall()], ids=["broken", "walled"])
def test_not_broken_or_walled_is_a_dead_end_when_the_answer_stands_elsewhere(stop: Document) -> None:
    """Where the answer is comes before what stopped a visitor."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/x"), SMALL_PRINT),
        "/x": stop,
        "/imprint": RETURNS,
    }
    assert reason_of(documents) is Reason.MISLED


def test_a_start_page_that_is_gone_is_broken() -> None:
    """There was nothing else to try, and no link is blamed."""
    result = diagnosed({"/": Dead()})
    assert result.reason is Reason.BROKEN
    finding = finding_of(result)
    assert finding.text.startswith(
        f"The page on which visitors begin, {at('/')}, lets nobody in (the site answered 404"
    )
    assert finding.remedy is not None and "site: or start:" in finding.remedy


TOPIC = "How long you have to return something?"


def test_deflected_is_a_page_on_the_topic_that_only_says_contact_us() -> None:
    """It is quoted, and the answer belongs there."""
    page = Page(title="Returns", text=("For how long you have to return something, please contact us.",))
    result = diagnosed({"/": home(link("Returns", "/r")), "/r": page})
    assert (result.outcome, result.reason) == (Outcome.FAILED, Reason.DEFLECTED)
    assert finding_of(result).url == at("/r")


@pytest.mark.parametrize(
    "page",
    [
        Page(title="Returns", text=(f"{TOPIC} {'You pack it well. ' * 40} Else contact us.",)),
        Page(title="Tiles", text=("Contact us about tiles.",)),
    ],
    ids=["says-a-lot", "another-topic"],
)
def test_not_deflected_is_a_page_that_says_something_or_is_about_something_else(page: Page) -> None:
    """A contact at the end of a page that helps is welcome."""
    assert reason_of({"/": home(link("Returns", "/r")), "/r": page}) is Reason.MISSING


def test_missing_says_how_much_was_read() -> None:
    """All that could be reached."""
    result = diagnosed({"/": home(link("Returns", "/a")), "/a": EMPTY})
    assert (result.outcome, result.reason) == (Outcome.FAILED, Reason.MISSING)
    assert "2 page views were read, all that could be reached" in finding_of(result).text
    assert at("/") in finding_of(result).remedy


def test_missing_says_when_the_look_around_was_cut_short() -> None:
    """And which setting cut it."""
    documents: dict[str, Document] = {"/": home(*(link(f"T{n}", f"/{n}") for n in range(9)))}
    result = diagnosed(documents | {f"/{n}": EMPTY for n in range(9)}, pages_max=3)
    assert "survey.pages_max" in finding_of(result).text


def test_missing_says_what_could_not_be_read() -> None:
    """It does not claim to have seen what did not come."""
    documents: dict[str, Document] = {"/": home(link("Imprint", "/down")), "/down": Down()}
    assert "1 more could not be read" in finding_of(diagnosed(documents)).text


def test_missing_shows_the_nearest_passage_and_what_it_lacks() -> None:
    """The place where the answer could be added."""
    near = "You can return something you do not like, however long you have had it."
    result = diagnosed({"/": home(link("Returns", "/a")), "/a": Page(title="Returns", text=(near,))})
    text = finding_of(result).text
    assert result.reason is Reason.MISSING
    assert near in text
    assert "It does not say 30 days." in text


def test_a_pass_only_learns_the_fewest_clicks() -> None:
    """Nothing else of it changes."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/gone"), link("Returns and shipping", "/r")),
        "/r": RETURNS,
    }
    before, graph, surveyed = asyncio.run(asked_and_seen(documents, SCENARIO, (MENU,), (), 50))
    after = diagnose(before, graph, surveyed, DESKTOP)
    assert before.best is not None
    assert before.records[before.best].journey.clicks == 3
    assert after == replace(before, clicks_min=1)


def test_what_was_not_asked_or_has_no_given_answer_stays_as_it_is() -> None:
    """There is nothing to be proved."""
    graph, surveyed = SiteGraph(), Surveyed(states=0, complete=False)
    cause = Cause(kind="timeout", detail="slow")
    for result in (
        QuestionResult(scenario=SCENARIO, outcome=Outcome.ERRORED, error=cause),
        QuestionResult(scenario=SCENARIO, outcome=Outcome.SKIPPED),
        QuestionResult(scenario=replace(SCENARIO, answer=NoAnswerGiven()), outcome=Outcome.FAILED),
        QuestionResult(scenario=replace(SCENARIO, answer=NoAnswerGiven()), outcome=Outcome.NEEDS_REVIEW),
    ):
        assert diagnose(result, graph, surveyed, DESKTOP) == result


def test_the_same_graph_gives_the_same_diagnosis() -> None:
    """Pure: asked twice, said twice the same."""
    before, graph, surveyed = asyncio.run(asked_and_seen(CHAIN, replace(SCENARIO, budget=1), (MENU,), (), 50))
    assert diagnose(before, graph, surveyed, DESKTOP) == diagnose(before, graph, surveyed, DESKTOP)
