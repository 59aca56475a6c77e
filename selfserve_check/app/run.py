"""One run over one site, from scenarios to a ``Run``: with a browser, or from a recording."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from selfserve_check import __version__
from selfserve_check.app.diagnostician import Diagnostician
from selfserve_check.app.mapping import politeness_lines, starts_of, views_of
from selfserve_check.app.senses import language_notes, senses
from selfserve_check.app.workshop import places_of, workshop
from selfserve_check.browser.live_site import live_site
from selfserve_check.browser.site_map import listed_addresses
from selfserve_check.errors import UserError
from selfserve_check.journey.persona import persona_named
from selfserve_check.journey.site_port import Site
from selfserve_check.language.redact import Redactor
from selfserve_check.model.result import QuestionResult, Run, RunStats
from selfserve_check.model.scenario import Scenario
from selfserve_check.runner import Listener, Replayer, Toolkit, ask_all
from selfserve_check.settings import Secrets, Settings
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite, Recording, pack
from selfserve_check.site.shared_site import SharedSite


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to run. All of ``scenarios`` ask the same ``site``. ``offline`` asks a recording instead."""

    site: str
    scenarios: tuple[Scenario, ...]
    settings: Settings
    secrets: Secrets = field(default_factory=Secrets)
    offline: Recording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run and its recording, packed and redacted, ready to be written."""

    run: Run
    recording: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    results: tuple[QuestionResult, ...]
    complete: bool
    graph: SiteGraph
    browser: str
    notes: tuple[str, ...]
    politeness: tuple[str, ...]
    pages_loaded: int = 0
    requests_blocked: int = 0


async def run_order(
    order: Order,
    listener: Listener,
    stop: asyncio.Event,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Finished:
    """Ask everything in ``order``; ends early, with what is known, when ``stop`` is set.

    Raises MissingToolError without a browser and UserError for what a person can mend.
    """
    started, clock = now(), time.monotonic()
    asked = await (
        _ask_recording(order, listener, stop) if order.offline else _ask_site(order, listener, stop)
    )
    stats = RunStats(
        pages_loaded=asked.pages_loaded,
        requests_blocked=asked.requests_blocked,
        wall_s=round(time.monotonic() - clock, 3),
        states=len(asked.graph.states),
    )
    stamp = started.isoformat(timespec="seconds")
    run = Run(
        run_id=f"{started:%Y%m%d-%H%M%S}-{hashlib.sha256(f'{stamp}{order.site}'.encode()).hexdigest()[:8]}",
        started_at=stamp,
        finished_at=now().isoformat(timespec="seconds"),
        tool_version=__version__,
        browser=asked.browser,
        site=order.site,
        complete=asked.complete,
        results=asked.results,
        stats=stats,
        notes=(*asked.notes, *language_notes(page.observation.lang for page in asked.graph.states.values())),
        politeness=asked.politeness,
    )
    recording = Recording(site=order.site, made_by=__version__, graph=asked.graph, notes=asked.notes)
    return Finished(run=run, recording=pack(recording, Redactor(_secret_values(order.secrets))))


async def _ask_site(order: Order, listener: Listener, stop: asyncio.Event) -> _Asked:
    settings = order.settings
    async with workshop(settings, order.secrets, order.site, starts_of(order.scenarios)) as shop:
        graph = SiteGraph()
        site = SharedSite(explorer=shop.explorer, graph=graph, states_max=settings.limits.states_max)

        async def site_map() -> Sequence[str]:
            return await listed_addresses(shop.client, order.site)

        ground = _Ground(
            site=site,
            graph=graph,
            live=lambda: live_site(shop.cabin),
            pages_max=settings.survey.pages_max if settings.survey.enabled else 0,
            site_map=site_map,
            replayer=shop.replayer if settings.run.confirm == "always" else None,
        )
        kit = _kit(settings, ground)
        try:
            results, complete = await ask_all(order.scenarios, kit, listener, stop, settings.timeouts.run_s)
        finally:
            await site.close()
        agent = settings.browser.user_agent or shop.pool.user_agent
        return _Asked(
            results=results,
            complete=complete,
            graph=graph,
            browser=shop.pool.version,
            notes=(*shop.pool.notes, *shop.cabin.notes),
            politeness=politeness_lines(settings, shop.policy, f"{agent} {shop.policy.product_token}"),
            pages_loaded=shop.cabin.loads,
            requests_blocked=shop.ledger.stopped_count,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What is asked, and how: a site over ``graph`` with a browser behind it, or a recording without."""

    site: Site
    graph: SiteGraph
    live: Callable[[], AbstractAsyncContextManager[Site]]
    pages_max: int
    site_map: Callable[[], Awaitable[Sequence[str]]]
    replayer: Replayer | None = None


def _kit(settings: Settings, ground: _Ground) -> Toolkit:
    scent, meaning = senses()
    views = views_of(settings)
    return Toolkit(
        site=ground.site,
        live=ground.live,
        scent_model=scent,
        meaning=meaning,
        personas=tuple(persona_named(name) for name in settings.run.personas),
        views=views,
        replayer=ground.replayer,
        diagnose=Diagnostician(
            site=ground.site,
            graph=ground.graph,
            view=views[0],
            scent_model=scent,
            meaning=meaning,
            misled_below=settings.misled_below,
            pages_max=ground.pages_max,
            site_map=ground.site_map,
        ),
        workers=places_of(settings),
        journey_s=settings.timeouts.journey_s,
        steps_max=settings.limits.steps_max,
    )


async def _ask_recording(order: Order, listener: Listener, stop: asyncio.Event) -> _Asked:
    """Ask a saved graph: no browser, no network, no pictures; what it does not hold is ERRORED."""
    assert order.offline is not None  # noqa: S101 -- run_order chooses this branch by it
    settings, graph = order.settings, order.offline.graph
    site = RecordedSite(graph)

    async def no_site_map() -> Sequence[str]:
        return ()

    @asynccontextmanager
    async def the_same() -> AsyncIterator[Site]:
        yield site

    ground = _Ground(site=site, graph=graph, live=the_same, pages_max=0, site_map=no_site_map)
    kit = _kit(settings, ground)
    results, complete = await ask_all(order.scenarios, kit, listener, stop, settings.timeouts.run_s)
    note = (
        f"Asked of a recording of {order.offline.site}, made by version {order.offline.made_by}; unconfirmed."
    )
    return _Asked(
        results=results,
        complete=complete,
        graph=graph,
        browser="recording",
        notes=(note, *order.offline.notes),
        politeness=("No request was sent: the questions were asked of a recording.",),
    )


def one_site(scenarios: Sequence[Scenario]) -> dict[str, tuple[Scenario, ...]]:
    """The scenarios by the site they ask, in the order of the files. Raises UserError when there are none."""
    if not scenarios:
        raise UserError("no questions to ask: the files, tags or names given select none")
    by_site: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        by_site.setdefault(scenario.site, []).append(scenario)
    return {site: tuple(members) for site, members in by_site.items()}


def _secret_values(secrets: Secrets) -> tuple[str, ...]:
    values = [value for fields in secrets.headers.values() for value in fields.values()]
    values.extend(pair.password for pair in secrets.auth.values())
    return tuple(value for value in values if len(value) >= 4)
