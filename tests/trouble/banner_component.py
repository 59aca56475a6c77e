"""A cookie banner that is a web component, as consent services ship them."""

from __future__ import annotations

from typing import Literal

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

_BANNER = """<cookie-consent></cookie-consent><script>
customElements.define('cookie-consent', class extends HTMLElement {
  connectedCallback() {
    if (document.cookie.includes('choice=')) return;
    const root = this.attachShadow({mode: 'MODE'});
    root.innerHTML = `<style>div {position: fixed; inset: 0; background: #fff; padding: 4em; z-index: 9}</style>
      <div role=dialog aria-modal=true aria-label="Cookies"><p>May we use cookies to count our visitors?</p>
      <button id=yes>Accept</button> <button id=no>Decline</button></div>`;
    for (const one of root.querySelectorAll('button')) one.onclick = () => {
      document.cookie = 'choice=' + one.id + ';path=/';
      this.remove();
    };
  }
});
</script>"""


def banner_in_root(mode: Literal["open", "closed"]) -> Trouble:
    """The banner stands in a shadow root of that mode."""
    return Trouble(
        tells=f"the banner covers the window, and stands in {'a closed' if mode == 'closed' else 'an open'} shadow root",
        app=lambda _places: shop({"/": page(HOME + _BANNER.replace("MODE", mode))}),
        outcome=Outcome.PASSED,
        quote="within 30 days",
        clicks=1,
        says=("A cookie banner was refused (“Decline”).",),
    )
