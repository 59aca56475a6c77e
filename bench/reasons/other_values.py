"""How often a page is said to state another value than the expected one, over recordings: run by hand.

    python bench/reasons/other_values.py RECORDING ...

Every question of the sites is asked for values that no site states (41.7 kg, 41 days ...), and every page is
read as if a visitor stood on it. Most questions ask for no value at all: what is found must be an answer of
that kind all the same, and is printed to be looked at.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "findability"))

from cases import read_cases
from offline import Ground, ground_of

from selfserve_check.app.senses import senses
from selfserve_check.diagnosis.other_value import others_on
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.scenario import FactAnswer, Scenario

EXPECTED = ("41 days", "£41.17", "41.7 kg", "41.7 mm", "41.7 %", "5:43 am")
_BUDGET = 6


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING")
    _, meaning = senses()
    for path in parser.parse_args().recordings:
        ground = ground_of(path)
        cases = read_cases(ground.name, ground.start.url, _BUDGET)
        asked = [
            replace(case.scenario, answer=FactAnswer(all_of=(value,))) for case in cases for value in EXPECTED
        ]
        found = [line for scenario in asked for line in stated(scenario, ground, meaning)]
        print(
            f"{ground.name}: {len(asked)} asked of {len(ground.graph.states)} page states, {len(found)} found"
        )
        for line in found:
            print(f"  {line}")


def stated(scenario: Scenario, ground: Ground, meaning: Closeness) -> list[str]:
    """A line for each passage that states another value, each once."""
    lines: dict[str, None] = {}
    for state in ground.graph.states.values():
        for page, hit in others_on(scenario, state, meaning):
            said = page.observation.passages[hit.index].text
            lines[f"{scenario.question} {hit.about:.2f}: {said[:200]}"] = None
    return list(lines)


if __name__ == "__main__":
    main()
