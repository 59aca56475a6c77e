"""What a page says of itself to machines: read beside what is visible, and never mixed with it."""

from __future__ import annotations

import json

import pytest
from observe_lab import ObserveLab, texts

from selfserve_check.model.claims import Claim

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

DATA = json.dumps({"@type": "Store", "telephone": "+44 20 7946 0123"})
PAGE = "<main><h1>Contact</h1><p>Call us.</p></main>"


async def test_structured_data_is_read_and_stays_invisible(lab: ObserveLab) -> None:
    """Broken scripts and those of frames claim nothing; one that is too long is left out whole."""
    long = json.dumps({"telephone": "+44 20 7946 0199", "x": "y" * 70_000})
    html = (
        f"{PAGE}<script type='application/ld+json'>{{</script>"
        f"<script type='application/LD+JSON'>{DATA}</script>"
        f"<script type='application/ld+json'>{long}</script>"
        f'<iframe width=300 height=200 srcdoc="<p>Framed</p>'
        "<script type='application/ld+json'>{&quot;telephone&quot;:&quot;+44 20 7946 0177&quot;}</script>\"></iframe>"
    )
    seen = await lab.see(html=html)
    assert seen.claims == (Claim(kind="telephone", says="+44 20 7946 0123"),)
    assert texts(seen) == ["Contact", "Call us.", "Framed"]


async def test_a_page_without_structured_data_claims_nothing(lab: ObserveLab) -> None:
    """Most pages."""
    assert (await lab.see(html=PAGE)).claims == ()
