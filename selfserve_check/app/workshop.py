"""Opens and closes what a run with a real browser works with."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from playwright.async_api import StorageState

from selfserve_check.app.mapping import context_options, launch_of, patience_of, policy_of
from selfserve_check.browser.cabin import Cabin
from selfserve_check.browser.explorer import BrowserExplorer
from selfserve_check.browser.guard import Guard
from selfserve_check.browser.http import Fetched, ReadClient
from selfserve_check.browser.launch import BrowserPool
from selfserve_check.browser.ledger import Ledger
from selfserve_check.browser.pace import Pace
from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.policy import context_options as guard_options
from selfserve_check.browser.proxy import ReadProxy
from selfserve_check.browser.replay import BrowserReplayer
from selfserve_check.browser.robots import BYTES_MAX, Robots
from selfserve_check.errors import UserError
from selfserve_check.model.action import View
from selfserve_check.settings import Secrets, Settings

_STATE_BYTES_MAX = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Everything with a life of its own; :func:`workshop` ends it."""

    pool: BrowserPool
    policy: ReadPolicy
    ledger: Ledger
    client: ReadClient
    cabin: Cabin
    explorer: BrowserExplorer
    replayer: BrowserReplayer


@asynccontextmanager
async def workshop(
    settings: Settings, secrets: Secrets, site: str, starts: Sequence[str]
) -> AsyncIterator[Workshop]:
    """Proxy, client, browser and tabs for one run over ``site``.

    Raises MissingToolError when there is no browser, UserError when the storage state cannot be read.
    """
    sign_in = _sign_in(settings.storage_state)
    policy = policy_of(settings, secrets, site, starts)
    ledger = Ledger()
    async with (
        ReadProxy(policy, ledger) as proxy,
        ReadClient(policy, proxy, timeout_s=settings.timeouts.page_s) as client,
        BrowserPool(launch_of(settings, proxy.url)) as pool,
    ):

        async def fetch_robots(url: str) -> Fetched:
            return await client.get(url, bytes_max=BYTES_MAX)

        robots = Robots(policy, fetch_robots)
        pace = Pace(settings.pace.per_host_s, time.monotonic, asyncio.sleep)

        def options(view: View) -> dict[str, Any]:
            agent = settings.browser.user_agent or pool.user_agent_for(view)
            return {**context_options(settings, view), **guard_options(policy, agent)}

        cabin = Cabin(
            pool=pool,
            new_guard=lambda: Guard(policy, ledger, robots, pace),
            options=options,
            patience=patience_of(settings),
            start=starts[0] if starts else site,
            places=asyncio.Semaphore(places_of(settings)),
            sign_in=sign_in,
        )
        explorer, replayer = BrowserExplorer(cabin=cabin), BrowserReplayer(cabin=cabin)
        try:
            yield Workshop(
                pool=pool,
                policy=policy,
                ledger=ledger,
                client=client,
                cabin=cabin,
                explorer=explorer,
                replayer=replayer,
            )
        finally:
            await replayer.close()
            await explorer.close()
            await cabin.close()


def places_of(settings: Settings) -> int:
    """How many pages are worked on at once: what the settings say, else one for each core."""
    return settings.run.workers or os.cpu_count() or 2


def _sign_in(path: Path | None) -> StorageState | None:
    if path is None:
        return None
    try:
        if path.stat().st_size > _STATE_BYTES_MAX:
            raise UserError(f"storage_state: {path} is larger than {_STATE_BYTES_MAX:,} bytes")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"storage_state: {path} cannot be read: {error}") from error
    if not isinstance(content, dict) or not {"cookies", "origins"} & set(content):
        raise UserError(f"storage_state: {path} is not what Playwright's storage_state() saves")
    return cast(StorageState, content)
