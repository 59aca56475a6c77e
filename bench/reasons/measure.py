"""How often the reason of a failure is right, over recordings of the development sites: run by hand.

    python bench/reasons/measure.py RECORDING ... [--budget 6] [--write FILE] [--verbose]

Each recording is named after its site (``gnome.recording.json.gz``; ``bench/forager/crawl.py`` makes them).
The product's visitors ask every case by its own pattern, an unanswerable one by its decoy's; what they do not
find is diagnosed over the whole recording, as after a survey that saw all of it. The right reason is known
from the case file and the recording: ``misled`` where a page that answers is linked within the budget,
``too_deep`` where it is linked further away, ``hidden`` where no link leads to it, ``missing`` where nothing
answers. Where a page of the case is named but its answer cannot be read in the recording (a section that was
closed when it was made), no survey could have seen it, and ``missing`` is right.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "findability"))

from all_pages import shown_on
from cases import Case, Variant, is_right_page, read_cases
from offline import Ground, ask, ground_of, way_to
from table import cells, share

from selfserve_check.app.senses import senses
from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.reach import Reaching
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.survey import Surveyed
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.settings_model import MISLED_BELOW

_LINKED = (Reason.MISLED, Reason.TOO_DEEP, Reason.HIDDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One failure: the reason it got, and those that are right."""

    case: Case
    result: QuestionResult
    right: tuple[Reason, ...]
    in_sight: bool

    @property
    def is_right(self) -> bool:
        if self.result.reason not in self.right:
            return False
        if self.result.reason not in _LINKED:
            return True
        return is_right_page(self.case, self.result.findings[-1].url)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING")
    parser.add_argument("--budget", type=int, default=6)
    parser.add_argument("--write", help="write the table to this file as well")
    parser.add_argument("--verbose", action="store_true", help="a line for each failure")
    arguments = parser.parse_args()
    judged: dict[str, list[Judged]] = {}
    for path in arguments.recordings:
        ground = ground_of(path)
        judged[ground.name] = judge_site(ground, arguments.budget)
        if arguments.verbose:
            for one in judged[ground.name]:
                print(describe(ground.name, one), flush=True)
    table = "\n".join([*table_of(judged), "", *losers_of(judged)]) + "\n"
    print(table)
    if arguments.write:
        Path(arguments.write).write_text(table, encoding="utf-8")


def judge_site(ground: Ground, budget: int) -> list[Judged]:
    scent, meaning = senses()
    cases = read_cases(ground.name, ground.start.url, budget, Variant.PATTERN)
    results = ask(ground, [case.scenario for case in cases], scent)
    view = ground.start.view
    reaching = Reaching(
        site_maps=(site_map_of(ground.graph, view),), scent_model=scent, misled_below=MISLED_BELOW
    )
    seen = Surveyed(states=len(ground.graph.states), complete=True)
    found = []
    for case, result in zip(cases, results, strict=True):
        if result.outcome is Outcome.FAILED:
            told = diagnose(result, ground.graph, seen, view, reaching, meaning)
            right, in_sight = right_reasons(ground, case)
            found.append(Judged(case=case, result=told, right=right, in_sight=in_sight))
    return found


def right_reasons(ground: Ground, case: Case) -> tuple[tuple[Reason, ...], bool]:
    """What may rightly be said, and whether a page on which the answer can be read is in the recording."""
    shown = [one for one in shown_on(ground, case) if is_right_page(case, one.page.observation.url)]
    if not shown:
        return (Reason.MISSING, Reason.DEFLECTED), False
    states = {one.page.id for one in shown}
    way = way_to(ground, lambda page: page.id in states)
    if way is None:
        return (Reason.HIDDEN,), True
    return (Reason.MISLED if way.clicks <= case.scenario.budget else Reason.TOO_DEEP,), True


def describe(name: str, one: Judged) -> str:
    said = one.result.findings[-1].text[:400] if one.result.findings else ""
    mark = "ok " if one.is_right else "BAD"
    reason = one.result.reason.value if one.result.reason else "none"
    right = " or ".join(reason.value for reason in one.right)
    return f"{mark} {name} {one.case.scenario.id}: {reason}, right is {right}: {said}"


def table_of(judged: dict[str, list[Judged]]) -> list[str]:
    columns = (
        "site",
        "failures",
        "reason right",
        "answerable",
        "unanswerable",
        "missing said of an answer in sight",
    )
    lines = [cells(columns), cells(["---"] * len(columns))]
    rows = {**judged, "all": [one for found in judged.values() for one in found]}
    for name, found in rows.items():
        can = [one for one in found if one.case.answerable]
        cannot = [one for one in found if not one.case.answerable]
        overlooked = sum(one.result.reason is Reason.MISSING and one.in_sight for one in found)
        lines.append(
            cells(
                [
                    name,
                    str(len(found)),
                    share(sum(one.is_right for one in found), len(found)),
                    share(sum(one.is_right for one in can), len(can)),
                    share(sum(one.is_right for one in cannot), len(cannot)),
                    str(overlooked),
                ]
            )
        )
    said = Counter(
        f"{one.result.reason.value}, {one.result.outcome.value}"
        for found in judged.values()
        for one in found
        if one.result.reason
    )
    return [*lines, "", "Said: " + "; ".join(f"{words} {times}" for words, times in said.most_common()) + "."]


def losers_of(judged: dict[str, list[Judged]]) -> Sequence[str]:
    return [f"- {describe(name, one)}" for name, found in judged.items() for one in found if not one.is_right]


if __name__ == "__main__":
    main()
