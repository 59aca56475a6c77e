"""Small runs, made of literal values, for the tests of the reports."""

from __future__ import annotations

from typing import Any

from selfserve_check.report.convert import score, totals
from selfserve_check.report.run_file import (
    ExpectedPart,
    JourneyPart,
    ResultPart,
    RunFile,
    StatsPart,
    StepPart,
    ToolPart,
)


def run_of(*results: ResultPart, **changes: Any) -> RunFile:
    values: dict[str, Any] = {
        "run_id": "r1",
        "started_at": "2026-03-14T02:00:00+01:00",
        "finished_at": "2026-03-14T02:01:00+01:00",
        "tool": ToolPart(version="0.1.0", browser="Chromium 140.0"),
        "site": "https://tiles.example",
        "complete": True,
        "totals": totals(results),
        "score": score(results),
        "stats": StatsPart(pages_loaded=12, wall_s=60.0, requests_blocked=3),
        "results": list(results),
    }
    return RunFile(**(values | changes))


def result_of(id_: str = "return-window", outcome: str = "passed", **changes: Any) -> ResultPart:
    values: dict[str, Any] = {
        "id": id_,
        "question": "How long do I have to send something back?",
        "expected": ExpectedPart(kind="fact", all_of=["30 days"]),
        "start": "https://tiles.example/",
        "outcome": outcome,
        "budget": 5,
    }
    return ResultPart(**(values | changes))


def journey_of(outcome: str = "passed", *steps: StepPart, **changes: Any) -> JourneyPart:
    values: dict[str, Any] = {
        "persona": "menu",
        "device": "desktop",
        "wording": "How long do I have to send something back?",
        "outcome": outcome,
        "ending": "found" if outcome == "passed" else "budget_spent",
        "clicks": len(steps),
        "steps": [StepPart(url="https://tiles.example/", action="open", label="", scent=0.0), *steps],
        "end_url": "https://tiles.example/returns",
    }
    return JourneyPart(**(values | changes))


def click_on(label: str, **changes: Any) -> StepPart:
    values: dict[str, Any] = {
        "url": "https://tiles.example/",
        "action": "click",
        "label": label,
        "scent": 0.5,
        "clicks": 1,
    }
    return StepPart(**(values | changes))
