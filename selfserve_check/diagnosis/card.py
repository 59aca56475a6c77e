"""The writer's card of a question that was not answered. Pure."""

from __future__ import annotations

from collections import Counter

from selfserve_check.diagnosis.case import Case, Diagnosed, own_of, page_at
from selfserve_check.diagnosis.reasons_stopped import nearest_passage
from selfserve_check.model.card import Card, Place
from selfserve_check.model.finding import Quote
from selfserve_check.model.journey import Journey

_LOOKED_MAX = 5


def card_of(case: Case, diagnosed: Diagnosed) -> Card:
    """What visitors did and saw, and where the remedy belongs."""
    answer = case.seen.nearest()
    near = nearest_passage(case) if answer is None else None
    if answer is not None:
        nearest: Quote | None = Quote(url=answer.url, text=answer.quote)
    else:
        nearest = Quote(url=near.url, text=near.quote) if near else None
    return Card(
        looked=_looked(case),
        lost=diagnosed.lost or _lost(case),
        nearest=nearest,
        missing=near.missing if near else (),
        place=diagnosed.place,
        seen=case.seen.pages,
        whole=case.surveyed.complete,
    )


def _looked(case: Case) -> tuple[Place, ...]:
    """The pages that visitors stood on, those of most visitors first, else in the order they came there."""
    seen = [_pages(record.journey) for record in own_of(case.result)]
    visitors = Counter(url for pages in seen for url in pages)
    order = {url: number for number, url in enumerate(dict.fromkeys(url for pages in seen for url in pages))}
    most = sorted(visitors, key=lambda url: (-visitors[url], order[url]))
    return tuple(page_at(case, url) for url in most[:_LOOKED_MAX])


def _pages(journey: Journey) -> tuple[str, ...]:
    """The documents a visitor stood on, each once, without the place in them."""
    landed = [step.landed.url for step in journey.steps if step.landed is not None]
    return tuple(dict.fromkeys(url.partition("#")[0] for url in landed))


def _lost(case: Case) -> Place | None:
    """Where the model expects most to be lost, else where the visitors' ways ended most often."""
    places = [place for reach in case.result.reaches for place in reach.lost_at[:1]]
    if places:
        worst = max(places, key=lambda place: round(place.share, 6))
        return Place(url=worst.url, title=worst.title)
    ends = Counter(pages[-1] for record in own_of(case.result) if (pages := _pages(record.journey)))
    if not ends:
        return None
    return page_at(case, min(ends, key=lambda url: (-ends[url], url)))
