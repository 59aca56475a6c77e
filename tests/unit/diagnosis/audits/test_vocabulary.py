"""The customers' words that the site never uses."""

from __future__ import annotations

import pytest
from audited_sites import found, ground_over, scenario_of
from meanings import SaidCloseness
from worlds import HOME, Document, Page, link

from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.diagnosis.audits.vocabulary import missed_words
from selfserve_check.model.scenario import FactAnswer

SITE: dict[str, Document] = {
    "/": Page(title="Tiles", things=(link("Warranty", "/w"), link("Settees", "/s"))),
    "/w": Page(title="Warranty", text=("The warranty lasts 15 years.",)),
    "/s": Page(title="Settees", text=("Settees for two.",)),
}


def words(ground: Ground) -> list[tuple[str, str]]:
    return [(one.word, one.own) for one in missed_words(ground)]


def test_a_word_that_the_site_never_uses_stands_beside_its_own() -> None:
    """By a group of words that mean the same."""
    ground = ground_over(SITE, scenario_of("How long is the guarantee?", "15 years", asked_per_month=40))
    (finding,) = found("vocabulary", ground)
    assert "Customers say “guarantee” (1 question, asked 40 times a month)" in finding.text
    assert f"The site says “Warranty” ({HOME})." in finding.text
    assert finding.remedy.startswith("Use “guarantee” beside “Warranty”")


def test_the_word_closest_in_meaning_is_the_site_s_own() -> None:
    """Where no group knows the two."""
    meaning = SaidCloseness(close=lambda said, label: 0.8 if (said, label) == ("sofa", "Settees") else 0.1)
    ground = ground_over(SITE, scenario_of("Do you sell a sofa?", "sofas"))
    close = Ground(results=ground.results, graph=ground.graph, view=ground.view, meaning=meaning)
    assert words(close) == [("sofa", "Settees")]
    assert words(ground) == [("sofa", "")]


@pytest.mark.parametrize(
    "question",
    [
        "How long is the warranty?",
        "How long do warranties last?",
        "Can I get something?",
        "Is it 15 years?",
    ],
    ids=["the-site-s-word", "another-form", "words-of-every-text", "figures"],
)
def test_words_that_the_site_uses_or_that_every_text_uses_are_not_told(question: str) -> None:
    """Nothing is to be changed."""
    assert words(ground_over(SITE, scenario_of(question, "15 years"))) == []


def test_a_slip_of_the_finger_is_no_word_of_the_customers() -> None:
    """The site has the word, one letter apart."""
    assert words(ground_over(SITE, scenario_of("How long is the warrenty?", "15 years"))) == []


def test_words_of_questions_that_failed_come_first_then_those_asked_most() -> None:
    """A word of a pass is worth knowing, too."""
    fact = FactAnswer(any_of=("15 years",))
    ground = ground_over(
        SITE,
        scenario_of("How long does the warranty last for a guarantee?", fact, name="a", asked_per_month=5),
        scenario_of("Do you deliver wallpaper?", "wallpaper", name="b", asked_per_month=1),
        scenario_of("Do you deliver parquet?", "parquet", name="c", asked_per_month=9),
    )
    told = [finding.text.split("”")[0] for finding in found("vocabulary", ground)]
    assert told[-1] == "Customers say “guarantee"
    assert told.index("Customers say “parquet") < told.index("Customers say “wallpaper")
