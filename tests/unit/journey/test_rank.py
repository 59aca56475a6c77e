"""Information scent by words: what counts, how much, and why."""

from __future__ import annotations

import pytest
from worlds import HOME, at

from selfserve_check.journey.rank import WordScent, best_first
from selfserve_check.journey.words_scent import NOTHING_SMELLS
from selfserve_check.model.journey import Cue, Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation

# Words that are not in the background table weigh 1.0 each, so that the sums below can be done by hand.
QUESTION = "glorp zindle"


def affordance(
    label: str,
    to: str = "",
    *,
    kind: AffordanceKind = AffordanceKind.LINK,
    headings: tuple[str, ...] = (),
    context: str = "",
) -> Affordance:
    key = AffordanceKey(kind=kind, name=label, target=at(to) if to else "")
    return Affordance(key=key, role="link", label=label, headings=headings, context=context)


def scents(question: str, *affordances: Affordance) -> tuple[Scent, ...]:
    return WordScent().scents(question, Observation(url=HOME, title="", affordances=affordances))


def only(question: str, one: Affordance) -> Scent:
    return scents(question, one)[0]


def test_a_label_that_is_the_question_promises_everything() -> None:
    """Every word explained, and no word besides: 1.0."""
    scent = only(QUESTION, affordance("Glorp zindle"))
    assert scent.value == 1.0
    assert scent.cues == (
        Cue(name="label", weight=0.5, because="shares 'glorp'"),
        Cue(name="label", weight=0.5, because="shares 'zindle'"),
    )


def test_words_count_by_their_stem() -> None:
    """ "Returned goods" smells of "return"."""
    assert only("return", affordance("Returned")).value == 1.0


def test_a_label_with_more_words_in_it_promises_less() -> None:
    """A quarter of the scent is how much of the label the question explains: 0.75 + 0.25 / 2."""
    assert only("glorp", affordance("Glorp wibble")).value == 0.875


@pytest.mark.parametrize(
    ("found", "name", "value", "because"),
    [
        (
            affordance("Wibble", headings=("Top", "Glorp")),
            "heading",
            0.3375,
            "stands under a heading with 'glorp'",
        ),
        (affordance("Wibble", context="all of glorp"), "context", 0.3, "the text beside it says 'glorp'"),
        (affordance("Wibble", "/glorp/x.html"), "url", 0.3, "its address says 'glorp'"),
    ],
)
def test_what_stands_around_a_label_supports_it(
    found: Affordance, name: str, value: float, because: str
) -> None:
    """Heading, context and address count for less than the label, and the cue says which it was."""
    scent = only("glorp", found)
    assert scent.value == value
    assert [(cue.name, cue.because) for cue in scent.cues] == [(name, because)]


def test_a_word_counts_once_where_it_counts_most() -> None:
    """The label's word is not counted again for the address."""
    assert [cue.name for cue in only("glorp", affordance("Glorp", "/glorp")).cues] == ["label"]


def test_only_the_nearest_heading_counts() -> None:
    """The page's own heading stands above everything and says nothing about one link."""
    assert only("glorp", affordance("Wibble", headings=("Glorp", "Other"))).value == 0.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    """Of two links that share one word each, the rarer word smells stronger."""
    common, rare = scents("time glorp", affordance("Time"), affordance("Glorp"))
    assert rare.value > common.value > 0


def test_cues_add_up_to_the_scent_but_for_the_precision_of_the_label() -> None:
    """A score explains itself: with a fully explained label the cues are the score."""
    scent = only("glorp zindle", affordance("Glorp"))
    assert scent.value == sum(cue.weight for cue in scent.cues) == 0.5


def test_help_pages_smell_when_nothing_else_does() -> None:
    """The bonus for hubs, its cue named."""
    shop, help_page = scents(QUESTION, affordance("Shop"), affordance("Help centre"))
    assert shop.value == 0.0
    assert help_page.value == 0.25
    assert help_page.cues == (
        Cue(name="hub", weight=0.25, because="help pages are where such questions live"),
    )


def test_a_long_label_that_mentions_help_is_no_hub() -> None:
    """On a site that is all help, "to help with special needs" is a subject and not the help centre."""
    label = "Accessibility: assistive technologies to help with special needs in vision"
    assert only(QUESTION, affordance(label)).value == 0.0


def test_help_pages_get_no_bonus_where_something_smells() -> None:
    """A visitor with a trail does not turn to the help centre."""
    trail, help_page = scents(QUESTION, affordance("Glorp"), affordance("Help centre"))
    assert trail.value >= NOTHING_SMELLS
    assert help_page.value == 0.0


def test_contact_smells_only_when_a_person_is_asked_for() -> None:
    """ "Contact us" is no answer to a question about glorps."""
    assert only(QUESTION, affordance("Contact us")).value == 0.0
    asked = only("Can I talk to a human", affordance("Contact us"))
    assert asked.value > NOTHING_SMELLS
    assert {cue.because for cue in asked.cues} == {"another word for 'talk'", "another word for 'human'"}


def test_menus_and_search_are_worth_a_try_when_nothing_smells() -> None:
    """Less than help: a menu may show more, a search may find it."""
    menu, box = scents(
        QUESTION,
        affordance("All", kind=AffordanceKind.MENU),
        affordance("What are you looking for", "/s", kind=AffordanceKind.SEARCH),
    )
    assert (menu.value, box.value) == (0.2, 0.15)


def test_a_question_of_stop_words_alone_gives_hubs_their_bonus() -> None:
    """Nothing to share: no division by nothing, and help still smells."""
    shop, help_page = scents("what is it", affordance("What is it"), affordance("FAQ"))
    assert (shop.value, help_page.value) == (0.0, 0.25)


def test_there_is_one_scent_for_each_affordance_in_the_order_of_the_page() -> None:
    """The walk relies on it."""
    offered = (affordance("Shop"), affordance("Glorp"), affordance("Help"))
    assert tuple(scent.affordance for scent in scents(QUESTION, *offered)) == offered


def test_the_same_page_smells_the_same_whatever_was_asked_before() -> None:
    """No state: the second answer is the first."""
    offered = (affordance("Shop", "/shop"), affordance("Glorp"))
    first = scents(QUESTION, *offered)
    scents("returns", affordance("Returns"))
    assert scents(QUESTION, *offered) == first


def test_best_first_keeps_the_order_of_equals() -> None:
    """A stable order, in which the last bits of a float do not decide."""
    low, one, two = (
        Scent(affordance=affordance(name), value=value)
        for name, value in (("low", 0.1), ("one", 0.3), ("two", 0.1 + 0.2))
    )
    assert [scent.affordance.label for scent in best_first((low, one, two))] == ["one", "two", "low"]


def test_a_near_spelling_counts_for_most_of_a_word() -> None:
    """0.8 of what the word itself would, and the cue says what was read for what."""
    scent = only("glorpx", affordance("Glorp"))
    assert scent.value == 0.8
    assert scent.cues == (Cue(name="label", weight=0.8, because="'glorpx' is near 'glorp'"),)


def test_a_word_that_any_label_has_is_no_slip() -> None:
    """Of two labels the one with the very word smells, the other not at all."""
    (other, right) = scents("glorpx", affordance("Glorp"), affordance("Glorpx"))
    assert (other.value, right.value) == (0.0, 1.0)
