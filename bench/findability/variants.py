"""Tests the judge rather than the pattern: short facts, no answer at all, decoys, and other wordings.

    OPENBLAS_NUM_THREADS=1 python bench/findability/variants.py RECORDING ... [--budget 6] [--verbose]

Each RECORDING is a whole site as ``bench/forager/crawl.py`` saved it, named after the site. Prints what the
product's visitors find by pattern, short fact and no answer; how often a paraphrase has the outcome of the
question; and what the judge says of every page of the site, wherever visitors go: of the right ones, of the
others, and of the decoys of unanswerable questions. Then each error, in one line.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from all_pages import causes_of, errors_of, judged_site, judged_table
from cases import Case, Variant, read_cases
from offline import Ground, as_recorded, ask, ground_of
from table import (
    Row,
    cells,
    compared_table,
    describe,
    hit_outcome,
    is_right,
    machine,
    outcome_of,
    share,
    summarise,
)

from selfserve_check import __version__
from selfserve_check.app.senses import senses
from selfserve_check.model.result import Outcome, QuestionResult

ASKED = {
    Variant.PATTERN: "its pattern",
    Variant.FACT: "a short fact",
    Variant.OPEN: "nothing: right when proposed for review",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING")
    parser.add_argument("--budget", type=int, default=6)
    parser.add_argument("--verbose", action="store_true", help="the walks, question by question")
    arguments = parser.parse_args()
    grounds = [ground_of(path) for path in arguments.recordings]
    rows: dict[str, list[list[Row]]] = {says: [] for says in ASKED.values()}
    errors: list[str] = []
    proposed: list[tuple[Case, QuestionResult]] = []
    for ground in grounds:
        for variant, says in ASKED.items():
            cases, results = asked(ground, arguments.budget, variant, verbose=arguments.verbose)
            rows[says].append([summarise(ground.name, cases, results, variant)])
            errors += walk_errors(ground, cases, results, variant)
            if variant is Variant.OPEN:
                proposed += zip(cases, results, strict=True)
    names = [ground.name for ground in grounds]
    print(f"Version {__version__}, budget {arguments.budget} clicks, over recordings; {machine()}.\n")
    print("\n".join(compared_table("answer given", names, rows)))
    print("\n" + "\n".join(wordings_table(grounds, arguments.budget, errors)))
    print("\n" + "\n".join(certainty_table(proposed)))
    judged = [judged_site(ground, arguments.budget) for ground in grounds]
    print("\n" + "\n".join(judged_table(judged)))
    print("\nRight pages refused:\n" + "\n".join(f"- {one}" for one in causes_of(judged)))
    errors += [line for site in judged for line in errors_of(site)]
    print("\nErrors:\n" + "\n".join(f"- {one}" for one in errors))


def asked(
    ground: Ground, budget: int, variant: Variant, *, verbose: bool = False
) -> tuple[list[Case], tuple[QuestionResult, ...]]:
    cases = [as_recorded(ground, case) for case in read_cases(ground.name, ground.start.url, budget, variant)]
    results = ask(ground, [case.scenario for case in cases], senses()[0])
    if verbose:
        for case, result in zip(cases, results, strict=True):
            print(describe(ground.name, case, result, variant), flush=True)
    return cases, results


def walk_errors(
    ground: Ground, cases: Sequence[Case], results: Sequence[QuestionResult], variant: Variant
) -> list[str]:
    """Hits of visitors that are none: on a page that does not answer, or where nothing does."""
    return [
        f"{variant.value}: {ground.name} {case.scenario.id} “{case.scenario.question}” took"
        f" “{first.quote[:120]}” ({first.certainty:.2f}) on {first.url}"
        for case, result in zip(cases, results, strict=True)
        if result.outcome in (hit_outcome(variant), Outcome.PASSED)
        for first in result.evidence[:1]
        if not (case.answerable and is_right(case, result))
    ]


BANDS = (0.0, 0.5, 0.75, 0.9)


def certainty_table(proposed: Sequence[tuple[Case, QuestionResult]]) -> list[str]:
    """How often the passage that visitors bring for review stands on a page that answers, by how sure the
    judge says it is; of an unanswerable question none does."""
    lines = [cells(("certainty", "proposed", "on a page that answers")), cells(["---"] * 3)]
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        here = [
            case.answerable and is_right(case, result)
            for case, result in proposed
            if result.evidence and low <= result.evidence[0].certainty < high
        ]
        lines.append(cells([f"{low:g} to {min(high, 1):g}", str(len(here)), share(sum(here), len(here))]))
    return lines


def wordings_table(grounds: Sequence[Ground], budget: int, errors: list[str]) -> list[str]:
    """How often a paraphrase has the outcome of the question's own wording, of the questions whose answer is
    within the budget; those that have not go to ``errors``."""
    columns = ("site", "questions found", "paraphrases found", "agree", "agree where one of the two is found")
    lines = [cells(columns), cells(["---"] * len(columns))]
    everything: list[tuple[bool, bool]] = []
    own_found: list[bool] = []
    for ground in grounds:
        told = zip(*asked(ground, budget, Variant.PARAPHRASE), strict=True)
        within = [(case, result) for case, result in told if case.reachable]
        pairs = []
        for case, result in within:
            own = outcome_of(result, result.scenario.question) is Outcome.PASSED
            for wording in result.scenario.also_asked:
                other = outcome_of(result, wording) is Outcome.PASSED
                pairs.append((own, other))
                if own is not other:
                    found = "found" if own else "not found"
                    errors.append(
                        f"paraphrase: {ground.name} {case.scenario.id} is {found}, not so “{wording}”"
                    )
        own_now = [outcome_of(result, result.scenario.question) is Outcome.PASSED for _, result in within]
        lines.append(cells([ground.name, *_agreement(own_now, pairs)]))
        everything += pairs
        own_found += own_now
    return [*lines, cells(["all", *_agreement(own_found, everything)])]


def _agreement(own: Sequence[bool], pairs: Sequence[tuple[bool, bool]]) -> list[str]:
    one = [a is b for a, b in pairs if a or b]
    return [
        f"{sum(own)} of {len(own)}",
        f"{sum(other for _, other in pairs)} of {len(pairs)}",
        share(sum(a is b for a, b in pairs), len(pairs)),
        share(sum(one), len(one)),
    ]


if __name__ == "__main__":
    main()
