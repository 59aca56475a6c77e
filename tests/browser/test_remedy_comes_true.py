"""What a remedy promises, really made to the demo shop's pages, is what the real bot then meets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from selfserve_check.app.run import Order, run_order
from selfserve_check.app.senses import senses
from selfserve_check.demo import scenario_folder
from selfserve_check.demo.server import DemoServer
from selfserve_check.demo.site import Document, render_site
from selfserve_check.diagnosis.edits import edited_by_all
from selfserve_check.diagnosis.rewalk import Rewalker
from selfserve_check.model.remedy import AddLink, AddPassage, Edit, Fare, Fared, Rename, Reveal
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import PageAnswer, Scenario
from selfserve_check.scenario_file import load_scenarios
from selfserve_check.settings import read_settings
from selfserve_check.site.recording import Recording, unpack

pytestmark = pytest.mark.browser

ASKED = ("old-tiles-collected", "water-stain", "change-order", "express-cost")
"""A label that misleads, a page that nothing links to, a page that only deflects, and one that is wrong."""

SEEN = ("/loop", "/help/water-stains", "/recycling")
"""Pages that the survey would come to: visitors who start there spare this test a hundred pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run found: the results of ``ASKED``, by id, and what was seen."""

    results: Mapping[str, QuestionResult]
    recording: Recording


def ask(shop: DemoServer, chromium: Path, also: Sequence[str]) -> Asked:
    """The questions of the demo, asked by the real bots; ``also`` are paths to be opened, too."""
    known = {one.id: one for one in load_scenarios([scenario_folder()], site=shop.url)}
    opened = [
        Scenario(
            id=f"seen{place}",
            question="What is this?",
            site=shop.url,
            start=f"{shop.url}{path}",
            answer=PageAnswer(page=path),
        )
        for place, path in enumerate(also)
    ]
    given = {
        "browser": {"executable": str(chromium), "sandbox": "auto"},
        "survey": {"enabled": False},
        "run": {"confirm": "never"},
    }
    loaded = read_settings(None, {}, given)
    order = Order(
        site=known[ASKED[0]].site,
        scenarios=(*(known[name] for name in ASKED), *opened),
        settings=loaded.settings,
        secrets=loaded.secrets,
    )
    finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
    results = {one.scenario.id: one for one in finished.run.results if one.scenario.id in ASKED}
    return Asked(results=results, recording=unpack(finished.recording, "recording"))


def predicted(asked: Asked, edits: Sequence[Edit]) -> dict[str, list[Fare]]:
    """How each visitor would fare with all of ``edits`` made, by what was seen without them."""
    scent, meaning = senses()
    graph = asked.recording.graph
    rewalker = Rewalker(graph=graph, scent_model=scent, meaning=meaning)
    done = edited_by_all(graph, edits)

    async def effects() -> dict[str, list[Fare]]:
        return {
            name: [one.after for one in await rewalker.effects(result, done)]
            for name, result in asked.results.items()
        }

    return asyncio.run(effects())


def made(edits: Sequence[Edit]) -> dict[str, bytes]:
    """The pages of the demo with ``edits`` made to their HTML."""
    pages = {
        path: found.body.decode()
        for path, found in render_site("http://shop.invalid").items()
        if isinstance(found, Document) and found.content_type.startswith("text/html")
    }
    before = dict(pages)
    for edit in edits:
        _make(pages, edit)
    return {path: text.encode() for path, text in pages.items() if text != before[path]}


def _make(pages: dict[str, str], edit: Edit) -> None:
    path = urlsplit(edit.page).path or "/"
    match edit:
        case Rename(old=old, new=new):
            for other, text in pages.items():
                pages[other] = text.replace(f">{escape(old)}</a>", f">{escape(new)}</a>")
        case AddLink(target=target, label=label):
            link = f'<p><a href="{urlsplit(target).path}">{escape(label)}</a></p>'
            pages[path] = re.sub(r"(<main[^>]*>)", lambda found: f"{found[1]}{link}", pages[path], count=1)
        case AddPassage(text=text, instead_of=old) if old:
            was, now = _differing(old, text)
            assert pages[path].count(escape(was)) == 1
            pages[path] = pages[path].replace(escape(was), escape(now))
        case AddPassage(heading=heading, text=text):
            said = f"<section><h2>{escape(heading)}</h2><p>{escape(text)}</p></section></main>"
            pages[path] = pages[path].replace("</main>", said)
        case Reveal():
            raise AssertionError("none of the questions above hangs on a disclosure")


def _differing(old: str, new: str) -> tuple[str, str]:
    """The words in which two texts differ, from the first to the last."""
    was, now = old.split(), new.split()
    first = next(place for place, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1])
    same = next(
        place for place, pair in enumerate(zip(was[::-1], now[::-1], strict=False)) if pair[0] != pair[1]
    )
    return " ".join(was[first : len(was) - same]), " ".join(now[first : len(now) - same])


def test_remedies_made_to_the_pages_do_what_was_measured(chromium_path: Path) -> None:
    """Each failed question has a remedy that finds it; with all of them made to the files, every visitor
    fares as was worked out over the recording of the shop as it was, click for click."""
    with DemoServer(slow_s=0.0) as shop:
        before = ask(shop, chromium_path, SEEN)
    remedies = [result.remedy for result in before.results.values()]
    edits = [remedy.edit for remedy in remedies if remedy is not None]
    assert len(edits) == len(ASKED)
    assert {Rename, AddLink, AddPassage} >= {type(edit) for edit in edits}
    expected = predicted(before, edits)
    with DemoServer(slow_s=0.0, overrides=made(edits)) as shop:
        after = ask(shop, chromium_path, ())
    for name, fares in expected.items():
        journeys = [record.journey for record in after.results[name].records]
        own = [one for one in journeys if one.wording == after.results[name].scenario.question]
        assert any(fare.fared is Fared.FOUND for fare in fares), name
        for fare, journey in zip(fares, own, strict=True):
            if fare.fared is not Fared.UNKNOWN:
                assert (journey.ending.value == "found", journey.clicks) == (
                    fare.fared is Fared.FOUND,
                    fare.clicks,
                ), (name, journey.persona)
