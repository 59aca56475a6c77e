"""A cookie banner in an open shadow root, as web components have them."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<cookie-consent></cookie-consent><script>
customElements.define('cookie-consent', class extends HTMLElement {
  connectedCallback() {
    if (document.cookie.includes('choice=')) return;
    const root = this.attachShadow({mode: 'open'});
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

TROUBLE = Trouble(
    tells="the banner covers the window, and stands in an open shadow root",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Decline”).",),
)
