"""In which language a text is written."""

from __future__ import annotations

import pytest

from selfserve_check.language.tongue import page_tongue, tongue_name, tongue_of

OPEN_DE = "Wir haben am Samstag auch geöffnet, und zwar von neun bis eins. "


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("How long do I have to return something?", "en"),
        ("What does delivery cost?", "en"),
        ("Is it free?", "en"),
        ("Wie lange kann ich etwas zurückgeben?", "de"),
        ("Wo ist mein Paket?", "de"),
        ("Combien de temps ai-je pour renvoyer un article ?", "fr"),
        ("¿Cuánto tiempo tengo para devolver algo?", "es"),
        ("Quanto costa la spedizione?", "it"),
        ("Hoe lang kan ik iets terugsturen?", "nl"),
        ("Quanto tempo eu tenho para devolver um produto?", "pt"),
        ("Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle.", "de"),
    ],
)
def test_little_words_tell_the_language(text: str, tongue: str) -> None:
    """A question is long enough for it."""
    assert tongue_of(text) == tongue


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Delivery cost",
        "30 Tage",
        "Hur länge kan jag lämna tillbaka en vara?",
        "Ile mam czasu na zwrot towaru i do kiedy mogę to zrobić?",
        "Hvad koster levering, og hvor lang tid tager det?",
        "返品はいつまでできますか",
    ],
)
def test_what_does_not_tell_is_not_guessed(text: str) -> None:
    """Too few words, or a language whose little words are not known here."""
    assert tongue_of(text) == ""


@pytest.mark.parametrize(
    ("declared", "text", "tongue"),
    [
        ("de-AT", OPEN_DE, "de"),
        ("", "We are open on Saturdays from nine to one, and you can call us, too.", "en"),
        ("pl", "Zwrot towaru w ciągu 30 dni", "pl"),
        ("de", "Am Hafen 1", "de"),
        # A template's forgotten attribute: a few words do not outweigh it, a paragraph does.
        ("en", OPEN_DE, ""),
        ("en", OPEN_DE * 4, "de"),
        ("{{lang}}", "Am Hafen 1", ""),
    ],
)
def test_a_page_says_its_language_and_speaks_it(declared: str, text: str, tongue: str) -> None:
    """Both count."""
    assert page_tongue(declared, text) == tongue


def test_a_language_has_a_name() -> None:
    """For people; an unknown one keeps its code."""
    assert (tongue_name("de"), tongue_name("xx")) == ("German", "xx")
