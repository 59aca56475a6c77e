"""A way clicked through once more: pages in its middle are passed through, its end is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from selfserve_check.app.workshop import Workshop, workshop
from selfserve_check.browser import replay as replay_module
from selfserve_check.browser.picture import Picture, take_picture
from selfserve_check.demo.server import DemoServer
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import Click, StateId, View
from selfserve_check.model.journey import Ending, Journey, Move, Step
from selfserve_check.model.observation import AffordanceKey, AffordanceKind
from selfserve_check.model.result import Replay
from selfserve_check.model.verdict import Absent, Evidence
from selfserve_check.settings import Secrets, load_settings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]

VIEW = View()
# Nobody who waits for one of these to come to rest ever gets any further.
_RESTLESS = b"""<ul id=news></ul><script>
setInterval(() => { document.getElementById("news").prepend(document.createElement("li"));
  news.firstChild.textContent = "News of " + Math.random(); }, 20);
</script>"""
_MENU = b"<nav><a href=/middle>Middle</a> <a href=/end>End</a></nav>"
RESTLESS = b"<!doctype html><title>Restless</title>" + _MENU + _RESTLESS
LATE = b"""<!doctype html><title>Late</title><main aria-busy=true>Loading</main><script>
setTimeout(() => { document.querySelector("main").outerHTML = "<main><a href=/end>End</a></main>"; }, 700);
</script>"""
END = b"<!doctype html><title>End</title>" + _MENU + b"<main><p>Parcels come back within 30 days.</p></main>"


def link(url: str, name: str) -> Click:
    key = AffordanceKey(kind=AffordanceKind.LINK, name=name, target=f"{url}/{name.lower()}")
    return Click(key=key)


def way(url: str, *names: str) -> Journey:
    """From /start by these links."""
    here = StateId(view=VIEW, url=f"{url}/start")
    steps = [Step(move=Move.OPEN, state=here, url=here.url, title="", landed=here)]
    for name in names:
        there = StateId(view=VIEW, url=f"{url}/{name.lower()}")
        steps.append(
            Step(
                move=Move.CLICK, state=here, url=here.url, title="", action=link(url, name), label=name,
                landed=there,
            )
        )  # fmt: skip
        here = there
    return Journey(
        persona="menu", view=VIEW, wording="", steps=tuple(steps), ending=Ending.FOUND, verdict=Absent()
    )


def days(page: PageState) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(url=page.id.url, quote=passage.text, locator=passage.locator)
        for passage in page.observation.passages
        if "30 days" in passage.text
    )


async def replayed(shop: Workshop, journey: Journey) -> Replay:
    return await shop.replayer.replay(journey, days)


async def gone(pages: dict[str, bytes], chromium: Path, *names: str) -> Replay:
    values = {"browser": {"executable": str(chromium)}, "run": {"workers": 1}, "timeouts": {"settle_s": 4}}
    with DemoServer(slow_s=0, overrides=pages) as server:
        async with workshop(load_settings(None, {}, values), Secrets(), server.url, [server.url]) as shop:
            return await replayed(shop, way(server.url, *names))


async def test_pages_in_the_middle_need_not_come_to_rest(chromium_path: Path) -> None:
    pages = {"/start": RESTLESS, "/middle": RESTLESS, "/end": END}
    replay = await gone(pages, chromium_path, "Middle", "End")
    assert (replay.agreed, replay.detail) == (True, "")
    assert [one.quote for one in replay.evidence] == ["Parcels come back within 30 days."]
    assert [frame.step for frame in replay.frames] == [1, 2, 3]


async def test_the_end_must_come_to_rest(chromium_path: Path) -> None:
    pages = {"/start": END, "/end": RESTLESS.replace(b"<ul", b"<p>Within 30 days.</p><ul")}
    replay = await gone(pages, chromium_path, "End")
    assert replay.agreed is None
    assert replay.cause is not None
    assert replay.cause.kind == "unsettled"


async def test_a_link_that_comes_late_is_waited_for(chromium_path: Path) -> None:
    pages = {"/start": END, "/middle": LATE, "/end": END}
    replay = await gone(pages, chromium_path, "Middle", "End")
    assert (replay.agreed, replay.detail) == (True, "")


async def test_a_link_that_is_gone_is_told(chromium_path: Path) -> None:
    pages = {"/start": END, "/middle": END.replace(b"End</a>", b"Ende</a>"), "/end": END}
    replay = await gone(pages, chromium_path, "Middle", "End")
    assert replay.agreed is not True


async def pictured(pages: dict[str, bytes], chromium: Path, *ways: tuple[str, ...]) -> list[Replay]:
    """Journeys by one replayer, one after the other; each begins at the start page."""
    values = {"browser": {"executable": str(chromium)}, "run": {"workers": 1}, "timeouts": {"settle_s": 4}}
    with DemoServer(slow_s=0, overrides=pages) as server:
        async with workshop(load_settings(None, {}, values), Secrets(), server.url, [server.url]) as shop:
            return [await replayed(shop, way(server.url, *names)) for names in ways]


async def test_what_was_pictured_is_not_pictured_again(
    chromium_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two ways begin alike: the first picture of both is one, each of the others is taken."""
    taken: list[object] = []

    async def counted(*args: Any, **more: Any) -> Picture:
        taken.append(args)
        return await take_picture(*args, **more)

    monkeypatch.setattr(replay_module, "take_picture", counted)
    pages = {"/start": END, "/middle": END, "/end": END}
    one, other = await pictured(pages, chromium_path, ("Middle",), ("Middle", "End"))
    assert [len(one.frames), len(other.frames)] == [2, 3]
    assert one.frames[0].image == other.frames[0].image
    assert one.frames[0].caption == other.frames[0].caption
    assert len(taken) == 4


async def test_a_page_that_shows_something_else_is_pictured_anew(chromium_path: Path) -> None:
    """Here a figure that differs on each load."""
    counting = END.replace(b"<main>", b"<main><script>document.write(performance.timeOrigin)</script>")
    one, other = await pictured(
        {"/start": counting, "/middle": END, "/end": END}, chromium_path, ("Middle",), ("Middle", "End")
    )
    assert one.frames[0].image != other.frames[0].image
