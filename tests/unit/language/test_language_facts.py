"""Facts: every kind, what shows it and what does not."""

from __future__ import annotations

import pytest

from selfserve_check.language.facts import (
    Span,
    can_match,
    find_facts,
    other_values,
    parse_fact,
    pattern_specificity,
)

SHOWN = [
    # durations
    ("30 days", "30-day free trial"),
    ("30 days", "thirty days"),
    ("30 days", "within 30 calendar days"),
    ("30 days", "You have 30 consecutive days."),
    ("30 days", "within thirty (30) days"),
    ("30 days", "30\u00a0DAYS"),
    ("30 days", "30‑day"),
    ("30 days", "30 days²"),
    ("30 days", "30 days' notice"),
    ("within 30 days", "30 days"),
    ("2 weeks", "14 days"),
    ("14 days", "two weeks"),
    ("5 working days", "5 business days"),
    ("5 working days", "five working days"),
    ("3-5 days", "3 to 5 days"),
    ("3-5 days", "between 3 and 5 days"),
    ("between 3 and 5 days", "3–5 days"),
    ("2 years", "24 months"),
    ("1 year", "within a year"),
    ("90 minutes", "1 hour 30 minutes"),
    ("half an hour", "takes half an hour"),
    ("2½ hours", "150 minutes"),
    ("30 Tage", "innerhalb von 30 Tagen"),
    ("5 Werktage", "5 working days"),
    # money
    ("4.95 EUR", "EUR 4,95"),
    ("4.95 EUR", "4,95 €"),
    ("4.95 EUR", "costs €4.95."),
    ("4.95 EUR", "4.95 euros"),
    ("4.95 EUR", "€\u00a04,95"),
    ("£5", "£5.00"),
    ("$1,299.00", "$1299"),
    ("$5", "US$5"),
    ("1.299 €", "€1,299"),
    ("1 299,00 €", "€1,299.00"),
    ("30p", "£0.30"),
    ("five pounds", "£5"),
    ("£1.5m", "£1,500,000"),
    ("between 250 and 600 euros", "250-600 EUR"),
    ("€250-€600", "between 250 and 600 euros"),
    # shares
    ("25 percent", "25%"),
    ("25 %", "25 per cent"),
    ("10%", "save -10 %"),
    # times
    ("5 pm", "17:00"),
    ("17:00", "5.00pm"),
    ("5 pm", "5 p.m."),
    ("5 pm", "17h"),
    ("5 pm", "17 Uhr"),
    ("noon", "12:00"),
    ("5 pm", "open 9am-5pm"),
    ("9 am to 5 pm", "09:00-17:00"),
    ("9 am to 5 pm", "9am–5pm"),
    ("9 am to 5 pm", "9-5pm"),
    ("9 am to 5 pm", "9.00-17.00"),
    ("9 bis 17 Uhr", "9-17 Uhr"),
    ("Mon-Fri 9am-5pm", "Monday to Friday: 9 am to 5 pm"),
    ("Monday to Friday, 9am-5pm", "9am–5pm Mon - Fri"),
    # dates
    ("12 March 2026", "March 12th, 2026"),
    ("12 March 2026", "12 Mar 2026"),
    ("12 March 2026", "2026-03-12"),
    ("12 March 2026", "12. März 2026"),
    ("12 March 2026", "12.03.2026"),
    ("13/03/2026", "13 March 2026"),
    ("12 March", "by 12 March 2026"),
    # telephone and e-mail
    ("+44 20 7946 0000", "call 020 7946 0000 now"),
    ("+44 20 7946 0000", "+44 (0)20 79460000"),
    ("+44 20 7946 0000", "0044 20 7946 0000"),
    ("020 7946 0000", "+442079460000"),
    ("0800 123 4567", "0800-1234567"),
    ("help@x.example", "Mail HELP@X.example."),
    # numbers
    ("12", "12 items"),
    ("12", "twelve items"),
    ("12", "12-pack"),
    ("12", "12 days"),
    ("1,200", "1200 requests"),
    ("1200", "1 200"),
    ("125", "one hundred and twenty-five seats"),
    # quantities
    ("5 m", "a 5m (metres) Cat.6"),
    ("600 x 600 mm", "600 × 600mm"),
    ("600 x 600 mm", "60 x 60 cm"),
    ("600mm x 600mm", "600x600 mm"),
    ("600 x 600", "600 x 600 mm"),
    ("12 kg", "12 kilos"),
    ("5GB", "5 GB"),
    ("one litre", "a one-litre bag"),
    ("-18 °C", "−18°C"),
    # phrases
    ("don't", "dont"),
    ("e-mail", "email"),
    ("Free Returns", "“free”  returns"),
    ("max. 4 persons", "Max four persons"),
    ("free over 50 EUR", "Delivery is free over €50"),
    ("free over 50 EUR", "Free over EUR 50.00!"),
    ("straße", "STRASSE"),
    ("A2-s1,d0", "Euroclass A2-s1, d0"),
]

NOT_SHOWN = [
    ("30 days", "130 days"),
    ("30 days", "30 daysies"),
    ("30 days", "30.5 days"),
    ("30 days", "5-30 days"),
    ("30 days", "14 to 30 days"),
    ("30 days", "30 working days"),
    ("30 days", "one month"),
    ("5 working days", "5 days"),
    ("5 days", "5 working days"),
    ("2 years", "2 years and 6 months"),
    ("1 year", "£78 a year"),
    ("1 day", "24 hours a day"),
    ("4.95 EUR", "14.95 EUR"),
    ("4.95 EUR", "4.95 USD"),
    ("4.95 EUR", "£4.95"),
    ("4.95 EUR", "€4.95-€9.95"),
    ("4.95 EUR", "4.95"),
    ("£5", "£5.99"),
    ("£5", "£5-10"),
    ("£30", "30p"),
    ("free over 50 EUR", "free over €500"),
    ("25%", "125%"),
    ("20%", "10-20%"),
    ("5 pm", "15:00"),
    ("5 pm", "5:00"),
    ("9 am to 5 pm", "9 am to 6 pm"),
    ("12 March 2026", "12/03/2026"),
    ("12 March 2026", "12 March"),
    ("12 March 2026", "12 March 2025"),
    ("+44 20 7946 0000", "+49 20 7946 0000"),
    ("+44 20 7946 0000", "020 7946 0001"),
    ("0800 123 4567", "at 192.168.1.254"),
    ("help@x.example", "xhelp@x.example"),
    ("18 °C", "-18 °C"),
    ("5 m", "£5m"),
    ("12", "112"),
    ("12", "12.5"),
    ("12", "v12"),
    ("12", "1.12"),
    ("12", "£12"),
    ("12", "12%"),
    ("12", "12:30"),
    ("12", "A12"),
    ("12", "12/2024"),
    ("12", "version 12"),
    ("12", "12-34"),
    ("12", "5 to 12"),
    ("12", "12 March"),
    ("12", "#12"),
    ("12", "12th"),
    ("5", "5 million"),
    ("1", "one of our shops"),
    ("cat", "category"),
    ("room 12", "room 123"),
]


@pytest.mark.parametrize(("fact", "text"), SHOWN)
def test_a_fact_is_found_however_it_is_written(fact: str, text: str) -> None:
    """The same value in another form of writing shows the fact."""
    assert find_facts(parse_fact(fact), text)


@pytest.mark.parametrize(("fact", "text"), NOT_SHOWN)
def test_another_value_never_shows_a_fact(fact: str, text: str) -> None:
    """Neither a longer figure, another unit, another currency nor a range shows it."""
    assert find_facts(parse_fact(fact), text) == ()


def test_a_span_quotes_the_page_as_it_writes() -> None:
    """Offsets are those of the text as given, whatever folding did to it."""
    text = "Sie haben\u00a0½ Jahr – und\u00a030\u00a0Tage!"
    start = text.index("30")
    assert find_facts(parse_fact("30 days"), text) == (Span(start=start, end=start + 7, text="30\u00a0Tage"),)


def test_every_place_is_found() -> None:
    """A text may state a fact more than once."""
    assert [span.start for span in find_facts(parse_fact("£5"), "£5 now, 5 pounds later")] == [0, 8]


@pytest.mark.parametrize("text", ["", "  ", "?!", "—", "x" * 1001])
def test_an_answer_that_can_never_match_says_why(text: str) -> None:
    """Empty, punctuation alone, and a whole article are refused with a reason."""
    assert can_match(text)
    with pytest.raises(ValueError, match="the answer"):
        parse_fact(text)


def test_an_answer_that_can_match_has_no_reason() -> None:
    """A figure or a word is enough."""
    assert can_match("5") is None
    assert can_match("Ja") is None


def test_specificity_grows_with_what_a_fact_says() -> None:
    """A bare number says nothing by itself, a telephone number or a sentence nearly all."""
    facts = ("12", "30 days", "£4.95", "9 am to 5 pm", "+44 20 7946 0000")
    values = [parse_fact(fact).specificity for fact in facts]
    assert values == sorted(values)
    assert values[0] < 0.1
    assert values[-1] >= 0.9
    assert parse_fact("Cards, PayPal and bank transfers are accepted").specificity > 0.8


def test_other_values_are_those_of_the_same_kind() -> None:
    """The refund time is another duration; the price is none."""
    spans = other_values(parse_fact("30 days"), "30 days, refunds after 14 days, £5")
    assert [span.text for span in spans] == ["14 days"]
    assert other_values(parse_fact("free returns"), "14 days") == ()


@pytest.mark.parametrize(
    ("pattern", "low", "high"),
    [
        (r"\d+ days", 0.0, 0.2),
        (r".*", 0.0, 0.0),
        (r"charit(y|ies)", 0.1, 0.35),
        (r"refunds? (is|are|will|within)", 0.1, 0.4),
        (r"A long sentence about wardrobes|x", 0.0, 0.1),
        (r"No tools are required to assemble the chair", 0.8, 1.0),
        (r"(?:3|three) (?:to|[-–]) (?:5|five) working days", 0.1, 0.5),
    ],
)
def test_a_pattern_says_what_each_match_must_hold(pattern: str, low: float, high: float) -> None:
    """Classes and optional parts count nothing, and the weakest alternative decides."""
    assert low <= pattern_specificity(pattern) <= high


@pytest.mark.parametrize(
    "text", ["one and " * 4000, "111 " * 5000, "1," * 8000, "9 am to " * 3000, "£1 " * 6000]
)
@pytest.mark.parametrize("fact", ["30 days", "12", "£5", "9 am to 5 pm", "600 x 600 mm"])
def test_a_hostile_text_ends(fact: str, text: str) -> None:
    """No run of figures makes a search blow up (the suite's time limit would say so)."""
    find_facts(parse_fact(fact), text)
