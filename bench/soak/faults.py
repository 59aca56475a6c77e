"""Runs over the unchanged demo with passing faults: make soak. How many false FAILED? There must be none.

First every question is asked without faults. Then five of a hundred requests are late, reset, or 503, and
each run asks the next few of those that passed. Prints a line a run, then a
table; exits 1 when a question FAILED with faults. The number of runs may be given: faults.py 20. Ctrl-C, or
a termination, ends it early, with the table.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from faulty_shop import Faults, faulty  # noqa: E402 -- it stands beside the tests

from selfserve_check.app.run import Order, run_order  # noqa: E402 -- as above
from selfserve_check.browser.find import FoundBrowser, find_browser  # noqa: E402 -- as above
from selfserve_check.demo import expected, scenario_folder  # noqa: E402 -- as above
from selfserve_check.demo.server import DemoServer  # noqa: E402 -- as above
from selfserve_check.model.result import Outcome, Run  # noqa: E402 -- as above
from selfserve_check.model.scenario import Scenario  # noqa: E402 -- as above
from selfserve_check.scenario_file import load_scenarios  # noqa: E402 -- as above
from selfserve_check.settings import Settings, load_settings  # noqa: E402 -- as above

RUNS = 200
ASKED = 4
"""Questions of each run; the next run asks the next ones."""
LATE_S = 1.5


@dataclass(slots=True)
class Table:
    """What came of all runs, which ask only what passes without faults."""

    outcomes: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    flaky: int = 0
    runs: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, seed: int, run: Run, faults: Faults) -> None:
        self.runs += 1
        self.faults += faults.met
        for result in run.results:
            got = result.outcome.value
            self.outcomes[got] += 1
            self.flaky += result.flaky
            if result.error is not None:
                self.causes[result.error.kind] += 1
            if got not in ("passed", "errored"):
                self.wrong.append(f"seed {seed}: {result.scenario.id} {got} ({result.reason})")


def questions(shop: DemoServer) -> tuple[Scenario, ...]:
    """All that passes in the demo, each in its own wording on a normal day."""
    listed = expected()
    loaded = load_scenarios([scenario_folder()], site=shop.url)
    usable = (one for one in loaded if listed.get(one.id) == "passed")
    return tuple(replace(one, also_asked=(), conditions=()) for one in usable)


def settings(chromium: Path) -> Settings:
    values = {
        "browser": {"executable": str(chromium)},
        "survey": {"pages_max": 60},
        "audits": {"files": False},
        "run": {"workers": 2, "personas": ["menu"]},
    }
    return load_settings(None, {}, values)


def run_once(seed: int, percent: float, chromium: Path, wanted: Collection[str]) -> tuple[Run, Faults]:
    """One run over the questions of these ids."""
    faults = Faults(seed=seed, percent=percent, late_s=LATE_S)
    with DemoServer(slow_s=0.2) as shop:
        asked = tuple(one for one in questions(shop) if one.id in wanted)
        faulty(shop, faults)
        order = Order(site=shop.url, scenarios=asked, settings=settings(chromium))
        finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
    return finished.run, faults


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    found = find_browser(None, os.environ)
    if not isinstance(found, FoundBrowser):
        print(found.message)
        return 2
    table, started = Table(), time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):  # the first is ignored by what runs in the background
        signal.signal(number, signal.default_int_handler)
    try:
        plain, _ = run_once(0, 0.0, found.path, expected().keys())
        passing = [one.scenario.id for one in plain.results if one.outcome is Outcome.PASSED]
        print(f"{time.monotonic() - started:.0f} s: {len(passing)} questions pass without faults", flush=True)
        for seed in range(runs):
            wanted = {passing[(seed * ASKED + place) % len(passing)] for place in range(ASKED)}
            run, faults = run_once(seed, 5.0, found.path, wanted)
            table.add(seed, run, faults)
            said = ", ".join(f"{one.scenario.id} {one.outcome.value}" for one in run.results)
            print(f"{time.monotonic() - started:.0f} s, run {seed}: {said}", flush=True)
    except KeyboardInterrupt:
        print(f"stopped after {table.runs} runs")
    show(table, time.monotonic() - started)
    return min(len(table.wrong), 1)


def show(table: Table, seconds: float) -> None:
    met = {kind: count for kind, count in table.faults.items() if kind}
    total = table.faults.total()
    print(f"\n{table.runs} runs, {seconds:.0f} s, {total:,} requests, {sum(met.values()):,} of them bad:")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(met.items())), "\n")
    print("| with faults | questions |\n|---|---|")
    for got, count in table.outcomes.most_common():
        print(f"| {got} | {count} |")
    print(f"\nflaky {table.flaky}; causes of errored:", dict(table.causes.most_common()) or "none")
    print("\n".join(table.wrong) or "no false FAILED")


if __name__ == "__main__":
    sys.exit(main())
