"""What the product finds beside an oracle, a random walk and word overlap: one code, one budget, one judge.

    OPENBLAS_NUM_THREADS=1 python bench/findability/baselines.py RECORDING ... [--budget 6] [--verbose]

Each RECORDING is a whole site as ``bench/forager/crawl.py`` saved it, named after the site. Prints a table,
and where the fewest clicks in the recording are not those of the case file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from cases import Case, is_right_page, read_cases
from offline import Ground, as_recorded, ask, ground_of, way_to
from table import Row, compared_table, describe, machine, summarise
from walkers import RandomScent, answers, oracle

from selfserve_check import __version__
from selfserve_check.app.senses import senses
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.rank import ScentModel, WordScent

SEEDS = (1, 2, 3, 4, 5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING")
    parser.add_argument("--budget", type=int, default=6)
    parser.add_argument("--verbose", action="store_true", help="the product's walks, question by question")
    arguments = parser.parse_args()
    grounds = [ground_of(path) for path in arguments.recordings]
    rows: dict[str, list[list[Row]]] = {}
    notes: list[str] = []
    for ground in grounds:
        told = read_cases(ground.name, ground.start.url, arguments.budget)
        cases = [as_recorded(ground, case) for case in told]
        notes += differences(ground, told, cases)
        for name, scents in walkers(ground, cases):
            runs = [walked(ground, cases, scent, verbose=arguments.verbose) for scent in scents]
            rows.setdefault(name, []).append(runs)
    print(f"Version {__version__}, budget {arguments.budget} clicks, over recordings; {machine()}.\n")
    print("\n".join(compared_table("walker", [ground.name for ground in grounds], rows)))
    print("\nThe fewest clicks:\n" + "\n".join(f"- {note}" for note in notes or ["as in the case files"]))


def walkers(ground: Ground, cases: Sequence[Case]) -> Iterator[tuple[str, Sequence[ScentModel]]]:
    """Each with its scents; where there are several the figures are means."""
    scent, meaning = senses()
    yield "oracle", (oracle(ground, cases, meaning),)
    yield f"random, mean of {len(SEEDS)}", tuple(RandomScent(seed) for seed in SEEDS)
    yield "word overlap", (WordScent(),)
    yield "the product", (scent,)


def walked(ground: Ground, cases: Sequence[Case], scent: ScentModel, *, verbose: bool) -> Row:
    results = ask(ground, [case.scenario for case in cases], scent)
    if verbose and scent is senses()[0]:
        for case, result in zip(cases, results, strict=True):
            print(describe(ground.name, case, result), flush=True)
    return summarise(ground.name, cases, results)


def differences(ground: Ground, told: Sequence[Case], found: Sequence[Case]) -> Iterator[str]:
    """Where the recording leads to a right page in another number of clicks than the case file has, and
    where the judge sees the answer only further on, or on no page."""
    meaning = senses()[1]
    for before, now in zip(told, found, strict=True):
        if not now.answerable:
            continue
        name = f"{ground.name} {now.scenario.id}"
        if before.clicks_min != now.clicks_min:
            yield f"{name}: the file has {before.clicks_min}, the recording {now.clicks_min}"
        question = prepare(now.scenario, meaning)
        way = way_to(ground, lambda page: answers(now, question, page))  # noqa: B023 -- called at once
        if now.clicks_min is not None and (way is None or way.clicks != now.clicks_min):
            seen = f"in {way.clicks}" if way else f"on none of {right_pages(ground, now)} page states"
            yield f"{name}: a right page in {now.clicks_min}, an answer that the judge sees {seen}"


def right_pages(ground: Ground, case: Case) -> int:
    return sum(is_right_page(case, page.observation.url) for page in ground.graph.states.values())


if __name__ == "__main__":
    main()
