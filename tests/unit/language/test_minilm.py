"""The sentence model: the tokens and vectors of the reference, and the same vector whatever the batch."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from selfserve_check.language import minilm

REFERENCE = json.loads(Path(__file__).with_name("minilm_reference.json").read_text(encoding="ascii"))
LABELS = [
    f"{word} {other}" for word in ("Returns", "Delivery", "Your account") for other in ("", "& help", "FAQ")
]


@pytest.mark.parametrize(("text", "ids"), REFERENCE["tokens"])
def test_texts_are_cut_as_the_reference_cuts_them(text: str, ids: list[int]) -> None:
    """Case, accents, punctuation, CJK, hidden characters and words without pieces: the same numbers."""
    assert list(minilm.load().pieces.ids(text, 512)) == ids


@pytest.mark.parametrize("text", REFERENCE["vectors"])
def test_vectors_are_nearly_those_of_the_unrounded_model(text: str) -> None:
    """Eight bits a weight turn a vector by less than two degrees."""
    mine = minilm.load().vectors([text])[0]
    assert float(mine @ np.array(REFERENCE["vectors"][text], dtype=np.float32)) > 0.999


def test_a_vector_has_length_one() -> None:
    """So that a product of two is the cosine between them."""
    lengths = np.linalg.norm(minilm.load().vectors(LABELS), axis=1)
    assert np.allclose(lengths, 1.0, atol=1e-5)


def test_the_same_text_gives_the_same_bits_whatever_is_asked_with_it() -> None:
    """Alone, in a batch, in another order, beside a long text: bit for bit."""
    model = minilm.load()
    together = model.vectors(LABELS)
    assert np.array_equal(together, np.concatenate([model.vectors([label]) for label in LABELS]))
    assert np.array_equal(together, model.vectors(LABELS[::-1])[::-1])
    assert np.array_equal(together, model.vectors([*LABELS, "one text after the other " * 30])[:-1])


def test_more_texts_than_fit_at_once_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cut into portions is not seen from outside."""
    model = minilm.load()
    whole = model.vectors(LABELS)
    monkeypatch.setattr(minilm, "TOKENS_AT_ONCE_MAX", 10)
    assert np.array_equal(model.vectors(LABELS), whole)


def test_long_texts_take_no_more_memory_the_more_they_are() -> None:
    """They did: a page of long passages took half a gigabyte for a moment."""
    model = minilm.load()
    tracemalloc.start()
    try:
        model.vectors(["returns and refunds " * 50] * 40)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60_000_000


def test_no_text_gives_no_vector() -> None:
    """Nothing asked, nothing given, and a text without a word is no accident."""
    assert minilm.load().vectors([]).shape == (0, minilm.WIDTH)
    assert np.isfinite(minilm.load().vectors([""])).all()


def test_a_long_text_is_cut() -> None:
    """What lies behind the most tokens changes nothing."""
    long = "returns " * 200
    one, other = minilm.load().vectors([long, long + "delivery"])
    assert np.array_equal(one, other)
