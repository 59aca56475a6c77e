"""Pages with a good status that are not what was asked for, told by what they say of themselves."""

from __future__ import annotations

import pytest

from selfserve_check.browser.pretenders import LITTLE_TEXT, Pretence, pretence_of
from selfserve_check.model.observation import Observation, Passage, PassageKind, Region


def seen(title: str, heading: str = "", text: str = "") -> Observation:
    passages = [Passage(text="Free delivery from 50 EUR", region=Region.HEADER)]
    if heading:
        passages.append(Passage(text=heading, kind=PassageKind.HEADING, region=Region.MAIN))
    if text:
        passages.append(Passage(text=text, region=Region.MAIN))
    return Observation(url="https://shop.example/x", title=title, passages=tuple(passages))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("404", ""),
        ("404 - Not Found", "Hm."),
        ("Page not found | Lamp shades", "We are sorry"),
        ("Lamp shades", "Oops! That page can’t be found."),
        ("Lamp shades", "The page you are looking for does not exist"),
        ("Lamp shades", "This page no longer exists."),
        ("Lamp shades", "We couldn't find that page"),
        ("Lampenschirme", "Diese Seite wurde leider nicht gefunden"),
        ("Lampenschirme", "Seite nicht gefunden"),
        ("Abat-jour", "Page introuvable"),
        ("Pantallas", "Página no encontrada"),
        ("Paralumi", "Pagina non trovata"),
        ("Lampenkappen", "Pagina niet gevonden"),
        ("Abażury", "Nie znaleziono strony"),
        ("Lampskärmar", "Sidan kunde inte hittas"),
    ],
)
def test_a_page_that_says_it_is_not_there_is_gone(title: str, heading: str) -> None:
    """In ten languages, in the title or a heading."""
    assert pretence_of(seen(title, heading)) is Pretence.GONE


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Just a moment...", "shop.example"),
        ("Access Denied", "Access Denied"),
        ("shop.example", "Sorry, you have been blocked"),
        ("Attention Required! | Some firewall", ""),
        ("Access to this page has been denied", ""),
        ("Pardon Our Interruption", "Pardon Our Interruption..."),
        ("Request blocked", ""),
        ("403 Forbidden", "403 Forbidden"),
        ("Shop", "We have detected unusual activity from your network"),
        ("Zugriff verweigert", ""),
    ],
)
def test_a_page_that_refuses_us_turns_us_away(title: str, heading: str) -> None:
    """Whoever made the wall."""
    assert pretence_of(seen(title, heading)) is Pretence.TURNED_AWAY


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Site Maintenance", "We’ll be back soon!"),
        ("Shop", "Our shop is down for scheduled maintenance"),
        ("Shop", "This site is temporarily unavailable"),
        ("Shop", "We are currently undergoing maintenance"),
        ("Shop", "Wartungsarbeiten"),
        ("Boutique", "Site en maintenance"),
    ],
)
def test_a_page_that_says_the_site_is_closed_is_a_notice(title: str, heading: str) -> None:
    """Maintenance with a status as if all were well."""
    assert pretence_of(seen(title, heading)) is Pretence.CLOSED


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Returns", "Returns and refunds"),
        ("Lamp 404", "The 404B desk lamp"),
        ("Lamp care", "Care and maintenance"),
        ("Lamp care", "Maintenance"),
        ("Search", "Nothing found for “shade”"),
        ("Lamp 12", "This item is temporarily unavailable"),
        ("Contact", "We will be back to you within a day"),
        ("Security", "Access and security"),
        ("Jobs", "Just the moment to join us"),
    ],
)
def test_a_page_about_its_topic_pretends_nothing(title: str, heading: str) -> None:
    """Words that sound like it are not enough."""
    assert pretence_of(seen(title, heading, "We make lamp shades by hand.")) is None


def test_a_page_with_much_to_read_is_about_something() -> None:
    """An article on missing pages is no missing page."""
    assert pretence_of(seen("Page not found?", "Page not found?", "x" * (LITTLE_TEXT + 1))) is None
