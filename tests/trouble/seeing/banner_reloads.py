"""A banner that loads the page anew on every refusal, and asks again."""

from troubles import ABOUT, HOME, RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div style="position:fixed;left:0;right:0;bottom:0;height:45vh;background:#fff;border:1px solid"
id=cookie-notice><p>This shop uses cookies for statistics and for advertisements.</p>
<button onclick="location.reload()">Reject</button>
<button onclick="document.cookie='ok=1;path=/';this.parentElement.remove()">Accept</button></div>
<script>if (document.cookie.includes('ok=1')) document.getElementById('cookie-notice').remove();</script>"""

TROUBLE = Trouble(
    tells="refusing reloads the page and the banner is there again; only accepting ends it",
    app=lambda _places: shop(
        {"/": page(HOME + BANNER), "/returns": page(RETURNS + BANNER), "/about": page(ABOUT + BANNER)}
    ),
    goes_on_unseen="the page loads itself anew",
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("could not be refused", "accepted (“Accept”)"),
)
