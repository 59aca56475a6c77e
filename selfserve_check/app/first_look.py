"""One page of a site, opened once as a run would open it: what will stand in a run's way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from selfserve_check.app.discretion import discreet_redactor, discretion
from selfserve_check.app.mapping import views_of
from selfserve_check.app.workshop import Workshop, workshop
from selfserve_check.browser.documents import DocumentArrived
from selfserve_check.browser.ledger import Stopped
from selfserve_check.browser.policy import address_of
from selfserve_check.browser.tab import Tab
from selfserve_check.journey.site_port import Arrived, CouldNotAsk, Refused, Reply, Walled
from selfserve_check.language.redact import redacted
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import AffordanceKind, Observation
from selfserve_check.settings import Secrets, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What came of opening ``url``. ``reply`` is what a journey would be told; ``page`` is what was visible,
    None where nothing was.

    ``status`` and ``landed`` are the answer's, 0 and "" where none came. ``robots`` is what robots.txt says
    of the page, None where it lets us in; ``owner`` is whether it was set aside; ``delay_s`` the pause it
    asks for. ``blocked`` are requests that an answer may hang on, ``stopped`` all that did not leave;
    ``other_hosts`` are hosts that links lead to and that may not be opened, with how many. ``aliased`` says
    which links were followed elsewhere.
    """

    url: str
    reply: Reply
    page: Observation | None = None
    status: int = 0
    landed: str = ""
    robots: Refused | CouldNotAsk | None = None
    owner: bool = False
    delay_s: float = 0.0
    signed_in: bool = False
    consented: tuple[str, ...] = ()
    blocked: tuple[BlockedRequest, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    other_hosts: tuple[tuple[str, int], ...] = ()
    aliased: tuple[str, ...] = ()


async def first_look(settings: Settings, secrets: Secrets, site: str, start: str) -> FirstLook:
    """Open ``start`` once, reading only. Raises MissingToolError without a browser. No secret comes out: not
    in what is given, in log records, or in an exception."""
    redact = discreet_redactor(secrets, settings.storage_state)
    with discretion(redact):
        return redacted(await _looked(settings, secrets, site, start), redact)


async def _looked(settings: Settings, secrets: Secrets, site: str, start: str) -> FirstLook:
    async with workshop(settings, secrets, site, (start,)) as shop:
        robots = await shop.robots.may_open(start)
        view = views_of(settings)[0]
        async with shop.cabin.places:
            tab = await shop.cabin.first_tab(view)
            try:
                reply = await tab.open(StateId(view=view, url=start))
                return await _told(shop, tab, start, robots, reply)
            finally:
                await shop.cabin.put_away(tab)


async def _told(
    shop: Workshop, tab: Tab, start: str, robots: Refused | CouldNotAsk | None, reply: Reply
) -> FirstLook:
    document = tab.guard.document(tab.page)
    arrived = document if isinstance(document, DocumentArrived) else None
    address = address_of(start)
    page = _page_of(reply)
    return FirstLook(
        url=start,
        reply=reply,
        page=page,
        status=arrived.status if arrived else 0,
        landed=tab.guard.shown(arrived.url) if arrived else "",
        robots=robots,
        owner=address is not None and shop.policy.is_owner(address),
        delay_s=await shop.robots.delay_s(start),
        signed_in=shop.cabin.sign_in is not None,
        consented=tuple(shop.cabin.notes),
        blocked=tab.guard.since(0),
        stopped=shop.ledger.stopped,
        other_hosts=_other_hosts(shop, page),
        aliased=shop.ledger.restaged.lines(),
    )


def _page_of(reply: Reply) -> Observation | None:
    match reply:
        case Arrived(page=page):
            return page.observation
        case Walled(page=page) if page is not None:
            return page.observation
    return None


def _other_hosts(shop: Workshop, page: Observation | None) -> tuple[tuple[str, int], ...]:
    """Hosts of links that no visitor may follow, most links first."""
    links = page.affordances if page is not None else ()
    hosts: Counter[str] = Counter()
    for link in links:
        address = address_of(link.target) if link.kind is AffordanceKind.LINK else None
        if address is not None and not shop.policy.may_open(address):
            hosts[urlsplit(link.target).netloc] += 1
    return tuple(sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0])))
