"""Near-spellings: which words stand for one another, and which never do."""

from __future__ import annotations

import pytest

from selfserve_check.language.spelling import Near, distance, may_be_misspelt, respelled, vocabulary


def read(question: str, *labels: str, lang: str = "en") -> str:
    return respelled(question, vocabulary(labels, lang), lang).text


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("recieve", "receive", 1),
        ("acount", "account", 1),
        ("setupp", "setup", 1),
        ("accomodatoin", "accommodation", 2),
        ("ab", "ba", 1),
        ("kitten", "sitting", 3),
        ("same", "same", 0),
    ],
)
def test_neighbours_that_changed_places_are_one_edit(one: str, other: str, edits: int) -> None:
    """Damerau's four kinds of edit, either way round; more than asked for is one more than that."""
    assert distance(one, other, 5) == distance(other, one, 5) == edits
    assert distance(one, other, max(0, edits - 1)) == edits


@pytest.mark.parametrize(
    ("question", "label", "text"),
    [
        ("Did you recieve it?", "What we receive", "Did you receive it?"),
        ("How do I get a refnud", "Refunds", "How do I get a Refunds".replace("R", "r")),
        ("What is an accomodatoin voucher", "Accommodation", "What is an accommodation voucher"),
        ("Change my e-mail please", "Email address", "Change my email please"),
        ("How do I set up a router?", "Router setup", "How do I setup a router?"),
        ("Router setup?", "Set up your router", "Router set up?"),
    ],
)
def test_a_word_is_read_as_it_is_written_in_sight(question: str, label: str, text: str) -> None:
    """A slip, two in a long word, a compound apart or together."""
    assert read(question, label) == text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Can I change it?", "Charges"),  # both are common words
        ("Is the abcdx out?", "The bbcdx"),  # another first letter
        ("Where is my ordr", "Ores"),  # too short, or two edits in a short word
        ("Do you sell the ab12345 model?", "Model ab12346"),  # a figure
        ("Do you sell Zindles?", "Zindler"),  # a name
        ("A rteunr", "Returns"),  # an edit too many
    ],
)
def test_other_words_stay_what_they_are(question: str, label: str) -> None:
    """Common words, names and figures are no slips."""
    assert read(question, label) == question


def test_a_word_that_stands_in_sight_is_kept() -> None:
    """Also where another label has a near one, and by any of its forms."""
    assert read("My refnuds", "Refnud", "Refunds") == "My refnuds"


def test_the_nearest_word_is_taken() -> None:
    """The nearest as written, then the first by the alphabet, whatever the order of the labels."""
    assert read("boardiing pass", "Boards", "Boarding") == "boarding pass"
    assert read("xyzzab", "Xyzzad", "Xyzzac") == read("xyzzab", "Xyzzac", "Xyzzad") == "xyzzac"


def test_what_was_changed_is_told() -> None:
    """From left to right, as it was written."""
    found = respelled("Cancelatoin by E-Mail", vocabulary(("Cancellation", "Email"), "en"))
    assert found.near == (
        Near(written="Cancelatoin", read="cancellation"),
        Near(written="E-Mail", read="email"),
    )
    assert found.near[0].because == "'Cancelatoin' is near 'cancellation'"


def test_other_languages_know_compounds_alone() -> None:
    """Nobody knows there which words are common: Vertrag and Vortrag are both."""
    assert read("mein vortrag", "Vertrag", lang="de") == "mein vortrag"
    assert read("meine e-mail", "Email", lang="de") == "meine email"


def test_common_words_alone_need_no_comparing() -> None:
    """A cheap question before the dear one."""
    assert not may_be_misspelt("How long do I have to return it?")
    assert may_be_misspelt("How long do I have to retrun it?")
    assert may_be_misspelt("Change my e-mail")
