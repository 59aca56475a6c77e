"""Closed shadow roots that the markup declares: only the browser's debugger can hand them over.

Those that a script attaches are noticed by ``observe_init.js``; those of ``shadowrootmode="closed"`` are made
by the parser. Asking for the whole tree is slow (0.7 s for 3,000 elements on a busy machine), so it is done
only where the markup says that there is one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response

from selfserve_check.browser.register import register_source

_TIMEOUT_S = 5.0
_DOCUMENTS_MAX = 12
_ROOTS_MAX = 200
_MARKUP_BYTES_MAX = 3_000_000
_DECLARED = re.compile(r"<template\b[^>]*\bshadowrootmode\s*=\s*[\"']?closed", re.IGNORECASE)


@dataclass(eq=False)  # no slots: Playwright keeps a note of its own on whoever listens
class ClosedRoots:
    """Listens to the documents of one page."""

    page: Page
    _new: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", self._on_response)

    async def remember(self) -> None:
        """Enter the closed roots that the newest documents declare into their registers.

        Never raises for what a page does; what does not answer in time stays closed.
        """
        documents, self._new = self._new, []
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_TIMEOUT_S):
                if any([await _declares(document) for document in documents]):
                    await _enter(self.page)

    def _on_response(self, response: Response) -> None:
        if response.request.resource_type == "document" and len(self._new) < _DOCUMENTS_MAX:
            self._new.append(response)


async def _declares(document: Response) -> bool:
    length = document.headers.get("content-length", "")
    if not document.ok or (length.isdecimal() and int(length) > _MARKUP_BYTES_MAX):
        return False
    try:
        return _DECLARED.search(await document.text()) is not None
    except (PlaywrightError, UnicodeDecodeError):
        return False  # gone meanwhile, or no text


async def _enter(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    try:
        tree = await session.send("DOM.getDocument", {"depth": -1, "pierce": True})
        for root in list(_closed_in(tree["root"]))[:_ROOTS_MAX]:
            with suppress(PlaywrightError):  # it left the page
                found = await session.send("DOM.resolveNode", {"backendNodeId": root})
                call = {"objectId": found["object"]["objectId"], "functionDeclaration": _ENTER}
                await session.send("Runtime.callFunctionOn", call)
    finally:
        with suppress(PlaywrightError):
            await session.detach()


def _closed_in(node: dict[str, Any]) -> Iterator[int]:
    """The closed shadow roots below ``node``, those of embedded documents too."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        for root in one.get("shadowRoots", ()):
            if root.get("shadowRootType") == "closed":
                yield root["backendNodeId"]
            waiting.append(root)
        waiting += one.get("children", ())
        if "contentDocument" in one:
            waiting.append(one["contentDocument"])


_ENTER = f"""function () {{
  {register_source()}
  if (register && !register.roots.has(this.host)) register.roots.set(this.host, this);
}}"""
