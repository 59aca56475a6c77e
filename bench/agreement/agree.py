"""Do ``run`` and ``pytest -n 2`` agree on the demo, question by question? Prints what differs: agree.py

Takes some minutes (two cores, much else going on: run 551 s, pytest 851 s; 40 of 40 agreed). Exits 1 where an
outcome or a reason differs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from importlib.metadata import entry_points
from pathlib import Path

from selfserve_check.demo import scenario_folder
from selfserve_check.demo.server import DemoServer

CONFIG = "survey: {pages_max: 300}\nhistory: {enabled: false}\n"
Told = dict[str, tuple[str, str]]


def main() -> int:
    with tempfile.TemporaryDirectory() as name, DemoServer(slow_s=0.2) as shop:
        folder = Path(name)
        (folder / "playwright.config.yaml").write_text(CONFIG)
        (folder / "scenarios").mkdir()
        (folder / "scenarios/demo.yaml").write_text((scenario_folder() / "demo.yaml").read_text())
        run_s = _timed(folder, "selfserve_check", "run", "scenarios", "--site", shop.url)
        words = [*_plugin(), "scenarios", "--selfserve-site", shop.url, "--junitxml=tests.xml"]
        tests_s = _timed(folder, "pytest", *words, "-n", "2", "-q")
        by_run, by_tests = _run(folder), _tests(folder)
    print(f"{len(by_run)} questions; run {run_s:.0f} s, pytest -n 2 {tests_s:.0f} s")
    differing = [name for name, said in by_run.items() if by_tests.get(name) != said]
    for name in differing:
        print(f"  {name}: run {by_run[name]}, pytest {by_tests.get(name)}")
    print(f"{len(by_run) - len(differing)} agree, {len(differing)} differ")
    return min(len(differing), 1)


def _timed(folder: Path, *words: str) -> float:
    started = time.monotonic()
    environ = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environ, check=False, capture_output=True, text=True
    )
    print(done.stdout[-600:], done.stderr[-300:])
    return time.monotonic() - started


def _plugin() -> list[str]:
    installed = any(one.value == "selfserve_check.pytest_plugin" for one in entry_points(group="pytest11"))
    return [] if installed else ["-p", "selfserve_check.pytest_plugin"]


def _run(folder: Path) -> Told:
    results = json.loads((folder / "reports/latest/run.json").read_text(encoding="utf-8"))["results"]
    asked = (one for one in results if one["outcome"] != "skipped")
    return {one["id"]: (one["outcome"], one["reason"] or "") for one in asked}


def _tests(folder: Path) -> Told:
    found: Told = {}
    for case in ElementTree.parse(folder / "tests.xml").iter("testcase"):  # noqa: S314 -- written a moment ago
        noted = {one.get("name", ""): one.get("value", "") for one in case.iter("property")}
        found[case.get("name", "")] = (noted.get("outcome", ""), noted.get("reason", ""))
    return found


if __name__ == "__main__":
    sys.exit(main())
