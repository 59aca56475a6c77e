"""A page that opens windows like a slot machine."""

from acting_pages import home
from troubles import Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

STORM = """<script>
const storm = () => { for (let i = 0; i < 10; i += 1) window.open('/offer?' + i, '_blank'); };
addEventListener('load', storm);
document.addEventListener('click', storm);
</script>"""
HOME = home("<p><a href=/returns>Returns and refunds</a></p>", after=STORM)
OFFER = page("<main><h1>Offer of the day</h1><p>Half off all shades until midnight.</p></main>")


def check_offers(told: Told) -> None:
    """No window that opened by itself loads anything."""
    assert not [ask for ask in told.received if ask.path == "/offer"]


TROUBLE = Trouble(
    tells="windows open on load and at each click, ten at a time",
    app=lambda _places: shop({"/": HOME, "/offer": OFFER}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    also=check_offers,
)
