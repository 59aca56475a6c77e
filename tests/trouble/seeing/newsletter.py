"""A newsletter box that covers the page as soon as it is there."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BOX = """<div class=overlay style="position:fixed;inset:0;background:#000c;z-index:50">
<div style="background:#fff;width:420px;margin:15vh auto;padding:2em"><span class=close aria-label=Close
role=button tabindex=0 onclick="this.closest('.overlay').remove()">&times;</span>
<h2>10 % off your first order</h2><p>Join our newsletter and never miss a sale.</p>
<form><input type=email placeholder="Your e-mail"><button>Subscribe</button></form></div></div>"""

TROUBLE = Trouble(
    tells="a box asks for an e-mail address before anything can be read",
    app=lambda _places: shop({"/": page(HOME + BOX)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A box over the page was closed",),
)
