"""A cookie banner over the page, with a button to refuse."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=cookies role=dialog aria-label="Cookies" style="position:fixed;inset:auto 0 0 0;height:60vh;
background:#fff;border:1px solid"><p>We use cookies to remember you and to show you things you may like. You can
say no.</p><button onclick="done('yes')">Accept all</button> <button onclick="done('no')">Reject all</button></div>
<script>function done(how) { document.cookie = 'choice=' + how + ';path=/'; cookies.remove(); }
if (document.cookie.includes('choice=')) cookies.remove();</script>"""

TROUBLE = Trouble(
    tells="a banner lies over the lower part of every page",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Reject all”).",),
)
