"""Closeness in meaning: remembered, the same each time, and honest about languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from selfserve_check.language.meaning import TEXT_MAX, Array, Meaning, Meanings, Scale

KNOWN = {"asked": (1.0, 0.0), "same": (1.0, 0.0), "half": (0.6, 0.8), "other": (0.0, 1.0)}


@dataclass(slots=True)
class Encoder:
    """Vectors by hand; remembers what it was asked for."""

    asked: list[str] = field(default_factory=list)

    def __call__(self, texts: Sequence[str]) -> Array:
        self.asked += texts
        return np.array([KNOWN.get(text, (0.0, 1.0)) for text in texts], dtype=np.float32)


@dataclass(slots=True)
class Store:
    """A store that keeps vectors in memory."""

    kept: dict[str, Array] = field(default_factory=dict)

    def get(self, texts: Sequence[str]) -> dict[str, Array]:
        return {text: self.kept[text] for text in texts if text in self.kept}

    def put(self, vectors: dict[str, Array]) -> None:
        self.kept.update(vectors)


def test_the_cosine_in_the_order_of_the_texts() -> None:
    """Each text its figure, twins the same one."""
    meaning = Meaning(encoder=Encoder())
    assert meaning.closeness("asked", ("other", "same", "half", "same")) == (0.0, 1.0, 0.6, 1.0)


def test_a_text_is_encoded_once() -> None:
    """Asked again, alone or with others, nothing known is computed anew."""
    encoder = Encoder()
    meaning = Meaning(encoder=encoder)
    meaning.closeness("asked", ("same", "half"))
    meaning.closeness("asked", ("half", "other"))
    meaning.closeness("half", ("same",))
    assert sorted(encoder.asked) == ["asked", "half", "other", "same"]


def test_what_a_store_keeps_is_not_encoded() -> None:
    """The next run begins with what the last one learnt."""
    store = Store()
    first = Meaning(encoder=Encoder(), store=store).closeness("asked", ("half",))
    encoder = Encoder()
    assert Meaning(encoder=encoder, store=store).closeness("asked", ("half",)) == first
    assert encoder.asked == []


def test_signs_alone_are_close_to_nothing() -> None:
    """An arrow or a cross has no meaning to compare."""
    assert Meaning(encoder=Encoder()).closeness("asked", ("→", "", " × ")) == (0.0, 0.0, 0.0)


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    """Two texts that differ behind the most that is read are one text."""
    encoder = Encoder()
    Meaning(encoder=encoder).closeness("asked", ("a" * TEXT_MAX + "b", "a" * TEXT_MAX + "c"))
    assert encoder.asked.count("a" * TEXT_MAX) == 1


def test_languages() -> None:
    """English in all its forms, and pages that name none; nothing else."""
    meaning = Meaning(encoder=Encoder())
    assert [meaning.knows(lang) for lang in ("en", "en-GB", "EN", "", "de", "fr-CA")] == [True] * 4 + [
        False
    ] * 2


def test_a_scale_moves_cosines_and_keeps_them_within_one() -> None:
    """0.5 x cosine + 0.6, cut at 1; signs alone stay close to nothing."""
    meaning = Meaning(encoder=Encoder(), scale=Scale(slope=0.5, offset=0.6))
    assert meaning.closeness("asked", ("other", "half", "same", "→")) == (0.6, 0.9, 1.0, 0.0)


def test_each_language_has_its_encoder() -> None:
    """The first that knows a page's language compares its texts; English stays with the first."""
    english = Meaning(encoder=Encoder())
    others = Meaning(encoder=Encoder(), languages=frozenset({"de"}), scale=Scale(offset=-0.5))
    both = Meanings(each=(english, others))
    assert [both.knows(lang) for lang in ("en-GB", "", "de-AT", "pl")] == [True, True, True, False]
    assert [both.closeness("asked", ("half",), lang) for lang in ("en", "", "de")] == [(0.6,), (0.6,), (0.1,)]


def test_a_language_that_no_encoder_knows_is_not_compared() -> None:
    """Asking for it is a mistake of ours, not a figure."""
    with pytest.raises(ValueError, match="'pl'"):
        Meanings(each=(Meaning(encoder=Encoder()),)).closeness("asked", ("half",), "pl")
