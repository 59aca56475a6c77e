"""Every browser that a run starts has the gate around it, whatever else its pages lack."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from canary import Canary, page

from selfserve_check.app.workshop import Workshop, workshop
from selfserve_check.browser.ledger import Layer
from selfserve_check.model.action import View
from selfserve_check.settings import Secrets, load_settings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]

_SEND = "([path, method]) => fetch(path, {method}).then(got => String(got.status), () => 'refused')"
_READ = "POST https://127.0.0.1:{port}/search"


async def sent(shop: Workshop, canary: Canary) -> list[str]:
    """What three requests came to in a page without a guard: the proxy sees no more than the host."""
    context = await shop.pool.new_context(View(), {"ignore_https_errors": True})
    try:
        tab = await context.new_page()
        await tab.goto(canary.url("/"))
        tries = (("/order", "POST"), ("/search", "POST"), ("/next", "GET"))
        return [await tab.evaluate(_SEND, list(one)) for one in tries]
    finally:
        await context.close()


async def test_the_first_browser_and_the_one_after_a_crash_let_only_reads_out(chromium_path: Path) -> None:
    """The read that the user allowed leaves; every stopped request is counted."""
    with Canary(tls=True) as canary:
        canary.pages |= {"/": page("start"), "/next": page("next"), "/search": page("found")}
        port = canary.url("").rpartition(":")[2].strip("/")
        values = {"browser": {"executable": str(chromium_path)}, "allow_reads": [_READ.format(port=port)]}
        settings = load_settings(None, {}, values)
        async with workshop(settings, Secrets(), canary.url(""), [canary.url("/")]) as shop:
            first = await sent(shop, canary)
            ended = asyncio.Event()
            context = await shop.pool.new_context(View())
            assert context.browser is not None
            context.browser.on("disconnected", lambda _: ended.set())
            await context.browser.close()
            await ended.wait()
            await shop.pool.restart()
            second = await sent(shop, canary)
        stopped = [(one.layer, one.method) for one in shop.ledger.stopped]
    assert first == second == ["refused", "200", "200"]
    assert [one.path for one in canary.log.items if one.method == "POST"] == ["/search", "/search"]
    assert stopped.count((Layer.BROWSER, "POST")) == 2
