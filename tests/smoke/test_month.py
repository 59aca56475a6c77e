"""A month of nights over a small shop whose pages somebody edits: which night broke what, and why."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_nights_smoke import served

from selfserve_check.app.memory import beside, memory_of
from selfserve_check.app.run import Order, run_order
from selfserve_check.cli.gate import gated_exit_code
from selfserve_check.history.gate import FailOn
from selfserve_check.history.lives import lives_of
from selfserve_check.history.past import past_of, site_of
from selfserve_check.model.scenario import Scenario
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.write import write_report
from selfserve_check.scenario_file import single_scenario
from selfserve_check.settings import LoadedSettings, read_settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]

NIGHTS = 30
FIRST = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
NEW = FailOn(rule="new")
SETTINGS = {"run": {"personas": ["menu"], "workers": 2}, "survey": {"pages_max": 10}}
ASKED = {
    "returns": ("How long do I have to return something?", "30 days"),
    "delivery": ("What does delivery cost?", "4.95 EUR"),
}
FRAME = (
    "<!doctype html><html lang=en><title>{title}</title><header><nav>{menu}</nav></header>"
    "<main><h1>{title}</h1>{body}</main>"
)
MENU = {"delivery": "Delivery", "returns": "Returns", "warranty": "Warranty", "about": "About us"}
BODIES = {
    "index": "<h2>Chairs</h2><p>Oak, ash and beech.</p>",
    "delivery": "<p>Delivery costs 4.95 EUR.</p><p>It takes three to five days.</p>",
    "returns": "<p>You can return anything within 30 days.</p><p>Keep the box.</p>",
    "warranty": "<p>The warranty covers breakage of a leg.</p>",
    "about": "<p>We make chairs in a small works.</p>",
}


@dataclass(slots=True)
class Shop:
    """What stands on the shop's pages; the menu is the same on all."""

    menu: dict[str, str] = field(default_factory=lambda: dict(MENU))
    bodies: dict[str, str] = field(default_factory=lambda: dict(BODIES))

    def write(self, folder: Path) -> None:
        menu = " ".join(f"<a href=/{name}.html>{label}</a>" for name, label in self.menu.items())
        for file in folder.glob("*.html"):
            file.unlink()
        for name, body in self.bodies.items():
            page = FRAME.format(title=self.menu.get(name, name.title()), menu=menu, body=body)
            (folder / f"{name}.html").write_text(page)

    def edit(self, night: int) -> None:
        """What somebody does to the shop on the day before ``night``."""
        match night:
            case 3:  # a teaser that smells of the question
                self.bodies["index"] = (
                    "<p><a href=/about.html>The return of the rocking chair</a></p>" + BODIES["index"]
                )
            case 5:  # another order of the menu
                self.menu = dict(reversed(self.menu.items()))
            case 8:
                self.bodies["returns"] = BODIES["returns"].replace("30 days", "14 days")
            case 10:
                self.bodies["returns"] = BODIES["returns"]
            case 12:  # an unrelated label
                self.menu["about"] = "Our story"
            case 14:
                del self.bodies["delivery"]
            case 16:
                self.bodies["delivery"] = BODIES["delivery"]
            case 18:  # a new section above the answer
                self.bodies["returns"] = "<h2>In a hurry?</h2><p>Call us.</p>" + BODIES["returns"]
            case 20:  # a new page
                self.bodies["care"] = "<p>Wax it once a year.</p>"
                self.menu["care"] = "Care"
            case 22:
                del self.menu["returns"]
            case 24:
                self.menu["returns"] = "Returns"
            case 27:  # other words, the same answer
                self.bodies["delivery"] = "<p>We charge 4.95 EUR for the delivery of an order.</p>"


BROKE = {
    (8, "returns"): ("passage_edited", "30 days", "14 days"),
    (14, "delivery"): ("link_dead", "Delivery"),
    (22, "returns"): ("label_gone", "Returns"),
}
MENDED = {(10, "returns"), (16, "delivery"), (24, "returns")}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, chromium_path: Path) -> LoadedSettings:
    folder = tmp_path_factory.mktemp("month")
    values = {**SETTINGS, "history": {"folder": str(folder)}, "browser": {"executable": str(chromium_path)}}
    return read_settings(None, {}, values)


def scenarios(site: str) -> tuple[Scenario, ...]:
    return tuple(
        replace(single_scenario(site, question, answer=answer, budget=2), id=name)
        for name, (question, answer) in ASKED.items()
    )


def one_night(
    night: int, asked: tuple[Scenario, ...], loaded: LoadedSettings, reports: Path
) -> tuple[int, RunFile]:
    """What ``run --fail-on new`` does at two in the morning: its exit code, and its run.json."""
    memory, site = memory_of(loaded), asked[0].site
    recalled = memory.recall(site)
    assert recalled.notes == ()
    order = Order(site=site, scenarios=asked, settings=loaded.settings, last_paths=recalled.last_paths)
    at = FIRST + timedelta(days=night - 1)
    finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event(), lambda: at))
    compared = beside(recalled.baseline, finished.pages, NEW, ())
    run = write_report(finished.run, reports, beside=compared).run
    assert memory.keep(past_of(run, finished.pages)) == ()
    return gated_exit_code([run], NEW, strict=False), run


def told(night: int, run: RunFile, kinds: Collection[str]) -> dict[tuple[int, str], str]:
    """By night and question: everything that is said of a change of these kinds."""
    changes = run.changes.changes if run.changes else []
    return {
        (night, change.id): " ".join(f"{one.what} {one.was} {one.now}" for one in change.differences)
        for change in changes
        if change.kind in kinds
    }


def test_a_month_is_red_on_the_nights_that_broke_something_and_on_no_other(
    loaded: LoadedSettings, tmp_path: Path
) -> None:
    """A teaser, another order of the menu, a new section, a new page, a renamed label, other words: all green."""
    codes: dict[int, int] = {}
    broke: dict[tuple[int, str], str] = {}
    mended: dict[tuple[int, str], str] = {}
    shop, folder = Shop(), tmp_path / "site"
    folder.mkdir()
    with served(folder) as address:
        asked = scenarios(address)
        for night in range(1, NIGHTS + 1):
            shop.edit(night)
            shop.write(folder)
            codes[night], run = one_night(night, asked, loaded, tmp_path / "reports")
            broke |= told(night, run, {"new_failure"})
            mended |= told(night, run, {"fixed"})
        with memory_of(loaded).opened() as store:
            nights = store.nights(site_of(asked[0].site))
    assert {night for night, code in codes.items() if code == 1} == {night for night, _ in BROKE}
    assert set(codes.values()) == {0, 1}
    assert set(broke) == set(BROKE)
    assert all(word in broke[place] for place, words in BROKE.items() for word in words), broke
    assert set(mended) == MENDED
    lives = lives_of(nights)
    assert {name: (life.flips, len(life.nights)) for name, life in lives.items()} == {
        "returns": (4, NIGHTS),
        "delivery": (2, NIGHTS),
    }
    failing = {
        name: [night.started_at[8:10] for night in life.nights if night.outcome == "failed"]
        for name, life in lives.items()
    }
    assert failing == {"returns": ["08", "09", "22", "23"], "delivery": ["14", "15"]}
