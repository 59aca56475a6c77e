"""A week of nights over a site that is edited in between: what each night says of the one before."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from asking import FACT, QUESTION, home
from running import kit
from worlds import HOME, Dead, Document, Link, Opens, Page, World, WorldExplorer, at, link

from selfserve_check.app.memory import Memory, beside
from selfserve_check.cli.common import exit_code
from selfserve_check.history.gate import FailOn
from selfserve_check.history.pages import pages_of
from selfserve_check.history.past import past_of
from selfserve_check.model.observation import AffordanceKind
from selfserve_check.model.result import Run, RunStats
from selfserve_check.model.scenario import Scenario
from selfserve_check.report.convert import to_run_file
from selfserve_check.report.look_changes import told
from selfserve_check.report.run_file import RunFile
from selfserve_check.runner import ask_all
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

RULE = FailOn(rule="new")
ASKED = Scenario(id="q", question=QUESTION, site=HOME, start=at("/"), answer=FACT, budget=3)
HELP, DELIVERY = link("Help", "/help"), link("Delivery", "/d")
BACK: Link = link("Sending things back", "/r")
ANSWER = "You can return anything within 30 days, counted from the day on which it came to you."
SHOP: dict[str, Document] = {
    "/": home(HELP, DELIVERY),
    "/help": Page(title="Help", things=(BACK,)),
    "/d": Page(title="Delivery"),
    "/r": Page(title="Returns", text=("Sending things back", ANSWER)),
}


TEASER: dict[str, Document] = {
    "/": home(*(link(f"How long to return something {n}", f"/t{n}") for n in range(4)), HELP, DELIVERY),
    **{f"/t{n}": Page(title="Offer") for n in range(4)},
}


def folded(text: str) -> dict[str, Document]:
    """The shop, its answer behind an accordion that says ``text``."""
    opens = Opens(kind=AffordanceKind.DISCLOSURE, label="How long?", text=(text,))
    return SHOP | {"/r": Page(title="Returns", things=(opens,))}


async def _ask(documents: Mapping[str, Document], memory: Memory, day: int) -> RunFile:
    recalled = memory.recall(HOME)
    graph = SiteGraph()
    site = SharedSite(explorer=WorldExplorer(World(documents=documents)), graph=graph)
    tools = replace(kit(site), last_paths=recalled.last_paths)
    results, complete = await ask_all([ASKED], tools, lambda _: None, asyncio.Event(), 60.0)
    await site.close()
    moment = f"2026-03-{day:02d}T02:00:00+00:00"
    model = Run(
        run_id=f"night-{day}",
        started_at=moment,
        finished_at=moment,
        tool_version="0.1.0",
        browser="a world",
        site=HOME,
        complete=complete,
        results=results,
        stats=RunStats(wall_s=1.0),
    )
    pages = pages_of(results, graph, recalled.last_paths)
    run = beside(recalled.baseline, pages, RULE, ())(to_run_file(model)[0])
    assert memory.keep(past_of(run, pages)) == ()
    return run


def nights(folder: Path, *sites: Mapping[str, Document]) -> list[RunFile]:
    """A run over each of ``sites``, one after the other."""
    memory = Memory(url="", folder=folder, keep_days=400)
    return [asyncio.run(_ask(documents, memory, day)) for day, documents in enumerate(sites, start=1)]


def last(folder: Path, *sites: Mapping[str, Document]) -> tuple[int, list[str], list[str]]:
    """The exit code of the last night, the kinds of its changes, and what was changed on the pages."""
    run = nights(folder, *sites)[-1]
    assert run.changes is not None
    found = run.changes.changes
    return (
        exit_code([run], strict=False),
        [change.kind for change in found],
        [one.what for change in found for one in change.differences],
    )


def test_an_unchanged_site_says_nothing(tmp_path: Path) -> None:
    """Night after night."""
    assert last(tmp_path, SHOP, SHOP, SHOP) == (0, [], [])


def test_harmless_edits_turn_no_night_red(tmp_path: Path) -> None:
    """A teaser that smells better, another order, a renamed label that has nothing to do with it."""
    code, kinds, _ = last(tmp_path / "teaser", SHOP, SHOP | TEASER)
    assert (code, kinds) == (0, ["harder_to_find"])
    assert last(tmp_path / "order", SHOP, SHOP | {"/": home(DELIVERY, HELP)}) == (0, [], [])
    assert last(tmp_path / "renamed", SHOP, SHOP | {"/": home(HELP, link("Shipping", "/d"))}) == (0, [], [])


def test_a_label_that_is_gone_is_a_new_failure_with_its_cause(tmp_path: Path) -> None:
    """Red on the first night, and known from the second on."""
    without = SHOP | {"/help": Page(title="Help")}
    first, second, third = nights(tmp_path, SHOP, without, without)
    assert first.changes is not None
    assert [exit_code([run], strict=False) for run in (first, second, third)] == [0, 1, 0]
    assert second.changes is not None
    assert third.changes is not None
    (change,) = second.changes.changes
    assert (change.kind, change.was) == ("new_failure", "passed")
    assert [(one.what, one.was, one.url) for one in change.differences] == [
        ("label_gone", "Sending things back", at("/help"))
    ]
    (still,) = third.changes.changes
    assert (still.kind, still.since) == ("still_failing", "2026-03-02T02:00:00+00:00")
    assert [part.why for part in third.changes.excused] == ["not answered since 2026-03-02"]


def test_each_fault_is_told_for_what_it_is(tmp_path: Path) -> None:
    """A dead link, an edited passage, one that is gone, a label that was renamed beyond recognition."""
    edited = ANSWER.replace("30 days", "two weeks")
    faults: dict[str, tuple[dict[str, Document], list[str]]] = {
        "dead": ({"/r": Dead()}, ["link_dead"]),
        "edited": ({"/r": Page(title="Returns", text=("Sending things back", edited))}, ["passage_edited"]),
        "emptied": ({"/r": Page(title="Returns", text=("Sending things back",))}, ["passage_gone"]),
        "renamed": (
            {"/help": Page(title="Help", things=(link("Log in to your account", "/r"),))},
            ["label_renamed"],
        ),
    }
    for name, (change, what) in faults.items():
        assert last(tmp_path / name, SHOP, SHOP | change) == (1, ["new_failure"], what), name


def test_what_was_mended_is_told_with_what_mended_it(tmp_path: Path) -> None:
    """The night it is answered again."""
    broken = SHOP | {"/r": Page(title="Returns", text=("Sending things back",))}
    code, kinds, what = last(tmp_path, SHOP, broken, SHOP)
    assert (code, kinds, what) == (0, ["fixed"], ["passage_new"])


def test_an_answer_behind_an_accordion_is_not_called_gone(tmp_path: Path) -> None:
    """It is looked for where the way opens it."""
    kept, emptied = folded(ANSWER), folded("Ask us.")
    assert last(tmp_path / "same", kept, kept) == (0, [], [])
    assert last(tmp_path / "emptied", kept, emptied) == (1, ["new_failure"], ["passage_gone"])


def test_what_changed_is_looked_for_where_no_visitor_went(tmp_path: Path) -> None:
    """A teaser draws all of them away; the way that worked shows what was edited behind the accordion."""
    edited = folded(ANSWER.replace("30 days", "two weeks")) | TEASER
    assert last(tmp_path, folded(ANSWER), edited) == (1, ["new_failure"], ["passage_edited"])


def test_a_start_page_that_is_gone_is_told_as_one(tmp_path: Path) -> None:
    """Nobody got any further."""
    assert last(tmp_path, SHOP, SHOP | {"/": Dead()}) == (1, ["new_failure"], ["page_gone"])


def test_an_answer_that_was_reworded_is_told_though_it_still_counts(tmp_path: Path) -> None:
    """Both quotes: whoever promised the old text wants to know."""
    reworded = SHOP | {"/r": Page(title="Returns", text=("You can return unworn things within 30 days.",))}
    run = nights(tmp_path, SHOP, reworded)[-1]
    (said,) = told(run)
    assert said.head == "The answer was changed"
    assert said.details[:2] == (
        f"it said “{ANSWER}”",
        "it now says “You can return unworn things within 30 days.”",
    )
