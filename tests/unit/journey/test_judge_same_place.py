"""The fact and the question must meet: in a passage, under a heading, in a row with its column."""

from __future__ import annotations

import pytest
from judge_pages import ask, facts, heading, page, row, text

from selfserve_check.journey.judge_table import column_headers
from selfserve_check.model.observation import Observation
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.model.verdict import Answered

LONG = "How long do I have to return an item?"

MET = {
    "in one passage": page(text("Return an item within 30 days.")),
    "under one heading": page(heading("Returns"), text("You have 30 days from then.", "Returns")),
    "below the question of a FAQ": page(heading("FAQ"), heading(LONG, "FAQ"), text("30 days.", "FAQ", LONG)),
    "below the summary of a disclosure": page(text(LONG, "Help"), text("30 days.", "Help", LONG)),
    "in a definition list": page(text("Time to return an item: 30 days", "Good to know")),
    "below its term": page(text("You have 30 days.", "Good to know", "Returning an item")),
    "in a row": page(row("Returning an item | 30 days", "Our promises")),
    "in the column for it": page(
        row("Product | Returns | Warranty", "Overview"), row("Any item | 30 days | 2 years", "Overview")
    ),
}

APART = {
    "in two sections": page(
        text("An item can be returned by post.", "Returns"), text("30 days.", "Payment", "Invoices")
    ),
    "question in the heading of another section": page(
        heading("Returns"),
        text("See below.", "Returns"),
        heading("Newsletter"),
        text("You get it every 30 days.", "Newsletter"),
    ),
    "in the next FAQ": page(
        text("By post.", "FAQ", "How do I return an item?"), text("30 days.", "FAQ", "How long is the trial?")
    ),
    "in another row": page(
        row("Returning an item | by post", "Overview"), row("Paying an invoice | 30 days", "Overview")
    ),
    "in another column": page(
        row("Product | Returns | Warranty", "Returns and warranty"),
        row("Any item | 14 days | 30 days", "Returns and warranty"),
    ),
    "in two passages without a heading": page(
        text("An item can be returned by post."), text("Invoices are due in 30 days.")
    ),
}


@pytest.mark.parametrize("seen", MET.values(), ids=MET.keys())
def test_a_fact_that_meets_the_question_answers(seen: Observation) -> None:
    """Each is how pages put an answer to its question."""
    assert isinstance(ask(LONG, seen, facts("30 days")), Answered)


@pytest.mark.parametrize("seen", APART.values(), ids=APART.keys())
def test_a_fact_elsewhere_never_does(seen: Observation) -> None:
    """The words of the question in one place and the figure in another are no answer."""
    assert not isinstance(ask(LONG, seen, facts("30 days")), Answered)


def test_a_row_is_read_with_the_cell_that_heads_the_column() -> None:
    """The same figure under another column answers another question."""
    seen = page(row("Country | Standard | Express", "Delivery"), row("Norway | £4.95 | £9.95", "Delivery"))
    question = "What does express delivery to Norway cost?"
    assert isinstance(ask(question, seen, facts("£9.95")), Answered)
    assert not isinstance(ask(question, seen, facts("£4.95")), Answered)


@pytest.mark.parametrize(
    ("header", "line", "value", "above", "others"),
    [
        ("Item | Returns | Warranty", "Lamps | 30 days | 2 years", "30", "Returns", ("Warranty",)),
        ("Item | Returns | Warranty", "Lamps | 30 days | 2 years", "2", "Warranty", ("Returns",)),
        ("Returns | Warranty", "Lamps | 30 days | 2 years", "2", "Warranty", ("Returns",)),
        ("Returns | Warranty", "Lamps | 30 days | 2 years", "Lamps", "", ()),
        ("Returns | Warranty | Care | More", "Lamps | 30 days", "30", "", ()),
    ],
)
def test_the_cell_above_a_value(
    header: str, line: str, value: str, above: str, others: tuple[str, ...]
) -> None:
    """Columns are counted from the left, or from the right where the first has no header."""
    assert column_headers(header, line, line.index(value)) == (above, others)


def test_a_pattern_sees_the_joined_text_of_a_section() -> None:
    """All passages under one trail of headings, wherever they stand, joined by a blank."""
    seen = page(
        text("Standard delivery", "Delivery"),
        text("A word on stock.", "Stock"),
        text("takes 3 to 5 days", "Delivery"),
        text("and costs £4.95.", "Delivery"),
    )
    answer = FactAnswer(matches=(r"standard delivery takes 3 to 5 days and costs £4\.95",))
    verdict = ask("What does standard delivery cost?", seen, answer)
    assert isinstance(verdict, Answered)
    assert [evidence.passage for evidence in verdict.evidence] == [0, 2, 3]
    assert [evidence.facts for evidence in verdict.evidence] == [
        ("Standard delivery",),
        ("takes 3 to 5 days",),
        ("and costs £4.95",),
    ]


def test_a_pattern_never_joins_two_sections() -> None:
    """What stands under another heading is another matter."""
    seen = page(text("Standard delivery", "Delivery"), text("costs £4.95.", "Returns"))
    answer = FactAnswer(matches=(r"standard delivery costs £4\.95",))
    assert not isinstance(ask("What does standard delivery cost?", seen, answer), Answered)


def test_a_pattern_ties_nothing_to_what_is_far_away() -> None:
    """A match over several passages is bounded, and a nearer one behind it is still found."""
    filler = [text("The quick brown fox jumps over the lazy dog again and again.", "Delivery")] * 30
    far = page(text("Delivery", "Delivery"), *filler, text("costs £4.95", "Delivery"))
    near = page(
        text("Delivery", "Delivery"),
        *filler,
        text("Delivery to you", "Delivery"),
        text("costs £4.95", "Delivery"),
    )
    answer = FactAnswer(matches=(r"delivery.*costs £4\.95",))
    assert not isinstance(ask("What does delivery cost?", far, answer), Answered)
    assert isinstance(ask("What does delivery cost?", near, answer), Answered)


def test_a_pattern_that_only_a_question_matches_answers_nothing() -> None:
    """Neither alone nor joined with what stands beside it."""
    answer = FactAnswer(matches=("30 days",))
    asked = page(
        heading("Returns"), text("Can I return it after 30 days?", "Returns"), text("Ask us.", "Returns")
    )
    assert not isinstance(ask(LONG, asked, answer), Answered)
    joined = FactAnswer(matches=(r"Ask us\. Within 30 days",))
    told = page(text("Ask us.", "Returns"), text("Within 30 days of an item's return?", "Returns"))
    assert not isinstance(ask(LONG, told, joined), Answered)


def test_a_pattern_of_several_of_the_question_s_words_states_something() -> None:
    """Yes is often said in the words of the question."""
    seen = page(text("We ship to Norway and Iceland.", "Delivery"))
    answer = FactAnswer(matches=("(?i)we ship to norway",))
    assert isinstance(ask("Do you ship to Norway?", seen, answer), Answered)


def test_a_pattern_that_matches_one_word_of_the_question_needs_others_about_it() -> None:
    """The word "fax" somewhere on a page says nothing of how to; what stands beside it may."""
    answer = FactAnswer(matches=(r"(?i)\bfax",))
    pointer = page(text("Sending faxes and setting the office up for faxing", "Miscellaneous"))
    told = page(text("To fax what you wrote, choose Send.", "Faxing what you write"))
    question = "How do I fax what I wrote?"
    assert not isinstance(ask(question, pointer, answer), Answered)
    assert isinstance(ask(question, told, answer), Answered)
