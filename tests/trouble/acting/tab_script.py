"""A page that a script opens in a window of its own."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    """<p><button onclick="window.open('/returns', 'help', 'width=600,height=400')">Returns and refunds</button></p>"""
)

TROUBLE = Trouble(
    tells="a button opens a window",
    app=lambda _places: shop({"/": HOME}),
    goes_on_unseen="what a new tab shows is loaded in the tab of the same journey",
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
