"""Every value that a text states, and whether two of them can both be true."""

from __future__ import annotations

import pytest

from selfserve_check.language.kinds.found import Value
from selfserve_check.language.stated import agree, differ, stated_in


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.span.text) for one in stated_in(text)]


def value(text: str) -> Value:
    (one,) = stated_in(text)
    return one.value


def test_every_value_is_found_with_its_own_words() -> None:
    """In order; what one kind has taken is no other's."""
    assert kinds("Express costs £9.95, takes 2 days and saves 10 %.") == [
        ("money", "£9.95"),
        ("duration", "2 days"),
        ("percentage", "10 %"),
    ]
    assert kinds("Write to hello@tiles.example or call 020 7946 0123") == [
        ("email", "hello@tiles.example"),
        ("phone", "020 7946 0123"),
    ]


def test_figures_in_words_count_and_a_yes_does_not() -> None:
    """ "Within a month" is a length of time."""
    assert kinds("You have thirty days.") == [("duration", "thirty days")]
    assert kinds("Return it within a month.") == [("duration", "a month")]
    assert kinds("Yes, we do.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("60 days", "one month"),
        ("30 days", "14 days"),
        ("2 weeks", "1 month"),
        ("1 year", "24 months"),
        ("48 hours", "5 days"),
        ("£9.95", "£12.50"),
        ("15 %", "10 %"),
        ("9 am to 5 pm", "8 am to 6 pm"),
    ],
)
def test_what_cannot_both_be_true_differs(one: str, other: str) -> None:
    """In either order, and it does not agree."""
    if one.startswith("2 weeks") or "one month" in other:
        one, other = f"within {one}", f"within {other}"
    first, second = value(one), value(other)
    assert differ(first, second)
    assert differ(second, first)
    assert not agree(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("60 days", "2 months"), ("30 days", "1 month"), ("12 months", "1 year"), ("48 hours", "2 days")],
)
def test_the_same_length_in_other_units_agrees(one: str, other: str) -> None:
    """A month is 28 to 31 days."""
    assert agree(value(one), value(other))
    assert agree(value(other), value(one))
    assert not differ(value(one), value(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 to 5 days", "4 days"),
        ("5 working days", "7 days"),
        ("£5 to £10", "£7"),
        ("£5", "5 EUR"),
        ("30 days", "£30"),
        ("1.9 kg", "15 mm"),
        ("15 mm", "600 x 600 mm"),
    ],
)
def test_what_may_both_be_true_or_cannot_be_compared_does_not_differ(one: str, other: str) -> None:
    """Silence is better than a false alarm."""
    assert not differ(value(one), value(other))
    assert not differ(value(other), value(one))
