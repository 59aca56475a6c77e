"""A month of nights over the demo, whose pages somebody edits: make soak. Which night broke what, and why?

Three of the demo's questions are asked each night, as ``run --fail-on new`` does. Three edits break one each,
and are taken back two nights later; six others do no harm. Prints a line a night; exits 1 when a night was
red that broke nothing, or green that did, or when another question, or another change, was named. The number
of nights may be given: month.py 10. (``tests/smoke/test_month.py`` is a month over a smaller site.)
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "smoke")]

from test_month import NIGHTS, one_night, told  # noqa: E402 -- it stands beside the tests

from selfserve_check.browser.find import FoundBrowser, find_browser  # noqa: E402 -- as above
from selfserve_check.demo import scenario_folder  # noqa: E402 -- as above
from selfserve_check.demo.server import DemoServer  # noqa: E402 -- as above
from selfserve_check.demo.site import Document, Resource  # noqa: E402 -- as above
from selfserve_check.model.scenario import Scenario  # noqa: E402 -- as above
from selfserve_check.scenario_file import load_scenarios  # noqa: E402 -- as above
from selfserve_check.settings import LoadedSettings, read_settings  # noqa: E402 -- as above

ASKED = ("refund-time", "kerbside", "warranty")
TO_DELIVERY = '<li><a href="/delivery">Delivery</a></li>'
TO_RETURNS = '<li><a href="/returns">Returns &amp; refunds</a></li>'
COLLECT = b"<!doctype html><html lang=en-GB><title>Collect</title><main><h1>Collect</h1><p>By van.</p></main>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What somebody does to the pages before night ``first``, and takes back before night ``over``;
    ``breaks`` is the question, and what must be said of it."""

    first: int
    what: str
    change: Callable[[str], str] = lambda page: page
    over: int = 1_000
    gone: str = ""
    made: str = ""
    breaks: tuple[str, tuple[str, ...]] | None = None


EDITS = (
    Edit(
        first=3,
        what="a teaser that smells of a question",
        change=lambda page: page.replace(
            "<h2>Find your ceiling</h2>",
            "<p><a href='/about'>Our warranty: 38 years of ceilings</a></p><h2>Find your ceiling</h2>",
        ),
    ),
    Edit(
        first=5,
        what="another order of the menus",
        change=lambda page: re.sub(
            f"({re.escape(TO_DELIVERY)})(\\s*)({re.escape(TO_RETURNS)})", r"\3\2\1", page
        ),
    ),
    Edit(
        first=8,
        over=10,
        what="a refund takes longer",
        change=lambda page: page.replace("within 10 working days", "within 14 working days"),
        breaks=("refund-time", ("passage_edited", "10 working days", "14 working days")),
    ),
    Edit(
        first=12,
        what="an unrelated label is renamed",
        change=lambda page: page.replace(">Trade accounts<", ">For the trade<"),
    ),
    Edit(
        first=14,
        over=16,
        what="the page about the warranty is gone",
        gone="/warranty",
        breaks=("warranty", ("link_dead", "Warranty")),
    ),
    Edit(
        first=18,
        what="a new section above an answer",
        change=lambda page: page.replace(
            "<h2>How long do I have to return",
            "<h2>In a hurry?</h2><p>Call us.</p><h2>How long do I have to return",
        ),
    ),
    Edit(
        first=20,
        what="a new page, in every menu",
        made="/collect",
        change=lambda page: page.replace(TO_RETURNS, TO_RETURNS + '<li><a href="/collect">Collect</a></li>'),
    ),
    Edit(
        first=22,
        over=24,
        what="no link leads to Delivery any more",
        change=lambda page: re.sub(r'<a href="/delivery">(.*?)</a>', r"\1", page),
        breaks=("kerbside", ("label_gone", "Delivery")),
    ),
    Edit(
        first=27,
        what="the same answer in other words",
        change=lambda page: page.replace(
            "is 15 years from the day of delivery", "holds for 15 years, counted from the delivery"
        ),
    ),
)


@dataclass(slots=True)
class Edited:
    """The demo's answers, with the edits of a night."""

    answer: Callable[[str], Resource]
    night: int = 0
    edits: tuple[Edit, ...] = field(default=EDITS)

    def __call__(self, target: str) -> Resource:
        path, found = urlsplit(target).path, self.answer(target)
        for edit in self.edits:
            if not edit.first <= self.night < edit.over:
                continue
            if path == edit.gone:
                return self.answer("/no-such-page")
            if path == edit.made:
                found = Document(body=COLLECT)
            elif isinstance(found, Document) and found.content_type.startswith("text/html"):
                found = replace(found, body=edit.change(found.body.decode()).encode())
        return found


def settings(chromium: Path, folder: Path) -> LoadedSettings:
    values: dict[str, Any] = {
        "browser": {"executable": str(chromium)},
        "history": {"folder": str(folder)},
        "survey": {"pages_max": 40},
        "audits": {"files": False},
        "run": {"workers": 2, "personas": ["menu"]},
    }
    return read_settings(None, {}, values)


def questions(shop: DemoServer) -> tuple[Scenario, ...]:
    loaded = load_scenarios([scenario_folder()], site=shop.url)
    return tuple(replace(one, also_asked=(), conditions=()) for one in loaded if one.id in ASKED)


def main() -> int:
    nights = int(sys.argv[1]) if len(sys.argv) > 1 else NIGHTS
    found = find_browser(None, os.environ)
    if not isinstance(found, FoundBrowser):
        print(found.message)
        return 2
    wrong: list[str] = []
    print("| night | what was edited | exit code | newly not answered | answered again | seconds |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="month-") as kept, DemoServer(slow_s=0.2) as shop:
        folder, loaded = Path(kept), settings(found.path, Path(kept) / "history")
        edited = Edited(answer=shop._server.shop.answer)
        shop._server.shop.answer = edited  # type: ignore[method-assign]  # the demo's pages are made once
        for night in range(1, nights + 1):
            edited.night = night
            wrong += one(night, questions(shop), loaded, folder / "reports")
    print("\n" + ("\n".join(wrong) or "red on the nights that broke something, and on no other"))
    return min(len(wrong), 1)


def one(night: int, asked: tuple[Scenario, ...], loaded: LoadedSettings, reports: Path) -> list[str]:
    """Ask once, print the line of the table, and return what is not as it should be."""
    started = time.monotonic()
    code, run = one_night(night, asked, loaded, reports)
    broke, mended = told(night, run, {"new_failure"}), told(night, run, {"fixed"})
    what = [edit.what for edit in EDITS if edit.first == night]
    what += [f"taken back: {edit.what}" for edit in EDITS if edit.over == night]
    said = "; ".join(f"{name}: {text}" for (_, name), text in broke.items())
    again = ", ".join(name for _, name in mended)
    seconds = time.monotonic() - started
    print(f"| {night} | {'; '.join(what)} | {code} | {said} | {again} | {seconds:.0f} |", flush=True)
    return list(
        differences(night, code, {name: text for (_, name), text in broke.items()}, {n for _, n in mended})
    )


def differences(night: int, code: int, broke: dict[str, str], mended: set[str]) -> list[str]:
    """What a night told otherwise than the edits want it."""
    breaks = {edit.breaks[0]: edit.breaks[1] for edit in EDITS if edit.breaks and edit.first == night}
    back = {edit.breaks[0] for edit in EDITS if edit.breaks and edit.over == night}
    wrong = []
    if (code == 1) != bool(breaks) or code not in (0, 1):
        wrong.append(f"night {night}: exit code {code}")
    if broke.keys() != breaks.keys() or mended != back:
        wrong.append(f"night {night}: broke {sorted(broke)}, mended {sorted(mended)}")
    for name, words in breaks.items():
        if not all(word in broke.get(name, "") for word in words):
            wrong.append(f"night {night}: of {name} it says {broke.get(name)!r}, without all of {words}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
