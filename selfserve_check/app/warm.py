"""Reads in what asking and reporting need while a browser starts and loads: it waits for other processes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass(slots=True)
class Warm:
    """Use around the start of a browser, and await ``to_ask`` before the first question of ``wordings``. What
    goes wrong here goes wrong again where it is needed, and is told there."""

    wordings: Sequence[str]
    _asking: asyncio.Task[None] | None = field(default=None, init=False)
    _reporting: asyncio.Task[None] | None = field(default=None, init=False)

    async def __aenter__(self) -> Self:
        self._asking = asyncio.ensure_future(asyncio.to_thread(_to_ask, self.wordings))
        return self

    async def to_ask(self) -> None:
        """Until everything that asking needs is there; then goes on with what reports need, beside it."""
        if self._asking is not None:
            with suppress(Exception):  # whoever needs it meets the same, with more to say about it
                await self._asking
        self._reporting = asyncio.ensure_future(asyncio.to_thread(_to_report))

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        begun = [one for one in (self._asking, self._reporting) if one is not None]
        await asyncio.gather(*begun, return_exceptions=True)


def _to_ask(wordings: Sequence[str]) -> None:
    """The code, the tables of words and the sentence model. Nobody else uses them yet."""
    from selfserve_check import runner  # noqa: F401 -- read in, not used
    from selfserve_check.app import auditor, diagnostician  # noqa: F401 -- as above
    from selfserve_check.app.senses import senses
    from selfserve_check.language.rarity import rarity
    from selfserve_check.language.synonyms import concepts

    _, meaning = senses()
    for wording in wordings[:1]:
        rarity(wording)
        concepts(wording)
        # The model is read in when a vector is not kept from an earlier run.
        meaning.closeness(wording, (wording,))


def _to_report() -> None:
    from selfserve_check.report import terminal, write  # noqa: F401 -- read in, not used
    from selfserve_check.report.html import compile_templates

    compile_templates()
