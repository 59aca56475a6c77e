"""The scent that visitors follow: meaning, its parts, shared words, hubs where nothing is sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from meanings import SaidCloseness
from worlds import HOME, at

from selfserve_check.journey.attention import Attention
from selfserve_check.journey.cues import parts_of
from selfserve_check.journey.rank import BlendedScent, WordScent
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation

CLOSE = {"Returns & refunds": 0.6, "Power": 0.5, "printers": 0.8, "Hardware: printers, disks": 0.2}
MEANING = SaidCloseness(close=lambda _question, text: CLOSE.get(text, 0.1))
QUESTION = "Is a glorp allowed?"


def link(
    label: str, to: str = "/x", *, context: str = "", kind: AffordanceKind = AffordanceKind.LINK
) -> Affordance:
    key = AffordanceKey(kind=kind, name=label, target=at(to) if to else "")
    return Affordance(key=key, role="link", label=label, context=context)


def seen(*links: Affordance, url: str = HOME, lang: str = "en") -> Observation:
    return Observation(url=url, title="", lang=lang, affordances=links)


def scents(page: Observation, question: str = QUESTION, **options: Attention) -> tuple[Scent, ...]:
    return BlendedScent(meaning=MEANING).scents(question, page, **options)


def test_a_label_close_in_meaning_smells_without_a_shared_word() -> None:
    """And says to what part of it that is owed."""
    (one, other) = scents(seen(link("Returns & refunds"), link("Careers")))
    assert one.value == pytest.approx(0.6)
    assert other.value == pytest.approx(0.1)
    assert [cue.because for cue in one.cues] == ["close in meaning to 'Returns & refunds'"]


def test_shared_words_add_to_the_meaning() -> None:
    """0.3 of the scent of words comes on top, with its reasons."""
    page = seen(link("Power"))
    words = WordScent().scents("glorp power", page)[0].value
    (one,) = scents(page, "glorp power")
    assert one.value == pytest.approx(0.5 + 0.3 * words)
    assert [cue.because for cue in one.cues] == ["close in meaning to 'Power'", "shares 'power'"]


@pytest.mark.parametrize(("parts", "value"), [(0.0, 0.2), (0.35, 0.65 * 0.2 + 0.35 * 0.8), (1.0, 0.8)])
def test_a_card_is_read_as_a_whole_and_by_its_parts(parts: float, value: float) -> None:
    """The more a visitor reads, the more the one part that fits counts."""
    page = seen(link("Hardware: printers, disks"), link("Power"))
    card = scents(page, attention=Attention(parts=parts))[0]
    assert card.value == pytest.approx(value)


def test_the_text_beside_a_label_is_read_too() -> None:
    """A summary under a link is part of what it promises."""
    bare, told, _ = scents(seen(link("Hardware"), link("Devices", context="disks, printers"), link("Power")))
    assert told.value > bare.value


def test_labels_that_repeat_the_query_have_no_scent() -> None:
    """ "Did you mean …" is the visitor's own words."""
    page = seen(link("Did you mean glorp zindle?"), url=HOME + "?q=glorp+zindle+wibble")
    assert scents(page)[0].value == 0.0


def test_an_icon_without_a_name_has_no_scent() -> None:
    """There is nothing to choose by."""
    assert scents(seen(link("")))[0].value == 0.0


def test_where_nothing_is_sure_help_pages_are_worth_a_look() -> None:
    """A hub gains only while the best in sight is weak."""
    weak = scents(seen(link("Help & FAQs"), link("Careers")))
    strong = scents(seen(link("Help & FAQs"), link("Returns & refunds")))
    assert weak[0].value == pytest.approx(strong[0].value + 0.15)
    assert weak[0].cues[-1].because == "help pages are where such questions live"


def test_where_nothing_smells_a_search_is_worth_a_try() -> None:
    """Below 0.2 everywhere the search box gains."""
    box = link("Search", kind=AffordanceKind.SEARCH)
    assert scents(seen(box, link("Careers")))[0].cues[-1].name == "search"
    assert all(cue.name != "search" for cue in scents(seen(box, link("Power")))[0].cues)


def test_who_asks_for_a_person_is_drawn_to_contact() -> None:
    """And only who does."""
    page = seen(link("Contact us"), link("Careers"))
    assert scents(page, "May I phone a glorp?")[0].cues[-1].because == "the question asks for a person"
    assert "hub" not in [cue.name for cue in scents(page)[0].cues]


def test_where_nothing_smells_a_menu_shows_more() -> None:
    """Below 0.2 everywhere, as with a search box."""
    menu = link("All departments", to="", kind=AffordanceKind.MENU)
    assert scents(seen(menu, link("Careers")))[0].cues[-1].because == "a menu shows more to choose from"
    assert "menu" not in [cue.name for cue in scents(seen(menu, link("Power")))[0].cues]


def test_on_a_page_in_another_language_words_alone_are_compared() -> None:
    """The model is silent where it knows nothing."""
    page = seen(link("Rückgabe"), lang="de")
    assert scents(page, "Rückgabe") == WordScent().scents("Rückgabe", page)


def test_words_are_stemmed_in_the_language_of_the_page() -> None:
    """German plurals meet on a German page; on an English one they are only spelled alike."""
    page = seen(link("Rücksendungen"), lang="de")
    german, english = (
        WordScent().scents("Rücksendung", replace(page, lang=lang))[0] for lang in ("de", "en")
    )
    assert [cue.because for cue in german.cues] == ["shares 'rücksendung'"]
    assert [cue.because for cue in english.cues] == ["'Rücksendung' is near 'rücksendungen'"]


def test_parts_of_a_label() -> None:
    """Cut at commas, dashes and full stops; the whole first; never more than ten."""
    assert parts_of("Power & battery", "Plug it in. Charge it") == (
        "Power & battery",
        "Plug it in",
        "Charge it",
    )
    assert len(parts_of(", ".join(f"item {n}" for n in range(40)), "")) == 10


def test_labels_without_a_word_of_content_have_no_meaning() -> None:
    """ "More" and "None" are near to everything."""
    assert [scent.value for scent in scents(seen(link("More"), link("None"), link("Careers")))] == [
        0.0,
        0.0,
        0.1,
    ]


def test_another_spelling_of_the_query_has_no_scent() -> None:
    """On a page of results a link in quotes is the visitor's own query, bent."""
    page = seen(link("“glorp seat”"), link("Careers"), url=HOME + "?q=glorp")
    assert [scent.value for scent in scents(page)] == [0.0, 0.1]


def test_a_button_that_only_sends_the_search_box_is_no_hope() -> None:
    """Beside a box; where there is none it may open one."""
    button = link("Search", to="", kind=AffordanceKind.BUTTON)
    box = link("Search the shop", kind=AffordanceKind.SEARCH)
    assert "search" not in [cue.name for cue in scents(seen(button, box))[0].cues]
    assert scents(seen(button, link("Careers")))[0].cues[-1].name == "search"


def test_a_label_that_only_mentions_search_is_no_way_to_search() -> None:
    """It is about something; a short one is called like what opens the box."""
    page = seen(link("Files, folders & search"), link("Search the shop"))
    assert ["search" in [cue.name for cue in scent.cues] for scent in scents(page)] == [False, True]


def test_a_visitor_may_go_more_by_the_very_words() -> None:
    """What shared words add to the meaning is the visitor's own."""
    page = seen(link("Power"))
    words = WordScent().scents("glorp power", page)[0].value
    (one,) = scents(page, "glorp power", attention=Attention(words=0.8))
    assert one.value == pytest.approx(min(1.0, 0.5 + 0.8 * words))


def test_meaning_is_asked_in_the_spelling_of_the_labels() -> None:
    """A sentence model makes little of a misspelt word."""
    meaning = SaidCloseness(close=lambda question, _text: 0.6 if question == "My refund?" else 0.0)
    (one, _) = BlendedScent(meaning=meaning).scents("My refnud?", seen(link("Zindle"), link("Refund")))
    assert one.value == pytest.approx(0.6)
