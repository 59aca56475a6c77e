"""The passages that come nearest to a question where no expected fact helps to find them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.journey.judge_about import Asked, aboutness, aboutness_around, asked_of
from selfserve_check.journey.judge_certainty import Certainty, fitted
from selfserve_check.journey.judge_page import Page, Similarity
from selfserve_check.journey.page_index import index_of
from selfserve_check.model.observation import PassageKind, Region

NEAR = 0.4
"""Aboutness from which a passage is said to be on the topic.

Measured on 89 questions to eight policy pages: the best passage is the right one for 35 and there is none
for 46; a page on another subject has one in 33 of 623 cases.
"""

NEAR_SURE = 0.3
"""Certainty from which a passage close in meaning is said to be on the topic."""

_SHOWN_MAX = 3
_BEST_SHARE = 0.85
_LABEL_WORDS_MAX = 3
_FIGURE = re.compile(r"\d")
_POINTERS = (PassageKind.HEADING, PassageKind.FIELD)
_WEAK_REGIONS = frozenset((Region.NAVIGATION, Region.FOOTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Passage ``index``, how much it is about the question, and how sure it is the right one.

    ``score`` is what it was ranked by.
    """

    index: int
    about: float
    score: float
    certainty: float


def nearest(
    wordings: tuple[str, ...],
    page: Page,
    *,
    pointers: bool,
    curves: Certainty | None = None,
) -> tuple[Near, ...]:
    """At most three passages on the topic, the best first; ties by their place on the page.

    With ``pointers`` a heading or a question on the topic counts too: it says that the page deals with it.
    Menu entries never do. Where meaning can be compared, passages close in meaning count beside those that
    share words.
    """
    curves, similarity = curves or fitted(), page.similarity
    ranked = ranking(wordings, page, pointers=pointers, share=curves.about_share)
    best = ranked[0].score if ranked else 0.0
    second = ranked[1].score if len(ranked) > 1 else 0.0
    curve = curves.blended if similarity else curves.lexical
    out = []
    for place, one in enumerate(ranked[:_SHOWN_MAX]):
        lead = one.score - (second if place == 0 else best)
        certainty = curve.certainty(one.about, one.score, lead)
        near = one.about >= NEAR or (similarity is not None and certainty >= NEAR_SURE)
        if near and one.score >= best * _BEST_SHARE:
            out.append(Near(index=one.index, about=one.about, score=one.score, certainty=certainty))
    return tuple(out)


def ranking(wordings: tuple[str, ...], page: Page, *, pointers: bool, share: float) -> list[Near]:
    """Every passage that may be near, the best first; their certainty is not yet known (0)."""
    asked, similarity = asked_of(wordings, page, None), page.similarity
    indexes = _promising(asked, page) if similarity is None else sorted(page.candidates)
    ranked = []
    for index in indexes:
        worth = _worth(page, index, pointers)
        if not worth:
            continue
        about = aboutness(asked, page, index)
        score = about * worth
        if similarity is not None:
            score = (_likeness(wordings, page, index, similarity) + share * about) * worth
        elif about < NEAR:
            continue
        ranked.append(Near(index=index, about=about, score=round(score, 3), certainty=0.0))
    return sorted(ranked, key=lambda one: (-one.score, one.index))


def _likeness(wordings: tuple[str, ...], page: Page, index: int, similarity: Similarity) -> float:
    text = page.observation.passages[index].text
    return max(similarity(wording, text) for wording in wordings)


def _promising(asked: Asked, page: Page) -> list[int]:
    """The candidates that have a word of the question themselves, or stand under enough of it."""
    index = index_of(page.observation)
    found = index.speaking_of(asked.stems, asked.groups)
    for under in index.places:
        others = not found.issuperset(under.indexes)
        if others and aboutness_around(asked, page, under.region, under.headings) >= NEAR:
            found.update(under.indexes)
    return sorted(found & page.candidates)


def _worth(page: Page, index: int, pointers: bool) -> float:
    """How likely a passage of this form says something; 0 for one that says nothing."""
    passage = page.observation.passages[index]
    words = len(passage.text.split())
    if passage.region in _WEAK_REGIONS:
        return 0.5 if words > _LABEL_WORDS_MAX else 0.0
    if passage.kind in _POINTERS or passage.text.rstrip().endswith("?"):
        return 0.6 if pointers else 0.0
    return 1.0 if words > _LABEL_WORDS_MAX or _FIGURE.search(passage.text) else 0.3
