"""``selfserve-check doctor URL``: what robots.txt, walls, a log-in, consent and requests that do not read
will do to a run, said before the first one. One page is opened, once; nothing but reads is sent."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from selfserve_check.browser.rules import OWN_TRAFFIC
from selfserve_check.cli.common import load, told_errors
from selfserve_check.cli.doctor import Level, Line
from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import Arrived, Broken, CouldNotAsk, Refused, Walled

if TYPE_CHECKING:
    from selfserve_check.app.first_look import FirstLook

_HOSTS_MAX = 5
_BLOCKED_MAX = 10
_WALLS = ("bot_wall", "captcha", "rate_limited")
_SIGN_IN = "give a session (storage_state or storage_state_env), or basic auth (auth:), for this host"
_OWNER = "if the site is yours, write: robots: {HOST: owner}"


def look_at(url: str, config: Path | None) -> tuple[Line, ...]:
    """Open ``url`` as a run would, and say what would stand in its way.

    Leaves with exit code 2 where there is no browser or the address or configuration is wrong.
    """
    with told_errors():
        from selfserve_check.app.first_look import first_look
        from selfserve_check.app.staging import staged_site
        from selfserve_check.scenario_url import site_url
        from selfserve_check.settings import with_credentials

        loaded = load(config, {})
        try:
            start, found = site_url(url)
        except ValueError as error:
            raise UserError(f"URL: {error}") from None
        secrets = with_credentials(loaded.secrets, [found] if found else [])
        start = staged_site(loaded.settings.aliases, start)
        return site_lines(asyncio.run(first_look(loaded.settings, secrets, start, start)))


def is_askable(lines: tuple[Line, ...]) -> bool:
    """Whether a run could ask anything."""
    return all(line.level is not Level.LACKS for line in lines)


def site_lines(look: FirstLook) -> tuple[Line, ...]:
    """The table, one line for each thing that may stand in the way."""
    return (
        page_line(look),
        robots_line(look),
        wall_line(look),
        login_line(look),
        consent_line(look),
        *blocked_lines(look),
        *host_lines(look),
    )


def page_line(look: FirstLook) -> Line:
    """What the address gave."""
    match look.reply:
        case Arrived():
            moved = f", moved to {look.landed}" if look.landed and look.landed != look.url else ""
            count = len(look.page.passages) if look.page else 0
            return _line(
                "page", Level.OK, f"{look.url} answers {look.status or 200}{moved}; {count} passages"
            )
        case Walled(detail=detail):
            return _line("page", Level.LACKS, f"{look.url}: {detail}", _SIGN_IN)
        case Broken(detail=detail):
            return _line("page", Level.LACKS, detail, "correct the address")
        case Refused(kind=kind, detail=detail):
            mend = _owner_of(look) if kind.value == "robots" else "start on another page"
            return _line("page", Level.LACKS, f"not opened ({kind.value}): {detail}", mend)
        case CouldNotAsk(cause=cause):
            return _line("page", Level.LACKS, f"could not be asked: {cause.detail}", cause.hint)
    return _line("page", Level.LACKS, "was not seen", "try again")


def robots_line(look: FirstLook) -> Line:
    """What robots.txt lets us do."""
    if look.owner:
        return _line("robots.txt", Level.NOTE, "set aside: you own the site; every report says so")
    if isinstance(look.robots, Refused):
        return _line("robots.txt", Level.LACKS, f"forbids {look.robots.detail}", _owner_of(look))
    if isinstance(look.robots, CouldNotAsk):
        return _line("robots.txt", Level.LACKS, look.robots.cause.detail, look.robots.cause.hint)
    if look.delay_s:
        return _line("robots.txt", Level.NOTE, f"lets us in, with {look.delay_s:g} s between two pages")
    return _line("robots.txt", Level.OK, "lets us in")


def wall_line(look: FirstLook) -> Line:
    """Whether the site turns programs away."""
    cause = look.reply.cause if isinstance(look.reply, CouldNotAsk) else None
    if cause is not None and cause.kind in _WALLS:
        return _line("bot wall", Level.LACKS, cause.detail, cause.hint)
    known = isinstance(look.reply, Arrived | Walled | Broken)
    return _line("bot wall", Level.OK if known else Level.NOTE, "none met" if known else "not known yet")


def login_line(look: FirstLook) -> Line:
    """Whether one has to be somebody."""
    given = "with the session that you gave" if look.signed_in else "without a session"
    if isinstance(look.reply, Walled):
        return _line("log-in", Level.LACKS, f"asked for, {given}: {look.reply.detail}", _SIGN_IN)
    if look.page is None:
        return _line("log-in", Level.NOTE, "not known yet")
    form = ", though the page has a log-in form" if look.page.signals.password_field else ""
    return _line("log-in", Level.OK, f"not asked for, {given}{form}")


def consent_line(look: FirstLook) -> Line:
    """Whether a cookie banner comes, and whether it can be refused."""
    if look.consented:
        return _line("consent", Level.OK, " ".join(look.consented))
    if look.page is not None and look.page.signals.consent_banner:
        text = "a cookie banner stays over the page: no way to refuse or close it was found"
        return _line("consent", Level.NOTE, text)
    known = look.page is not None
    return _line("consent", Level.OK if known else Level.NOTE, "no banner" if known else "not known yet")


def blocked_lines(look: FirstLook) -> tuple[Line, ...]:
    """Requests that did not leave: those that may matter each with the line that lets it, others counted."""
    lines = []
    for request in {(one.method, one.url): one for one in look.blocked}.values():
        mend = f'if it only reads: allow_reads: ["{request.allow_reads}"]' if request.allow_reads else ""
        if request.allow_private:
            mend = f'if it is meant to be reached: allow_private: ["{request.allow_private}"]'
        text = f"{request.method} {request.url}: {request.why}"
        lines.append(_line("blocked", Level.NOTE, text, mend))
    told = {(one.method, one.url) for one in look.blocked}
    others = {(one.method, one.url) for one in look.stopped if one.why != OWN_TRAFFIC} - told
    if others:
        text = f"{len(others)} that no answer hangs on (trackers, beacons, speculation)"
        lines.append(_line("blocked", Level.OK, text))
    return tuple(lines[:_BLOCKED_MAX]) or (_line("blocked", Level.OK, "no request was held back"),)


def host_lines(look: FirstLook) -> tuple[Line, ...]:
    """Links that no visitor follows, and those that were followed elsewhere."""
    lines = [_line("aliases", Level.OK, text) for text in look.aliased]
    for host, count in look.other_hosts[:_HOSTS_MAX]:
        links = "1 link leads" if count == 1 else f"{count} links lead"
        mend = (
            f'if customers find answers there: hosts: ["{host}"]; if it is this site in production: aliases'
        )
        lines.append(_line("other hosts", Level.NOTE, f"{links} to {host}, which is not opened", mend))
    return tuple(lines)


def _owner_of(look: FirstLook) -> str:
    host = look.url.partition("://")[2].partition("/")[0]
    return _OWNER.replace("HOST", f'"{host}"' if ":" in host else host)


def _line(name: str, level: Level, text: str, mend: str = "") -> Line:
    return Line(name=name, level=level, text=text, mend=mend)
