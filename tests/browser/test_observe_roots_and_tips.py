"""Closed shadow roots, tips, and lists that keep most of themselves out of the page."""

from __future__ import annotations

import pytest
from observe_lab import ObserveLab, names, texts

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CLOSED = """<main><h1>Help</h1><x-help></x-help></main><script>
customElements.define('x-help', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: 'closed'}).innerHTML = '<p>Thirty days.</p><a href="/more">More</a>';
  }
});</script>"""


async def test_a_closed_shadow_root_is_read(lab: ObserveLab) -> None:
    """Its texts and links are those of the page; the page itself is still refused the root."""
    async with lab.page(html=CLOSED) as page:
        assert await page.evaluate("document.querySelector('x-help').shadowRoot") is None
    seen = await lab.see(html=CLOSED)
    assert texts(seen) == ["Help", "Thirty days.", "More"]
    assert names(seen) == ["More"]
    assert " >>> " in seen.passages[1].locator


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ('<p>Free <span style="cursor:help" title="From 50 euros on">returns</span></p>', True),
        ('<p>Free returns <span title="From 50 euros on">ⓘ</span></p>', True),
        ('<p title="From 50 euros on">Free returns</p>', False),
        ('<a href="/r" title="From 50 euros on">?</a>', False),
        ('<span style="cursor:help;display:none" title="From 50 euros on">?</span>', False),
    ],
)
async def test_a_tip_is_read_where_a_sign_asks_to_point_at_it(lab: ObserveLab, html: str, read: bool) -> None:
    """Nobody points at ordinary text to see whether it has a title."""
    assert ("From 50 euros on" in texts(await lab.see(html=html))) is read


@pytest.mark.parametrize(("shown", "partly"), [(12, True), (100, False)])
async def test_a_list_that_is_mostly_bare_is_named(lab: ObserveLab, shown: int, partly: bool) -> None:
    """A box that scrolls over a height that nothing fills."""
    rows = "".join(f'<p style="height:20px;margin:0">Row {row}</p>' for row in range(shown))
    html = f'<div style="height:200px;overflow:auto"><div style="height:2000px">{rows}</div></div>'
    seen = await lab.see(html=html)
    assert ("virtual list" in seen.signals.unreadable) is partly
