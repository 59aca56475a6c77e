"""A question in one language, pages in another."""

from __future__ import annotations

from world_pages import Link
from worlds import DESKTOP, HOME

from selfserve_check.journey.other_language import other_language, wording_in
from selfserve_check.model.action import View
from selfserve_check.model.condition import under
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation, Passage

ENGLISH = "How long do I have to return something?"
GERMAN = "Wie lange kann ich etwas zurückgeben?"
DE = "Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle."
EN = "We make lamp shades by hand, from linen, paper and cotton, and we have done it for years."


def page(text: str, lang: str = "", *links: Link) -> Observation:
    affordances = tuple(
        Affordance(
            key=AffordanceKey(kind=AffordanceKind.LINK, name=link.label, target=link.to),
            role="link",
            label=link.label,
        )
        for link in links
    )
    return Observation(url=HOME, title="", lang=lang, passages=(Passage(text=text),), affordances=affordances)


def test_pages_in_another_language_are_told_with_what_to_do() -> None:
    """In which language they are, how to ask them, and where the site's own link leads."""
    pages = (page(DE, "de", Link(label="English", to=f"{HOME}en/")), page(DE, "de"))
    cause = other_language(ENGLISH, DESKTOP, pages)
    assert cause is not None
    assert cause.kind == "language"
    assert cause.detail == "the question is in English, and of the 2 pages that were read 2 were in German"
    assert cause.hint == (
        f"let start: name the pages in English ({HOME}en/); to ask the pages in German, put the question in "
        "German and set locale: de"
    )


def test_the_browser_may_have_asked_for_the_wrong_language() -> None:
    """A German question with the locale that is the default: the setting is named, and what it was."""
    cause = other_language(GERMAN, DESKTOP, (page(EN, "en"),))
    assert cause is not None
    assert cause.hint.startswith("set locale: de (the browser asked for en-GB)")


def test_a_site_that_has_only_one_language_is_told_so() -> None:
    """The browser asked for the right one already."""
    cause = other_language(GERMAN, View(locale="de-DE"), (page(EN, "en"),))
    assert cause is not None
    assert cause.hint.startswith("the browser asked for de-DE already")


def test_one_page_in_the_question_s_language_is_enough() -> None:
    """Visitors were understood; what they did not find there the site did not show."""
    assert other_language(ENGLISH, DESKTOP, (page(DE, "de"), page(EN), page(DE, "de"))) is None


def test_what_cannot_be_told_is_no_cause() -> None:
    """Too few words in the question, or pages that mostly do not say."""
    assert other_language("Delivery cost", DESKTOP, (page(DE, "de"),)) is None
    assert other_language(ENGLISH, DESKTOP, ()) is None
    assert other_language(ENGLISH, DESKTOP, (page("30 x 40"), page("A4"), page(DE, "de"))) is None


def test_under_a_locale_the_question_is_put_in_its_language() -> None:
    """Where the author wrote it in that language, too; on any other day it is put as it is."""
    wordings = (ENGLISH, GERMAN)
    assert wording_in(wordings, under(DESKTOP, "locale: de-AT")) == GERMAN
    assert wording_in(wordings, under(DESKTOP, "locale: fr-FR")) == ENGLISH
    assert wording_in(wordings, under(View(locale="de-DE"), "slow")) == ENGLISH
