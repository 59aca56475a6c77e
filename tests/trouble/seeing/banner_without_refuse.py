"""A banner that can be accepted and nothing else."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=bar style="position:fixed;inset:auto 0 0 0;height:55vh;background:#ffe;border:1px solid">
<p>By using this site you agree to our cookies.</p><a href="/privacy">Learn more</a>
<button onclick="document.cookie='bar=1;path=/';bar.remove()">Got it!</button></div>
<script>if (document.cookie.includes('bar=1')) bar.remove();</script>"""

TROUBLE = Trouble(
    tells="the banner has no way to say no",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("could not be refused", "accepted (“Got it!”)"),
)
