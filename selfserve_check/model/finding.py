"""What is wrong, where, how bad, and what to change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``kind`` is a stable word for machines; ``text`` and ``remedy`` are sentences for people.

    ``remedy`` is "" where nothing is to be changed; ``effect`` is its measured effect, or "".
    """

    kind: str
    text: str
    url: str = ""
    remedy: str = ""
    effect: str = ""
