"""Answers that only those see who say yes to cookies, as a second look shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from asking import ANSWER
from audited_sites import found, ground_over, scenario_of
from worlds import DESKTOP, Document, Page, at, link

from selfserve_check.diagnosis.audits.after_consent import LOOKS_MAX, pages_worth_a_look
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.model.condition import AFTER_CONSENT, under
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import NoAnswerGiven, PageAnswer

CONSENTED = under(DESKTOP, AFTER_CONSENT)
NEAR = "How long you have to return something depends on the tiles."
HOME_PAGE = Page(title="Tiles", things=(link("Return something", "/r"),))
REFUSED: dict[str, Document] = {"/": HOME_PAGE, "/r": Page(title="Returns", text=(NEAR,))}
ACCEPTED: dict[str, Document] = {"/": HOME_PAGE, "/r": Page(title="Returns", text=(NEAR, ANSWER))}


def told(ground: Ground) -> list[Finding]:
    return [one for one in found("only_some", ground) if one.kind == "only_some"]


def missed(name: str, page: str, asked: int | None = None) -> QuestionResult:
    """A question that no page answers; the passage that comes nearest is on ``page``."""
    documents: dict[str, Document] = {
        "/": Page(title="Tiles", things=(link("Return something", page),)),
        page: Page(title="Returns", text=(NEAR,)),
    }
    (result,) = ground_over(documents, scenario_of(name=name, asked_per_month=asked)).results
    assert result.reason is Reason.MISSING
    return result


def test_an_answer_that_is_seen_after_a_yes_alone_is_told() -> None:
    """With the page, its words and the question, with which it is told; visitors still do not find it."""
    ground = ground_over(REFUSED, scenario_of(), views={CONSENTED: ACCEPTED})
    assert ground.results[0].reason is Reason.MISSING
    (finding,) = told(ground)
    assert finding.text == f"The answer on {at('/r')} is seen only after a yes to cookies: “{ANSWER}”."
    assert (finding.url, finding.questions) == (at("/r"), ("q",))


@pytest.mark.parametrize(
    ("refused", "accepted"),
    [(REFUSED, REFUSED), (ACCEPTED, ACCEPTED), (ACCEPTED, REFUSED)],
    ids=["seen-by-nobody", "seen-by-all", "seen-by-those-who-refuse"],
)
def test_what_a_yes_does_not_show_is_not_told(
    refused: dict[str, Document], accepted: dict[str, Document]
) -> None:
    """Nor that a page of the second look lacks what everybody else sees."""
    assert found("only_some", ground_over(refused, scenario_of(), views={CONSENTED: accepted})) == ()


def test_the_page_that_comes_nearest_is_looked_at() -> None:
    """Of the question that is asked most first, and of a site no more than so many."""
    results = [missed(f"q{number}", f"/r{number}", asked=number) for number in range(LOOKS_MAX + 2)]
    pages = [at(f"/r{number}") for number in reversed(range(LOOKS_MAX + 2))]
    assert list(pages_worth_a_look(results)) == pages[:LOOKS_MAX]


def test_each_page_is_looked_at_once() -> None:
    """Two questions, one page."""
    assert pages_worth_a_look([missed("q1", "/r"), missed("q2", "/r")]) == (at("/r"),)


def test_where_nothing_is_near_the_page_where_visitors_looked_is_looked_at() -> None:
    """It is where the answer is to be written."""
    bare: dict[str, Document] = {"/": HOME_PAGE, "/r": Page(title="Tiles", text=("Packs of ten.",))}
    assert pages_worth_a_look(ground_over(bare, scenario_of()).results) == (at("/r"),)


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": Outcome.NEEDS_REVIEW},
        {"reason": Reason.DEFLECTED},
        {"scenario": scenario_of(answer=NoAnswerGiven())},
        {"scenario": scenario_of(answer=PageAnswer(page="/x"))},
    ],
    ids=["for-a-person", "another-reason", "no-answer-known", "a-page-expected"],
)
def test_nothing_is_looked_at_for_a_question_that_is_not_missing_a_fact(changes: dict[str, Any]) -> None:
    """Each look says yes to cookies, and loads a page."""
    assert pages_worth_a_look([replace(missed("q", "/r"), **changes)]) == ()
