"""The writer's card of a question as ``run.json`` holds it: the diagnosis, and the remedy that helps most."""

from __future__ import annotations

from selfserve_check.model.card import Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.page_why import PageWhy
from selfserve_check.model.result import QuestionResult
from selfserve_check.report.run_parts import CardPart, PlacePart, QuotePart, WhyPart
from selfserve_check.report.words import reason_sentence


def card_part(result: QuestionResult) -> CardPart | None:
    """The card, or None where the question was answered or could not be asked."""
    card, scenario = result.card, result.scenario
    if card is None:
        return None
    helps = _that_helps_most(result)
    return CardPart(
        wordings=list(scenario.wordings),
        asked_per_month=scenario.asked_per_month,
        reason=reason_sentence(result.reason.value, card.seen, whole=card.whole) if result.reason else "",
        looked=[place_part(place) for place in card.looked],
        lost=place_part(card.lost) if card.lost else None,
        nearest=quote_part(card.nearest) if card.nearest else None,
        missing=list(card.missing),
        change=helps.remedy if helps else "",
        effect=helps.effect if helps else "",
        place=place_part(card.place) if card.place else None,
        seen=card.seen,
        whole=card.whole,
    )


def why_part(found: PageWhy) -> WhyPart:
    return WhyPart(
        url=found.url,
        title=found.title,
        seen=list(found.seen),
        leads=list(found.leads),
        says=list(found.says),
        changes=list(found.changes),
        accepts=list(found.accepts),
    )


def place_part(place: Place) -> PlacePart:
    return PlacePart(url=place.url, title=place.title, heading=place.heading)


def quote_part(quote: Quote) -> QuotePart:
    return QuotePart(url=quote.url, text=quote.text)


def _that_helps_most(result: QuestionResult) -> Finding | None:
    """The finding whose remedy was measured, else that of the reason, else the first with a remedy."""
    remedied = [found for found in result.findings if found.remedy]
    measured = [found for found in remedied if found.effect]
    reasoned = [found for found in remedied if result.reason and found.kind == result.reason.value]
    return next(iter((*measured, *reasoned, *remedied)), None)
