"""What a visitor goes by in a label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """``parts`` is the share of meaning, 0 to 1, that comes from the closest part of a label and of the text
    beside it, the rest from the label as a whole; ``words`` is what the scent of shared words adds to it.

    The values unless others are given are those of most visitors, found by measurement (bench/forager).
    """

    parts: float = 0.35
    words: float = 0.3


AS_MOST = Attention()
