"""Navigations that a click asked for, told instead of followed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from selfserve_check.journey.site_port import Refused

TARGETS_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """A document that the page asked for. ``new_tab`` when it was to open in another one."""

    url: str
    method: str
    new_tab: bool


def meant(navigations: Sequence[Navigation], target: str) -> Navigation | None:
    """Which of what one act asked for a visitor ends up with, or None where it asked for nothing.

    What the link says that it leads to; else where the page itself goes, since windows that come up beside it
    are closed; else the last.
    """
    named = [one for one in navigations if target and urldefrag(one.url).url == urldefrag(target).url]
    own = [one for one in navigations if not one.new_tab]
    return next((one for group in (named, own, navigations) for one in reversed(group)), None)


@dataclass(slots=True, eq=False)
class NavigationCapture:
    """What was asked for while a capture was active.

    ``targets`` lie on the hosts that were given, in the order they were asked for (a page that asks twice
    means the last); robots.txt is asked when they are opened. ``refused`` is the first that lies elsewhere.
    ``seen`` is set at the first of either, so that a caller can stop waiting for the page to settle.
    """

    targets: list[Navigation] = field(default_factory=list)
    refused: Refused | None = None
    seen: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, navigation: Navigation, refusal: Refused | None) -> None:
        """Note one navigation and whether it is refused."""
        if refusal is not None:
            self.refused = self.refused or refusal
        elif len(self.targets) < TARGETS_MAX:
            self.targets.append(navigation)
        self.seen.set()

    @property
    def wants_new_tab(self) -> bool:
        return any(target.new_tab for target in self.targets)
