"""How long diagnosing 50 failed questions over 300 page states takes, remedies included, without a browser.

python bench/diagnosis/measure.py

Prints the seconds of the walks (which a run has spent before), of the diagnosis, and what came of it. The
target is 20 s of wall-clock time on 2 cores.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made_site import VIEW, Made, made

from selfserve_check.__main__ import tidy_seldom
from selfserve_check.app.diagnostician import Diagnostician
from selfserve_check.app.senses import senses
from selfserve_check.hearing import Event
from selfserve_check.journey.persona import persona_named
from selfserve_check.journey.site_port import RefusalKind, Refused, Reply, Site, Unobserved
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.runner import Toolkit, ask_all
from selfserve_check.site.recording import RecordedSite

TARGET_S = 20.0


class LinksSite:
    """What the made site has no page for is refused, as another host's pages are in a run."""

    def __init__(self, recorded: RecordedSite) -> None:
        self.recorded = recorded

    async def open(self, view: View, url: str) -> Reply:
        return await self.recorded.open(view, url)

    async def act(self, state: StateId, action: Action) -> Reply:
        reply = await self.recorded.act(state, action)
        if not isinstance(reply, Unobserved):
            return reply
        refused = Refused(kind=RefusalKind.OFF_HOST, detail="not made", url=action.key.target)
        self.recorded.graph.add_edge(state, action, refused)
        return refused


def walked(site: Made) -> tuple[QuestionResult, ...]:
    """What the visitors of a run found."""
    port: Site = LinksSite(RecordedSite(site.graph))

    @asynccontextmanager
    async def the_same() -> AsyncIterator[Site]:
        yield port

    scent, meaning = senses()
    kit = Toolkit(
        site=port,
        live=the_same,
        scent_model=scent,
        meaning=meaning,
        personas=(persona_named("menu"), persona_named("search")),
        views=(VIEW,),
        workers=1,
    )

    def heard(_event: Event) -> None:
        """Nobody listens."""

    return asyncio.run(ask_all(site.scenarios, kit, heard, asyncio.Event(), 3_600.0))[0]


def diagnosed(site: Made, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
    """Their reasons, figures and remedies."""
    scent, meaning = senses()

    async def no_site_map() -> Sequence[str]:
        return ()

    doctor = Diagnostician(
        site=RecordedSite(site.graph),
        graph=site.graph,
        view=VIEW,
        scent_model=scent,
        pages_max=0,
        site_map=no_site_map,
        meaning=meaning,
    )
    return asyncio.run(doctor.diagnose(results))


def main() -> None:
    tidy_seldom()
    site = made()
    began = time.perf_counter()
    results = walked(site)
    slow = _additions_s()
    between, cpu = time.perf_counter(), time.process_time()
    found = diagnosed(site, results)
    spent, cpu = time.perf_counter() - between, time.process_time() - cpu
    failed = sum(result.outcome is Outcome.FAILED for result in results)
    reasons = Counter(str(result.reason) for result in found)
    changes = Counter(type(one.remedy.edit).__name__ for one in found if one.remedy is not None)
    clicks = sum(len(page.observation.affordances) for page in site.graph.states.values())
    print(f"{len(site.graph.states)} page states, {clicks} things to click, {failed} of {len(found)} failed")
    print(f"walks: {between - began:.1f} s; diagnosis: {spent:.1f} s ({cpu:.1f} s of one core)")
    print(f"this core: 1,000,000 additions took {slow:.3f} s before and {_additions_s():.3f} s after")
    print(f"reasons: {dict(sorted(reasons.items()))}")
    tried = sum(one.remedy.tried for one in found if one.remedy is not None)
    print(f"remedies: {dict(sorted(changes.items()))}, of {tried} tried")
    if spent > TARGET_S:
        raise SystemExit(f"slower than {TARGET_S:g} s")


def _additions_s() -> float:
    """Seconds of one core for a plain loop: tells a busy machine from a slow program."""
    began, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return time.process_time() - began


if __name__ == "__main__":
    main()
