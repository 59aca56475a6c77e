"""What a person is told of a banner, and whether anything can be read beside one that stays."""

from __future__ import annotations

from selfserve_check.browser.consent import Consent, Dismissed, How, Manner, Stuck
from selfserve_check.browser.failures import could_not
from selfserve_check.journey.site_port import CouldNotAsk
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import Observation

_QUOTE_MAX = 200
# With less than this to read beside a banner, a page is the banner.
_BESIDE_MIN = 20


def told_of(consent: Consent, manner: Manner) -> tuple[str, ...]:
    """The notes of a run about one page's banner and about the boxes that were closed with it."""
    closed = tuple(f"A box over the page was closed (“{label}”)." for label in consent.closed)
    match consent:
        case Dismissed():
            return (*closed, _dismissed(consent, manner))
        case Stuck():
            tried = _tried(consent.tried) or "nothing to click was found in it"
            text = consent.text[:_QUOTE_MAX]
            return (*closed, f"A cookie banner could not be got rid of ({tried}). It says: “{text}”")
        case _:
            return closed


def _dismissed(consent: Dismissed, manner: Manner) -> str:
    refused = manner != "refuse" or consent.how is How.REFUSED
    how = consent.how.value if refused else f"could not be refused and was {consent.how.value}"
    verb = f"was {how}" if refused else how
    way = f"“{consent.through}” > “{consent.label}”" if consent.through else f"“{consent.label}”"
    off = f", {consent.switched_off} switched off" if consent.switched_off else ""
    tried = f" Before that, {_tried(consent.tried)}." if consent.tried else ""
    return f"A cookie banner {verb} ({way}{off}).{tried}"


def _tried(labels: tuple[str, ...]) -> str:
    return f"clicked in vain: {', '.join(f'“{label}”' for label in labels)}" if labels else ""


def nothing_beside(seen: Observation, banner: Stuck) -> bool:
    """Whether a visitor can read nothing but the banner."""
    words = " ".join(banner.text.split())
    beside = (passage.text for passage in seen.passages if " ".join(passage.text.split()) not in words)
    return sum(len(text) for text in beside) < _BESIDE_MIN


def wall(url: str, blocked: tuple[BlockedRequest, ...]) -> CouldNotAsk:
    """A page of which nothing can be read because of a banner. A stopped request may be what keeps it."""
    lines = [request.allow_reads for request in blocked if request.allow_reads]
    needs = f'; if its buttons only need this request: allow_reads: ["{lines[0]}"]' if lines else ""
    hint = f"open the page by hand; a storage_state in which the choice was made goes past the banner{needs}"
    detail = "a cookie banner that could not be got rid of lies over the whole page"
    return could_not("consent", detail, url, hint)
