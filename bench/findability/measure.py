"""Measures what the real product finds on real sites: run by hand, prints and writes a table.

    python bench/findability/measure.py --home DIR [--budget 6] [--write FILE] [SITE ...]

DIR holds the sites that ``sites/setup.sh`` installed (``PKGSITES_HOME``). Each question is asked with the
case's own patterns as the answer, by the personas ``menu``, ``search`` and ``thorough``; the patterns of an
unanswerable question are its decoys, so that a pass on one is a wrong pass.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ruamel.yaml import YAML

from selfserve_check import __version__
from selfserve_check.app.run import Order, run_order
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.runner import Event, QuestionDone
from selfserve_check.settings import load_settings

HERE = Path(__file__).parent
PERSONAS = ("menu", "search", "thorough")
SITES = ("gnome", "tiddlywiki", "directus", "shop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    scenario: Scenario
    pages: tuple[str, ...]
    answerable: bool
    reachable: bool
    clicks_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    site: str
    answerable: int
    reachable: int
    found: int
    found_menu: int
    wrong_page: int
    unanswerable: int
    wrong_pass: int
    errored: int
    click_ratio: float
    pages_loaded: int
    seconds: float


def main() -> None:
    arguments = parse()
    environment = {**os.environ, "PKGSITES_HOME": arguments.home, "PKGSITES_PORT": str(free_ports())}
    command = [sys.executable, str(HERE / "sites" / "serve.py"), *arguments.sites]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        addresses = dict(read_address(server) for _ in arguments.sites)
        rows = [
            measure(name, addresses[name], arguments.budget, arguments.verbose) for name in arguments.sites
        ]
    finally:
        server.terminate()
        server.wait(timeout=20)
    table = render(rows, arguments.budget)
    print(table)
    if arguments.write:
        Path(arguments.write).write_text(table, encoding="utf-8")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "sites", nargs="*", metavar="SITE", help=f"of {', '.join(SITES)}; all when none is named"
    )
    parser.add_argument("--home", required=True, help="where sites/setup.sh installed the sites")
    parser.add_argument("--budget", type=int, default=6)
    parser.add_argument("--write", help="write the table to this file as well")
    parser.add_argument("--verbose", action="store_true", help="a line for each question")
    arguments = parser.parse_args()
    arguments.sites = arguments.sites or list(SITES)
    return arguments


def free_ports() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1]) - len(SITES)


def read_address(server: subprocess.Popen[str]) -> tuple[str, str]:
    assert server.stdout is not None
    name, _, address = server.stdout.readline().split()
    wait_for(address)
    return name, address


def wait_for(address: str) -> None:
    parts = urlsplit(address)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection((parts.hostname or "", parts.port or 80), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def measure(name: str, address: str, budget: int, verbose: bool) -> Row:
    cases = read_cases(name, address, budget)
    order = Order(
        site=address,
        scenarios=tuple(case.scenario for case in cases),
        settings=load_settings(None, {}, {"survey": {"enabled": False}, "run": {"personas": list(PERSONAS)}}),
    )
    by_id = {case.scenario.id: case for case in cases}

    def hear(event: Event) -> None:
        if verbose and isinstance(event, QuestionDone):
            print(describe(name, by_id[event.result.scenario.id], event.result), flush=True)

    finished = asyncio.run(run_order(order, hear, asyncio.Event()))
    return summarise(
        name, cases, finished.run.results, finished.run.stats.pages_loaded, finished.run.stats.wall_s
    )


def read_cases(name: str, address: str, budget: int) -> list[Case]:
    content = YAML(typ="safe").load((HERE / "sites" / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    cases = []
    for entry in content["cases"]:
        patterns = entry.get("answer_any") if entry["answerable"] else entry.get("trap_any")
        if not patterns:
            continue
        clicks_min = entry.get("min_clicks_js") if entry.get("min_clicks") is None else entry["min_clicks"]
        scenario = Scenario(
            id=entry["id"],
            question=entry["question"],
            site=address,
            start=address,
            answer=FactAnswer(matches=tuple(pattern.replace("\\u00a3", "£") for pattern in patterns)),
            budget=budget,
        )
        reachable = entry["answerable"] and clicks_min is not None and clicks_min <= budget
        cases.append(
            Case(
                scenario=scenario,
                pages=tuple(entry.get("pages") or ()),
                answerable=entry["answerable"],
                reachable=reachable,
                clicks_min=clicks_min,
            )
        )
    return cases


def summarise(
    name: str, cases: list[Case], results: tuple[QuestionResult, ...], pages_loaded: int, seconds: float
) -> Row:
    pairs = list(zip(cases, results, strict=True))
    passed = [(case, result) for case, result in pairs if result.outcome is Outcome.PASSED]
    right = [(case, result) for case, result in passed if case.reachable and is_right_page(case, result)]
    spent = sum(best_clicks(result) for _, result in right)
    fewest = sum(case.clicks_min or 0 for case, _ in right)
    return Row(
        site=name,
        answerable=sum(case.answerable for case in cases),
        reachable=sum(case.reachable for case in cases),
        found=len(right),
        found_menu=sum(found_by(result, "menu") for _, result in right),
        wrong_page=sum(case.answerable and not is_right_page(case, result) for case, result in passed),
        unanswerable=sum(not case.answerable for case in cases),
        wrong_pass=sum(not case.answerable for case, _ in passed),
        errored=sum(result.outcome is Outcome.ERRORED for result in results),
        click_ratio=spent / fewest if fewest else 0.0,
        pages_loaded=pages_loaded,
        seconds=seconds,
    )


def best_clicks(result: QuestionResult) -> int:
    return result.records[result.best].journey.clicks if result.best is not None else 0


def found_by(result: QuestionResult, persona: str) -> bool:
    return any(r.journey.persona == persona and r.outcome is Outcome.PASSED for r in result.records)


def is_right_page(case: Case, result: QuestionResult) -> bool:
    """Whether the evidence stands on a page that answers. A one-page wiki has no pages to tell apart."""
    if not case.pages or not any(page.startswith("/") for page in case.pages):
        return True
    parts = urlsplit(unquote(result.evidence[0].url))
    here = {parts.path, f"{parts.path}?{parts.query}", parts.path.removesuffix(".html")}
    wanted = set(case.pages) | {page.removesuffix(".html") for page in case.pages}
    return bool(here & wanted)


def describe(name: str, case: Case, result: QuestionResult) -> str:
    good = {True: "ok", False: "BAD"}
    passed = result.outcome is Outcome.PASSED
    verdict = good[passed and is_right_page(case, result)] if case.answerable else good[not passed]
    path = ""
    for record in result.records:
        labels = [f"{step.label[:40]}({step.scent:.2f},{step.result})" for step in record.journey.steps[1:]]
        path += f"\n      {record.journey.persona} {record.journey.ending.value}: {' > '.join(labels)}"
    error = f" [{result.error.kind}: {result.error.detail[:150]}]" if result.error else ""
    reach = "" if case.reachable or not case.answerable else " (out of reach)"
    asked = f"{name} {case.scenario.id}{reach}: {result.outcome.value}"
    return f"{verdict:3} {asked}{error} “{case.scenario.question}”{path}"


COLUMNS = (
    "site",
    "found",
    "by menu alone",
    "passes on a wrong page",
    "passes on unanswerable",
    "could not ask",
    "clicks / fewest",
    "pages loaded",
    "seconds",
)


def render(rows: list[Row], budget: int) -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    lines = [
        f"# Findability on the development sites, version {__version__}",
        "",
        f"Budget {budget} clicks; personas menu, search and thorough; {machine}.",
        f"Found: of those an oracle reaches in {budget} clicks, with the evidence on a page that answers.",
        "",
        _cells(COLUMNS),
        _cells(["---"] * len(COLUMNS)),
        *(_cells(row_cells(row)) for row in rows),
        _cells(total_cells(rows)),
    ]
    return "\n".join(lines) + "\n"


def row_cells(row: Row) -> list[str]:
    return [
        row.site,
        f"{row.found} of {row.reachable}",
        f"{row.found_menu} of {row.reachable}",
        str(row.wrong_page),
        f"{row.wrong_pass} of {row.unanswerable}",
        str(row.errored),
        f"{row.click_ratio:.2f}",
        str(row.pages_loaded),
        f"{row.seconds:.0f}",
    ]


def total_cells(rows: list[Row]) -> list[str]:
    reachable = max(1, sum(row.reachable for row in rows))
    found, menu = sum(row.found for row in rows), sum(row.found_menu for row in rows)
    return [
        "all",
        f"{found} of {reachable} ({found / reachable:.0%})",
        f"{menu} of {reachable} ({menu / reachable:.0%})",
        str(sum(row.wrong_page for row in rows)),
        f"{sum(row.wrong_pass for row in rows)} of {sum(row.unanswerable for row in rows)}",
        str(sum(row.errored for row in rows)),
        "",
        str(sum(row.pages_loaded for row in rows)),
        f"{sum(row.seconds for row in rows):.0f}",
    ]


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
