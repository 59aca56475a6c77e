"""The passages that come nearest to a question where no expected fact helps to find them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.journey.judge_about import Asked, aboutness, aboutness_around, asked_of, speaks_of
from selfserve_check.journey.judge_page import Page, read
from selfserve_check.model.observation import PassageKind, Region

NEAR = 0.4
"""Aboutness from which a passage is said to be on the topic.

Measured on 89 questions to eight policy pages: the best passage is the right one for 35 and there is none
for 46; a page on another subject has one in 33 of 623 cases.
"""

_SHOWN_MAX = 3
_BEST_SHARE = 0.85
_LABEL_WORDS_MAX = 3
_FIGURE = re.compile(r"\d")
_POINTERS = (PassageKind.HEADING, PassageKind.FIELD)
_WEAK_REGIONS = frozenset((Region.NAVIGATION, Region.FOOTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Passage ``index`` and how much it is about the question."""

    index: int
    about: float


def nearest(wordings: tuple[str, ...], page: Page, *, pointers: bool) -> tuple[Near, ...]:
    """At most three passages on the topic, the best first; ties by their place on the page.

    With ``pointers`` a heading or a question on the topic counts too: it says that the page deals with it.
    Menu entries never do.
    """
    asked = asked_of(wordings, page, None)
    ranked = []
    for index in _promising(asked, page):
        worth = _worth(page, index, pointers)
        about = aboutness(asked, page, index) if worth else 0.0
        if about >= NEAR:
            ranked.append((-round(about * worth, 3), index, about))
    ranked.sort()
    best = -ranked[0][0] if ranked else 0.0
    shown = [entry for entry in ranked[:_SHOWN_MAX] if -entry[0] >= best * _BEST_SHARE]
    return tuple(Near(index=index, about=about) for _, index, about in shown)


def _promising(asked: Asked, page: Page) -> list[int]:
    """The candidates that have a word of the question themselves, or stand under enough of it."""
    under: dict[tuple[Region, tuple[str, ...]], bool] = {}
    out = []
    for index in sorted(page.candidates):
        passage = page.observation.passages[index]
        if speaks_of(asked, read(passage.text, page.lang)):
            out.append(index)
            continue
        place = (passage.region, passage.headings)
        if place not in under:
            under[place] = aboutness_around(asked, page, passage) >= NEAR
        if under[place]:
            out.append(index)
    return out


def _worth(page: Page, index: int, pointers: bool) -> float:
    """How likely a passage of this form says something; 0 for one that says nothing."""
    passage = page.observation.passages[index]
    words = len(passage.text.split())
    if passage.region in _WEAK_REGIONS:
        return 0.5 if words > _LABEL_WORDS_MAX else 0.0
    if passage.kind in _POINTERS or passage.text.rstrip().endswith("?"):
        return 0.6 if pointers else 0.0
    return 1.0 if words > _LABEL_WORDS_MAX or _FIGURE.search(passage.text) else 0.3
