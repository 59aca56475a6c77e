"""The guard around a real page: documents, redirects, captured clicks, popups, secrets, allowed reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from canary import Canary, Received, Served, page, redirect
from guard_fixtures import ONLY_HERE, arrived, chromium, guarded, marker, policy_for
from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from selfserve_check.browser.bad_day import BadDay
from selfserve_check.browser.documents import DocumentArrived, DocumentFailed
from selfserve_check.browser.ledger import Layer
from selfserve_check.browser.pace import Pace
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.journey.site_port import Broken, CouldNotAsk, RefusalKind, Refused
from selfserve_check.model.condition import SEARCH_DOWN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chrome() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary({"/": page("<h1>start</h1>"), "/next": page("next")}) as running:
        yield running


@pytest.fixture
def other() -> Iterator[Canary]:
    with Canary({"/": page("elsewhere")}) as running:
        yield running


async def test_what_became_of_a_document(chrome: Browser, canary: Canary) -> None:
    """Status, redirects, kind and name of a file: enough to tell a page from what is none."""
    canary.pages |= {
        "/a": redirect("/b", 301),
        "/b": redirect("/"),
        "/paper": Served(
            body=b"%PDF-1.4",
            content_type="application/pdf",
            headers=(("content-disposition", 'attachment; filename="prices.pdf"'),),
        ),
    }
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        assert guard.document(tab) is None
        await tab.goto(canary.url("/a"))
        arrival = guard.document(tab)
        assert isinstance(arrival, DocumentArrived)
        assert (arrival.status, arrival.url, arrival.content_type) == (200, canary.url("/"), "text/html")
        assert [(hop.url, hop.status) for hop in arrival.hops] == [
            (canary.url("/a"), 301),
            (canary.url("/b"), 302),
        ]
        await tab.goto(canary.url("/gone"))
        gone = guard.document(tab)
        assert isinstance(gone, DocumentArrived) and gone.status == 404
        with pytest.raises(PlaywrightError):
            await tab.goto(canary.url("/paper"))
        paper = guard.document(tab)
        assert isinstance(paper, DocumentArrived)
        assert (paper.content_type, paper.disposition) == (
            "application/pdf",
            'attachment; filename="prices.pdf"',
        )
        assert guard.refusal_of(tab) is None


async def test_a_document_of_another_host_is_not_opened(
    chrome: Browser, canary: Canary, other: Canary
) -> None:
    """The page stays where it is, and the reply names the host to add."""
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        away = other.url("/x?token=abc", host="localhost")
        expected = Refused(
            kind=RefusalKind.OFF_HOST,
            detail=f"localhost:{other.port}",
            url=other.url("/x?token=***", host="localhost"),
        )
        assert await guard.may_open(away) == expected
        with pytest.raises(PlaywrightError):
            await tab.goto(away)
        assert guard.refusal_of(tab) == expected
        assert await tab.inner_text("h1") == "start"
        assert setting.ledger.stopped[-1].why == "off_host"
    assert other.received == ()


@pytest.mark.parametrize("tls", [False, True])
async def test_a_redirect_to_another_host_is_stopped_before_it_is_asked(chrome: Browser, tls: bool) -> None:
    """Playwright's route does not see the hop; the watch does, over HTTPS too."""
    with Canary({"/": page("elsewhere")}, tls=tls) as other, Canary(tls=tls) as canary:
        canary.pages |= {"/a": redirect("/b"), "/b": redirect(other.url("/", host="localhost"))}
        async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
            with pytest.raises(PlaywrightError):
                await tab.goto(canary.url("/a"))
            refusal = guard.refusal_of(tab)
            assert isinstance(refusal, Refused)
            assert (refusal.kind, refusal.detail) == (RefusalKind.OFF_HOST, f"localhost:{other.port}")
        assert other.received == ()
        assert canary.paths() == ("/a", "/b")


async def test_a_page_that_is_asked_for_at_once_is_watched_too(
    chrome: Browser, canary: Canary, other: Canary
) -> None:
    """``may_open`` waits until the pages of the context are watched, also those made without the guard."""
    canary.pages["/a"] = redirect(other.url("/", host="localhost"))
    async with guarded(chrome, policy_for(canary)) as setting, setting.context() as (context, guard):
        tab = await context.new_page()
        assert await guard.may_open(canary.url("/a")) is None
        with pytest.raises(PlaywrightError):
            await tab.goto(canary.url("/a"))
        assert isinstance(guard.refusal_of(tab), Refused)
    assert other.received == ()


async def test_robots_txt_governs_documents_and_not_resources(chrome: Browser, canary: Canary) -> None:
    """A closed page is refused, straight and at a redirect hop; a picture from there may load."""
    canary.pages |= {
        "/robots.txt": Served(body="User-agent: *\nDisallow: /closed", content_type="text/plain"),
        "/": page("<img src=/closed/logo.png><iframe src=/closed/frame></iframe>"),
        "/hop": redirect("/closed/page"),
    }
    policy = policy_for(canary, robots_owner=frozenset())
    async with guarded(chrome, policy) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        await arrived(canary, "/closed/logo.png")
        await arrived(canary, "/closed/frame")
        for path in ("/closed/page", "/hop"):
            with pytest.raises(PlaywrightError):
                await tab.goto(canary.url(path))
            refusal = guard.refusal_of(tab)
            assert isinstance(refusal, Refused) and refusal.kind is RefusalKind.ROBOTS
    assert canary.paths().count("/robots.txt") == 1
    assert "/closed/page" not in canary.paths()
    agents = {item.headers["user-agent"] for item in canary.received if item.path == "/robots.txt"}
    assert all("selfserve-check/" in agent for agent in agents)


async def test_redirects_end(chrome: Browser, canary: Canary) -> None:
    """A loop is the site's own fault."""
    canary.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(9)}
    async with (
        guarded(chrome, policy_for(canary, redirects_max=4)) as setting,
        setting.page() as (tab, guard),
    ):
        with pytest.raises(PlaywrightError):
            await tab.goto(canary.url("/0"))
        assert isinstance(guard.refusal_of(tab), Broken)
    assert canary.paths() == ("/0", "/1", "/2", "/3", "/4")


async def test_private_addresses_are_out_of_reach(chrome: Browser, canary: Canary, other: Canary) -> None:
    """By name, by redirect, in a frame, by fetch: nothing arrives, and the reply says what to do."""
    inner = other.url("/", host="inner.example")
    canary.pages |= {
        "/": page(
            f"<iframe src='{inner}'></iframe>"
            f"<script>fetch('{inner}?a').catch(() => window.tried = 1)</script>"
        ),
        "/hop": redirect(inner),
    }

    async def resolve(_host: str, _port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    policy = policy_for(
        canary, hosts=frozenset({"inner.example"}), robots_owner=frozenset({"127.0.0.1", "inner.example"})
    )
    async with guarded(chrome, policy, resolve=resolve) as setting, setting.page() as (tab, guard):
        mark = guard.mark()
        await tab.goto(canary.url("/"))
        await tab.wait_for_function("window.tried")
        stopped = guard.since(mark)
        assert {blocked.why for blocked in stopped} == {"inner.example leads to a loopback address"}
        assert {blocked.allow_private for blocked in stopped} == {f"inner.example:{other.port}"}
        assert {blocked.frame for blocked in stopped} == {True, False}
        for url in (inner, canary.url("/hop")):
            await tab.goto(url)
            reply = guard.refusal_of(tab)
            assert isinstance(reply, CouldNotAsk) and reply.cause.kind == "private_address"
    assert other.received == ()


async def test_a_site_that_is_down_is_told_apart(chrome: Browser) -> None:
    """A closed port and an unknown name, over both schemes: our trouble, with its kind."""
    with Canary() as gone:
        closed = gone.url("/")
    policy = ReadPolicy(
        site=closed,
        hosts=frozenset({"nowhere.example"}),
        robots_owner=frozenset({"127.0.0.1", "nowhere.example"}),
    )
    async with guarded(chrome, policy) as setting, setting.page() as (tab, guard):
        kinds = []
        for url in (closed, "http://nowhere.example/", "https://nowhere.example/"):
            try:
                await tab.goto(url)
            except PlaywrightError:
                assert isinstance(guard.document(tab), DocumentFailed)
            reply = guard.refusal_of(tab)
            assert isinstance(reply, CouldNotAsk)
            kinds.append(reply.cause.kind)
    assert kinds == ["network", "dns", "dns"]


LINKS = """
<h1>start</h1>
<a id=same href=/next>same</a> <a id=tab href=/next target=_blank>tab</a>
<a id=noopener href=/next target=_blank rel=noopener>tab</a>
<a id=hash href=#here>hash</a> <a id=script href=# onclick="location = '/next'; return false">script</a>
<a id=open href=# onclick="window.open('/next'); return false">open</a>
<a id=late href=# onclick="const w = window.open('about:blank'); w.location = '/next'; return false">late</a>
<a id=push href=# onclick="history.pushState(null, '', '/pushed'); return false">push</a>
<a id=away href=//localhost:1/x>away</a>
<form action=/find><input name=q value=tiles><button id=find>find</button></form>
<form action=/order method=post><button id=order>order</button></form>
"""


@pytest.mark.parametrize(
    ("link", "targets"),
    [
        ("same", [("/next", False)]),
        ("tab", [("/next", True)]),
        ("noopener", [("/next", True)]),
        ("script", [("/next", False)]),
        ("open", [("/next", True)]),
        ("late", [("/next", True)]),
        ("find", [("/find?q=tiles", False)]),
        ("hash", []),
        ("push", []),
        ("order", []),
    ],
)
async def test_a_captured_click_tells_where_it_would_lead(
    chrome: Browser, canary: Canary, link: str, targets: list[tuple[str, bool]]
) -> None:
    """Nothing is loaded, the page stays as it is, and no tab stays open."""
    canary.pages["/"] = page(LINKS)
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        mark = guard.mark()
        with guard.capture(tab) as held:
            await tab.click(f"#{link}")
            if targets:
                await asyncio.wait_for(held.seen.wait(), 20)
            await marker(tab, canary, "/marker")
        assert [(target.url, target.new_tab) for target in held.targets] == [
            (canary.url(path), new_tab) for path, new_tab in targets
        ]
        assert held.refused is None
        assert await tab.inner_text("h1") == "start"
        while len(tab.context.pages) > 1:
            await tab.context.pages[-1].wait_for_event("close", timeout=20_000)
        blocked = [(item.method, item.url) for item in guard.since(mark)]
        assert blocked == ([("POST", canary.url("/order"))] if link == "order" else [])
        await tab.goto(canary.url("/next"))  # the guard follows again
    assert canary.paths() == ("/", "/marker", "/next")


async def test_a_captured_click_that_leads_elsewhere_is_refused(chrome: Browser, canary: Canary) -> None:
    """The reply names the host to add."""
    canary.pages["/"] = page(LINKS)
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        with guard.capture(tab) as held:
            await tab.click("#away")
            await asyncio.wait_for(held.seen.wait(), 20)
        assert held.targets == []
        assert held.refused is not None
        assert (held.refused.kind, held.refused.detail) == (RefusalKind.OFF_HOST, "localhost:1")


@pytest.mark.parametrize("link", ["tab", "noopener", "open", "late"])
async def test_a_tab_loads_nothing(chrome: Browser, canary: Canary, link: str) -> None:
    """Nothing would be in place in time: neither its redirects nor its workers are watched yet."""
    canary.pages["/"] = page(LINKS)
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        await tab.click(f"#{link}")
        await marker(tab, canary, "/marker")
        while len(tab.context.pages) > 1:
            await tab.context.pages[-1].wait_for_event("close", timeout=20_000)
        await tab.goto(canary.url("/next"))
    assert canary.paths() == ("/", "/marker", "/next")
    assert [stopped.why for stopped in setting.ledger.stopped] == ["a tab that the page opened by itself"]


async def test_what_a_tab_asks_for_is_told_while_the_page_goes_on(chrome: Browser, canary: Canary) -> None:
    """With ``tabs_only``, for whoever goes there next."""
    canary.pages["/"] = page(LINKS)
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        with guard.capture(tab, tabs_only=True) as held:
            await tab.click("#noopener")
            await asyncio.wait_for(held.seen.wait(), 20)
            await tab.click("#same")
            await tab.wait_for_url("**/next")
        assert [(target.url, target.new_tab) for target in held.targets] == [(canary.url("/next"), True)]
    assert canary.paths() == ("/", "/next")


async def test_a_storm_of_popups_ends(chrome: Browser, canary: Canary) -> None:
    """No more than the policy allows, from one document or from many frames."""
    storm = "for (let n = 0; n < 20; n++) window.open('/next?' + n)"
    canary.pages |= {
        "/": page(f"<script>window.frames_left = 4; {storm}</script>" + "<iframe src=/frame></iframe>" * 4),
        "/frame": page(f"<script>{storm}; parent.frames_left -= 1</script>"),
    }
    async with guarded(chrome, policy_for(canary, popups_max=2)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        await tab.wait_for_function("frames_left === 0")
        async with asyncio.timeout(20):
            while len(tab.context.pages) > 3:
                await tab.context.pages[-1].wait_for_event("close")
        assert len([path for path in canary.paths() if path.startswith("/next")]) <= 10


@pytest.mark.parametrize(
    ("cap", "held", "loaded"),
    [
        ({"frames_deep_max": 2}, "limits.frames_deep_max", ["/", "/a", "/b"]),
        ({"frames_loaded_max": 1}, "limits.frames_loaded_max", ["/", "/a"]),
    ],
)
async def test_frames_beyond_a_cap_are_not_loaded_and_the_cap_is_named(
    chrome: Browser, canary: Canary, cap: dict[str, object], held: str, loaded: list[str]
) -> None:
    """Within each other, or how many there are in all."""
    canary.pages |= {
        "/": page("<iframe src=/a></iframe>"),
        "/a": page("<iframe src=/b></iframe>"),
        "/b": page("<iframe src=/c></iframe>"),
    }
    async with guarded(chrome, policy_for(canary, **cap)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        await marker(tab, canary, "/marker")
        assert list(canary.paths()) == [*loaded, "/marker"]
        assert [one.setting for one in setting.ledger.met] == [held]


async def test_dialogs_and_print_hold_nobody_up(chrome: Browser, canary: Canary) -> None:
    """Each is closed at once; "leave this page?" lets us leave."""
    canary.pages["/"] = page(
        "<button>b</button><script>alert(1); window.said = [confirm(2), prompt(3)]; print();"
        "onbeforeunload = event => { event.preventDefault(); event.returnValue = 'stay' }</script>"
    )
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        assert await tab.evaluate("said") == [False, None]
        await tab.click("button")
        await tab.goto(canary.url("/next"))
        assert tab.url == canary.url("/next")


async def test_downloads_are_refused(chrome: Browser, canary: Canary) -> None:
    """The page stays, and nothing is kept."""
    canary.pages |= {
        "/": page("<h1>start</h1><a href=/file.zip download>file</a>"),
        "/file.zip": Served(body=b"PK" * 1000, content_type="application/zip"),
    }
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        async with tab.expect_download() as download:
            await tab.click("text=file")
        assert await (await download.value).failure()
        assert await tab.inner_text("h1") == "start"


SEARCH = """
<button onclick="fetch('/search?q=1', {method: 'POST', body: '{}'})
  .then(answer => answer.text()).then(text => out.textContent = text)
  .catch(() => out.textContent = 'failed')">fetch</button>
<button id=xhr onclick="const x = new XMLHttpRequest(); x.open('POST', '/search');
  x.onerror = () => out.textContent = 'failed'; x.onload = () => out.textContent = x.responseText;
  x.send('{}')">xhr</button><p id=out></p>
"""


@pytest.mark.parametrize("button", ["text=fetch", "#xhr"])
async def test_a_stopped_request_names_the_line_that_would_allow_it(
    chrome: Browser, canary: Canary, button: str
) -> None:
    """The page sees a network failure; with that very line the request arrives."""
    canary.pages |= {"/": page(SEARCH), "/search": Served(body="found it", content_type="text/plain")}
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        mark = guard.mark()
        await tab.click(button)
        await tab.wait_for_function("out.textContent === 'failed'")
        (blocked,) = guard.since(mark)
        assert (blocked.method, blocked.why) == ("POST", "POST is not a read")
        assert guard.since(guard.mark()) == ()
    assert list(canary.leaks) == []
    policy = policy_for(canary, allow_reads=(blocked.allow_reads,))
    async with guarded(chrome, policy) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        await tab.click(button)
        await tab.wait_for_function("out.textContent === 'found it'")
        assert guard.since(0) == ()
    (leak,) = canary.leaks
    assert leak.split("?")[0] == "POST /search"


async def test_beacons_and_trackers_are_only_counted(chrome: Browser, canary: Canary) -> None:
    """No answer hangs on them, and a tracker is not even resolved."""
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    canary.pages["/"] = page(
        "<script>navigator.sendBeacon('/x', 'a'); fetch('/api/telemetry', {method: 'POST'}).catch(() => {});"
        "</script><script src=http://www.google-analytics.com/analytics.js></script>"
    )
    async with (
        guarded(chrome, policy_for(canary), resolve=resolve) as setting,
        setting.page() as (tab, guard),
    ):
        await tab.goto(canary.url("/"))
        await marker(tab, canary, "/marker")
        assert guard.since(0) == ()
        assert guard.mark() == 3
        layers = sorted(
            stopped.layer for stopped in setting.ledger.stopped if stopped.layer is not Layer.PROXY
        )
        assert layers == [Layer.PAGE, Layer.PAGE, Layer.ROUTE]
    assert "www.google-analytics.com" not in asked


@pytest.mark.parametrize("tls", [False, True])
async def test_headers_and_logins_stay_with_their_host(chrome: Browser, tls: bool) -> None:
    """Sent with documents, frames and resources of that host, after a redirect back too; never to another."""
    with Canary({"/": page("other"), "/back": redirect("/")}, tls=tls) as other, Canary(tls=tls) as canary:
        away = other.url("/", host="localhost")
        canary.pages |= {
            "/": page(
                f"<img src=/i.png><img src=/out.png><img src='{away}j.png'><iframe src='{away}'></iframe>"
            ),
            "/hop": redirect("/"),
            "/out": redirect(away),
            "/out.png": redirect(f"{away}moved.png"),
        }
        policy = policy_for(
            canary,
            hosts=frozenset({"localhost"}),
            allow_private=frozenset({"localhost"}),
            headers=(("127.0.0.1", "X-Pass", "hush"),),
            basic_auth=(("127.0.0.1", "ann", "geheim"),),
        )
        async with guarded(chrome, policy) as setting, setting.page() as (tab, _):
            await tab.goto(canary.url("/hop"))
            for path in ("/moved.png", "/j.png", "/"):
                await arrived(other, path)
            await tab.goto(canary.url("/out"))
            assert tab.url == away
        assert {_secrets(item) for item in canary.received} == {("hush", "Basic YW5uOmdlaGVpbQ==")}
        assert {_secrets(item) for item in other.received} == {(None, None)}
        assert {"/", "/hop", "/i.png", "/out.png", "/out"} <= set(canary.paths())


def _secrets(item: Received) -> tuple[str | None, str | None]:
    return item.headers.get("x-pass"), item.headers.get("authorization")


async def test_it_names_itself(chrome: Browser, canary: Canary) -> None:
    """In every request, after the browser's own name."""
    canary.pages["/"] = page("<img src=/i.png>")
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        await arrived(canary, "/i.png")
    agents = {item.headers["user-agent"] for item in canary.received}
    assert agents == {f"Test {setting.policy.product_token}"}


async def test_documents_keep_the_pace_and_resources_do_not(chrome: Browser, canary: Canary) -> None:
    """One turn for each document, taken once, whether it was asked for beforehand or not."""
    canary.pages["/"] = page("<img src=/i.png><iframe src=/next></iframe>")
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    host = "shop.canary.example"
    policy = policy_for(canary, hosts=frozenset({host}), allow_private=frozenset({host}))
    policy_owner = ReadPolicy(
        site=policy.site,
        hosts=policy.hosts,
        allow_private=policy.allow_private,
        robots_owner=frozenset({host}),
    )
    async with (
        guarded(chrome, policy_owner, pace=Pace(2.0, lambda: 0.0, sleep)) as setting,
        setting.page() as (tab, guard),
    ):
        assert await guard.may_open(canary.url("/", host)) is None
        await tab.goto(canary.url("/", host))
        assert waits == []
        await tab.goto(canary.url("/next", host))
        assert waits == [2.0]


SPECULATION = """
<script type=speculationrules>
{"prefetch": [{"source": "list", "urls": ["/guess"], "eagerness": "immediate"}]}
</script>
<link rel=prerender href=/older-guess><a href=/guess>guess</a>
"""


async def test_speculative_loads_do_not_start(chrome: Browser, canary: Canary) -> None:
    """What nobody clicked is not fetched; without our arguments it is."""
    canary.pages |= {"/": page(SPECULATION), "/guess": page("guess")}
    async with chromium([ONLY_HERE]) as plain, await plain.new_context() as context:
        tab = await context.new_page()
        await tab.goto(canary.url("/"))
        await arrived(canary, "/guess")
    before = len(canary.received)
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, _):
        await tab.goto(canary.url("/"))
        await marker(tab, canary, "/marker")
    assert [item.path for item in canary.received[before:]] == ["/", "/marker"]


FLAKY_PARTS = """
<iframe src=/prices></iframe><script src=/list.js></script><script src=/gone.js></script>
<img src=/picture.png><script>fetch('/api/telemetry').catch(() => {})</script>
"""


async def test_parts_that_the_site_fails_to_bring_are_kept_with_their_fault(
    chrome: Browser, canary: Canary
) -> None:
    """A frame or a script that a passing fault took away, not a picture, nor what counts visitors, nor what is
    gone for good."""
    canary.pages |= {
        "/": page(FLAKY_PARTS),
        "/prices": Served(status=503),
        "/list.js": Served(status=429),
        "/picture.png": Served(status=503),
        "/api/telemetry": Served(status=503),
    }
    async with guarded(chrome, policy_for(canary)) as setting, setting.page() as (tab, guard):
        await tab.goto(canary.url("/"))
        await marker(tab, canary, "/marker")
        assert {(one.url, one.fault, one.frame) for one in guard.since(0)} == {
            (canary.url("/prices"), "server_error", True),
            (canary.url("/list.js"), "rate_limited", False),
        }


async def test_on_a_day_without_search_only_the_searches_errors_are_ours(
    chrome: Browser, canary: Canary
) -> None:
    """What the site fails to bring of the page itself is its fault on that day, too."""
    canary.pages |= {
        "/": page("<script src=/list.js></script><p id=out></p>"),
        "/list.js": Served(status=503),
    }
    policy = policy_for(canary)
    day = BadDay(policy, SEARCH_DOWN)
    async with guarded(chrome, policy) as setting, setting.context(day=day) as (_, guard):
        tab = await guard.new_page()
        await tab.goto(canary.url("/"))
        with day.searching():
            await tab.evaluate("fetch('/search?q=tiles').then(answer => out.textContent = answer.status)")
        assert await tab.text_content("#out") == "503"
        await marker(tab, canary, "/marker")
        assert [one.url for one in guard.since(0)] == [canary.url("/list.js")]
    assert "/search?q=tiles" not in canary.paths()
