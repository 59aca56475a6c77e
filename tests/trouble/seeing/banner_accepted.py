"""The settings say to accept, as a test of a site's own statistics needs it."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=cb role=dialog aria-label="Cookies" style="position:fixed;inset:auto 0 0 0;height:60vh;
background:#fff"><p>We use cookies to remember you.</p><button onclick="go()">Reject all</button>
<button onclick="go()">Accept all</button></div><script>function go() { document.cookie = 'cb=1;path=/';
cb.remove(); } if (document.cookie.includes('cb=1')) cb.remove();</script>"""

TROUBLE = Trouble(
    tells="consent: accept",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    settings=lambda _places: {"consent": "accept"},
    says=("A cookie banner was accepted (“Accept all”).",),
)
