"""A link that is a button."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    """<p><button type=button onclick="window.location.href='/returns'">Returns and refunds</button></p>"""
)

TROUBLE = Trouble(
    tells="a button goes to another page",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
