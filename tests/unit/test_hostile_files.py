"""Files that are written to take for ever: aliases by the million, patterns that backtrack, problems without end.

The bound is on work, not on time: on what is built, and on the processor time of a process of its own, which
is ended when it has used up many times what it needs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from selfserve_check.errors import FileProblemsError
from selfserve_check.scenario_file import load_scenarios
from selfserve_check.yaml_source import PROBLEMS_MAX, Node, parse_yaml

PROCESSOR_S = 60
LAUGHS = "".join(f"k{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9) if n else 'lol'}]\n" for n in range(10))
MANY_ALIASES = "a: &a [x]\nb:\n" + "- *a\n" * 100_000
PATTERNS = (
    "(a+)+$",
    "(a|aa)+b",
    "(.*)*x",
    "(a?){500}a{500}",
    "([a-z]+)*=",
    "(" * 900 + "a" + ")" * 900,
    "[" * 1900,
)


def size_of(node: Node) -> int:
    """How many values a tree holds."""
    count, waiting = 0, [node]
    while waiting:
        one = waiting.pop()
        count += 1
        if isinstance(one.value, dict):
            waiting += [entry.node for entry in one.value.values()]
        elif isinstance(one.value, tuple):
            waiting += one.value
    return count


def test_aliases_of_aliases_are_not_written_out() -> None:
    """Ten lines that stand for a thousand million values stay ten lines, and each alias is told of."""
    source = parse_yaml(LAUGHS, "x.yaml")
    assert size_of(source.root) <= len(LAUGHS)
    assert len(source.problems) == 81
    assert "aliases" in str(source.problems[0])


def test_a_hundred_thousand_problems_are_not_told_one_by_one(tmp_path: Path) -> None:
    """Nobody reads them; the first hundred are told, and that there are more."""
    path = tmp_path / "many.yaml"
    path.write_text(MANY_ALIASES, encoding="utf-8")
    with pytest.raises(FileProblemsError) as caught:
        load_scenarios([path], site="https://shop.example")
    assert len(caught.value.problems) == PROBLEMS_MAX + 1
    assert "more is wrong" in str(caught.value.problems[-1])


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_no_pattern_of_a_scenario_backtracks(pattern: str, tmp_path: Path) -> None:
    """Loading it, and judging a page of a quarter of a million letters with it, stays within the bound."""
    path = tmp_path / "x.yaml"
    path.write_text(
        f"questions:\n- question: How long is it?\n  answer: {{matches: ['{pattern}']}}\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-c", JUDGE, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    assert done.stdout.strip() in ("judged", "refused")


JUDGE = """
import sys
from pathlib import Path
from selfserve_check.errors import FileProblemsError
from selfserve_check.journey.judge import judge, prepare
from selfserve_check.model.observation import Observation, Passage
from selfserve_check.scenario_file import load_scenarios

try:
    (asked,) = load_scenarios([Path(sys.argv[1])], site="https://shop.example")
except FileProblemsError:
    print("refused")
    raise SystemExit
passages = tuple(Passage(text="How long is it? " + "a" * 2_000) for _ in range(125))
judge(prepare(asked), Observation(url="https://shop.example/", title="a" * 2_000, passages=passages), None)
print("judged")
"""
