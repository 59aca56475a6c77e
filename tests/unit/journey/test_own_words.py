"""A site's own words: what is asked besides, what smells, and what the judge takes for the question."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from judge_pages import SITE, facts, page, text

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.judge import judge, prepare
from selfserve_check.journey.own_words import OwnWordsScent, Variant, in_own_words, variants, widened
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Answered, Verdict

PACKS = ("tile pack", "carton", "box")


def texts(question: str, *groups: tuple[str, ...], lang: str = "en", most: int = 6) -> list[str]:
    return [variant.text for variant in variants(question, groups, lang, most)]


def test_a_word_is_replaced_by_each_other_word_of_its_group() -> None:
    """In the order written; the rest of the question stays as it is."""
    assert variants("What does a box cost?", (PACKS,), "en") == (
        Variant(text="What does a tile pack cost?", because="on this site 'tile pack' means 'box'"),
        Variant(text="What does a carton cost?", because="on this site 'carton' means 'box'"),
    )


def test_words_are_met_by_their_stem_and_whole() -> None:
    """ "Boxes" is a box; "boxing" of another stem, "mailbox" and half a phrase are not."""
    assert texts("Two BOXES?", PACKS) == ["Two tile pack?", "Two carton?"]
    assert texts("A mailbox for one pack", PACKS) == []


def test_a_phrase_goes_before_a_word_within_it() -> None:
    """What is in a phrase is not replaced by itself."""
    assert texts("a tile pack", ("pack", "bundle"), ("tile pack", "carton")) == ["a carton"]


def test_a_word_of_two_groups_stands_for_both() -> None:
    """Groups are not joined: what one of them says is enough."""
    assert texts("a pack", ("pack", "carton"), ("pack", "bundle")) == ["a carton", "a bundle"]


def test_another_form_of_the_same_word_is_no_other_word() -> None:
    """It would be the same question."""
    assert texts("the return", ("return", "returns")) == []


def test_each_word_is_replaced_once_before_any_a_second_time_and_both_at_once_last() -> None:
    """So that a large group leaves room for the others."""
    assert texts("return a box", PACKS, ("Retoure", "return")) == [
        "Retoure a box",
        "return a tile pack",
        "return a carton",
        "Retoure a tile pack",
        "Retoure a carton",
    ]


def test_there_are_six_variants_at_most() -> None:
    """However large the groups are."""
    group = ("box", *(f"word{number}" for number in range(11)))
    assert texts("a box", group) == [f"a word{number}" for number in range(6)]


@pytest.mark.parametrize(
    ("question", "told"),
    [("“Box”, please", "“carton”, please"), ("the dealer's box", "the dealer's carton"), ("BOX", "carton")],
)
def test_signs_around_a_word_stay(question: str, told: str) -> None:
    """Places are those of the question as written, not as folded."""
    assert texts(question, ("box", "carton")) == [told]


def test_words_are_stemmed_in_the_language_of_the_page() -> None:
    """German forms are one word on a German page only."""
    assert texts("Wohin mit Retouren", ("Retoure", "return"), lang="de") == ["Wohin mit return"]
    assert texts("Wohin mit Retouren", ("Retoure", "return"), lang="en") == []


def test_the_judge_s_wordings_come_first_and_once() -> None:
    """The question decides what it is about; variants only add to it."""
    found = widened(("a box", "a carton"), (("box", "carton"),), "en")
    assert found == ("a box", "a carton")
    assert widened(("a box",), (("box", "carton"),), "en") == ("a box", "a carton")


def test_the_judge_knows_every_word_of_a_large_group() -> None:
    """It is not bound to six."""
    group = tuple(f"word{number}" for number in range(12))
    assert widened(("a word0",), (group,), "en") == tuple(f"a word{number}" for number in range(12))


@dataclass(frozen=True, slots=True)
class _Said:
    """Gives the figure that is said for a question and a label, else 0.1."""

    figures: dict[tuple[str, str], float]

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]:
        assert attention == AS_MOST
        return tuple(self._scent(question, one) for one in observation.affordances)

    def _scent(self, question: str, one: Affordance) -> Scent:
        value = self.figures.get((question, one.label), 0.1)
        return Scent(affordance=one, value=value, cues=(Cue(name="said", weight=value, because=question),))


def links(*labels: str, lang: str = "en") -> Observation:
    found = tuple(
        Affordance(key=AffordanceKey(kind=AffordanceKind.LINK, name=label), role="link", label=label)
        for label in labels
    )
    return Observation(url=SITE, title="", lang=lang, affordances=found)


def test_each_link_gets_the_best_scent_and_says_why() -> None:
    """In the order of the page; what the visitor's own words give stays as it is."""
    said = _Said({("a box", "Delivery"): 0.5, ("a carton", "Cartons"): 0.75})
    model = OwnWordsScent(inner=said, groups=(PACKS,))
    delivery, cartons, about = model.scents("a box", links("Delivery", "Cartons", "About"))
    assert (delivery.value, [cue.because for cue in delivery.cues]) == (0.5, ["a box"])
    assert (about.value, [cue.because for cue in about.cues]) == (0.1, ["a box"])
    assert cartons.value == 0.75
    assert cartons.cues == (
        Cue(name="own_words", weight=0.65, because="on this site 'carton' means 'box'"),
        Cue(name="said", weight=0.75, because="a carton"),
    )


def test_a_search_box_smells_as_it_does_to_the_visitor() -> None:
    """The site's word is not what is typed there."""
    key = AffordanceKey(kind=AffordanceKind.SEARCH, name="Search")
    seen = Observation(url=SITE, title="", affordances=(Affordance(key=key, role="search", label="Search"),))
    said = _Said({("a carton", "Search"): 0.9})
    assert OwnWordsScent(inner=said, groups=(PACKS,)).scents("a box", seen) == said.scents(
        "a box", seen, AS_MOST
    )


def test_with_real_words_the_site_s_label_is_smelled() -> None:
    """A label that shares no word with the question is found by the word it stands for."""
    seen = links("Retourenportal", "Impressum", lang="de")
    question = "Wohin mit dem return?"
    plain = WordScent().scents(question, seen)
    known = in_own_words(WordScent(), (("Retourenportal", "return"),)).scents(question, seen)
    assert plain[0].value == plain[1].value == 0.0
    assert known[0].value > 0.5
    assert known[1].value == 0.0


def test_without_groups_the_model_is_itself() -> None:
    """Nothing is asked twice for nothing."""
    model = WordScent()
    assert in_own_words(model, ()) is model


def ask(question: str, synonyms: tuple[tuple[str, ...], ...]) -> Verdict:
    scenario = Scenario(
        id="q", question=question, site=SITE, start=SITE, answer=facts("24"), synonyms=synonyms
    )
    return judge(prepare(scenario), page(text("A gebinde holds 24 tiles.", "Packing")), None)


def test_the_judge_takes_a_word_of_the_group_for_the_word_itself() -> None:
    """A bare figure needs a strong tie to the question: the site's own word is one."""
    question = "What is in a carton?"
    assert not isinstance(ask(question, ()), Answered)
    assert isinstance(ask(question, (("gebinde", "carton"),)), Answered)
    assert not isinstance(ask(question, (("gebinde", "crate"),)), Answered)


def test_synonyms_reach_questions_without_an_answer_too() -> None:
    """The question is made ready once for every kind of answer."""
    scenario = Scenario(
        id="q", question="?", site=SITE, start=SITE, answer=NoAnswerGiven(), synonyms=(("a", "b"),)
    )
    assert prepare(scenario).synonyms == (("a", "b"),)
