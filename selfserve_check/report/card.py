"""The writer's card of a question in plain words, the same in every format.

Everything here takes a cleaned :class:`RunFile` (see ``text.clean_run``) and gives plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.report import look, words
from selfserve_check.report.links import page_link
from selfserve_check.report.run_file import ResultPart
from selfserve_check.report.run_parts import CardPart, PlacePart
from selfserve_check.report.speech import _, n_, number, quoted
from selfserve_check.report.text import one_line

_LOOKED_MAX = 4
_WORDINGS_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One line of a card. ``name`` says for machines what it tells. ``url`` is the page that it is about, ""
    where it is about none; ``quoted`` says that ``text`` is a page's own words."""

    name: str
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
        CardLine(name="wordings", label=_("Customers also say"), text=_wordings(card)),
        CardLine(name="asked", label=_("Asked"), text=asked(card.asked_per_month)),
        CardLine(name="reason", label=_("Why it fails"), text=look.reason_sentence(result) or card.reason),
        CardLine(name="looked", label=_("Visitors looked on"), text=looked(card, result.start)),
        CardLine(name="lost", label=_("Most went astray on"), text=place_text(card.lost, result.start)),
        _nearest(card),
        CardLine(name="missing", label=_("What it does not say"), text=missing(card)),
        CardLine(name="change", label=_("What to change"), text=one_line(card.change, chars_max=600)),
        CardLine(name="effect", label=_("What that gains"), text=effect(card)),
        CardLine(name="place", label=_("Where"), text=place_text(card.place, result.start)),
    )
    return tuple(line for line in lines if line.text)


def asked(times: int | None) -> str:
    """How often it is asked, "" where nobody said."""
    return "" if times is None else _("{count} times a month", count=number(times))


def looked(card: CardPart, start: str) -> str:
    """The pages that visitors stood on, those of most first; those on the host of ``start`` by their path."""
    shown = [place_text(place, start) for place in card.looked[:_LOOKED_MAX]]
    rest = len(card.looked) - len(shown)
    return "; ".join([*shown, n_("{count} more", "{count} more", rest)] if rest else shown)


def place_text(place: PlacePart | None, start: str) -> str:
    """A page by its title and address, with the heading that is meant; on the host of ``start`` its path is
    address enough."""
    if place is None:
        return ""
    address = page_link(place.url, start).text
    named = f"{quoted(one_line(place.title, chars_max=80))} ({address})" if place.title else address
    if not place.heading:
        return named
    return _("{page}, under “{heading}”", page=named, heading=one_line(place.heading, chars_max=80))


def missing(card: CardPart) -> str:
    """What the nearest passage lacks; a passage that lacks nothing answers, and is only not found."""
    if card.nearest is None:
        return ""
    lacking = [quoted(one_line(fact, chars_max=120)) for fact in card.missing]
    return words.listed(lacking) if lacking else _("Nothing: it answers. Visitors do not come to it.")


def effect(card: CardPart) -> str:
    """What the change was measured to do, or that nobody has measured it."""
    if not card.change:
        return ""
    return one_line(card.effect, chars_max=300) or _("Not measured")


def _nearest(card: CardPart) -> CardLine:
    if card.nearest is None:
        return CardLine(
            name="nearest", label=_("Nearest passage"), text=_("No page seen says anything about it")
        )
    text = one_line(card.nearest.text, chars_max=400)
    return CardLine(name="nearest", label=_("Nearest passage"), text=text, url=card.nearest.url, quoted=True)


def _wordings(card: CardPart) -> str:
    return " · ".join(one_line(wording) for wording in card.wordings[1 : _WORDINGS_MAX + 1])
