"""Measures what the real product finds on real sites: run by hand, prints and writes a table.

    python bench/findability/measure.py --home DIR [--budget 6] [--variant pattern] [--write FILE] [SITE ...]

DIR holds the sites that ``sites/setup.sh`` installed (``PKGSITES_HOME``). Each question is asked by the
personas ``menu``, ``search`` and ``thorough``. By ``--variant`` the answer is the case's own ``pattern``, a
short ``fact`` as a user would write it, or none at all (``open``); of an unanswerable question it is its
decoy, so that a pass on one is a wrong pass. ``paraphrase`` asks each answerable question in two more
wordings. ``baselines.py`` and ``variants.py`` measure more over recordings, without a browser.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cases import SITES, Variant, read_cases
from serving import served
from table import SAYS, Row, describe, machine, product_table, summarise

from selfserve_check import __version__
from selfserve_check.app.run import Order, run_order
from selfserve_check.hearing import Event, QuestionDone
from selfserve_check.settings import load_settings

PERSONAS = ("menu", "search", "thorough")


def main() -> None:
    arguments = parse()
    variant = Variant(arguments.variant)
    with served(arguments.sites, arguments.home) as addresses:
        rows = [
            measure(name, addresses[name], arguments.budget, variant, verbose=arguments.verbose)
            for name in arguments.sites
        ]
    table = render(rows, arguments.budget, variant)
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
    parser.add_argument("--variant", choices=[one.value for one in Variant], default=Variant.PATTERN.value)
    parser.add_argument("--write", help="write the table to this file as well")
    parser.add_argument("--verbose", action="store_true", help="a line for each question")
    arguments = parser.parse_args()
    arguments.sites = arguments.sites or list(SITES)
    return arguments


def measure(name: str, address: str, budget: int, variant: Variant, *, verbose: bool) -> Row:
    cases = read_cases(name, address, budget, variant)
    order = Order(
        site=address,
        scenarios=tuple(case.scenario for case in cases),
        settings=load_settings(None, {}, {"survey": {"enabled": False}, "run": {"personas": list(PERSONAS)}}),
    )
    by_id = {case.scenario.id: case for case in cases}

    def hear(event: Event) -> None:
        if verbose and isinstance(event, QuestionDone):
            print(describe(name, by_id[event.result.scenario.id], event.result, variant), flush=True)

    run = asyncio.run(run_order(order, hear, asyncio.Event())).run
    row = summarise(name, cases, run.results, variant)
    return replace(row, pages_loaded=run.stats.pages_loaded, seconds=run.stats.wall_s)


def render(rows: Sequence[Row], budget: int, variant: Variant) -> str:
    lines = [
        f"# Findability on the development sites, version {__version__}",
        "",
        f"Budget {budget} clicks; personas menu, search and thorough; {machine()}.",
        f"Found: of those an oracle reaches in {budget} clicks, with the evidence on a page that answers.",
        SAYS[variant],
        "",
        *product_table(rows, variant),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
