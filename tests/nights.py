"""Nights as values, for tests of the history."""

from __future__ import annotations

from typing import Any

from selfserve_check.history.pages import LinkDigest, PageDigest
from selfserve_check.history.past import PastQuestion, PastRun, Quote
from selfserve_check.model.past_path import PastPath, PastStep
from selfserve_check.report.convert import score, totals
from selfserve_check.report.run_file import ExpectedPart, ResultPart, RunFile, StatsPart, ToolPart

SITE = "https://shop.example"


def path(question: str = "q", label: str = "Returns", to: str = "/returns") -> PastPath:
    return PastPath(
        question=question,
        persona="menu",
        device="desktop",
        locale="en-GB",
        start=SITE + "/",
        steps=(PastStep(action="click", label=label, url=SITE + "/", landed=SITE + to),),
    )


def page(
    url: str, *texts: str, links: tuple[tuple[str, str], ...] = (), dead: bool = False, cut: bool = False
) -> PageDigest:
    return PageDigest(
        asked=SITE + url,
        url=SITE + url,
        title=f"Page {url}",
        passages=texts,
        links=tuple(LinkDigest(label=label, kind="link", target=SITE + to) for label, to in links),
        dead=dead,
        cut=cut,
    )


def question(
    name: str = "q",
    outcome: str = "passed",
    *,
    quote: str = "You have 30 days.",
    clicks: int | None = 1,
    reason: str = "",
    pages: tuple[PageDigest, ...] = (),
    way: PastPath | None = None,
    flaky: bool = False,
    asked: str = "a",
    severity: str = "error",
) -> PastQuestion:
    passed = outcome == "passed"
    return PastQuestion(
        id=name,
        question=f"What about {name}?",
        outcome=outcome,
        asked=asked,
        reason=reason,
        flaky=flaky,
        severity=severity,
        clicks=clicks,
        path=way or (path(name) if passed else None),
        quotes=(Quote(url=SITE + "/returns", text=quote, facts=("30 days",)),) if passed else (),
        pages=pages,
    )


def night(day: int, *questions: PastQuestion, complete: bool = True, site: str = SITE) -> PastRun:
    """The run of one night in March, at two o'clock."""
    return PastRun(
        run_id=f"202603{day:02d}-020000-abcd",
        site=site,
        started_at=f"2026-03-{day:02d}T02:00:00+00:00",
        complete=complete,
        tool_version="0.1.0",
        wall_s=60.0 + day,
        score=0.5,
        questions=questions,
    )


def result(id: str = "q", outcome: str = "passed", **more: Any) -> ResultPart:
    """A question in a ``run.json``."""
    values: dict[str, Any] = {
        "id": id,
        "question": f"What about {id}?",
        "expected": ExpectedPart(kind="fact", all_of=["30 days"]),
        "start": SITE + "/",
        "outcome": outcome,
        "budget": 5,
    }
    return ResultPart(**(values | more))


def run(*results: ResultPart, **more: Any) -> RunFile:
    """A ``run.json``."""
    values: dict[str, Any] = {
        "run_id": "20260310-020000-abcd",
        "started_at": "2026-03-10T02:00:00+00:00",
        "finished_at": "2026-03-10T02:01:00+00:00",
        "tool": ToolPart(version="0.1.0", browser="Chromium 140.0"),
        "site": SITE,
        "complete": True,
        "totals": totals(results),
        "score": score(results),
        "stats": StatsPart(pages_loaded=12, wall_s=60.0, requests_blocked=3),
        "results": list(results),
    }
    return RunFile(**(values | more))
