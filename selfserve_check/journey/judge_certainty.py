"""How sure a proposed passage is the right one: a logistic curve over two or three readable figures.

Fitted by ``bench/passages/calibrate.py``; the figures and where they come from are in
``judge_certainty.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Weights of the best passage's aboutness, its score, and its lead over the next one's score."""

    bias: float
    about: float
    score: float
    lead: float

    def certainty(self, about: float, score: float, lead: float) -> float:
        """0 to 1."""
        x = self.bias + self.about * about + self.score * score + self.lead * lead
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, x)))), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """``lexical`` where only words were compared, ``blended`` where a similarity was handed in.

    A blended score is the similarity plus ``about_share`` of the aboutness.
    """

    lexical: Curve
    blended: Curve
    about_share: float


@lru_cache(maxsize=1)
def fitted() -> Certainty:
    """The curves of the package."""
    path = files("selfserve_check.journey").joinpath("judge_certainty.json")
    return certainty_from(json.loads(path.read_text(encoding="ascii")))


def certainty_from(data: Mapping[str, Any]) -> Certainty:
    """The curves that the JSON object ``data`` holds."""
    return Certainty(
        lexical=_curve(data["lexical"]),
        blended=_curve(data["blended"]),
        about_share=float(data["about_share"]),
    )


def _curve(data: Mapping[str, Any]) -> Curve:
    return Curve(
        bias=float(data["bias"]),
        about=float(data["about"]),
        score=float(data["score"]),
        lead=float(data["lead"]),
    )
