"""A banner over the lower half that no button takes away."""

from troubles import HOME, RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div class="cookie-bar" style="position:fixed;inset:auto 0 0 0;height:40vh;background:#fff">
<p>We use cookies on this site, and the buttons below have been out of order since the last release.</p>
<button>Accept all</button> <button>Reject all</button></div>"""

TROUBLE = Trouble(
    tells="the banner's buttons do nothing; what it leaves free answers the question",
    app=lambda _places: shop({"/": page(HOME + BANNER), "/returns": page(RETURNS + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("could not be got rid of", "We use cookies on this site", "“Reject all”"),
)
