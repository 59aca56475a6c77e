"""One run over one site, from scenarios to a ``Run``: with a browser, or from a recording."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from selfserve_check import __version__
from selfserve_check.app.bounded import bounded_graph
from selfserve_check.app.discretion import discreet_redactor, discretion
from selfserve_check.app.limits_told import pages_told, shelf_told, traffic_told
from selfserve_check.app.mapping import (
    back_off_of,
    contact_costs_of,
    politeness_lines,
    site_map_limits_of,
    starts_of,
    views_of,
)
from selfserve_check.app.staging import only_recorded, staged
from selfserve_check.app.warm import Warm
from selfserve_check.app.workshop import Workshop, places_of, workshop
from selfserve_check.browser.addresses import Resolve, system_resolve
from selfserve_check.browser.back_off import BackOff, silent_retries
from selfserve_check.browser.live_site import live_site
from selfserve_check.browser.policy import mask_url
from selfserve_check.browser.site_map import listed_addresses
from selfserve_check.hearing import Listener
from selfserve_check.journey.page_memory import forget_pages
from selfserve_check.journey.site_port import Site
from selfserve_check.language.redact import Redactor, redacted
from selfserve_check.model.past_path import PastPath
from selfserve_check.model.result import QuestionResult, Run, RunStats
from selfserve_check.model.said import say
from selfserve_check.model.scenario import Scenario
from selfserve_check.settings import Secrets, Settings
from selfserve_check.site.graph import SiteGraph

# What a browser needs to start is imported above; the rest is imported where it is used, and read in by
# ``Warm`` while the browser starts.
if TYPE_CHECKING:
    from selfserve_check.app.auditor import Auditor, Examined
    from selfserve_check.diagnosis.measured import Audited
    from selfserve_check.history.pages import PageDigest
    from selfserve_check.model.document import FileLink, FileText
    from selfserve_check.model.finding import Finding
    from selfserve_check.runner import Replayer, Toolkit
    from selfserve_check.site.recording import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to run. All of ``scenarios`` ask the same ``site``. ``offline`` asks a recording instead;
    ``resolve`` turns host names into addresses. ``last_paths`` are the ways, by question, that led to the
    answer the last time. ``beside`` says at the end what happened around the run."""

    site: str
    scenarios: tuple[Scenario, ...]
    settings: Settings
    secrets: Secrets = field(default_factory=Secrets)
    offline: Recording | None = None
    resolve: Resolve = system_resolve
    last_paths: Mapping[str, PastPath] = field(default_factory=dict)
    beside: Callable[[], tuple[str, ...]] = tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run and its recording, packed and redacted, ready to be written, and what the pages of each
    question's way showed."""

    run: Run
    recording: bytes
    pages: Mapping[str, tuple[PageDigest, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of all questions, and what is to be said of how they were asked."""

    results: tuple[QuestionResult, ...]
    complete: bool
    graph: SiteGraph
    browser: str
    notes: tuple[str, ...]
    politeness: tuple[str, ...]
    pages_loaded: int = 0
    requests_blocked: int = 0
    findings: tuple[Finding, ...] = ()
    counted: Audited | None = None


async def run_order(
    order: Order,
    listener: Listener,
    stop: asyncio.Event,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Finished:
    """Ask everything in ``order``; ends early, with what is known, when ``stop`` is set. No secret comes out:
    not in the run, in what ``listener`` hears, in log records, or in an exception.

    Raises MissingToolError without a browser and UserError for what a person can mend.
    """
    redact = discreet_redactor(order.secrets, order.settings.storage_state)
    with discretion(redact):
        return await _run(order, _discreet(listener, redact), stop, now, redact)


def _discreet(listener: Listener, redact: Redactor) -> Listener:
    return lambda event: listener(redacted(event, redact))


async def _run(
    order: Order,
    listener: Listener,
    stop: asyncio.Event,
    now: Callable[[], dt.datetime],
    redact: Redactor,
) -> Finished:
    started, clock = now(), time.monotonic()
    order = only_recorded(staged(order))
    try:
        with bounded_graph(order.settings) as (graph, shelf):
            asked = await (
                _ask_recording(order, listener, stop)
                if order.offline
                else _ask_site(order, listener, stop, graph)
            )
            asked = replace(asked, notes=(*asked.notes, *shelf_told(shelf)))
            return finished(order, asked, started, now(), time.monotonic() - clock, redact)
    finally:
        forget_pages()


def finished(
    order: Order, asked: Asked, started: dt.datetime, ended: dt.datetime, wall_s: float, redact: Redactor
) -> Finished:
    """The run that ``asked`` makes, without anything that ``redact`` masks."""
    from selfserve_check.app.senses import language_notes
    from selfserve_check.diagnosis.measured import Audited, run_metrics
    from selfserve_check.diagnosis.site_pages import site_pages
    from selfserve_check.history.pages import pages_of
    from selfserve_check.site.recording import Recording, pack

    stats = RunStats(
        pages_loaded=asked.pages_loaded,
        requests_blocked=asked.requests_blocked,
        wall_s=round(wall_s, 3),
        states=len(asked.graph.states),
    )
    stamp = started.isoformat(timespec="seconds")
    run = Run(
        run_id=f"{started:%Y%m%d-%H%M%S}-{hashlib.sha256(f'{stamp}{order.site}'.encode()).hexdigest()[:8]}",
        started_at=stamp,
        finished_at=ended.isoformat(timespec="seconds"),
        tool_version=__version__,
        browser=asked.browser,
        site=order.site,
        complete=asked.complete,
        results=asked.results,
        stats=stats,
        findings=asked.findings,
        notes=(
            *order.beside(),
            *asked.notes,
            *language_notes(page.observation.lang for page in asked.graph.states.values()),
        ),
        politeness=asked.politeness,
        metrics=run_metrics(asked.results, asked.counted or Audited(), contact_costs_of(order.settings)),
        pages=site_pages(asked.graph, views_of(order.settings)[0], asked.results),
    )
    recording = Recording(site=order.site, made_by=__version__, graph=asked.graph, notes=asked.notes)
    pages = pages_of(run.results, asked.graph, order.last_paths)
    return Finished(
        run=redacted(run, redact), recording=pack(recording, redact), pages=redacted(pages, redact)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSite:
    """What a run with a browser works with. ``ground`` and ``kit`` are over one graph; ``again`` tries what a
    passing fault kept away."""

    shop: Workshop
    ground: Ground
    kit: Toolkit
    again: BackOff

    def notes(self) -> tuple[str, ...]:
        """What is to be said of this browser and its traffic."""
        shop = self.shop
        around = (*shop.pool.notes, *shop.cabin.notes, *shop.ledger.restaged.lines())
        return (*around, *self.again.notes(), *traffic_told(shop.ledger))


@asynccontextmanager
async def at_site(order: Order, graph: SiteGraph) -> AsyncIterator[AtSite]:
    """A browser at the site of ``order``, over what ``graph`` holds already; all it sees goes into it."""
    settings = order.settings
    wordings = [scenario.question for scenario in order.scenarios]
    async with (
        Warm(wordings) as warm,
        workshop(settings, order.secrets, order.site, starts_of(order.scenarios), order.resolve) as shop,
    ):
        await warm.to_ask()
        from selfserve_check.site.shared_site import SharedSite

        again = back_off_of(settings)
        site = SharedSite(
            explorer=shop.explorer, graph=graph, states_max=settings.limits.states_max, again=again
        )

        async def site_map() -> Sequence[str]:
            return await listed_addresses(
                shop.client, order.site, site_map_limits_of(settings), shop.admission.fetch, shop.ledger.meet
            )

        ground = Ground(
            site=site,
            graph=graph,
            live=lambda: live_site(shop.cabin),
            pages_max=settings.survey.pages_max if settings.survey.enabled else 0,
            site_map=site_map,
            replayer=shop.replayer if settings.run.confirm == "always" else None,
        )
        kit = replace(_kit(order, ground), again=again)
        try:
            with silent_retries():
                yield AtSite(shop=shop, ground=ground, kit=kit, again=again)
        finally:
            await site.close()


async def _ask_site(order: Order, listener: Listener, stop: asyncio.Event, graph: SiteGraph) -> Asked:
    async with at_site(order, graph) as here:
        from selfserve_check.runner import ask_all

        run_s = order.settings.timeouts.run_s
        results, complete = await ask_all(order.scenarios, here.kit, listener, stop, run_s)
        return await looked_over(order, here, results, complete, stop)


async def looked_over(
    order: Order, here: AtSite, results: tuple[QuestionResult, ...], complete: bool, stop: asyncio.Event
) -> Asked:
    """All ``results`` of ``order``, with what is to be said of the whole site and of how it was asked."""
    from selfserve_check.journey.limits_met import step_notes

    settings, shop, graph = order.settings, here.shop, here.ground.graph
    examined = await _audited(results, complete, _auditor(settings, here.ground, here.kit, shop), stop)
    agent = settings.browser.user_agent or shop.pool.user_agent
    return Asked(
        results=examined.results,
        complete=complete,
        graph=graph,
        browser=shop.pool.version,
        notes=(
            *here.notes(),
            *pages_told(graph),
            *step_notes(examined.results, settings.limits.steps_max, mask_url),
        ),
        politeness=politeness_lines(settings, shop.policy, f"{agent} {shop.policy.product_token}"),
        pages_loaded=shop.cabin.loads,
        requests_blocked=shop.ledger.stopped_count,
        findings=examined.findings,
        counted=examined.counted,
    )


def _auditor(settings: Settings, ground: Ground, kit: Toolkit, shop: Workshop | None) -> Auditor:
    """Who looks over everything that was seen; without a ``shop`` no file can be fetched."""
    from selfserve_check.app.auditor import Auditor
    from selfserve_check.browser.pdf import FileLimits, read_files

    audits = settings.audits
    limits = FileLimits(bytes_max=audits.file_bytes_max, pages_max=audits.file_pages_max)

    async def read(links: Sequence[FileLink]) -> tuple[FileText, ...]:
        return await read_files(links, shop.client, shop.admission, limits) if shop else ()

    return Auditor(
        graph=ground.graph,
        view=kit.views[0],
        scent_model=kit.scent_model,
        settings=audits,
        meaning=kit.meaning,
        read_files=read if shop else None,
        look_after_consent=shop.look_after_consent(ground.site, kit.views[0]) if shop else None,
    )


async def _audited(
    results: tuple[QuestionResult, ...], complete: bool, auditor: Auditor, stop: asyncio.Event
) -> Examined:
    """What the audits found; nothing more than ``results`` where the run was, or is now, cut short."""
    from selfserve_check.app.auditor import Examined

    if not complete:
        return Examined(results=results)
    auditing = asyncio.ensure_future(auditor.audit(results))
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait((auditing, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if auditing.done():
        return auditing.result()
    auditing.cancel()
    await asyncio.gather(auditing, return_exceptions=True)
    return Examined(results=results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is asked, and how: a site over ``graph`` with a browser behind it, or a recording without."""

    site: Site
    graph: SiteGraph
    live: Callable[[], AbstractAsyncContextManager[Site]]
    pages_max: int
    site_map: Callable[[], Awaitable[Sequence[str]]]
    replayer: Replayer | None = None


def _kit(order: Order, ground: Ground) -> Toolkit:
    from selfserve_check.app.diagnostician import Diagnostician
    from selfserve_check.app.senses import senses
    from selfserve_check.journey.persona import persona_named
    from selfserve_check.runner import Toolkit

    settings = order.settings
    scent, meaning = senses()
    views = views_of(settings)
    return Toolkit(
        site=ground.site,
        live=ground.live,
        scent_model=scent,
        meaning=meaning,
        personas=tuple(persona_named(name) for name in settings.run.personas),
        views=views,
        conditions=settings.conditions,
        last_paths=order.last_paths,
        replayer=ground.replayer,
        diagnose=Diagnostician(
            site=ground.site,
            graph=ground.graph,
            view=views[0],
            scent_model=scent,
            meaning=meaning,
            misled_below=settings.misled_below,
            steps_max=settings.limits.steps_max,
            pages_max=ground.pages_max,
            site_map=ground.site_map,
        ),
        retries=settings.run.retries,
        workers=places_of(settings),
        journey_s=settings.timeouts.journey_s,
        steps_max=settings.limits.steps_max,
    )


async def _ask_recording(order: Order, listener: Listener, stop: asyncio.Event) -> Asked:
    """Ask a saved graph: no browser, no network, no pictures; what it does not hold is ERRORED."""
    from selfserve_check.runner import ask_all
    from selfserve_check.site.recording import RecordedSite

    assert order.offline is not None  # noqa: S101 -- run_order chooses this branch by it
    settings, graph = order.settings, order.offline.graph
    site = RecordedSite(graph)

    async def no_site_map() -> Sequence[str]:
        return ()

    @asynccontextmanager
    async def the_same() -> AsyncIterator[Site]:
        yield site

    ground = Ground(site=site, graph=graph, live=the_same, pages_max=0, site_map=no_site_map)
    kit = _kit(order, ground)
    results, complete = await ask_all(order.scenarios, kit, listener, stop, settings.timeouts.run_s)
    examined = await _audited(results, complete, _auditor(settings, ground, kit, None), stop)
    note = say(
        "Asked of a recording of {site}, made by version {version}; unconfirmed.",
        site=order.offline.site,
        version=order.offline.made_by,
    )
    return Asked(
        results=examined.results,
        complete=complete,
        graph=graph,
        browser="recording",
        notes=(note, *order.offline.notes),
        politeness=(say("No request was sent: the questions were asked of a recording."),),
        findings=examined.findings,
        counted=examined.counted,
    )
