"""Yes or no as the expected answer: a page that affirms, one that denies, and one that leaves it open."""

from __future__ import annotations

import pytest
from judge_pages import ask, facts, heading, page, text

from selfserve_check.model.verdict import Answered, Partial, Wrong

SALE = "Can I return a sale item?"
NORWAY = "Do you deliver to Norway?"

AFFIRM = [
    ("Can I return a sale item?", "Returns", "Sale items can be returned within 14 days.", "en"),
    ("Can I return a sale item?", "Can I return a sale item?", "Yes, within 14 days.", "en"),
    ("Can I return a sale item?", "Can I return a sale item?", "Yes. You cannot return swimwear.", "en"),
    ("Can I return a sale item?", "Can I return a sale item?", "You can, as long as the tags are on.", "en"),
    ("Do you deliver to Norway?", "Delivery", "We deliver to Norway.", "en"),
    ("Do you deliver to Norway?", "Delivery", "We deliver to Sweden, Norway and Denmark.", "en"),
    ("Are returns free?", "Returns", "Returns are free.", "en"),
    ("Do I have to pay to return something?", "Help", "We charge £3 for a return.", "en"),
    ("Do I need a passport?", "Travel", "A passport is required.", "en"),
    ("Are dogs allowed?", "Pets", "Small dogs are welcome for 15 euros a night.", "en"),
    ("Do you accept PayPal?", "Payment", "We accept Visa, Mastercard and PayPal.", "en"),
    (
        "Can I return an item?",
        "Returns",
        "You can return items within 30 days. You cannot return earrings.",
        "en",
    ),
    ("Can I cancel my order?", "Orders", "If your order has not shipped, you can cancel it online.", "en"),
    ("Kann ich Ware zurückgeben?", "Rückgabe", "Sie können Ware innerhalb von 30 Tagen zurückgeben.", "de"),
    (
        "Puis-je retourner un article soldé ?",
        "Puis-je retourner un article soldé ?",
        "Oui, sous 14 jours.",
        "fr",
    ),
    (
        "¿Puedo devolver un artículo rebajado?",
        "Devoluciones",
        "Puedes devolver artículos rebajados en 14 días.",
        "es",
    ),
    (
        "Posso devolver um artigo em saldo?",
        "Devoluções",
        "Artigos em saldo podem ser devolvidos em 14 dias.",
        "pt",
    ),
]

DENY = [
    ("Can I return a sale item?", "Can I return a sale item?", "Unfortunately not.", "en"),
    ("Can I return a sale item?", "Returns", "No, sale items are final.", "en"),
    ("Can I return a sale item?", "Returns", "Sale items cannot be returned.", "en"),
    ("Can I return a sale item?", "Returns", "Sale items are non-refundable and cannot be returned.", "en"),
    ("Can I return a sale item?", "Returns", "We do not accept returns of sale items.", "en"),
    ("Do you deliver to Norway?", "Delivery", "We do not deliver to Norway.", "en"),
    ("Are returns free?", "Returns", "A return label costs £2.95.", "en"),
    ("Are returns free?", "Returns", "Returns are not free.", "en"),
    ("Do I have to pay for returns?", "Help", "Returns are free of charge.", "en"),
    ("Do I need a passport?", "Travel", "No passport is needed.", "en"),
    ("Do I need a passport?", "Travel", "You do not need a passport.", "en"),
    ("Are dogs allowed?", "Pets", "Dogs are not allowed.", "en"),
    ("Do you accept PayPal?", "Payment", "PayPal is not accepted.", "en"),
    (
        "Can I return earrings?",
        "Returns",
        "Earrings, swimwear and personalised gifts cannot be returned.",
        "en",
    ),
    (
        "Kann ich reduzierte Ware zurückgeben?",
        "Rückgabe",
        "Reduzierte Ware können Sie leider nicht zurückgeben.",
        "de",
    ),
    ("Liefern Sie nach Norwegen?", "Versand", "Nein, nach Norwegen liefern wir nicht.", "de"),
    (
        "Puis-je retourner un article soldé ?",
        "Retours",
        "Les articles soldés ne peuvent pas être retournés.",
        "fr",
    ),
    (
        "¿Puedo devolver un artículo rebajado?",
        "Devoluciones",
        "No se pueden devolver artículos rebajados.",
        "es",
    ),
    (
        "Posso restituire un articolo in saldo?",
        "Resi",
        "Gli articoli in saldo non possono essere restituiti.",
        "it",
    ),
    (
        "Kan ik een afgeprijsd artikel retourneren?",
        "Retour",
        "Afgeprijsde artikelen kunt u niet retourneren.",
        "nl",
    ),
]

OPEN = [
    ("Can I return a sale item?", "Returns", "You can return any item within 30 days.", "en"),
    ("Can I return a sale item?", "Sale", "Swimwear cannot be returned.", "en"),
    ("Can I return a sale item?", "Returns", "Sale items can be returned only if faulty.", "en"),
    ("Can I return a sale item?", "Returns", "Some sale items can be returned.", "en"),
    ("Can I return a sale item?", "Returns", "Faulty sale items can be returned.", "en"),
    ("Can I return a sale item?", "Returns", "Worn sale items cannot be returned.", "en"),
    ("Can I return a sale item?", "Returns", "Sale items cannot be returned unless they are faulty.", "en"),
    ("Do you deliver to Norway?", "Delivery", "We do not deliver to Norway on Sundays.", "en"),
    ("Is delivery free?", "Delivery", "Delivery is free over £50.", "en"),
    ("Can I cancel my order?", "Orders", "Orders cannot be cancelled once they have shipped.", "en"),
]


@pytest.mark.parametrize(("question", "above", "words", "lang"), AFFIRM)
def test_an_affirmation_answers_yes(question: str, above: str, words: str, lang: str) -> None:
    """And is wrong, or at least no answer, where the author expects no."""
    seen = page(text(words, above), lang=lang)
    assert isinstance(ask(question, seen, facts("yes")), Answered)
    assert isinstance(ask(question, seen, facts("no")), Wrong)


@pytest.mark.parametrize(("question", "above", "words", "lang"), DENY)
def test_a_denial_answers_no(question: str, above: str, words: str, lang: str) -> None:
    """And is wrong where the author expects yes."""
    seen = page(text(words, above), lang=lang)
    assert isinstance(ask(question, seen, facts("no")), Answered)
    assert isinstance(ask(question, seen, facts("yes")), Wrong)


@pytest.mark.parametrize(("question", "above", "words", "lang"), OPEN)
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_what_is_unclear_or_narrower_decides_nothing(
    question: str, above: str, words: str, lang: str, answer: str
) -> None:
    """It is shown, as neither an answer nor a wrong one."""
    verdict = ask(question, page(text(words, above), lang=lang), facts(answer))
    assert isinstance(verdict, Partial)
    assert verdict.missing == (answer,)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_another_place_says_nothing_of_the_one_asked_for(answer: str) -> None:
    """Delivery to Sweden is neither a yes nor a no for Norway."""
    verdict = ask(NORWAY, page(text("We deliver to Sweden.", "Delivery")), facts(answer))
    assert not isinstance(verdict, Answered | Wrong)


def test_a_bare_yes_about_something_else_is_no_answer() -> None:
    """The passage must be strongly about the question."""
    seen = page(text("Yes, we love sales.", "About us"), text("Yes.", "Is your shop open?"))
    assert not isinstance(ask(SALE, seen, facts("yes")), Answered)
    assert not isinstance(ask(SALE, seen, facts("no")), Wrong)


def test_the_passage_that_says_so_is_quoted_with_its_conditions() -> None:
    """Evidence for a no as for any fact."""
    seen = page(heading("Returns"), text("We post daily. Sale items cannot be returned.", "Returns"))
    verdict = ask(SALE, seen, facts("No"))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].passage == 1
    assert verdict.evidence[0].facts == ("Sale items cannot be returned.",)


def test_a_page_that_says_both_is_unclear() -> None:
    """Two passages about as strongly on the question contradict each other: a person decides."""
    seen = page(
        text("Sale items can be returned.", "Returns"),
        text("Sale items cannot be returned.", "Returns policy"),
    )
    for answer in ("yes", "no"):
        verdict = ask(SALE, seen, facts(answer))
        assert isinstance(verdict, Partial)
        assert [evidence.passage for evidence in verdict.evidence] == [0, 1]
        assert verdict.because == ("it says neither a clear yes nor a clear no",)


def test_the_first_words_under_the_question_decide() -> None:
    """What follows an outright answer in the same place limits it and does not turn it."""
    above = "Can I return a sale item?"
    seen = page(text("Yes.", above), text("You cannot return a sale item that was worn.", above))
    assert isinstance(ask(SALE, seen, facts("yes")), Answered)


def test_yes_with_a_figure_must_stand_together() -> None:
    """A yes is a requirement like any other."""
    seen = page(text("Sale items can be returned within 14 days.", "Returns"))
    assert isinstance(ask(SALE, seen, facts("yes", "14 days")), Answered)
    assert isinstance(ask(SALE, seen, facts("yes", "30 days")), Partial)


def test_a_language_without_a_list_takes_no_side() -> None:
    """What cannot be read is not guessed."""
    seen = page(text("Nie, nie można zwrócić przecenionych artykułów.", "Zwroty"), lang="pl")
    assert not isinstance(ask("Czy można zwrócić przecenione artykuły?", seen, facts("no")), Answered | Wrong)
