"""A banner over everything, whose refusal the Tab key does not reach: by keyboard it can only be accepted."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=ask role=dialog aria-label="Cookies" style="position:fixed;inset:0;background:#fff;z-index:99">
<p>We and our 214 partners use cookies to make these pages better for you.</p>
<div tabindex=-1 role=button onclick="done()">Reject all</div><button onclick="done()">Accept all</button></div>
<script>
const done = () => { document.cookie = 'said=' + event.target.textContent[0] + ';path=/'; ask.remove(); };
if (document.cookie.includes('said=')) ask.remove();
</script>"""

TROUBLE = Trouble(
    tells="a banner whose refusal is for a mouse only",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=(
        "A cookie banner was refused (“Reject all”).",
        "could not be refused and was accepted (“Accept all”). Before that, clicked in vain: “Reject all”.",
    ),
    settings=lambda _places: {"conditions": ["keyboard"]},
)
