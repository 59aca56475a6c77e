"""What holds for any text: folding, facts and verdicts never fail and never point outside the text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from selfserve_check.journey.judge import judge, prepare
from selfserve_check.language.facts import can_match, find_facts, parse_fact
from selfserve_check.language.queries import search_text
from selfserve_check.language.rarity import rarity
from selfserve_check.language.words import content_stems, normalise, offsets, tokens, url_words
from selfserve_check.model.observation import Observation, Passage
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Answered

CALM = settings(deadline=None)
"""Tables and libraries are loaded at first use, on machines of any speed."""

PIECES = (
    *"30 days day - £5 4,95 € $ 9 am to 5 pm 17:00 % +44 20 7946 0000 12 March 2026 x kg return ? .".split(),
    *("²", "½", "\u00a0"),
)
PAGE_TEXT = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
FACTS = st.sampled_from(
    (
        "30 days",
        "£5",
        "4.95 EUR",
        "5 pm",
        "9 am to 5 pm",
        "12 March",
        "12",
        "5 kg",
        "free over £5",
        "return",
        "20%",
    )
)


@CALM
@given(st.text(max_size=200))
def test_folding_a_text_twice_changes_nothing_more(text: str) -> None:
    """A folded text is its own folded form, in one line without double spaces."""
    folded = normalise(text)
    assert "  " not in folded
    assert folded == folded.strip()
    assert tokens(folded) == tokens(text)


@CALM
@given(st.text(max_size=200))
def test_offsets_rise_and_stay_inside(text: str) -> None:
    """Every folded character comes from a place in the text, in order."""
    folded, origin = offsets(text)
    assert len(origin) == len(folded) + 1
    assert list(origin) == sorted(origin)
    assert origin[-1] == len(text)


@CALM
@given(FACTS, PAGE_TEXT)
def test_spans_quote_the_text(fact: str, text: str) -> None:
    """A span never points outside, and its words are those at its place."""
    for span in find_facts(parse_fact(fact), text):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


@CALM
@given(st.text(min_size=1, max_size=60), PAGE_TEXT)
def test_any_fact_is_parsed_or_refused(fact: str, text: str) -> None:
    """Whatever an author writes has a reason or a specificity between 0 and 1."""
    if can_match(fact) is None:
        parsed = parse_fact(fact)
        assert 0.0 <= parsed.specificity <= 1.0
        find_facts(parsed, text)


@CALM
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=9))
def test_a_duration_is_found_in_its_forms_and_not_in_longer_figures(days: int, lead: int) -> None:
    """ "30 days" stands in "30-day", never in "130 days" or "30.5 days"."""
    fact = parse_fact(f"{days} days")
    assert find_facts(fact, f"within {days} calendar days.")
    assert find_facts(fact, f"a {days}-day offer")
    assert not find_facts(fact, f"{lead}{days} days")
    assert not find_facts(fact, f"{days}.5 days")


@CALM
@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999.99"), places=2))
def test_a_price_is_found_in_its_forms(amount: Decimal) -> None:
    """Point or comma, sign or code, before or after."""
    fact = parse_fact(f"{amount} EUR")
    comma = str(amount).replace(".", ",")
    for written in (f"€{amount}", f"{amount} €", f"EUR {comma}", f"{comma} EUR", f"€{amount:,}"):
        assert find_facts(fact, f"It costs {written}."), written
    assert not find_facts(fact, f"It costs £{amount}.")
    assert not find_facts(fact, f"It costs €{amount + 1}.")


@CALM
@given(st.integers(min_value=0, max_value=23), st.integers(min_value=0, max_value=59))
def test_a_time_is_found_on_either_clock(hour: int, minute: int) -> None:
    """17:05 is 5.05 pm."""
    half = "pm" if hour >= 12 else "am"
    twelve = f"{(hour + 11) % 12 + 1}.{minute:02d}{half}"
    assert find_facts(parse_fact(f"{hour:02d}:{minute:02d}"), f"until {twelve} daily")
    assert find_facts(parse_fact(twelve), f"until {hour:02d}:{minute:02d} daily")


@CALM
@given(st.text(max_size=120), st.sampled_from(("en", "de", "fr", "")))
def test_words_of_any_text(text: str, lang: str) -> None:
    """Stems are unique, a search is short, rarity stays in its range, an address never fails."""
    stems = content_stems(text, lang)
    assert len(set(stems)) == len(stems)
    assert len(search_text(text, lang).split()) <= 5
    assert all(0.1 <= rarity(stem) <= 1.0 for stem in stems)
    url_words("https://x.example/" + text.replace("[", "").replace("]", ""))


@CALM
@given(st.lists(PAGE_TEXT, max_size=6), FACTS, st.text(max_size=40))
def test_a_verdict_is_the_same_twice_and_its_evidence_shows_the_fact(
    texts: list[str], fact: str, title: str
) -> None:
    """The judge is a pure function, and what it calls an answer holds the fact."""
    passages = tuple(Passage(text=text, headings=("Returns",)) for text in texts)
    seen = Observation(url="https://x.example/a", title=title, lang="en", passages=passages)
    question = prepare(
        Scenario(
            id="q", question="How long can I return it?", site="", start="", answer=FactAnswer(all_of=(fact,))
        )
    )
    verdict = judge(question, seen, None)
    assert verdict == judge(question, seen, None)
    if isinstance(verdict, Answered):
        assert all(find_facts(parse_fact(fact), texts[evidence.passage]) for evidence in verdict.evidence)
        assert all(len(evidence.quote) <= 300 for evidence in verdict.evidence)


@CALM
@given(st.lists(PAGE_TEXT, max_size=6), st.text(max_size=60))
def test_nothing_is_answered_without_an_answer(texts: list[str], wording: str) -> None:
    """A question whose answer nobody gave is for a person to judge."""
    seen = Observation(
        url="https://x.example/a", title="", passages=tuple(Passage(text=text) for text in texts)
    )
    question = prepare(Scenario(id="q", question=wording, site="", start="", answer=NoAnswerGiven()))
    assert not isinstance(judge(question, seen, None), Answered)
