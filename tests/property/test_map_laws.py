"""Whatever a run holds, its map has every page once, no box on another, and a row for each."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from selfserve_check.report.convert import score, totals
from selfserve_check.report.map_parts import DeadLinkPart, SiteMapPart, SitePagePart, UnopenedPart
from selfserve_check.report.run_file import (
    ExpectedPart,
    JourneyPart,
    LostPart,
    ReachPart,
    ResultPart,
    RunFile,
    StatsPart,
    StepPart,
    ToolPart,
)
from selfserve_check.report.view_map import build

URLS = st.integers(0, 30).map(lambda number: f"https://s.example/{number}") | st.sampled_from(
    ["", "javascript:alert(1)", "https://s.example/search?q=a", "http://[", "https://s.example/?"]
)
CLICKS = st.none() | st.integers(0, 12)
SHARES = st.floats(0, 1)
ACTIONS = st.sampled_from(["open", "click", "search", "back", "hover", "disclose"])


@st.composite
def journeys(draw: st.DrawFn) -> JourneyPart:
    steps = [
        StepPart(
            url=draw(URLS),
            title=draw(st.text(max_size=30)),
            action=draw(ACTIONS),
            label="x",
            scent=0,
            clicks=1,
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    return JourneyPart(
        persona="menu",
        device="desktop",
        wording="w",
        outcome="failed",
        ending="budget_spent",
        clicks=len(steps),
        steps=steps,
        end_url=draw(URLS),
    )


@st.composite
def runs(draw: st.DrawFn) -> RunFile:
    results = [
        ResultPart(
            id=f"q{number}",
            question="?",
            expected=ExpectedPart(kind="none"),
            start="https://s.example/0",
            outcome="failed",
            budget=5,
            asked_per_month=draw(st.none() | st.integers(0, 9)),
            journeys=draw(st.lists(journeys(), max_size=3)),
            answered_on=draw(st.lists(URLS, max_size=2)),
            reaches=[
                ReachPart(device="desktop", share=0, lost_at=[LostPart(url=draw(URLS), share=draw(SHARES))])
            ],
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    pages = st.builds(SitePagePart, url=URLS, title=st.text(max_size=60), clicks=CLICKS)
    part = st.builds(
        SiteMapPart,
        pages=st.lists(pages, max_size=40),
        dead=st.lists(st.builds(DeadLinkPart, url=URLS, label=st.text(max_size=9), target=URLS), max_size=5),
        unopened=st.lists(st.builds(UnopenedPart, clicks=CLICKS, pages=st.integers(1, 500)), max_size=9),
        unnamed=st.integers(0, 3),
    )
    return RunFile(
        run_id="r",
        started_at="2026-03-14T02:00:00+01:00",
        finished_at="2026-03-14T02:00:00+01:00",
        tool=ToolPart(version="0", browser="b"),
        site="https://s.example",
        complete=True,
        totals=totals(results),
        score=score(results),
        stats=StatsPart(pages_loaded=0, wall_s=0, requests_blocked=0),
        site_map=draw(st.none() | part),
        results=results,
    )


@settings(max_examples=80, deadline=None)
@given(runs())
def test_every_map_can_be_read(run: RunFile) -> None:
    """And the table says as much as the drawing."""
    view = build(run, {})
    if view is None:
        return
    assert [node.href for node in view.nodes] == [f"#{row.anchor}" for row in view.rows]
    assert len({row.anchor for row in view.rows}) == len(view.rows)
    for one, other in combinations(view.nodes, 2):
        assert (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
    assert all(
        node.x + node.width <= view.width and node.y + node.height <= view.height for node in view.nodes
    )
