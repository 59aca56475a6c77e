"""Runs over sites of many pages, for the tests of the map."""

from __future__ import annotations

from typing import Any

from report_parts import click_on, journey_of, result_of, run_of

from selfserve_check.report.map_parts import DeadLinkPart, SiteMapPart, SitePagePart, UnopenedPart
from selfserve_check.report.run_file import JourneyPart, ResultPart, RunFile, StepPart

SITE = "https://tiles.example"


def page(path: str, title: str = "", clicks: int | None = 1) -> SitePagePart:
    return SitePagePart(url=f"{SITE}{path}", title=title, clicks=clicks)


def walk(*paths: str, **changes: Any) -> JourneyPart:
    """A visitor who clicked from page to page, from the start on."""
    stops = [f"{SITE}{path}" for path in ("/", *paths)]
    steps: list[StepPart] = [
        click_on(f"to {there}", url=here) for here, there in zip(stops, paths, strict=False)
    ]
    return journey_of("passed", *steps, **({"end_url": stops[-1]} | changes))


def mapped(
    *results: ResultPart,
    pages: tuple[SitePagePart, ...] = (),
    dead: tuple[DeadLinkPart, ...] = (),
    unopened: tuple[tuple[int | None, int], ...] = (),
    unnamed: int = 0,
) -> RunFile:
    part = SiteMapPart(
        pages=list(pages),
        dead=list(dead),
        unopened=[UnopenedPart(clicks=clicks, pages=count) for clicks, count in unopened],
        unnamed=unnamed,
    )
    return run_of(*results, site_map=part)


def large(count: int) -> RunFile:
    """``count`` pages, five in a hundred of which answer, in four columns; every one was opened."""
    paths = [f"/page/{number}" for number in range(count - 1)]
    pages = [page("/", "Home", 0)]
    pages += [
        page(path, f"A page of the shop, number {place}", 1 + place % 4) for place, path in enumerate(paths)
    ]
    results = [
        result_of(
            f"q{place}",
            journeys=[walk(*paths[place::20])],
            answered_on=[f"{SITE}{paths[place]}"],
            best_journey=0,
        )
        for place in range(min(20, len(paths)))
    ]
    return mapped(*results, pages=tuple(pages))
