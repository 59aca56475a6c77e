"""Pages seen once more, for an audit, as those see them who say yes to cookies."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from selfserve_check.journey.site_port import Site
from selfserve_check.model.action import View
from selfserve_check.model.condition import AFTER_CONSENT, under
from selfserve_check.model.said import say_n

LookAfterConsent = Callable[[Sequence[str]], Coroutine[Any, Any, None]]
"""Looks at the pages of these addresses."""


def after_consent(site: Site, view: View, note: Callable[[str], None]) -> LookAfterConsent:
    """Looks at pages of ``site`` as ``view`` shows them to whoever says yes to cookies, and has that noted;
    what does not come is left out."""

    async def look(pages: Sequence[str]) -> None:
        for page in pages:
            await site.open(under(view, AFTER_CONSENT), page)
        if pages:
            note(
                say_n(
                    "{count} page was opened once more with cookies accepted, to see what only a yes shows "
                    "(audits.only_some).",
                    "{count} pages were opened once more with cookies accepted, to see what only a yes shows "
                    "(audits.only_some).",
                    len(pages),
                )
            )

    return look
