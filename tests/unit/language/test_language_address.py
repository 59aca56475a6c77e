"""Postal addresses as seven countries write them, and yes and no as whole answers."""

from __future__ import annotations

import pytest

from selfserve_check.language.facts import find_facts, other_values, parse_fact, polarity_of

LEEDS = "12 High Street, Leeds LS1 4AB"
NEW_YORK = "350 5th Avenue, New York, NY 10118"
BERLIN = "Hauptstraße 5, 10115 Berlin"

SHOWN = [
    (LEEDS, "12 High St., Leeds, LS1 4AB"),
    (LEEDS, "Visit us at 12 High Street, Leeds LS14AB today."),
    (LEEDS, "12 HIGH STREET, LEEDS, LS1 4AB"),
    (LEEDS, "Find us: 12 High Street, Leeds."),
    ("12 High Street", "We are at 12 High Street, Leeds LS1 4AB."),
    ("LS1 4AB", "12 High Street, Leeds LS1 4AB"),
    ("12 Mill Lane, York YO1 7AA", "Unit 4, 12 Mill Ln, York YO1 7AA"),
    ("7 St James's Square, London SW1Y 4JH", "7 St James’s Sq., London SW1Y 4JH"),
    (NEW_YORK, "350 5th Ave, Suite 300, New York, NY 10118-0110"),
    (NEW_YORK, "350 5th Ave., New York NY 10118"),
    (
        "1600 Amphitheatre Parkway, Mountain View, CA 94043",
        "1600 Amphitheatre Pkwy, Mountain View, CA 94043, USA",
    ),
    (BERLIN, "Hauptstr. 5, 10115 Berlin"),
    (BERLIN, "Wir sind in der Hauptstrasse 5, D-10115 Berlin zu finden."),
    ("Am Markt 3, 28195 Bremen", "Am Markt 3\n28195 Bremen"),
    ("12 rue de Rivoli, 75004 Paris", "12, rue de Rivoli - 75004 Paris, France".replace(" - ", ", ")),
    ("45 bis avenue Foch, 75116 Paris", "45 bis, avenue Foch 75116 Paris"),
    ("Calle de Alcalá 45, 28014 Madrid", "Calle de Alcalá, nº 45, 28014 Madrid"),
    ("C/ Alcalá 45, 28014 Madrid", "Calle Alcalá 45, 28014 Madrid"),
    ("Via Roma 12, 00184 Roma", "Via Roma, 12 - 00184 Roma (RM)"),
    ("Keizersgracht 123, 1015 CJ Amsterdam", "Keizersgracht 123, 1015CJ Amsterdam"),
    ("Damrak 1-5, 1012 LG Amsterdam", "Damrak 1-5 1012 LG Amsterdam"),
]

NOT_SHOWN = [
    (LEEDS, "14 High Street, Leeds LS1 4AB"),
    (LEEDS, "112 High Street, Leeds LS1 4AB"),
    (LEEDS, "12 Low Street, Leeds LS1 4AB"),
    (LEEDS, "12 High Street, York YO1 7AA"),
    (LEEDS, "12 High Street, York."),
    (LEEDS, "Leeds LS1 4AB"),
    (LEEDS, "12 High Road, Leeds LS1 4AB"),
    (NEW_YORK, "350 5th Ave, New York, NY 10119"),
    (BERLIN, "Hauptstraße 5, 20095 Hamburg"),
    (BERLIN, "Hauptstraße 15, 10115 Berlin"),
    ("12 rue de Rivoli, 75004 Paris", "12 rue de Rivoli, 69001 Lyon"),
    ("LS1 4AB", "LS1 4AD"),
    ("5 Park Way, Hull HU1 2AB", "a 5 day park way pass"),
]


@pytest.mark.parametrize(("fact", "text"), SHOWN)
def test_an_address_is_found_however_it_is_written(fact: str, text: str) -> None:
    """Short forms, commas, units and the country's order do not matter."""
    assert parse_fact(fact).kinds == {"address"}
    assert find_facts(parse_fact(fact), text)


@pytest.mark.parametrize(("fact", "text"), NOT_SHOWN)
def test_another_address_is_another(fact: str, text: str) -> None:
    """Number, street and what both give of code and town must agree."""
    assert find_facts(parse_fact(fact), text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "You have 14 days to place a claim",
        "3 working days",
        "a 5 minute drive",
        "12 white tiles, 12345 items",
        "from 9 to 5, 020 7946 0000",
        "10 items per order",
        "Version 3 way switch",
    ],
)
def test_figures_in_plain_sentences_are_no_address(text: str) -> None:
    """Place, drive and way are everyday words, too."""
    assert other_values(parse_fact(LEEDS), text) == ()
    assert "address" not in parse_fact(text).kinds


def test_the_address_is_quoted_as_the_page_writes_it() -> None:
    """From its first figure or word to its post code."""
    (span,) = find_facts(parse_fact(LEEDS), "Write to 12 High St., Leeds, LS1 4AB, please.")
    assert span.text == "12 High St., Leeds, LS1 4AB"


def test_an_address_says_more_with_its_code() -> None:
    """A High Street is in every town."""
    assert parse_fact("12 High Street").specificity < parse_fact(LEEDS).specificity


@pytest.mark.parametrize(
    "text",
    [
        "12 high " * 4000,
        "1 a b c d e f " * 3000,
        "calle 1 " * 5000,
        "1" + "a" * 20_000,
        "12 high street, " * 2000,
        "1 " + "a." * 8000,
    ],
)
def test_a_hostile_text_ends(text: str) -> None:
    """No run of words makes the search blow up (the suite's time limit would say so)."""
    assert find_facts(parse_fact(BERLIN), text) == ()


@pytest.mark.parametrize(
    ("answer", "yes"),
    [
        ("yes", True),
        ("Yes.", True),
        ("True", True),
        ("ja", True),
        ("Oui", True),
        ("Sí", True),
        ("sì", True),
        ("sim", True),
        ("no", False),
        ("No!", False),
        ("False", False),
        ("nein", False),
        ("non", False),
        ("nee", False),
        ("não", False),
        ("no returns", None),
        ("yes, within 30 days", None),
        ("30 days", None),
    ],
)
def test_yes_and_no_are_known_as_whole_answers(answer: str, yes: bool | None) -> None:
    """In seven languages, and as YAML's true and false are written; never as part of a longer answer."""
    assert polarity_of(parse_fact(answer)) is yes


def test_yes_and_no_are_never_found_inside_a_text() -> None:
    """A bare word somewhere says nothing."""
    assert find_facts(parse_fact("yes"), "Yes, we love tiles.") == ()
    assert find_facts(parse_fact("no"), "There are no tiles.") == ()
