"""Background rarity, concept groups, and what is typed into a search box."""

from __future__ import annotations

from selfserve_check.language.queries import rephrased, search_text
from selfserve_check.language.rarity import rarity
from selfserve_check.language.synonyms import concepts, expand, groups_of


def test_common_words_are_common_and_unknown_words_rare() -> None:
    """Rarity runs from 0.1 for the commonest to 1.0 for a word that the table lacks."""
    assert rarity("the") == 0.1
    assert rarity("zyxwv") == 1.0
    assert rarity("the") < rarity("return") < rarity("refund") < 1.0


def test_a_word_is_as_rare_as_its_stem() -> None:
    """Words are looked up by their stem."""
    assert rarity("deliveries") == rarity("deliveri") == rarity("delivery")


def test_a_phrase_is_met_across_stop_words() -> None:
    """ "Send something back" speaks of returns although a stop word stands inside."""
    assert groups_of("Can I send something back?") & groups_of("Returns")


def test_a_phrase_of_stop_words_is_met_as_it_stands() -> None:
    """ "Where is" means tracking, though both words are stop words."""
    assert groups_of("Where is my parcel?") & groups_of("tracking")
    assert not groups_of("There is none") & groups_of("tracking")


def test_a_concept_names_the_words_that_say_so() -> None:
    """The stems of the text are given, so that each can be credited."""
    assert ("send", "back") in {concept.stems for concept in concepts("send it back")}


def test_groups_are_english_only() -> None:
    """In other languages the English groups say nothing."""
    assert groups_of("Gift", "de") == frozenset()


def test_expand_gives_the_single_words_of_shared_groups() -> None:
    """The stems asked for are always among them."""
    assert {"deliveri", "ship", "postag"} <= expand(("deliveri",))
    assert expand(("zyxwv",)) == {"zyxwv"}


def test_a_search_has_the_rarest_five_words_in_order() -> None:
    """A customer types what matters, not the whole sentence."""
    assert search_text("How long do I have to send something back?") == "long send back"
    long_question = (
        "Please can you tell me the delivery cost of big ceiling tiles to the island of Jersey today?"
    )
    assert search_text(long_question) == "delivery ceiling tiles island jersey"


def test_a_question_of_stop_words_is_typed_as_it_stands() -> None:
    """An empty search would find nothing."""
    assert search_text("Who are you?") == "who are you"


def test_a_search_that_found_nothing_is_sent_again_in_fewer_words() -> None:
    """With words that the site itself uses, two at most; else with the rarest; never the same search again."""
    question = "How much does delivery of ceiling tiles to the island of Jersey cost?"
    assert rephrased(question, frozenset({"deliveri", "island", "basket"})) == "delivery island"
    assert rephrased(question) == "tiles"
    assert rephrased("hours") == ""
