"""Whether two browsers show the bots the same pages, and how long each takes.

    python bench/speed/sight.py --home DIR [--pages 60] [--one BROWSER] [--other BROWSER] SITE...

DIR holds the development sites that ``../findability/sites/setup.sh`` installed. Both browsers load every
page (documents in the order in which links lead to them, first come first served), one after the other and
taking turns at going first, through the product's own explorer. Printed per site: pages that both loaded,
those of which the observations are equal in every field but boxes, the largest shift of a box in CSS pixels,
and the medians of the seconds for a load with their ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.append(str(Path(__file__).parents[1] / "findability"))
sys.path.append(str(Path(__file__).parents[1] / "forager"))

from crawl import links
from serving import served

from selfserve_check.app.mapping import views_of
from selfserve_check.app.workshop import Workshop, workshop
from selfserve_check.journey.site_port import Arrived
from selfserve_check.model.action import StateId, View
from selfserve_check.model.observation import Affordance, Observation, Passage
from selfserve_check.settings import Secrets, Settings, load_settings
from selfserve_check.site.graph import document_of


@dataclass(slots=True)
class Compared:
    """``times`` are pairs of seconds, one for each page that both browsers loaded."""

    equal: int = 0
    shift: float = 0.0
    times: list[tuple[float, float]] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sites", nargs="+")
    parser.add_argument("--home", required=True)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--one", default="chromium")
    parser.add_argument("--other", default="chromium-headless-shell")
    arguments = parser.parse_args()
    one, other = arguments.one, arguments.other
    print(f"| site | pages | seen alike | largest shift, px | {one}, s | {other}, s | ratio |")
    print("|---|---|---|---|---|---|---|")
    for name in arguments.sites:
        with served([name], arguments.home) as addresses:
            found = asyncio.run(compared(addresses[name], arguments.pages, (one, other)))
        ones, others = zip(*found.times, strict=True)
        ratio = statistics.median(one / other for one, other in found.times)
        seconds = f"{statistics.median(ones):.2f} | {statistics.median(others):.2f} | {ratio:.2f}"
        print(f"| {name} | {len(found.times)} | {found.equal} | {found.shift:.1f} | {seconds} |", flush=True)
        for line in found.differences:
            print(f"  - {line}")


def settings_for(browser: str) -> Settings:
    return load_settings(None, {}, {"browser": {"executable": browser}, "pace": {"per_host_s": 0}})


async def compared(url: str, pages_max: int, browsers: tuple[str, str]) -> Compared:
    found = Compared()
    async with AsyncExitStack() as stack:
        shops = []
        for browser in browsers:
            settings = settings_for(browser)
            shops.append(await stack.enter_async_context(workshop(settings, Secrets(), url, (url,))))
        view = views_of(settings_for(browsers[0]))[0]
        known, waiting = {document_of(url)}, [url]
        while waiting:
            target = waiting.pop(0)
            pair = await in_turn(shops, view, target, other_first=len(found.times) % 2 == 1)
            note(found, target, pair)
            for link in (link for page, _ in pair if page for link in links(page)):
                fresh = document_of(link) not in known and len(known) < pages_max
                if fresh and urlsplit(link).netloc == urlsplit(url).netloc:
                    known.add(document_of(link))
                    waiting.append(link)
    return found


Loaded = tuple[Observation | None, float]


async def in_turn(shops: list[Workshop], view: View, url: str, *, other_first: bool) -> tuple[Loaded, Loaded]:
    if other_first:
        other = await loaded(shops[1], view, url)
        return await loaded(shops[0], view, url), other
    return await loaded(shops[0], view, url), await loaded(shops[1], view, url)


async def loaded(shop: Workshop, view: View, url: str) -> Loaded:
    start = time.perf_counter()
    reply = await shop.explorer.load(StateId(view=view, url=url))
    took = time.perf_counter() - start
    return (reply.page.observation if isinstance(reply, Arrived) else None), took


def note(found: Compared, url: str, pair: tuple[Loaded, Loaded]) -> None:
    (one, one_s), (other, other_s) = pair
    if one is None or other is None:
        if one is not other:
            found.differences.append(f"{url}: only one browser came there")
        return
    found.times.append((one_s, other_s))
    said = list(differences(one, other))
    found.equal += not said
    found.shift = max(found.shift, *shifts(one, other), 0.0)
    found.differences += [f"{url}: {line}" for line in said[:3]]


def differences(one: Observation, other: Observation) -> Iterator[str]:
    for name in ("passages", "affordances"):
        for mine, theirs in zip_longest(getattr(one, name), getattr(other, name)):
            if mine is None or theirs is None or bare(mine) != bare(theirs):
                yield f"{name}: {told(mine)} / {told(theirs)}"
    rest_one, rest_other = (replace(page, passages=(), affordances=()) for page in (one, other))
    if rest_one != rest_other:
        yield f"page: {rest_one} / {rest_other}"


def bare(seen: Passage | Affordance) -> Passage | Affordance:
    return replace(seen, box=None)


def told(seen: Passage | Affordance | None) -> str:
    if seen is None:
        return "nothing"
    return seen.text[:60] if isinstance(seen, Passage) else f"{seen.kind} {seen.name[:60]}"


def shifts(one: Observation, other: Observation) -> Iterator[float]:
    for name in ("passages", "affordances"):
        for mine, theirs in zip(getattr(one, name), getattr(other, name), strict=False):
            if mine.box and theirs.box:
                yield abs(mine.box.x - theirs.box.x)
                yield abs(mine.box.y - theirs.box.y)


if __name__ == "__main__":
    main()
