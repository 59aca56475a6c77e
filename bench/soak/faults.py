"""Runs over the unchanged demo with passing faults: make soak. How many false FAILED? There must be none.

First every question is asked without faults. Then five of a hundred requests are late, reset, or 503, and
each run asks the next of those that passed. Prints a line a run, then a table; exits 1 when a question
FAILED with faults. The number of runs may be given: faults.py 20. Ctrl-C, or a termination, ends it early,
with the table.

Every run is written down as it ends (``reports/soak/faults.jsonl``, or the file that is given behind the
number); called again it goes on behind the last one. Delete the file to begin anew.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from faulty_shop import Faults, faulty  # noqa: E402 -- it stands beside the tests

from selfserve_check import __version__  # noqa: E402 -- as above
from selfserve_check.app.run import Order, run_order  # noqa: E402 -- as above
from selfserve_check.browser.find import FoundBrowser, find_browser  # noqa: E402 -- as above
from selfserve_check.demo import expected, scenario_folder  # noqa: E402 -- as above
from selfserve_check.demo.server import DemoServer  # noqa: E402 -- as above
from selfserve_check.model.result import Outcome, Run  # noqa: E402 -- as above
from selfserve_check.model.scenario import Scenario  # noqa: E402 -- as above
from selfserve_check.scenario_file import load_scenarios  # noqa: E402 -- as above
from selfserve_check.settings import Settings, load_settings  # noqa: E402 -- as above

FILE = ROOT / "reports" / "soak" / "faults.jsonl"
RUNS = 200
ASKED = 1
"""Questions of each run; the next run asks the next ones."""
LATE_S = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of one run. ``answers`` are id, outcome, reason, cause of ERRORED, and whether flaky."""

    seed: int
    seconds: float
    answers: tuple[tuple[str, str, str, str, bool], ...]
    faults: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was done so far: which questions pass without faults, and the runs with faults by their seeds."""

    passing: tuple[str, ...]
    lines: dict[int, Line]


def read(file: Path) -> Kept | None:
    """What ``file`` says; None where there is nothing yet. A line that was cut short counts as no run."""
    if not file.exists():
        return None
    passing, lines = None, {}
    for text in file.read_text(encoding="utf-8").splitlines():
        try:
            found = json.loads(text)
        except ValueError:
            continue
        if "passing" in found:
            if found["version"] != __version__:
                raise SystemExit(f"{file}: of version {found['version']}; delete it to begin anew")
            passing = tuple(found["passing"])
        else:
            found["answers"] = tuple(tuple(one) for one in found["answers"])
            lines[found["seed"]] = Line(**found)
    return None if passing is None else Kept(passing=passing, lines=lines)


def note(file: Path, line: dict[str, Any]) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")


def line_of(seed: int, run: Run, faults: Faults, seconds: float) -> Line:
    answers = tuple(
        (
            one.scenario.id,
            one.outcome.value,
            one.reason.value if one.reason else "",
            one.error.kind if one.error else "",
            one.flaky,
        )
        for one in run.results
    )
    return Line(seed=seed, seconds=round(seconds, 1), answers=answers, faults=dict(faults.met))


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
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else FILE
    found = find_browser(None, os.environ)
    if not isinstance(found, FoundBrowser):
        print(found.message)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):  # the first is ignored by what runs in the background
        signal.signal(number, signal.default_int_handler)
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(KeyboardInterrupt):
        kept = read(file) or begin(file, found.path)
        for seed in range(runs):
            if seed not in kept.lines:
                go_on(file, kept, seed, found.path)
    done = read(file)
    return show(list(done.lines.values())[:runs]) if done else 1


def begin(file: Path, chromium: Path) -> Kept:
    """Ask everything without faults: what passes is asked with faults from then on."""
    plain, _ = run_once(0, 0.0, chromium, expected().keys())
    passing = tuple(one.scenario.id for one in plain.results if one.outcome is Outcome.PASSED)
    note(file, {"version": __version__, "passing": passing})
    print(f"{len(passing)} questions pass without faults", flush=True)
    return Kept(passing=passing, lines={})


def go_on(file: Path, kept: Kept, seed: int, chromium: Path) -> None:
    """One run with faults, written down as it ends."""
    started = time.monotonic()
    wanted = {kept.passing[(seed * ASKED + place) % len(kept.passing)] for place in range(ASKED)}
    line = line_of(seed, *run_once(seed, 5.0, chromium, wanted), time.monotonic() - started)
    note(file, asdict(line))
    said = ", ".join(f"{name} {outcome}" for name, outcome, *_ in line.answers)
    print(f"run {seed}, {line.seconds:.0f} s: {said}", flush=True)


def show(lines: list[Line]) -> int:
    """Print the table; 1 where a question was answered otherwise than without faults."""
    faults = sum((Counter(line.faults) for line in lines), Counter[str]())
    answers = [(line.seed, *answer) for line in lines for answer in line.answers]
    outcomes = Counter(outcome for _, _, outcome, *_ in answers)
    causes = Counter(cause for *_, cause, _ in answers if cause)
    bad = {kind: count for kind, count in faults.items() if kind}
    met = sum(any(kind for kind in line.faults) for line in lines)
    questions, seconds = {name for _, name, *_ in answers}, [line.seconds for line in lines]
    print(f"\n{len(lines)} runs, {met} of them met faults; {len(questions)} questions, {len(answers)} times")
    print(f"{faults.total():,} requests, {sum(bad.values()):,} of them bad: {dict(sorted(bad.items()))}")
    print(f"{sum(seconds):.0f} s, the longest run {max(seconds, default=0.0):.0f} s\n")
    print("| with faults | questions |\n|---|---|")
    for got, count in outcomes.most_common():
        print(f"| {got} | {count} |")
    print(f"\nflaky {sum(flaky for *_, flaky in answers)}; causes of errored: {dict(causes) or 'none'}")
    wrong = [one for one in answers if one[2] not in ("passed", "errored")]
    for seed, name, outcome, reason, *_ in wrong:
        print(f"seed {seed}: {name} {outcome} ({reason})")
    if not wrong:
        print("no false FAILED")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
