"""A way to a person: how far it is, from where visitors gave up, to somebody who can help.

A working human channel is a telephone number in sight, an e-mail address, a chat (never opened), or a form
that sends a message. The please-go-away index is the share of failed questions from whose end no such channel
is within two clicks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.diagnosis.audits.ground import Ground, place_of, same_document, spokesman
from selfserve_check.diagnosis.case import in_clicks
from selfserve_check.diagnosis.metrics import HUMAN_CLICKS_MAX, go_away_index, is_near
from selfserve_check.journey.outcome import own_records
from selfserve_check.journey.site_port import Arrived, PageState, Refused, Reply, Walled
from selfserve_check.language.stated import stated_in
from selfserve_check.model.action import StateId, View, action_on
from selfserve_check.model.card import Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.journey import Journey
from selfserve_check.model.observation import Affordance, AffordanceKind, PassageKind, Region
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.said import row, say, say_n
from selfserve_check.site.graph import Path, SiteGraph, document_of, shortest_path

_CLICKS_MAX = 8
_CONTACT = re.compile(
    r"\b(?:contact|get in touch|talk to|speak (?:to|with)|customer (?:service|care|support)|call us"
    r"|write to us|"
    r"e-?mail us|help ?desk|hotline|phone|kontakt|kundenservice|kundendienst|contactez|contacto|contatti)\b",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:phone|tele?phone|tel|call|ring|hotline|dial|mobile|telefon|anruf|appel|llam)", re.IGNORECASE
)
_SENDS = re.compile(r"^(?:send|submit|absenden|senden|envoyer|enviar|invia|verzenden)\b", re.IGNORECASE)
_MESSAGE = re.compile(
    r"\b(?:message|your question|enquiry|inquiry|how can we help|nachricht|mensaje|messaggio)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """How a person is reached on a page: ``kind`` is phone, chat, e-mail or form; ``said`` is what stands
    there. ``hours`` says whether the page tells when somebody is there."""

    kind: str
    said: str
    hours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToPerson:
    """From ``end``, where a journey of ``question`` ended, the fewest ``clicks`` to a
    ``channel`` on ``at``; None where no way is known. ``known`` is False where a link that may lead there
    was not looked behind. ``wall`` is the label of a contact link that ends at a log-in; ``circle`` are the
    labels by which contact leads back to where visitors were."""

    question: str
    end: Place
    clicks: int | None
    channel: Channel | None = None
    at: Place | None = None
    known: bool = True
    wall: str = ""
    circle: tuple[str, ...] = ()

    @property
    def is_near(self) -> bool:
        return is_near(self.clicks)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoAway:
    """Of ``failed`` questions, ``without`` have no way to a person near; of ``unknown`` nobody knows, and
    they count for nothing. ``index`` is the please-go-away index of the others."""

    failed: int
    without: int
    unknown: int
    index: float | None


def find(ground: Ground) -> tuple[Finding, ...]:
    """First the index, where it is not 0; then each page at which a visitor of a question was left alone."""
    channels: dict[StateId, Channel | None] = {}
    index = go_away(ways_to_a_person(ground))
    ways = [
        _way(result.scenario.id, end, ground.graph, channels)
        for result in ground.failed()
        for end in _ends_of(result, ground.graph)
    ]
    alone = [way for way in ways if way.known and (not way.is_near or way.wall or way.circle)]
    together: dict[str, list[WayToPerson]] = {}
    for way in alone:
        together.setdefault(way.end.url, []).append(way)
    pages = sorted(together.values(), key=lambda group: (-len(group), group[0].end.url))
    return (*_index_finding(index), *(_page_finding(group) for group in pages))


def ways_to_a_person(ground: Ground) -> tuple[WayToPerson, ...]:
    """One for each question that failed, in the order of the questions: from where the journey ended that
    speaks for it."""
    channels: dict[StateId, Channel | None] = {}
    ways: list[WayToPerson] = []
    for result in ground.failed():
        ends = _ends_of(result, ground.graph)
        nowhere = WayToPerson(
            question=result.scenario.id, end=Place(url=result.scenario.start), clicks=None, known=False
        )
        ways.append(_way(result.scenario.id, ends[0], ground.graph, channels) if ends else nowhere)
    return tuple(ways)


def go_away(ways: tuple[WayToPerson, ...]) -> GoAway:
    """The counts behind the please-go-away index."""
    return GoAway(
        failed=len(ways),
        without=sum(way.known and not way.is_near for way in ways),
        unknown=sum(not way.known for way in ways),
        index=go_away_index([way.clicks for way in ways if way.known]),
    )


def channel_on(page: PageState) -> Channel | None:
    """The way to a person that ``page`` shows, the most direct first; None where it shows none."""
    seen = page.observation
    hours = any(
        one.kind in ("hours", "weekdays") for passage in seen.passages for one in stated_in(passage.text)
    )
    for kind, said in (_phone(page), _chat(page), _mail(page), _form(page)):
        if said:
            return Channel(kind=kind, said=said, hours=hours)
    return None


def _phone(page: PageState) -> tuple[str, str]:
    for affordance in page.observation.affordances:
        if affordance.target.lower().startswith("tel:"):
            return "phone", affordance.label or affordance.name or affordance.target[4:]
    for passage in page.observation.passages:
        numbers = [one for one in stated_in(passage.text) if one.kind == "phone"]
        around = f"{passage.text} {' '.join(passage.headings)} {page.observation.title}"
        if numbers and _CALLS.search(around):
            return "phone", numbers[0].span.text
    return "phone", ""


def _chat(page: PageState) -> tuple[str, str]:
    chats = [one for one in page.observation.affordances if one.kind is AffordanceKind.CHAT]
    return "chat", (chats[0].label or chats[0].name or "chat") if chats else ""


def _mail(page: PageState) -> tuple[str, str]:
    for affordance in page.observation.affordances:
        if affordance.target.lower().startswith("mailto:") and "@" in affordance.target:
            return "e-mail", affordance.label or affordance.name or affordance.target[7:]
    for passage in page.observation.passages:
        found = [one for one in stated_in(passage.text) if one.kind == "email"]
        if found:
            return "e-mail", found[0].span.text
    return "e-mail", ""


def _form(page: PageState) -> tuple[str, str]:
    seen = page.observation
    sends = [
        one
        for one in seen.affordances
        if one.kind is AffordanceKind.BUTTON and _SENDS.search(one.label or one.name)
    ]
    asks = any(_MESSAGE.search(passage.text) for passage in seen.passages)
    fields = any(passage.kind is PassageKind.FIELD for passage in seen.passages)
    about = _CONTACT.search(
        f"{seen.title} {' '.join(p.text for p in seen.passages if p.kind is PassageKind.HEADING)}"
    )
    if sends and asks and (fields or about):
        return "form", sends[0].label or sends[0].name
    return "form", ""


def _way(
    question: str, end: PageState, graph: SiteGraph, channels: dict[StateId, Channel | None]
) -> WayToPerson:
    def reaches(page: PageState) -> bool:
        if page.id not in channels:
            channels[page.id] = channel_on(page)
        return channels[page.id] is not None

    path = shortest_path(graph, end.id, reaches, clicks_max=_CLICKS_MAX, by_search=False)
    contacts = _contact_links(graph, end)
    goal = graph.states[path.states[-1]] if path else None
    return WayToPerson(
        question=question,
        end=place_of(end),
        clicks=path.clicks if path else None,
        channel=channels[goal.id] if goal else None,
        at=place_of(goal) if goal else None,
        known=_is_known(path, contacts),
        wall=next((_label(one) for one, reply in contacts if isinstance(reply, Walled)), ""),
        circle=_circle(end, contacts) if not path else (),
    )


def _is_known(path: Path | None, contacts: list[tuple[Affordance, Reply | None]]) -> bool:
    """Whether nothing that was left out could be a shorter way: a contact link that nobody looked behind, or
    that leads to a host that we do not open."""
    if path is not None and is_near(path.clicks):
        return True
    return not any(reply is None or isinstance(reply, Refused) for _, reply in contacts)


def _ends_of(result: QuestionResult, graph: SiteGraph) -> tuple[PageState, ...]:
    """The last pages that the visitors of the normal day stood on, each document once, first that of the
    journey that speaks for the question."""
    record = spokesman(result)
    records = [*([record] if record else []), *own_records(result.scenario, result.records)]
    start = graph.states.get(StateId(view=View(), url=result.scenario.start))
    ends = [end for one in records if (end := _end_of(one.journey, graph))] or ([start] if start else [])
    by_document: dict[str, PageState] = {}
    for end in ends:
        by_document.setdefault(document_of(end.observation.url), end)
    return tuple(by_document.values())


def _end_of(journey: Journey, graph: SiteGraph) -> PageState | None:
    seen = (graph.states.get(step.landed) for step in reversed(journey.steps) if step.landed is not None)
    return next((page for page in seen if page is not None), None)


def _contact_links(graph: SiteGraph, page: PageState) -> list[tuple[Affordance, Reply | None]]:
    """What on ``page`` says that it leads to a person, and what it leads to, as far as that is known."""
    named = [
        one
        for one in page.observation.affordances
        if one.kind in (AffordanceKind.LINK, AffordanceKind.BUTTON, AffordanceKind.MENU)
        and _CONTACT.search(_label(one))
    ]
    return [(one, graph.end_of(page.id, action_on(one.key), one)) for one in named if not one.in_page]


def _circle(end: PageState, contacts: list[tuple[Affordance, Reply | None]]) -> tuple[str, ...]:
    """The labels by which a contact link leads to a page without a person, and that page back to where one
    was: ("Contact us", "Read the FAQ")."""
    for affordance, reply in contacts:
        if not isinstance(reply, Arrived) or channel_on(reply.page) is not None:
            continue
        for back in reply.page.observation.affordances:
            inside = back.region in (Region.MAIN, Region.NONE)
            if inside and back.target and same_document(back.target, end.observation.url):
                return _label(affordance), _label(back)
    return ()


def _label(affordance: Affordance) -> str:
    return affordance.label or affordance.name


_CHANNELS = {
    "phone": say("a telephone number"),
    "chat": say("a chat"),
    "e-mail": say("an e-mail address"),
    "form": say("a form"),
}


def _index_finding(index: GoAway) -> tuple[Finding, ...]:
    if not index.without or index.index is None:
        return ()
    known = index.failed - index.unknown
    text = say(
        "From where visitors gave up on {without} of {known} unanswered questions, no telephone number, "
        "chat, form or e-mail address is within {clicks}: {share} % are dead ends without a contact.",
        without=index.without,
        known=known,
        clicks=in_clicks(HUMAN_CLICKS_MAX),
        share=round(index.index * 100),
    )
    remedy = say("Show a way to a person on every page, or one click away.")
    return (Finding(kind="go_away", text=text, remedy=remedy),)


def _page_finding(group: list[WayToPerson]) -> Finding:
    way = group[0]
    here = say("“{title}” ({page})", title=way.end.title, page=way.end.url) if way.end.title else way.end.url
    said = [
        say_n(
            "Visitors ended on {page}.",
            "The visitors of {count} questions ended on {page}.",
            len(group),
            page=here,
        )
    ]
    if way.clicks is None:
        said.append(say("From there no link leads to a person."))
    elif way.channel is not None and way.at is not None:
        said.append(
            say(
                "The nearest way to a person is {clicks} away: {channel} (“{words}”) on {page}.",
                clicks=in_clicks(way.clicks),
                channel=_CHANNELS.get(way.channel.kind, way.channel.kind),
                words=way.channel.said,
                page=way.at.url,
            )
        )
    if way.wall:
        said.append(say("“{label}” asks for a log-in.", label=way.wall))
    if way.circle:
        said.append(
            say(
                "“{label}” leads to a page that leads back by “{back}”.",
                label=way.circle[0],
                back=way.circle[1],
            )
        )
    quotes = (Quote(url=way.at.url, text=way.channel.said),) if way.at and way.channel else ()
    return Finding(
        kind="no_person",
        text=row(said),
        url=way.end.url,
        remedy=say("Show a telephone number, a chat, a form or an e-mail address there, with the hours."),
        quotes=quotes,
        questions=tuple(one.question for one in group),
    )
