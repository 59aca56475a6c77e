"""Marks that say something about the page: walls, loading, errors, banners, what cannot be read."""

from __future__ import annotations

import pytest
from observe_lab import ObserveLab

from selfserve_check.model.observation import Signals

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FULL = "<main><h1>Returns</h1><p>You can send it back within 30 days.</p></main>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (FULL, Signals()),
        (FULL + "<input type=password>", Signals(password_field=True)),
        (FULL + "<input type=password style='display:none'>", Signals()),
        (
            "<main><h1>Security check</h1><p>Verify you are human by completing the action below.</p></main>",
            Signals(captcha=True),
        ),
        (
            FULL
            + "<iframe src='about:blank#https://hcaptcha.example/hcaptcha' width=300 height=80></iframe>",
            Signals(captcha=True),
        ),
        ("<nav><a href='/a'>Home</a></nav><main></main>", Signals(main_empty=True)),
        ("<nav><p>A long text that stands in the navigation</p></nav>", Signals(main_empty=True)),
        ("<main><p>Loading…</p></main>", Signals(main_empty=True, loading=True)),
        (FULL + "<div class='spinner' style='width:40px;height:40px'></div>", Signals(loading=True)),
        (FULL + "<div class='spinner' style='width:40px;height:40px;display:none'></div>", Signals()),
        (FULL + "<progress></progress>", Signals(loading=True)),
        (FULL + "<progress value=3 max=10></progress>", Signals()),
        ("<main aria-busy=true><p>Still something to read here</p></main>", Signals(loading=True)),
        (FULL + "<p>Something went wrong. Please try again later.</p>", Signals(error_state=True)),
        (
            FULL + "<p>If something went wrong with your order, write to us and we send it again.</p>",
            Signals(),
        ),
        ("<main><div role=alert>The prices could not be shown</div></main>", Signals(error_state=True)),
        (
            FULL
            + "<div style='position:fixed;bottom:0;left:0;right:0;background:#fff'>"
            + "We use cookies. <button>Reject</button></div>",
            Signals(consent_banner=True),
        ),
        (
            FULL + "<div id='cookie-consent' style='height:90px'>We use cookies. <button>OK</button></div>",
            Signals(consent_banner=True),
        ),
        (FULL + "<footer><a href='/cookies'>Cookie policy</a> <button>Language</button></footer>", Signals()),
        (FULL + "<canvas width=1200 height=600></canvas>", Signals(unreadable=("canvas",))),
        (FULL + "<canvas width=20 height=20></canvas>", Signals()),
        (
            FULL + "<object type='application/pdf' width=600 height=400></object>",
            Signals(unreadable=("pdf embed",)),
        ),
    ],
)
async def test_signals(lab: ObserveLab, html: str, expected: Signals) -> None:
    """Each mark by itself, and its harmless double."""
    assert (await lab.see(html=html)).signals == expected


async def test_text_in_a_frame_fills_the_page(lab: ObserveLab) -> None:
    """A page whose content stands in a frame is not empty."""
    html = "<main><iframe srcdoc='<p>Enough text to read in here</p>' width=400 height=200></iframe></main>"
    assert not (await lab.see(html=html)).signals.main_empty


async def test_a_banner_in_a_floating_frame(lab: ObserveLab) -> None:
    """Consent tools often stand in a frame that floats above the page."""
    banner = "<p>This site uses cookies.</p><button>Accept</button><button>Reject</button>"
    html = FULL + f"<iframe style='position:fixed;bottom:0;left:0;height:200px' srcdoc='{banner}'></iframe>"
    assert (await lab.see(html=html)).signals.consent_banner
