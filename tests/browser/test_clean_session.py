"""Every load starts from the same session: nothing that a page stored reaches the next tab."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.app.workshop import Workshop, workshop
from selfserve_check.browser.tab import Tab
from selfserve_check.demo.server import DemoServer
from selfserve_check.journey.site_port import Arrived
from selfserve_check.model.action import StateId, View
from selfserve_check.model.condition import AFTER_CONSENT, under
from selfserve_check.settings import Secrets, Settings, load_settings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]

# Shows what it finds, then stores a mark in every place where a page can.
MARKING = b"""<!doctype html><title>Marks</title><main><h1>Marks</h1><p id=found>looking</p></main><script>
(async () => {
  const open = () => new Promise((done, fail) => {
    const asked = indexedDB.open("marks", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("marks");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const once = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const found = [];
  if (document.cookie.includes("mark")) found.push("cookie");
  if (localStorage.mark) found.push("localStorage");
  if (sessionStorage.mark) found.push("sessionStorage");
  if (window.name) found.push("window.name");
  const db = await open();
  if (await once(db.transaction("marks").objectStore("marks").get("mark"))) found.push("indexedDB");
  document.cookie = "mark=1; path=/";
  localStorage.mark = sessionStorage.mark = "1";
  window.name = "mark";
  await once(db.transaction("marks", "readwrite").objectStore("marks").put("1", "mark"));
  db.close();
  document.getElementById("found").textContent = "Found: " + (found.join(", ") || "nothing");
})();
</script>"""

_TABS_MAX = 20


def settings(chromium: Path) -> Settings:
    return load_settings(None, {}, {"browser": {"executable": str(chromium)}, "run": {"workers": 1}})


async def found_on(shop: Workshop, url: str) -> tuple[Tab, str]:
    view = View()
    async with shop.cabin.tab(view) as tab:
        await tab.open(StateId(view=view, url=f"{url}/marks"))
        await tab.page.wait_for_function("document.getElementById('found').textContent.startsWith('Found')")
        return tab, await tab.page.inner_text("#found")


async def test_what_a_page_stored_never_reaches_the_next_tab(chromium_path: Path) -> None:
    """Cookies, localStorage, sessionStorage, IndexedDB and window.name are gone, although the browser
    context was kept."""
    with DemoServer(overrides={"/marks": MARKING}) as server:
        async with workshop(settings(chromium_path), Secrets(), server.url, [server.url]) as shop:
            first, found = await found_on(shop, server.url)
            seen, tabs = [found], [first]
            # Cleaning is not waited for: a tab or two may come from another context meanwhile.
            while len(tabs) == 1 or (tabs[-1].guard is not first.guard and len(tabs) < _TABS_MAX):
                tab, found = await found_on(shop, server.url)
                seen.append(found)
                tabs.append(tab)
    assert tabs[-1].guard is first.guard, "the context was not kept, so this test shows nothing"
    assert set(seen) == {"Found: nothing"}


async def test_a_session_is_replaced_after_so_many_pages(chromium_path: Path) -> None:
    """By limits.pages_per_session_max: what a browser does not give back goes with its context."""
    worn = load_settings(
        None,
        {},
        {"browser": {"executable": str(chromium_path)}, "limits": {"pages_per_session_max": 1}},
    )
    with DemoServer(overrides={"/marks": MARKING}) as server:
        async with workshop(worn, Secrets(), server.url, [server.url]) as shop:
            first, _ = await found_on(shop, server.url)
            second, _ = await found_on(shop, server.url)
    assert first.guard is not second.guard


async def test_the_cookie_banner_is_refused_once_and_stays_away(chromium_path: Path) -> None:
    """The session after consent seeds every tab, kept or new, and the note is made once."""
    with DemoServer() as server:
        async with workshop(settings(chromium_path), Secrets(), server.url, [server.url]) as shop:
            banners = []
            for _ in range(3):
                async with shop.cabin.tab(View()) as tab:
                    await tab.page.goto(server.url)
                    banners.append(await tab.page.get_by_text("Only necessary").is_visible())
            assert len(shop.cabin.notes) == 1
    assert banners == [False, False, False]


async def test_the_start_page_is_opened_once_for_the_session_and_its_first_visitor(
    chromium_path: Path,
) -> None:
    """Where no cookie banner was answered both would see the same."""
    view = View()
    with DemoServer(overrides={"/marks": MARKING}) as server:
        async with workshop(
            settings(chromium_path), Secrets(), f"{server.url}/marks", [f"{server.url}/marks"]
        ) as shop:
            reply = await shop.explorer.load(StateId(view=view, url=f"{server.url}/marks"))
            assert isinstance(reply, Arrived)
            assert "Found: nothing" in [passage.text for passage in reply.page.observation.passages]
            assert shop.cabin.loads == 1
            again = await shop.explorer.load(StateId(view=view, url=f"{server.url}/marks"))
            assert isinstance(again, Arrived)
            assert "Found: nothing" in [passage.text for passage in again.page.observation.passages]
            assert shop.cabin.loads == 2


async def test_an_audit_s_look_says_yes_to_cookies_and_nobody_else_does(chromium_path: Path) -> None:
    """What is shown after a yes alone is seen in that view; a refused banner is known as one."""
    shown: dict[str, bool] = {}
    with DemoServer(slow_s=0) as server:
        async with workshop(settings(chromium_path), Secrets(), server.url, [server.url]) as shop:
            for view in (View(), under(View(), AFTER_CONSENT), View()):
                async with shop.cabin.tab(view) as tab:
                    await tab.open(StateId(view=view, url=f"{server.url}/help/installation"))
                    film = await tab.page.is_visible("text=The film of the installation takes 12 minutes")
                assert shown.setdefault(view.condition, film) == film
            refused = shop.cabin.refused_in(View())
            accepted = shop.cabin.refused_in(under(View(), AFTER_CONSENT))
    assert shown == {"normal": False, "after_consent": True}
    assert (refused, accepted) == (True, False)
