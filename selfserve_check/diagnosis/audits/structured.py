"""Structured data that says other than the page: FAQ answers, telephone numbers, opening hours in JSON-LD.

Search engines and assistants quote it, so that a customer is told one thing before the visit and reads
another on the page. Only what the page itself shows of the same kind is compared; what it does not show at
all is no contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.stated import Stated, differ, stated_in
from selfserve_check.language.words import content_stems, normalise
from selfserve_check.model.claims import Claim
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.observation import Passage, PassageKind
from selfserve_check.model.said import Said, say

_KINDS = {"telephone": "phone", "hours": "hours"}
_NAMES = {
    "telephone": say("the telephone number"),
    "hours": say("the opening hours"),
    "faq": say("the answer"),
}
_QUOTE_MAX = 300
_FAQ_KINDS = frozenset(("money", "duration", "percentage", "hours", "time", "quantity", "phone", "email"))


def find(ground: Ground) -> tuple[Finding, ...]:
    """One finding for each claim that the page it stands on contradicts, each claim of the site once."""
    documents: dict[str, list[PageState]] = {}
    for page in ground.pages().values():
        documents.setdefault(page.observation.url.partition("#")[0], []).append(page)
    told: set[Claim] = set()
    findings = []
    for url in sorted(documents):
        passages = _distinct(documents[url])
        claims = dict.fromkeys(claim for page in documents[url] for claim in page.observation.claims)
        hours = [claim for claim in claims if claim.kind == "hours"]
        for claim in claims:
            if claim in told:
                continue
            said = _contradicting(claim, passages, hours)
            if said:
                told.add(claim)
                findings.append(_finding(claim, url, said))
    return tuple(findings)


def _distinct(pages: Sequence[PageState]) -> tuple[Passage, ...]:
    """What the document shows in any of its states."""
    shown = {
        (passage.text, passage.headings): passage for page in pages for passage in page.observation.passages
    }
    return tuple(shown.values())


def _contradicting(claim: Claim, passages: Sequence[Passage], hours: Sequence[Claim]) -> str:
    """A passage that says something else, "" where none does, or one says the same as well."""
    if claim.kind == "faq":
        return _other_answer(claim, passages)
    kind = _KINDS.get(claim.kind, "")
    claimed = [one for one in stated_in(claim.says) if one.kind == kind]
    shown = [(passage, one) for passage in passages for one in stated_in(passage.text) if one.kind == kind]
    if not claimed or not shown:
        return ""
    if claim.kind == "hours" and len({one.says for one in hours}) > len({one.span.text for _, one in shown}):
        return ""  # the page shows fewer spans than are claimed: which is which cannot be told
    if any(not differ(claimed[0].value, one.value) for _, one in shown):
        return ""
    return shown[0][0].text


def _other_answer(claim: Claim, passages: Sequence[Passage]) -> str:
    """The visible answer to the claimed question, where a value in it is another one."""
    visible = [passage for passage in passages if _answers(claim.subject, passage)]
    claimed = [one for one in stated_in(claim.says) if one.kind in _FAQ_KINDS]
    shown = [one for passage in visible for one in stated_in(passage.text)]
    for wanted in claimed:
        alike = [one for one in shown if one.kind == wanted.kind]
        if alike and all(differ(wanted.value, one.value) for one in alike):
            return _holding(visible, alike)
    return ""


def _answers(question: str, passage: Passage) -> bool:
    """Whether the passage stands right under the question as a heading."""
    if passage.kind is PassageKind.HEADING or not passage.headings:
        return False
    heading = passage.headings[-1]
    stems = frozenset(content_stems(question))
    alike = bool(stems) and stems == frozenset(content_stems(heading))
    return alike or normalise(heading).rstrip(" ?") == normalise(question).rstrip(" ?")


def _holding(passages: Sequence[Passage], stated: Sequence[Stated]) -> str:
    words = {one.span.text for one in stated}
    return next((passage.text for passage in passages if any(word in passage.text for word in words)), "")


def _what(claim: Claim) -> Said:
    name = _NAMES[claim.kind]
    if claim.kind == "faq":
        return say("the answer to “{question}”", question=claim.subject)
    return say("{what} ({subject})", what=name, subject=claim.subject) if claim.subject else name


def _finding(claim: Claim, url: str, said: str) -> Finding:
    return Finding(
        kind="structured_data",
        text=say(
            "The structured data of {page} gives {what} as “{claim}”, and the page says “{quote}”. Search "
            "engines quote the one, customers read the other.",
            page=url,
            what=_what(claim),
            claim=claim.says[:_QUOTE_MAX],
            quote=said[:_QUOTE_MAX],
        ),
        url=url,
        remedy=say("Make the structured data (JSON-LD) say what the page says."),
        quotes=(Quote(url=url, text=claim.says), Quote(url=url, text=said)),
    )
