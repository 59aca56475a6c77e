"""What is wrong, where, how bad, and what to change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a page says, word for word. ``text`` is "" where the page as a whole is meant."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``kind`` is a stable word for machines; ``text`` and ``remedy`` are sentences for people.

    ``remedy`` is "" where nothing is to be changed; ``effect`` is its measured effect, or "". ``quotes`` are
    the passages that it rests on. ``questions`` are the ids of those it concerns, where it belongs to the
    whole site and not to one question. ``term`` is the customers' word that it is about, or "".
    """

    kind: str
    text: str
    url: str = ""
    remedy: str = ""
    effect: str = ""
    quotes: tuple[Quote, ...] = ()
    questions: tuple[str, ...] = ()
    term: str = ""
