"""What the label of a button in a cookie banner means."""

from __future__ import annotations

import pytest

from selfserve_check.browser.consent_words import Choice, choice_of


@pytest.mark.parametrize(
    "label",
    [
        "Reject all", "Decline", "Only necessary", "Accept only necessary cookies", "No, thanks",
        "I do not agree", "Don’t allow", "Continue without accepting",
        "NUR NOTWENDIGE COOKIES VERWENDEN", "Alle ablehnen", "Weiter ohne Einwilligung", "Tout refuser",
        "Continuer sans accepter →", "Rechazar todas", "Rifiuta tutti", "Solo cookie tecnici",
        "Alles weigeren", "Alleen noodzakelijke cookies accepteren", "Rejeitar todos",
        "Apenas os necessários", "Odrzuć wszystkie", "Tylko niezbędne", "Avvisa alla",
        "Endast nödvändiga kakor", "Afvis alle", "Kun nødvendige", "Nein",
    ],
)  # fmt: skip
def test_refusals(label: str) -> None:
    """Refusing wins over every other word in the same label."""
    assert choice_of(label) is Choice.REFUSE


@pytest.mark.parametrize(
    "label",
    [
        "Accept all", "I agree", "OK", "Got it!", "Allow cookies", "Accept and close",
        "Alle akzeptieren", "Zustimmen", "J’accepte", "Tout accepter", "Aceptar", "Accetta tutti",
        "Akkoord", "Aceitar todos", "Zgadzam się", "Akceptuję", "Godkänn alla", "Tillad alle",
    ],
)  # fmt: skip
def test_acceptances(label: str) -> None:
    """The last resort, known as such."""
    assert choice_of(label) is Choice.ACCEPT


@pytest.mark.parametrize(
    "label",
    [
        "Close",
        "×",
        "✕",
        "x",
        "Schließen",
        "Fermer",
        "Cerrar",
        "Chiudi",
        "Sluiten",
        "Zamknij",
        "Luk",
        "Not now",
    ],
)
def test_closings(label: str) -> None:
    """Words and crosses that close without a choice."""
    assert choice_of(label) is Choice.CLOSE


@pytest.mark.parametrize(
    "label",
    [
        "Learn more",
        "Mehr erfahren",
        "Cookie policy",
        "View our 412 partners",
        "",
        "Shop",
    ],
)
def test_what_opens_something_else_is_left_alone(label: str) -> None:
    """A page of explanations is not a way to be rid of the banner."""
    assert choice_of(label) is None


@pytest.mark.parametrize(
    "label",
    [
        "Cookie settings", "Manage preferences", "More options", "Customise", "Einstellungen verwalten",
        "Individuelle Einstellungen", "Personnaliser", "Paramétrer les cookies", "Configurar", "Personalizza",
        "Voorkeuren aanpassen", "Gerir definições", "Ustawienia", "Inställningar", "Tilpas",
    ],
)  # fmt: skip
def test_settings(label: str) -> None:
    """They open the layer in which many banners have their only refusal."""
    assert choice_of(label) is Choice.SETTINGS


def test_a_mark_counts_where_the_label_is_silent() -> None:
    """An icon whose class says ``close`` closes; a button that says otherwise is believed."""
    assert choice_of("", closes=True) is Choice.CLOSE
    assert choice_of("Accept", closes=True) is Choice.ACCEPT
    assert choice_of("Cookie policy", closes=True) is None


def test_saving_a_selection_is_a_choice_of_its_own() -> None:
    """What it means depends on the boxes ticked, which the label does not say."""
    assert choice_of("Allow selection") is Choice.SAVE_SELECTION
    assert choice_of("Save my choices") is Choice.SAVE_SELECTION
    assert choice_of("Save settings") is Choice.SAVE_SELECTION
    assert choice_of("Auswahl erlauben") is Choice.SAVE_SELECTION
