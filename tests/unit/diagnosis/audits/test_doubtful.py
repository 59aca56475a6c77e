"""A telling fact whose tie to the question is a little too weak: for a person, never missing."""

from __future__ import annotations

import pytest
from audited_sites import ground_over, scenario_of
from worlds import Document, Page, at, link

from selfserve_check.model.result import Outcome, QuestionResult, Reason

# It says much by itself (0.62), so that a tie of 0.21 would do.
FACT = "stain-blocking primer"
QUESTION = "How do I hide brown rings on mineral tiles after a leak upstairs?"
# One word of the seven, and not the one that matters most.
NEARLY = "Two coats of stain-blocking primer, as in the rooms upstairs."


def asked(text: str, fact: str = FACT, *, linked: bool = True, budget: int = 1) -> QuestionResult:
    things = (link("Brown rings on tiles", "/a"), *((link("Sundries", "/s"),) if linked else ()))
    documents: dict[str, Document] = {
        "/": Page(title="Shop", things=things),
        "/a": Page(title="Nothing here", things=(link("Sundries", "/s"),) if budget == 0 else ()),
        "/s": Page(title="Sundries", text=(text,)),
    }
    scenario = scenario_of(QUESTION, fact, budget=max(budget, 1))
    (result,) = ground_over(documents, scenario).results
    return result


def test_a_page_that_shows_a_telling_fact_is_named_for_a_person() -> None:
    """With its words and where it stands; nobody is told to write a new one."""
    result = asked(NEARLY)
    assert (result.outcome, result.reason) == (Outcome.NEEDS_REVIEW, Reason.MISLED)
    (finding,) = result.findings
    assert (finding.kind, finding.url) == ("unclear", at("/s"))
    assert NEARLY in finding.text
    assert "1 click from the start (“Sundries”)" in finding.text
    assert result.clicks_min == 1


def test_one_that_nothing_links_to_is_hidden_perhaps() -> None:
    """The site map names it."""
    result = asked(NEARLY, linked=False)
    assert (result.outcome, result.reason) == (Outcome.NEEDS_REVIEW, Reason.HIDDEN)
    assert "where no link that visitors can see leads" in result.findings[0].text


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Two coats of stain-blocking primer.", FACT),
        ("Upstairs it dries in 30 days.", "30 days"),
        ("Never use a stain-blocking primer upstairs.", FACT),
        ("Two coats of primer, as in the rooms upstairs.", FACT),
    ],
    ids=["no-tie-at-all", "a-bare-figure", "denied", "without-the-fact"],
)
def test_what_has_no_tie_says_little_or_denies_it_is_still_missing(text: str, fact: str) -> None:
    """Else nothing would ever be missing."""
    result = asked(text, fact)
    assert (result.outcome, result.reason) == (Outcome.FAILED, Reason.MISSING)


def test_a_page_that_plainly_answers_comes_first() -> None:
    """Then nothing is doubtful."""
    result = asked("Hide brown rings on mineral tiles with a stain-blocking primer.")
    assert (result.outcome, result.reason) == (Outcome.NEEDS_REVIEW, Reason.MISLED)
    assert [finding.kind for finding in result.findings] == ["misled"]
