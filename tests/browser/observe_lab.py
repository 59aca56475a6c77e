"""Short ways to ask what is seen on the hand-made pages of ``observe_pages``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Page

from selfserve_check.browser.observe import INIT_SCRIPT, ObserveLimits, observe
from selfserve_check.model.observation import Affordance, AffordanceKind, Observation, Passage

PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserveLab:
    """A browser and the address of the pages."""

    browser: Browser
    address: str

    @asynccontextmanager
    async def page(
        self, name: str = "", *, html: str = "", init: bool = True, **options: Any
    ) -> AsyncIterator[Page]:
        """The page ``name`` of ``observe_pages``, or ``html``, opened in a context of its own."""
        context = await self.browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        try:
            if init:
                await context.add_init_script(INIT_SCRIPT)
            page = await context.new_page()
            await page.goto(f"{self.address}/{name or 'blank.html'}")
            if html:
                await page.set_content(html)
            yield page
        finally:
            await context.close()

    async def see(
        self, name: str = "", *, html: str = "", limits: ObserveLimits | None = None, **options: Any
    ) -> Observation:
        """What is observed on a page."""
        async with self.page(name, html=html, **options) as page:
            return await look(page, limits)


async def look(page: Page, limits: ObserveLimits | None = None) -> Observation:
    """What is observed on an open page; the elements are let go."""
    snapshot = await observe(page, limits or ObserveLimits())
    await snapshot.release()
    return snapshot.observation


def texts(observation: Observation) -> list[str]:
    """The text of every passage, in order."""
    return [passage.text for passage in observation.passages]


def names(observation: Observation, *kinds: AffordanceKind) -> list[str]:
    """The names of the affordances of ``kinds`` (of all, when none is given), in order."""
    return [a.name for a in observation.affordances if not kinds or a.kind in kinds]


def affordance(observation: Observation, name: str, kind: AffordanceKind | None = None) -> Affordance:
    """The only affordance of that name (and kind)."""
    found = [a for a in observation.affordances if a.name == name and kind in (None, a.kind)]
    assert len(found) == 1, (name, [(a.kind, a.name) for a in observation.affordances])
    return found[0]


def passage(observation: Observation, start: str) -> Passage:
    """The only passage whose text starts with ``start``."""
    found = [p for p in observation.passages if p.text.startswith(start)]
    assert len(found) == 1, (start, texts(observation))
    return found[0]
