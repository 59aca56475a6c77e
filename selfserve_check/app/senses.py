"""What bots smell and read with: the sentence model of the package, and its vectors kept between runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from selfserve_check.app.vector_store import SqliteVectors
from selfserve_check.journey.rank import BlendedScent, ScentModel
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.meaning import Meaning


@lru_cache(maxsize=1)
def senses() -> tuple[ScentModel, Closeness]:
    """The scent, and the closeness in meaning that judges use: one of each for a process."""
    # Imported late: numpy and the weights take a third of a second, which `validate` need not wait for.
    from selfserve_check.language import minilm

    def encode(texts: Sequence[str]) -> minilm.Array:
        return minilm.load().vectors(texts)

    meaning = Meaning(encoder=encode, store=SqliteVectors(cache_folder() / f"{minilm.FINGERPRINT}.sqlite"))
    return BlendedScent(meaning=meaning), meaning


def cache_folder() -> Path:
    """Where vectors are kept: SELFSERVE_CACHE, else the user's cache folder (XDG_CACHE_HOME)."""
    named = os.environ.get("SELFSERVE_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "selfserve-check"
