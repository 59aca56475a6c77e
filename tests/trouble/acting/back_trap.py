"""Pages that take away the way back."""

from acting_pages import home
from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

TRAP = """<script>
for (let i = 0; i < 20; i += 1) history.pushState({}, '', location.href);
addEventListener('popstate', () => { location.href = '/offer'; });
</script>"""
HOME = home(
    "<p><a href=/how>How to return something: how long you have</a></p><p><a href=/returns>Returns</a></p>",
    after=TRAP,
)
HOW = page(f"<main><h1>How to return something</h1><p>{LOREM}</p></main>{TRAP}")
OFFER = page("<main><h1>Offer of the day</h1><p>Half off all shades until midnight.</p></main>")

TROUBLE = Trouble(
    tells="every page fills the history, and Back leads to an offer",
    app=lambda _places: shop({"/": HOME, "/how": HOW, "/offer": OFFER}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=3,
)
