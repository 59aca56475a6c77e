"""Many journeys in one process, over the catalogue of trouble and the demo: make soak

After every run it counts what must not grow: memory, open files, child processes and temporary files. Prints
a line every hundred journeys, then a table; exits 1 when something grew after the first tenth, a run
hung, or an ERRORED has no hint what to do. The number of journeys may be given: soak.py 200.
Ctrl-C ends it early, with the table of what was asked by then.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from protego import Protego

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "trouble"))

from trouble_asked import ask, troubles_in  # noqa: E402 -- the catalogue stands beside the tests
from troubles import Trouble  # noqa: E402 -- as above

from selfserve_check.app.run import Order, run_order  # noqa: E402 -- as above
from selfserve_check.app.senses import senses  # noqa: E402 -- as above
from selfserve_check.browser.find import FoundBrowser, find_browser  # noqa: E402 -- as above
from selfserve_check.browser.processes import processes_of  # noqa: E402 -- as above
from selfserve_check.browser.robots import AGENT  # noqa: E402 -- as above
from selfserve_check.demo import scenario_folder  # noqa: E402 -- as above
from selfserve_check.demo.server import DemoServer  # noqa: E402 -- as above
from selfserve_check.model.result import Outcome, QuestionResult  # noqa: E402 -- as above
from selfserve_check.scenario_file import load_scenarios  # noqa: E402 -- as above
from selfserve_check.settings import load_settings  # noqa: E402 -- as above

JOURNEYS = 2_000
DEMO_EVERY = 12
"""After so many apps of the catalogue comes a whole run of the demo."""
RUN_S = 600
MEMORY_MB = 30.0
"""What may lie about in pieces too small to be given back, without being called a leak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was held after ``journeys`` journeys; memory in MB, of this process alone."""

    journeys: int
    memory_mb: float
    files: int
    processes: int
    temporary: int


@dataclass(slots=True)
class Tally:
    """What came of all runs."""

    journeys: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    def add(self, name: str, results: tuple[QuestionResult, ...]) -> None:
        for result in results:
            self.journeys += len(result.records)
            self.outcomes[result.outcome.value] += 1
            if result.outcome is not Outcome.ERRORED:
                continue
            kind = result.error.kind if result.error else "no cause"
            self.causes[kind] += 1
            if result.error is None or not result.error.hint or kind == "internal":
                self.wrong.append(f"{name}: nothing to act on: {result.error}")
        gc.collect()
        self.samples.append(_sample(self.journeys))


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else JOURNEYS
    found = find_browser(None, os.environ)
    if not isinstance(found, FoundBrowser):
        print(found.message)
        return 2
    tally, started = Tally(), time.monotonic()
    _read_model()
    try:
        _ask_on(tally, wanted, found.path, started)
    except KeyboardInterrupt:
        print(f"stopped after {tally.journeys} of {wanted} journeys: what follows is of these")
        wanted = tally.journeys
    tally.wrong += _grown(tally.samples, wanted)
    _print(tally, time.monotonic() - started)
    return min(len(tally.wrong), 1)


def _read_model() -> None:
    """The sentence model, 58 MB in memory, is read in when a text comes that was never met on this machine:
    here at once, lest it looks like growth when it happens to come late."""
    now = f"{time.time_ns():x}"
    senses()[1].closeness(f"a question {now}", (f"a label {now}",))


def _ask_on(tally: Tally, wanted: int, chromium: Path, started: float) -> None:
    told = 0
    for name, trouble in _turns():
        before = time.monotonic()
        tally.add(name, _demo(chromium, tally) if trouble is None else (ask(trouble, chromium).result,))
        if time.monotonic() - before > RUN_S:
            tally.wrong.append(f"{name}: took over {RUN_S} s")
        if tally.journeys // 100 > told:
            told = tally.journeys // 100
            print(f"{time.monotonic() - started:.0f} s: {tally.samples[-1]}", flush=True)
        if tally.journeys >= wanted:
            return


def _turns() -> Iterator[tuple[str, Trouble | None]]:
    folders = sorted(path.name for path in (ROOT / "tests" / "trouble").iterdir() if any(path.glob("*.py")))
    apps = [(f"{kind}/{name}", one) for kind in folders for name, one in troubles_in(kind).items()]
    for place, turn in enumerate(cycle(apps)):
        if place % DEMO_EVERY == 0:
            yield "demo", None
        yield turn


def _demo(chromium: Path, tally: Tally) -> tuple[QuestionResult, ...]:
    """The demo as it ships, all of it; its server must have seen nothing but reads, from us, of what its
    robots.txt leaves open."""
    with DemoServer(slow_s=0.2) as shop:
        scenarios = load_scenarios([scenario_folder()], site=shop.url)
        settings = load_settings(None, {}, {"browser": {"executable": str(chromium)}, "run": {"workers": 2}})
        order = Order(site=shop.url, scenarios=tuple(scenarios), settings=settings)
        finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
        tally.wrong += _unwanted(shop)
    return finished.run.results


def _unwanted(shop: DemoServer) -> list[str]:
    with urlopen(f"{shop.url}/robots.txt") as answer:
        rules = Protego.parse(answer.read().decode())
    asked, sent = shop.requests[:-1], []  # the last was just now
    for one in asked:
        closed = not rules.can_fetch(f"{shop.url}{one.path}", AGENT)
        if one.method not in ("GET", "HEAD") or "selfserve-check/" not in one.user_agent or closed:
            sent.append(f"demo: {one.method} {one.path} by {one.user_agent!r}")
    return sent or ([] if asked else ["demo: nobody asked it anything"])


def _sample(journeys: int) -> Sample:
    # What lies about in the allocator is no growth: one page of 100,000 links leaves 20 MB of it.
    ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    temporary = sum(
        entry.name.startswith(("playwright", "selfserve", ".org.chromium", "org.chromium"))
        for entry in Path(tempfile.gettempdir()).iterdir()
    )
    return Sample(
        journeys=journeys,
        memory_mb=round(kilobytes / 1024, 1),
        files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        processes=len(processes_of(os.getpid())) - 1,
        temporary=temporary,
    )


def _early_and_late(samples: list[Sample], wanted: int) -> tuple[list[Sample], list[Sample]]:
    """The samples of the second tenth of all journeys, and those of the last."""
    early = [one for one in samples if wanted / 10 <= one.journeys < wanted / 5] or samples[:1]
    late = [one for one in samples if one.journeys >= wanted * 0.9] or samples[-1:]
    return early, late


def _grown(samples: list[Sample], wanted: int) -> list[str]:
    early, late = _early_and_late(samples, wanted)
    wrong = []
    for what, slack in (("memory_mb", MEMORY_MB), ("files", 0), ("processes", 0), ("temporary", 0)):
        before, after = (median(getattr(one, what) for one in some) for some in (early, late))
        if after > before + slack:
            wrong.append(f"{what} grew from {before:g} to {after:g}")
    return wrong


def _print(tally: Tally, seconds: float) -> None:
    print(f"\n{tally.journeys} journeys, {len(tally.samples)} runs, {seconds:.0f} s\n")
    print("| journeys | memory, MB | open files | processes | temporary files |\n|---|---|---|---|---|")
    step = max(1, len(tally.samples) // 12)
    for one in [*tally.samples[::step], tally.samples[-1]]:
        print(f"| {one.journeys} | {one.memory_mb:.0f} | {one.files} | {one.processes} | {one.temporary} |")
    print("\noutcomes:", ", ".join(f"{name} {count}" for name, count in tally.outcomes.most_common()))
    print("causes:", ", ".join(f"{name} {count}" for name, count in tally.causes.most_common()))
    print("\n".join(tally.wrong) or "nothing grew, nothing hung, every cause says what to do")


if __name__ == "__main__":
    sys.exit(main())
