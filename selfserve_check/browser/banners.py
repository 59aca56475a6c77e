"""What a person is told of a banner, and whether anything can be read beside one that stays."""

from __future__ import annotations

from selfserve_check.browser.consent import Consent, Dismissed, How, Manner, Stuck
from selfserve_check.browser.failures import could_not
from selfserve_check.journey.site_port import CouldNotAsk
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import Observation
from selfserve_check.model.said import Said, quoted, row, say

_QUOTE_MAX = 200
# With less than this to read beside a banner, a page is the banner.
_BESIDE_MIN = 20


def told_of(consent: Consent, manner: Manner) -> tuple[str, ...]:
    """The notes of a run about one page's banner and about the boxes that were closed with it."""
    closed = tuple(
        say("A box over the page was closed (“{label}”).", label=label) for label in consent.closed
    )
    match consent:
        case Dismissed():
            return (*closed, _dismissed(consent, manner))
        case Stuck():
            tried = _tried(consent.tried) or say("nothing to click was found in it")
            text = consent.text[:_QUOTE_MAX]
            told = say(
                "A cookie banner could not be got rid of ({why}). It says: “{quote}”", why=tried, quote=text
            )
            return (*closed, told)
        case _:
            return closed


def _dismissed(consent: Dismissed, manner: Manner) -> str:
    way = quoted((label for label in (consent.through, consent.label) if label), " > ")
    if consent.switched_off:
        way = row((way, say("{count} switched off", count=consent.switched_off)), ", ")
    told = [_how(consent.how, as_wished=manner != "refuse" or consent.how is How.REFUSED, way=way)]
    if consent.tried:
        told.append(say("Before that, {tried}.", tried=_tried(consent.tried)))
    return row(told)


def _how(how: How, *, as_wished: bool, way: str) -> Said:
    match how:
        case How.REFUSED:
            return say("A cookie banner was refused ({way}).", way=way)
        case How.ACCEPTED if as_wished:
            return say("A cookie banner was accepted ({way}).", way=way)
        case How.ACCEPTED:
            return say("A cookie banner could not be refused and was accepted ({way}).", way=way)
        case How.CLOSED if as_wished:
            return say("A cookie banner was closed ({way}).", way=way)
        case How.CLOSED:
            return say("A cookie banner could not be refused and was closed ({way}).", way=way)


def _tried(labels: tuple[str, ...]) -> str:
    return say("clicked in vain: {labels}", labels=quoted(labels)) if labels else ""


def nothing_beside(seen: Observation, banner: Stuck) -> bool:
    """Whether a visitor can read nothing but the banner."""
    words = " ".join(banner.text.split())
    beside = (passage.text for passage in seen.passages if " ".join(passage.text.split()) not in words)
    return sum(len(text) for text in beside) < _BESIDE_MIN


def wall(url: str, blocked: tuple[BlockedRequest, ...]) -> CouldNotAsk:
    """A page of which nothing can be read because of a banner. A stopped request may be what keeps it."""
    lines = [request.allow_reads for request in blocked if request.allow_reads]
    needs = (
        say("if its buttons only need this request: {line}", line=f'allow_reads: ["{lines[0]}"]')
        if lines
        else ""
    )
    by_hand = say("open the page by hand; a storage_state in which the choice was made goes past the banner")
    hint = row((by_hand, needs), "; ")
    detail = say("a cookie banner that could not be got rid of lies over the whole page")
    return could_not("consent", detail, url, hint)
