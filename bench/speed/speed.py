"""What a run costs beside the floor and beside the suite that a person would write.

    python bench/speed/speed.py --home DIR [--site demo gnome directus] [--questions 1 10 50 200]
        [--latency-ms 0 50 200] [--rounds 3] [--workers 2] [--keep DIR] [--write FILE]

a  raw Chromium through Playwright loads each distinct page of the shortest ways once;
b  pytest-playwright with pytest-xdist: start page, the known clicks, the text asserted, one screenshot;
c  selfserve-check run with all it does: finding, confirming, pictures, diagnosis, report;
c- the same with run.confirm: never;
d  selfserve-check run --offline on the recording that c saved.

All with the same browser and as many workers, one after the other in turns that rotate from round to round.
Questions are the headings of pages (``asked.py``); of these the ones that the product answers and that the
written suite can follow are asked: to find out takes minutes, so ``--keep`` keeps them for the next time.
Medians of the rounds; ratios are of medians of one round's pairs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(HERE.parent / "findability"), str(HERE.parent / "forager")]

from asked import Asked, candidates, labels_of, way_to, write_scenarios  # noqa: E402 -- beside this file
from crawl import crawled  # noqa: E402 -- beside the forager bench
from handwritten import write_suite  # noqa: E402 -- beside this file
from measured import Took, run  # noqa: E402 -- beside this file
from serving import served  # noqa: E402 -- beside the findability bench
from wire import Wire, wire_to  # noqa: E402 -- beside this file

from selfserve_check.app.mapping import views_of  # noqa: E402 -- after the path is set
from selfserve_check.browser.find import FoundBrowser, find_browser  # noqa: E402 -- as above
from selfserve_check.demo.server import DemoServer  # noqa: E402 -- as above
from selfserve_check.settings import load_settings  # noqa: E402 -- as above
from selfserve_check.site.graph import SiteGraph, document_of  # noqa: E402 -- as above

KINDS = ("a", "b", "c", "c-", "d")
SPARE = 1.6
REFUSE = {"demo": "Only necessary"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One site with the questions that can be asked of it, and the ways to their answers."""

    name: str
    wire: Wire
    asked: tuple[Asked, ...]
    ways: dict[str, list[tuple[str, str]]]
    pages: dict[str, tuple[str, ...]]
    browser: str
    workers: int


@dataclass(slots=True)
class Figures:
    """What was measured for one number of questions at one latency."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    sent_mb: dict[str, float] = field(default_factory=dict)
    peak_mb: dict[str, float] = field(default_factory=dict)
    own_mb: dict[str, float] = field(default_factory=dict)
    loads: int = 0
    passed: int = 0
    distinct: int = 0


def main() -> None:
    arguments = _arguments()
    found = find_browser(None, os.environ)
    if not isinstance(found, FoundBrowser):
        raise SystemExit(found.message)
    lines = [f"browser: {found.path.name}; {_load()} at the start; {arguments.workers} workers", "", *_HEAD]
    print("\n".join(lines), flush=True)
    for name in arguments.site:
        with _site(name, arguments.home) as url, wire_to(url) as wire:
            course = _kept_course(name, wire, arguments, str(found.path))
            for latency in arguments.latency_ms:
                wire.latency_s = latency / 1000
                for count in arguments.questions:
                    if count > len(course.asked):
                        print(f"({name}: only {len(course.asked)} questions, not {count})", flush=True)
                        continue
                    figures = _measure(course, count, arguments.rounds)
                    lines.append(_row(name, count, latency, figures))
                    print(lines[-1], flush=True)
    lines.append(f"\n{_load()} at the end")
    if arguments.write:
        Path(arguments.write).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", default="")
    parser.add_argument("--site", nargs="+", default=["demo", "gnome", "directus"])
    parser.add_argument("--questions", nargs="+", type=int, default=[1, 10, 50, 200])
    parser.add_argument("--latency-ms", nargs="+", type=int, default=[0, 50, 200])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write")
    return parser.parse_args()


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


@contextmanager
def _site(name: str, home: str) -> Iterator[str]:
    with ExitStack() as stack:
        if name == "demo":
            yield stack.enter_context(DemoServer(slow_s=0.0)).url
        else:
            yield stack.enter_context(served([name], home))[name]


def _kept_course(name: str, wire: Wire, arguments: argparse.Namespace, browser: str) -> Course:
    """The course of an earlier time, at the address that the site has now; else a new one."""
    file = arguments.keep / f"{name}.json" if arguments.keep else None
    if file is None or not file.is_file():
        made = _course(name, wire, max(arguments.questions), browser, arguments.workers)
        if file is not None:
            _keep(made, file)
        return made
    text = file.read_text(encoding="utf-8")
    kept = json.loads(text.replace(json.loads(text)["url"], wire.url))
    return Course(
        name=name,
        wire=wire,
        asked=tuple(Asked(**one) for one in kept["asked"]),
        ways={name: [(one, other) for one, other in way] for name, way in kept["ways"].items()},
        pages={name: tuple(some) for name, some in kept["pages"].items()},
        browser=browser,
        workers=arguments.workers,
    )


def _keep(course: Course, file: Path) -> None:
    asked = [asdict(one) for one in course.asked]
    kept = {"url": course.wire.url, "asked": asked, "ways": course.ways, "pages": course.pages}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _course(name: str, wire: Wire, most: int, browser: str, workers: int) -> Course:
    """Crawls the site, asks about its headings, and keeps what product and written suite both pass."""
    site = f"{wire.url}/"
    graph = asyncio.run(crawled(site, 700))
    view = views_of(load_settings(None, {}, {}))[0]
    some = [one for one in candidates(graph, site) if way_to(one, graph, site, view) is not None]
    some = _spread(some, int(most * SPARE) + 5)
    ways = {one.id: labels_of(way) for one in some if (way := way_to(one, graph, site, view))}
    folder = Path(tempfile.mkdtemp(prefix="speed-"))
    course = Course(
        name=name, wire=wire, asked=(), ways=ways, pages=_pages(some, graph, site), browser=browser,
        workers=workers,
    )  # fmt: skip
    try:
        product = set(_passed(_run_product(course, some, folder, ("run.confirm=never",)), folder))
        write_suite(some, ways, folder / "suite", site=site, executable=browser, refuse=REFUSE.get(name, ""))
        written = _run_suite(course, folder / "suite")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    failed = {line.split("::test_")[1].split(" ")[0].split("[")[0] for line in _failures(written.output)}
    kept = tuple(one for one in some if one.id in product and one.id not in failed)
    print(
        f"({name}: {len(some)} headings asked, the product finds {len(product)}, the written suite follows "
        f"{len(some) - len(failed)}, both {len(kept)})",
        flush=True,
    )
    return Course(
        name=name, wire=wire, asked=kept[:most], ways=ways, pages=course.pages, browser=browser,
        workers=workers,
    )  # fmt: skip


def _spread(some: Sequence[Asked], most: int) -> list[Asked]:
    """At most so many, from all over the site."""
    step = max(1.0, len(some) / most)
    return [some[int(place * step)] for place in range(min(most, len(some)))]


def _pages(some: Sequence[Asked], graph: SiteGraph, site: str) -> dict[str, tuple[str, ...]]:
    view = views_of(load_settings(None, {}, {}))[0]
    ways = ((one.id, way_to(one, graph, site, view)) for one in some)
    return {
        name: tuple(dict.fromkeys(document_of(graph.states[state].observation.url) for state in way.states))
        for name, way in ways
        if way is not None
    }


def _failures(output: str) -> list[str]:
    return [
        line for line in output.splitlines() if line.startswith(("FAILED", "ERROR")) and "::test_" in line
    ]


def _run_product(course: Course, asked: Sequence[Asked], folder: Path, more: Sequence[str] = ()) -> Took:
    write_scenarios(asked, f"{course.wire.url}/", folder / "asked.yaml")
    environ = {"PYTHONPATH": str(ROOT), "SELFSERVE_BROWSER__EXECUTABLE": course.browser}
    for setting in more:
        key, _, value = setting.partition("=")
        environ["SELFSERVE_" + key.upper().replace(".", "__")] = value
    words = [sys.executable, "-m", "selfserve_check", "run", "asked.yaml", "--output", "out"]
    words += ["--record", "site.recording", "--workers", str(course.workers)]
    return run(words, folder, environ)


def _run_offline(folder: Path) -> Took:
    words = [sys.executable, "-m", "selfserve_check", "run", "asked.yaml", "--output", "out-offline"]
    return run([*words, "--offline", "site.recording"], folder, {"PYTHONPATH": str(ROOT)})


def _run_suite(course: Course, folder: Path) -> Took:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", str(course.workers)]
    return run([*words, "--browser", "chromium", "."], folder, {"PYTEST_ADDOPTS": ""})


def _run_floor(course: Course, asked: Sequence[Asked], folder: Path) -> Took:
    (folder / "pages.txt").write_text("\n".join(_distinct(course, asked)))
    return run(
        [sys.executable, str(HERE / "floor.py"), "pages.txt", str(course.workers), course.browser], folder
    )


def _distinct(course: Course, asked: Sequence[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for one in asked for url in course.pages[one.id]))


def _result(folder: Path, name: str = "out") -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / name / "latest" / "run.json").read_text("utf-8"))
    return found


def _passed(took: Took, folder: Path) -> list[str]:
    if not (folder / "out" / "latest" / "run.json").is_file():
        raise SystemExit(f"the product wrote no run.json:\n{took.output[-3000:]}")
    results = _result(folder)["results"]
    assert isinstance(results, list)
    return [one["id"] for one in results if one["outcome"] == "passed"]


def _measure(course: Course, count: int, rounds: int) -> Figures:
    asked, figures = course.asked[:count], Figures()
    figures.distinct = len(_distinct(course, asked))
    folder = Path(tempfile.mkdtemp(prefix="speed-"))
    site = f"{course.wire.url}/"
    refuse = REFUSE.get(course.name, "")
    suite = folder / "suite"
    write_suite(asked, course.ways, suite, site=site, executable=course.browser, refuse=refuse)
    doing: dict[str, Callable[[], Took]] = {
        "a": lambda: _run_floor(course, asked, folder),
        "b": lambda: _run_suite(course, suite),
        "c": lambda: _run_product(course, asked, folder),
        "c-": lambda: _run_product(course, asked, folder, ("run.confirm=never",)),
        "d": lambda: _run_offline(folder),
    }
    try:
        _run_product(course, asked[:1], folder)  # so that d has a recording whatever comes first
        for turn in range(rounds):
            for kind in (*KINDS[turn % len(KINDS) :], *KINDS[: turn % len(KINDS)]):
                _note(figures, kind, doing[kind], course.wire, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return figures


def _note(figures: Figures, kind: str, do: Callable[[], Took], wire: Wire, folder: Path) -> None:
    wire.reset()
    took = do()
    if kind in ("a", "b") and took.code:
        print(f"  ({kind} ended with {took.code}: {took.output[-300:]})", flush=True)
    figures.seconds.setdefault(kind, []).append(took.seconds)
    figures.requests[kind], figures.sent_mb[kind] = wire.requests, wire.bytes_sent / 1e6
    figures.peak_mb[kind] = max(took.peak_mb, figures.peak_mb.get(kind, 0.0))
    figures.own_mb[kind] = max(took.own_mb, figures.own_mb.get(kind, 0.0))
    if kind == "c":
        stats = _result(folder)["stats"]
        assert isinstance(stats, dict)
        figures.loads, figures.passed = int(stats["pages_loaded"]), len(_passed(took, folder))


_HEAD = (
    "| site | questions | latency, ms | a, s | b, s | c, s | c-, s | d, s | c/b | c/a | c-/a | passed by c | "
    "distinct pages | loads by c | requests b, c | MB b, c | peak MB b, c | without browser c |",
    "|" + "---|" * 18,
)


def _row(name: str, count: int, latency: int, figures: Figures) -> str:
    middle = {kind: statistics.median(some) for kind, some in figures.seconds.items()}

    def ratio(one: str, other: str) -> str:
        pairs = zip(figures.seconds[one], figures.seconds[other], strict=True)
        return f"{statistics.median(x / y for x, y in pairs):.2f}"

    cells = [name, str(count), str(latency), *(f"{middle[kind]:.1f}" for kind in KINDS)]
    cells += [ratio("c", "b"), ratio("c", "a"), ratio("c-", "a")]
    cells += [str(figures.passed), str(figures.distinct), str(figures.loads)]
    cells += [f"{figures.requests['b']}, {figures.requests['c']}"]
    cells += [f"{figures.sent_mb['b']:.1f}, {figures.sent_mb['c']:.1f}"]
    cells += [f"{figures.peak_mb['b']:.0f}, {figures.peak_mb['c']:.0f}", f"{figures.own_mb['c']:.0f}"]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
