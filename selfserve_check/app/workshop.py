"""Opens and closes what a run with a real browser works with."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

from playwright.async_api import StorageState

from selfserve_check.app.mapping import context_options, launch_of, patience_of, policy_of
from selfserve_check.app.second_look import LookAfterConsent, after_consent
from selfserve_check.browser.addresses import Resolve, system_resolve
from selfserve_check.browser.admission import Admission
from selfserve_check.browser.bad_day import BadDay, condition_options
from selfserve_check.browser.cabin import Cabin
from selfserve_check.browser.explorer import BrowserExplorer
from selfserve_check.browser.gate import Gate
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
from selfserve_check.browser.session import PinnedCookie, pinned_cookie
from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import Site
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
    robots: Robots
    admission: Admission
    cabin: Cabin
    explorer: BrowserExplorer
    replayer: BrowserReplayer

    def look_after_consent(self, site: Site, view: View) -> LookAfterConsent | None:
        """Looks at pages of ``site`` after a yes to cookies; None where no banner was refused."""
        return after_consent(site, view, self.cabin.add_note) if self.cabin.refused_in(view) else None


@asynccontextmanager
async def workshop(
    settings: Settings,
    secrets: Secrets,
    site: str,
    starts: Sequence[str],
    resolve: Resolve = system_resolve,
) -> AsyncIterator[Workshop]:
    """Proxy, client, browser and tabs for one run over ``site``; ``resolve`` finds the addresses of names.

    Raises MissingToolError when there is no browser, UserError when the storage state cannot be read.
    """
    sign_in = sign_in_of(settings, secrets)
    policy = policy_of(settings, secrets, site, starts)
    ledger = Ledger()
    async with (
        ReadProxy(policy, ledger, resolve=resolve) as proxy,
        ReadClient(policy, proxy, timeout_s=settings.timeouts.page_s) as client,
        BrowserPool(launch_of(settings, proxy.url), Gate(policy, ledger).attach) as pool,
    ):

        async def fetch_robots(url: str) -> Fetched:
            return await client.get(url, bytes_max=BYTES_MAX)

        robots = Robots(policy, fetch_robots)
        pace = Pace(settings.pace.per_host_s, time.monotonic, asyncio.sleep)

        def options(view: View) -> dict[str, Any]:
            agent = settings.browser.user_agent or pool.user_agent_for(view)
            own = context_options(settings, view)
            return {**own, **guard_options(policy, agent), **condition_options(view)}

        cabin = Cabin(
            pool=pool,
            new_guard=lambda view: Guard(policy, ledger, robots, pace, BadDay(policy, view.condition)),
            options=options,
            patience=patience_of(settings),
            start=starts[0] if starts else site,
            places=asyncio.Semaphore(places_of(settings)),
            sign_in=sign_in,
            manner=settings.consent,
            pins=_pins(secrets),
            tabs_max=settings.limits.pages_per_session_max,
        )
        explorer, replayer = BrowserExplorer(cabin=cabin), BrowserReplayer(cabin=cabin)
        try:
            yield Workshop(
                pool=pool,
                policy=policy,
                ledger=ledger,
                client=client,
                robots=robots,
                admission=Admission(policy, robots, pace),
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


def _pins(secrets: Secrets) -> tuple[PinnedCookie, ...]:
    return tuple(
        pinned_cookie(pin.host, name, value) for pin in secrets.pins for name, value in pin.cookies.items()
    )


def sign_in_of(settings: Settings, secrets: Secrets) -> StorageState | None:
    """The session that the user gave, in a file or in a variable; None where there is none. Raises UserError
    when it cannot be read; the message never quotes it."""
    if settings.storage_state_env is not None:
        return _session(secrets.storage_state, f"storage_state_env: {settings.storage_state_env}")
    path = settings.storage_state
    if path is None:
        return None
    named = f"storage_state: {path}"
    try:
        if path.stat().st_size > _STATE_BYTES_MAX:
            raise UserError(f"{named} is larger than {_STATE_BYTES_MAX:,} bytes")
        return _session(path.read_text(encoding="utf-8"), named)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UserError(f"{named} cannot be read: {why}") from error


def _session(text: str, named: str) -> StorageState:
    try:
        content = json.loads(text)
    except ValueError:
        # No cause is kept: its text would quote the secret.
        raise UserError(f"{named} is not JSON; save it with Playwright's storage_state()") from None
    if not isinstance(content, dict) or not {"cookies", "origins"} & set(content):
        raise UserError(f"{named} is not what Playwright's storage_state() saves")
    return cast(StorageState, {"cookies": [], "origins": [], **content})
