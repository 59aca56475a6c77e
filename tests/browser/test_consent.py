"""Cookie banners in a real browser: refused before closed before accepted, and never more than that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route

from selfserve_check.browser.consent import Dismissed, How, Means, NoBanner, Stuck, dismiss_consent
from selfserve_check.browser.launch import BrowserPool, LaunchOptions
from selfserve_check.model.action import View

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SITE = "http://shop.test/"
STYLE = """<style>
  .bar { position: fixed; left: 0; right: 0; bottom: 0; background: #eee; padding: 20px }
  .box { position: fixed; left: 20%; top: 20%; width: 60%; height: 60%; background: white; border: 1px solid }
</style>"""
MAIN = "<main><h1>Ceiling tiles</h1><p>Thirty days to return.</p><button>Accept the offer</button></main>"
GO = "onclick=\"clicked.push(this.textContent.trim()); this.closest('[data-banner]').remove()\""
START = "<script>var clicked = []</script>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool(chromium_path: Path) -> AsyncIterator[BrowserPool]:
    async with BrowserPool(LaunchOptions(executable=chromium_path)) as started:
        yield started


@asynccontextmanager
async def opened(
    pool: BrowserPool, body: str, *, frame: str = "", device: str = "desktop"
) -> AsyncIterator[Page]:
    """A page that shows ``body``; an iframe of http://cmp.test/ shows ``frame``. No real request is made."""
    pages = {
        SITE: f"<!doctype html>{STYLE}{START}{body}",
        "http://cmp.test/": f"<!doctype html>{START}{frame}",
    }

    async def answer(route: Route) -> None:
        await route.fulfill(body=pages.get(route.request.url, ""), content_type="text/html; charset=utf-8")

    context = await pool.new_context(View(device=device))
    try:
        await context.route("**/*", answer)
        page = await context.new_page()
        await page.goto(SITE)
        yield page
    finally:
        await context.close()


def bar(inner: str, attributes: str = "") -> str:
    return f'<div class="bar" data-banner {attributes}>{inner}</div>'


async def clicks(page: Page) -> list[str]:
    return [str(label) for frame in page.frames for label in await frame.evaluate("clicked")]


async def test_refusing_comes_before_accepting(pool: BrowserPool) -> None:
    """A plain bar with both buttons is refused by one real click, and is gone."""
    banner = bar(
        f"""<p>We use cookies to make this shop better.</p><a href="/cookies">Cookie policy</a>
        <button {GO}>Accept all</button> <button {GO}>Only necessary</button>""",
        'id="cookie-bar"',
    )
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page) == Dismissed(how=How.REFUSED, label="Only necessary")
        assert await clicks(page) == ["Only necessary"]
        assert await dismiss_consent(page) == NoBanner()


@pytest.mark.parametrize(
    ("text", "accept", "refuse"),
    [
        ("Wir verwenden Cookies auf dieser Seite.", "Alle akzeptieren", "Alle ablehnen"),
        ("Nous utilisons des cookies sur ce site.", "Tout accepter", "Continuer sans accepter"),
        ("Utilizamos cookies en este sitio.", "Aceptar todas", "Rechazar todas"),
        ("Questo sito usa i cookie.", "Accetta tutti", "Rifiuta tutti"),
        ("Wij gebruiken cookies op deze site.", "Alles accepteren", "Alleen noodzakelijke cookies"),
        ("Utilizamos cookies neste site.", "Aceitar todos", "Rejeitar todos"),
        ("Ta strona używa plików cookie.", "Akceptuję wszystkie", "Tylko niezbędne"),
        ("Vi använder kakor på webbplatsen.", "Godkänn alla", "Endast nödvändiga"),
        ("Vi bruger cookies på siden.", "Accepter alle", "Kun nødvendige"),
    ],
)
async def test_refuses_in_each_language(pool: BrowserPool, text: str, accept: str, refuse: str) -> None:
    """Nine more languages, with no mark in class or id to help."""
    banner = bar(f"<p>{text}</p><button {GO}>{accept}</button><button {GO}>{refuse}</button>")
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page) == Dismissed(how=How.REFUSED, label=refuse)


async def test_closes_where_it_cannot_refuse(pool: BrowserPool) -> None:
    """Without a way to refuse, the close button is taken rather than the accept button."""
    banner = f"""<section class="bar" data-banner role="dialog" aria-label="Cookie notice">
      <p>This site uses cookies.</p>
      <button {GO} aria-label="Close">×</button><button {GO}>Accept</button></section>"""
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page) == Dismissed(how=How.CLOSED, label="Close")


async def test_accepts_only_as_the_last_way(pool: BrowserPool) -> None:
    """A banner with nothing but "OK" and settings that do nothing is accepted, and says so."""
    banner = bar(
        f"""<p>By using this site you agree to cookies.</p>
        <button onclick="clicked.push('settings')">Cookie settings</button><button {GO}>OK</button>"""
    )
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page, means=Means(gone_s=0.2)) == Dismissed(
            how=How.ACCEPTED, label="OK", tried=("Cookie settings",)
        )
        assert await clicks(page) == ["settings", "OK"]


async def test_a_banner_in_an_iframe_of_another_origin(pool: BrowserPool) -> None:
    """Consent platforms often live in an iframe; its box goes when the page removes the iframe."""
    holder = bar('<iframe src="http://cmp.test/" width="600" height="240"></iframe>', 'style="height: 260px"')
    holder += (
        """<script>addEventListener('message', () => document.querySelector('.bar').remove())</script>"""
    )
    inner = """<p>We and our partners store cookies on your device.</p>
      <button onclick="parent.postMessage('accept', '*')">I agree</button>
      <button onclick="parent.postMessage('reject', '*')">Reject all</button>"""
    async with opened(pool, MAIN + holder, frame=inner) as page:
        assert await dismiss_consent(page) == Dismissed(how=How.REFUSED, label="Reject all")
        assert len(page.frames) == 1


async def test_a_banner_in_open_shadow_roots(pool: BrowserPool) -> None:
    """The box, its text and its buttons may each lie in another open shadow root."""
    script = """<consent-root></consent-root><script>
      customElements.define('consent-button', class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({mode: 'open'}).innerHTML = `<button>${this.getAttribute('text')}</button>`;
          this.shadowRoot.firstChild.onclick = () => {
            clicked.push(this.getAttribute('text')); document.querySelector('consent-root').remove(); };
        }});
      customElements.define('consent-root', class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({mode: 'open'}).innerHTML = `
            <div style="position: fixed; bottom: 0; left: 0; width: 100%; height: 150px">
            <p>Cookies help us to serve you.</p><consent-button text="Accept"></consent-button>
            <consent-button text="Decline"></consent-button></div>`; }});
    </script>"""
    async with opened(pool, MAIN + script) as page:
        assert await dismiss_consent(page) == Dismissed(how=How.REFUSED, label="Decline")
        assert await clicks(page) == ["Decline"]


async def test_a_newsletter_is_not_consent(pool: BrowserPool) -> None:
    """A newsletter box is closed by its close button and reported apart; its offer is never accepted."""
    box = f"""<div class="box" data-banner role="dialog" aria-modal="true"><h2>10% off</h2>
      <p>Join our newsletter. See our privacy policy about consent.</p><input type="email">
      <button {GO}>Yes, sign me up</button><button {GO} aria-label="Close">×</button></div>"""
    async with opened(pool, MAIN + box) as page:
        assert await dismiss_consent(page) == NoBanner(closed=("Close",))
        assert await clicks(page) == ["×"]


async def test_a_banner_over_a_newsletter(pool: BrowserPool) -> None:
    """Both are dealt with, the banner first, and are told apart."""
    box = f"""<div class="box" data-banner role="dialog"><p>Join us!</p><button {GO}>No thanks</button>
      <button {GO}>Close</button></div>"""
    banner = bar(f"<p>Cookies? Your choice.</p><button {GO}>Accept</button><button {GO}>Reject</button>")
    async with opened(pool, MAIN + box + banner) as page:
        assert await dismiss_consent(page) == Dismissed(how=How.REFUSED, label="Reject", closed=("Close",))


async def test_nothing_is_clicked_where_nothing_asks(pool: BrowserPool) -> None:
    """Buttons of the page itself stay alone, in an article about cookies and in a sticky header too."""
    body = """<header style="position: sticky; top: 0"><nav><a href="#c">Cookies</a><button
      onclick="clicked.push('menu')">Close</button></nav></header>
      <main><h1>Cookie policy</h1><p>We use cookies. You may accept or reject them.</p>
      <button onclick="clicked.push('accept')">Accept</button></main>
      <footer><a href="#p">Cookie settings</a></footer>"""
    async with opened(pool, body) as page:
        assert await dismiss_consent(page) == NoBanner()
        assert await clicks(page) == []


@pytest.mark.parametrize(
    "style", ["display: none", "visibility: hidden", "opacity: 0", "left: -9000px; right: auto"]
)
async def test_a_hidden_banner_does_not_count(pool: BrowserPool, style: str) -> None:
    """A banner that the site keeps in the page for later is left alone."""
    banner = bar(f"<p>We use cookies.</p><button {GO}>Reject</button>", f'style="{style}"')
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page) == NoBanner()


async def test_a_button_that_does_nothing_leads_to_the_next(pool: BrowserPool) -> None:
    """When refusing does nothing (its request is blocked, say), the next way is tried."""
    banner = bar(
        f"""<p>We use cookies.</p><button onclick="clicked.push('dead')">Reject all</button>
        <button {GO}>Accept all</button>"""
    )
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page, means=Means(gone_s=0.2)) == Dismissed(
            how=How.ACCEPTED, label="Accept all", tried=("Reject all",)
        )
        assert await clicks(page) == ["dead", "Accept all"]


async def test_a_banner_that_stays_is_reported_with_its_words(pool: BrowserPool) -> None:
    """Every click has a limit; what stays over the page is quoted, with what was tried."""
    dead = 'onclick="clicked.push(this.textContent)"'
    banner = bar(
        f"""<p>We use cookies and never let you go, whatever you click here.</p>
        <button {dead}>Reject</button><button {dead}>Accept</button>"""
    )
    async with opened(pool, MAIN + banner) as page:
        consent = await dismiss_consent(page, means=Means(gone_s=0.1))
        assert isinstance(consent, Stuck)
        assert consent.text.startswith("We use cookies and never let you go")
        assert consent.tried == ("Reject", "Accept")


@pytest.mark.parametrize(("tries_max", "how", "met"), [(1, None, 1), (2, How.ACCEPTED, 0)])
async def test_the_tries_have_a_limit_that_is_told(
    pool: BrowserPool, tries_max: int, how: How | None, met: int
) -> None:
    """Whoever stops with a button left says so; one that was enough says nothing."""
    banner = bar(
        f"""<p>We use cookies on this site, whatever you think of them.</p>
        <button onclick="clicked.push('dead')">Reject all</button><button {GO}>Accept all</button>"""
    )
    told: list[int] = []
    means = Means(gone_s=0.2, tries_max=tries_max, on_limit=lambda: told.append(1))
    async with opened(pool, MAIN + banner) as page:
        consent = await dismiss_consent(page, means=means)
    assert (consent.how if isinstance(consent, Dismissed) else None, len(told)) == (how, met)


async def test_an_animated_banner_is_waited_for(pool: BrowserPool) -> None:
    """A banner that slides out over half a second counts as dismissed by its one click."""
    banner = bar(
        """<p>We use cookies.</p>
        <button onclick="clicked.push('r');
          this.parentElement.style.transform = 'translateY(200%)'">Reject</button>""",
        'style="transition: transform .5s"',
    )
    async with opened(pool, MAIN + banner, device="phone") as page:
        assert await dismiss_consent(page) == Dismissed(how=How.REFUSED, label="Reject")
        assert await clicks(page) == ["r"]


@pytest.mark.parametrize(
    ("box", "how", "label", "off"),
    [
        ("<input type=checkbox>", How.REFUSED, "Allow selection", 0),
        ("<input type=checkbox checked>", How.REFUSED, "Allow selection", 1),
        ("<input type=checkbox checked onclick='return false'>", How.ACCEPTED, "Allow all", 0),
        ("<input type=checkbox checked hidden>", How.ACCEPTED, "Allow all", 0),
        ("<label>Yes <input type=radio checked></label>", How.ACCEPTED, "Allow all", 0),
    ],
)
async def test_a_selection_refuses_only_when_nothing_is_chosen(
    pool: BrowserPool, box: str, how: How, label: str, off: int
) -> None:
    """ "Allow selection" is taken where no optional box is ticked, or none stays so; else it would accept what
    is."""
    banner = bar(
        f"""<p>We use cookies.</p><input type="checkbox" checked disabled> Necessary
        <p>{box} Statistics</p>
        <button {GO}>Allow selection</button><button {GO}>Allow all</button>"""
    )
    async with opened(pool, MAIN + banner) as page:
        assert await dismiss_consent(page) == Dismissed(how=how, label=label, switched_off=off)
        assert await clicks(page) == [label]


LAYERS = [
    (
        "We use cookies on this site, and so do our partners.",
        "Accept all",
        "Manage preferences",
        "Reject all",
    ),
    ("Wir verwenden Cookies auf dieser Seite.", "Alle akzeptieren", "Einstellungen", "Alle ablehnen"),
    ("Nous utilisons des cookies sur ce site.", "Tout accepter", "Paramétrer", "Tout refuser"),
    ("Utilizamos cookies en este sitio web.", "Aceptar", "Configurar", "Rechazar todas"),
    ("Questo sito usa i cookie, anche di terzi.", "Accetta", "Personalizza", "Rifiuta tutti"),
    ("Wij gebruiken cookies op deze website.", "Accepteren", "Instellingen", "Alles weigeren"),
    ("Utilizamos cookies neste site da web.", "Aceitar", "Gerir definições", "Rejeitar todos"),
    ("Ta strona używa plików cookie i podobnych.", "Akceptuję", "Ustawienia", "Odrzuć wszystkie"),
    ("Vi använder kakor på den här webbplatsen.", "Godkänn", "Inställningar", "Avvisa alla"),
    ("Vi bruger cookies her på siden, og andre gør.", "Accepter", "Tilpas", "Afvis alle"),
]


@pytest.mark.parametrize(("text", "accept", "settings", "refuse"), LAYERS)
async def test_refuses_in_the_second_layer_in_each_language(
    pool: BrowserPool, text: str, accept: str, settings: str, refuse: str
) -> None:
    """A banner that only offers to accept and to choose is refused where one chooses."""
    banner = bar(
        f"""<div id=one><p>{text}</p><button {GO}>{accept}</button>
        <button onclick="clicked.push('more'); one.hidden = true; two.hidden = false">{settings}</button></div>
        <div id=two hidden><p>{text}</p><button {GO}>{accept}</button><button {GO}>{refuse}</button></div>"""
    )
    async with opened(pool, MAIN + banner) as page:
        expected = Dismissed(how=How.REFUSED, label=refuse, through=settings)
        assert await dismiss_consent(page) == expected
        assert await clicks(page) == ["more", refuse]


SWITCH = """<script>
customElements.define('odd-switch', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: 'open'}).innerHTML = `<button role=switch aria-label="${this.title}"
      aria-checked="${this.getAttribute('on') ?? false}" style="width: 40px; height: 20px"></button>`;
    const button = this.shadowRoot.firstChild;
    button.onclick = () => button.ariaChecked = button.ariaChecked !== 'true';
    this.isOn = () => button.ariaChecked === 'true';
  }
});
const open2 = () => { one.remove(); two.showModal(); };
const save = () => {
  clicked.push([...document.querySelectorAll('odd-switch')].map((one) => one.isOn()).join());
  two.close();
};
</script>"""


async def test_what_is_optional_is_switched_off_and_nothing_is_switched_on(pool: BrowserPool) -> None:
    """The second layer is a dialog with switches of its own making; what is necessary stays as it is."""
    first = f"""<div id=one class=bar><p>We value your privacy and use cookies.</p><button {GO}>Agree</button>
      <button onclick="setTimeout(open2, 300)">More options</button></div>"""
    second = """<dialog id=two aria-label="Privacy"><h2>Your consent to cookies</h2>
      <odd-switch title="Strictly necessary" on=true></odd-switch><odd-switch title="Statistics" on=true>
      </odd-switch><odd-switch title="Marketing"></odd-switch><odd-switch title="Non-essential" on=true>
      </odd-switch><button aria-expanded=false onclick="clicked.push('unfolded')">Necessary cookies</button>
      <button onclick=save()>Save and exit</button></dialog>"""
    async with opened(pool, MAIN + SWITCH + first + second) as page:
        assert await dismiss_consent(page) == Dismissed(
            how=How.REFUSED, label="Save and exit", through="More options", switched_off=2
        )
        assert await clicks(page) == ["true,false,false,false"]


async def test_a_small_button_that_stays_is_not_a_banner(pool: BrowserPool) -> None:
    """Sites leave a "Cookie settings" button in a corner for later; it asks for nothing."""
    corner = """<div style="position: fixed; left: 8px; bottom: 8px" class="cookie-settings">
      <button onclick="clicked.push('settings')">Cookie settings</button></div>"""
    async with opened(pool, MAIN + corner) as page:
        assert await dismiss_consent(page) == NoBanner()
        assert await clicks(page) == []
