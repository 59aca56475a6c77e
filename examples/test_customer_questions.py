"""Every customer question as a pytest test: copy this file beside your own tests.

It asks all questions in one run (they share one look around the site) and then gives each its own result,
so that ``pytest -k delivery``, ``--lf`` and your usual reports work.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from selfserve_check.scenario_file import load_scenarios

SITE = "https://shop.example"
SCENARIOS = Path("scenarios")
QUESTIONS = load_scenarios([SCENARIOS], site=SITE)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    reports = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "selfserve_check", "run", str(SCENARIOS), "--site", SITE]
    done = subprocess.run([*command, "--output", str(reports)], check=False)  # noqa: S603 - our own words
    if done.returncode == 2:
        pytest.fail("selfserve-check could not run: see its message above")
    run = json.loads((reports / "latest" / "run.json").read_text(encoding="utf-8"))
    return {result["id"]: result for result in run["results"]}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_customers_find_the_answer(question, results) -> None:
    result = results[question.id]
    if result["outcome"] in ("errored", "skipped"):
        pytest.skip(f"not asked: {(result['error'] or {}).get('detail', 'severity is off')}")
    if result["outcome"] == "failed" and question.severity not in ("warn", "off"):
        pytest.fail(
            f"{question.question} - {result['reason']}. Ask again: {result['command']}", pytrace=False
        )
