"""Pages that are about to send their visitor on: by meta refresh, or because they say so."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import urldefrag, urljoin

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from selfserve_check.model.observation import Observation, Region

# A visitor who is told that a page is about to go elsewhere waits so long.
PATIENCE_S = 8.0
_LITTLE_TEXT = 400
_SAYS = re.compile(
    r"\bredirect(?:ed|ing)\b|\b(?:taking|sending|forwarding) you\b|\b(?:taken|sent|forwarded) (?:there|to)\b"
    r"|\bweitergeleitet\b|\bweiterleitung\b|\bredirig(?:é|ée|és|iendo|ido|ida)\b|\bredirection\b"
    r"|\breindirizza(?:to|ti|mento)\b|\bdoorgestuurd\b|\bredirecionad[oa]\b|\bprzekierow\w+",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
_METAS = """() => [...document.querySelectorAll('meta[http-equiv=refresh i]')].slice(0, 5)
  .map((meta) => (meta.content || '').slice(0, 2000))"""


async def moves_in_s(page: Page, seen: Observation) -> float:
    """For how many seconds it is worth waiting for ``page`` to go on by itself; 0 where nothing says so."""
    try:
        metas = await asyncio.wait_for(page.evaluate(_METAS), 2.0)
    except (TimeoutError, PlaywrightError):
        return 0.0  # it is going on already, or busy: whoever reads it next sees which
    refreshes = (refresh_in_s(str(meta), seen.url) for meta in metas)
    return max((*refreshes, PATIENCE_S if says_it_moves(seen) else 0.0))


def refresh_in_s(content: str, url: str) -> float:
    """In how many seconds a meta refresh of ``content`` leads away from ``url``, with a second to spare; 0
    where it does not, or takes longer than a visitor waits."""
    match = _REFRESH.match(content)
    if match is None:
        return 0.0
    delay = float(match[1])
    target = urldefrag(urljoin(url, match[2].strip())).url
    return delay + 1.0 if delay <= PATIENCE_S and target != urldefrag(url).url else 0.0


def says_it_moves(seen: Observation) -> bool:
    """Whether a page with little on it tells its visitors that they are being sent elsewhere."""
    content = [p.text for p in seen.passages if p.region in (Region.MAIN, Region.NONE, Region.DIALOG)]
    text = " ".join(content)
    return len(text) <= _LITTLE_TEXT and bool(_SAYS.search(text))
