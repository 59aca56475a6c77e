"""The writer's card of a question in plain words, the same in every format.

Everything here takes a cleaned :class:`RunFile` (see ``text.clean_run``) and gives plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.report import words
from selfserve_check.report.links import page_link
from selfserve_check.report.run_file import ResultPart
from selfserve_check.report.run_parts import CardPart, PlacePart
from selfserve_check.report.text import one_line

_LOOKED_MAX = 4
_WORDINGS_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One line of a card. ``url`` is the page that it is about, "" where it is about none; ``quoted`` says
    that ``text`` is a page's own words."""

    label: str
    text: str
    url: str = ""
    quoted: bool = False


def card_lines(result: ResultPart) -> tuple[CardLine, ...]:
    """The card of ``result`` from top to bottom, () where it has none. The question itself is not repeated,
    but for its other wordings."""
    card = result.card
    if card is None:
        return ()
    lines = (
        CardLine(label="Customers also say", text=_wordings(card)),
        CardLine(label="Asked", text=asked(card.asked_per_month)),
        CardLine(label="Why it fails", text=card.reason),
        CardLine(label="Visitors looked on", text=looked(card, result.start)),
        CardLine(label="Most went astray on", text=place_text(card.lost, result.start)),
        _nearest(card),
        CardLine(label="What it does not say", text=missing(card)),
        CardLine(label="What to change", text=one_line(card.change, chars_max=600)),
        CardLine(label="What that gains", text=effect(card)),
        CardLine(label="Where", text=place_text(card.place, result.start)),
    )
    return tuple(line for line in lines if line.text)


def asked(times: int | None) -> str:
    """How often it is asked, "" where nobody said."""
    return "" if times is None else f"{times:,} times a month"


def looked(card: CardPart, start: str) -> str:
    """The pages that visitors stood on, those of most first; those on the host of ``start`` by their path."""
    shown = [place_text(place, start) for place in card.looked[:_LOOKED_MAX]]
    rest = len(card.looked) - len(shown)
    return "; ".join([*shown, f"{rest} more"] if rest else shown)


def place_text(place: PlacePart | None, start: str) -> str:
    """A page by its title and address, with the heading that is meant; on the host of ``start`` its path is
    address enough."""
    if place is None:
        return ""
    address = page_link(place.url, start).text
    named = f"“{one_line(place.title, chars_max=80)}” ({address})" if place.title else address
    return f"{named}, under “{one_line(place.heading, chars_max=80)}”" if place.heading else named


def missing(card: CardPart) -> str:
    """What the nearest passage lacks; a passage that lacks nothing answers, and is only not found."""
    if card.nearest is None:
        return ""
    lacking = [f"“{one_line(fact, chars_max=120)}”" for fact in card.missing]
    return words.listed(lacking) if lacking else "Nothing: it answers. Visitors do not come to it."


def effect(card: CardPart) -> str:
    """What the change was measured to do, or that nobody has measured it."""
    if not card.change:
        return ""
    return one_line(card.effect, chars_max=300) or "Not measured"


def _nearest(card: CardPart) -> CardLine:
    if card.nearest is None:
        return CardLine(label="Nearest passage", text="No page seen says anything about it")
    text = one_line(card.nearest.text, chars_max=400)
    return CardLine(label="Nearest passage", text=text, url=card.nearest.url, quoted=True)


def _wordings(card: CardPart) -> str:
    return " · ".join(one_line(wording) for wording in card.wordings[1 : _WORDINGS_MAX + 1])
