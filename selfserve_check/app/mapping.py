"""Settings into the values that each part works with."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selfserve_check.browser.back_off import BackOff
from selfserve_check.browser.find import BrowserMissing, ThisMachine, find_browser
from selfserve_check.browser.launch import LaunchOptions, Sandbox
from selfserve_check.browser.observe import ObserveLimits
from selfserve_check.browser.patience import Patience
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.site_map import SiteMapLimits
from selfserve_check.diagnosis.metrics import ContactCosts
from selfserve_check.errors import MissingToolError
from selfserve_check.model.action import View
from selfserve_check.model.said import say
from selfserve_check.model.scenario import Scenario
from selfserve_check.settings import Secrets, Settings


def views_of(settings: Settings) -> tuple[View, ...]:
    """One view for each device that the settings name."""
    signed_in = settings.storage_state is not None or settings.storage_state_env is not None
    return tuple(
        View(device=device, locale=settings.locale, signed_in=signed_in) for device in settings.devices
    )


def patience_of(settings: Settings) -> Patience:
    limits = settings.limits
    observe = ObserveLimits(
        passages_max=limits.passages_max,
        affordances_max=limits.affordances_max,
        text_max=limits.passage_max,
        text_total_max=limits.text_max,
        frames_max=limits.frames_max,
        nodes_max=limits.nodes_max,
        timeout_s=settings.timeouts.step_s,
    )
    return Patience(
        page_s=settings.timeouts.page_s,
        step_s=settings.timeouts.step_s,
        settle_s=settings.timeouts.settle_s,
        observe=observe,
        screens_max=limits.screens_max,
        consent_tries_max=limits.consent_tries_max,
    )


def back_off_of(settings: Settings) -> BackOff:
    return BackOff(tries_max=settings.limits.tries_max, retry_s=settings.timeouts.retry_s)


def site_map_limits_of(settings: Settings) -> SiteMapLimits:
    limits = settings.limits
    return SiteMapLimits(
        files_max=limits.site_map_files_max,
        bytes_max=limits.site_map_bytes_max,
        pages_max=limits.site_map_pages_max,
    )


def policy_of(settings: Settings, secrets: Secrets, site: str, starts: Sequence[str]) -> ReadPolicy:
    """What may be read in a run over ``site``. ``starts`` are addresses that the author named, so their
    hosts may be opened; robots.txt still holds for them."""
    starting = (urlsplit(start).netloc.lower() for start in starts)
    hosts = {*settings.hosts, *starting, *settings.aliases.values()} - settings.aliases.keys()
    asked = {urlsplit(site).netloc.lower(), *hosts}
    parts = urlsplit(site)
    return ReadPolicy(
        site=f"{parts.scheme}://{parts.netloc}",
        hosts=frozenset(hosts),
        allow_reads=settings.allow_reads,
        robots_owner=frozenset(host for host in asked if settings.robots_rule(host) == "owner"),
        allow_private=frozenset(settings.allow_private),
        block_trackers=settings.trackers.block,
        extra_trackers=settings.trackers.extra,
        headers=_header_triples(secrets),
        basic_auth=tuple((host, pair.username, pair.password) for host, pair in secrets.auth.items()),
        popups_max=settings.limits.popups_max,
        bytes_max=settings.limits.bytes_max,
        redirects_max=settings.limits.redirects_max,
        frames_loaded_max=settings.limits.frames_loaded_max,
        frames_deep_max=settings.limits.frames_deep_max,
        aliases=tuple(settings.aliases.items()),
        pins=tuple((pin.host, tuple(pin.query.items())) for pin in secrets.pins if pin.query),
    )


def launch_of(settings: Settings, proxy_url: str) -> LaunchOptions:
    """How to start the browser; raises MissingToolError, with the command that mends it, where none is."""
    setting = str(settings.browser.executable) if settings.browser.executable else None
    found = find_browser(setting, os.environ, ThisMachine(), headless=settings.browser.headless)
    if isinstance(found, BrowserMissing):
        raise MissingToolError(found.message)
    return LaunchOptions(
        executable=Path(found.path),
        headless=settings.browser.headless,
        sandbox=Sandbox(settings.browser.sandbox),
        proxy_url=proxy_url,
        pages_max=settings.limits.pages_per_browser_max,
        memory_max_mb=settings.limits.memory_max_mb,
        restarts_max=settings.limits.restarts_max,
    )


def context_options(settings: Settings, view: View) -> dict[str, Any]:
    """What the settings add to a view's own context options."""
    size = settings.viewport.desktop if view.device == "desktop" else settings.viewport.phone
    options: dict[str, Any] = {
        "viewport": {"width": size.width, "height": size.height},
        "screen": {"width": size.width, "height": size.height},
        "timezone_id": settings.timezone,
    }
    return options


def politeness_lines(settings: Settings, policy: ReadPolicy, user_agent: str) -> tuple[str, ...]:
    """How the site was treated, for every report."""
    hosts = ", ".join(sorted({urlsplit(policy.site).netloc, *policy.hosts}))
    owner = ", ".join(sorted(policy.robots_owner))
    robots = (
        say("robots.txt set aside by the owner for {hosts}", hosts=owner)
        if owner
        else say("robots.txt was obeyed")
    )
    trackers = (
        say("known trackers were blocked") if settings.trackers.block else say("trackers were not blocked")
    )
    lines = [
        say(
            "Pages were opened from {hosts} only; {robots}; {trackers}.",
            hosts=hosts,
            robots=robots,
            trackers=trackers,
        ),
        say("Nothing but GET and HEAD was sent.")
        if not policy.allow_reads
        else say(
            "Besides GET and HEAD only these reads were allowed: {reads}.",
            reads="; ".join(policy.allow_reads),
        ),
        say(
            "Documents of one host were opened at least {seconds} s apart (not on loopback).",
            seconds=f"{settings.pace.per_host_s:g}",
        ),
    ]
    if user_agent:
        lines.append(say("User-Agent: {agent}", agent=user_agent))
    return tuple(lines)


def starts_of(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Where the questions start, each once."""
    return tuple(dict.fromkeys(scenario.start for scenario in scenarios))


def _header_triples(secrets: Secrets) -> tuple[tuple[str, str, str], ...]:
    hosts: Mapping[str, Mapping[str, str]] = secrets.headers
    return tuple((host, name, value) for host, fields in hosts.items() for name, value in fields.items())


def contact_costs_of(settings: Settings) -> ContactCosts | None:
    """What the user says that contacts cost; None where they say nothing."""
    costs = settings.contact_costs
    if costs is None:
        return None
    return ContactCosts(share=costs.share, per_contact=costs.per_contact, currency=costs.currency)
